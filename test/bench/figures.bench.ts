/** `deskpulse figures` over a million events from a file: read, checked, folded, answered (DESIGN.md 8). */
import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { simulate } from "../../server/demo/centre.ts";
import { demoOrganisation } from "../../server/demo/organisation.ts";
import { weekOf } from "../../shared/time/interval.ts";
import type { Bench } from "./bench.ts";

const EVENTS = 1_000_000;
const PIECE = 10_000;
const FROM = Date.parse("2025-06-02T00:00:00+02:00");
const RUNS = 3;
const MAIN = join(import.meta.dirname, "../../server/main.ts");
const KPIS = "csat.score,nps.score,frt.p50,frt.p90,aht.mean,asa.mean,abandon.rate,tickets.created";

/** One centre over as many days as it takes; gives the period of a week in the midst of them. */
function write(file: string): string {
  const out = openSync(file, "w");
  let lines: string[] = [];
  let count = 0;
  let last = FROM;
  for (const { event } of simulate({ seed: "figures", from: FROM })) {
    lines.push(JSON.stringify(event));
    count += 1;
    last = Date.parse(event.time ?? "");
    if (lines.length < PIECE && count < EVENTS) continue;
    writeSync(out, `${lines.join("\n")}\n`);
    lines = [];
    if (count === EVENTS) break;
  }
  closeSync(out);
  return weekOf((FROM + last) / 2, "Europe/Amsterdam");
}

export const figuresOfFile: Bench = {
  name: "figures",
  about: `deskpulse figures over ${EVENTS} events of an NDJSON file, a new process each time`,
  async run({ folder, note }) {
    const file = join(folder, "events.ndjson");
    const week = write(file);
    const org = join(folder, "org.json");
    writeFileSync(org, JSON.stringify(demoOrganisation));
    const values: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const asked = ["--kpi", KPIS, "--period", week, "--org", org];
      const began = performance.now();
      const said = execFileSync(process.execPath, [MAIN, "figures", "--events", file, ...asked], {
        encoding: "utf8",
      });
      values.push((performance.now() - began) / 1000);
      if (run === 0) note(`${(JSON.parse(said) as unknown[]).length} figures`);
    }
    const aim = { on: "value", is: "at most", bound: 10 } as const;
    return [{ figure: "from file to figures", values, unit: "s", aim }];
  },
};
