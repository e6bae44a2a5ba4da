/** How long a server is away: from opening a store of a million events until it is ready. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { type Child, startChild } from "./child.ts";
import type { RestartCalls } from "./restart-process.ts";

const EVENTS = 1_000_000;
const SLICE = 50_000;
const STARTS = 5;
const REBUILDS = 1;

/** Each in a process of its own: a start is cold. */
async function fresh<Given>(file: string, work: (child: Child<RestartCalls>) => Promise<Given>) {
  const child = startChild<RestartCalls>("./restart-process.ts", [file]);
  try {
    return await work(child);
  } finally {
    await child.stop();
  }
}

export const restart: Bench = {
  name: "restart",
  about:
    "a store of 1,000,000 events, from the checkpoint and from the log; the page cache is warm",
  async run({ folder, note }) {
    const file = join(folder, "restart.db");
    const began = performance.now();
    await fresh(file, async (child) => {
      for (let at = 0; at < EVENTS; at += SLICE) {
        await child.ask("fill", { count: SLICE, name: `restart${at}-` });
      }
    });
    const megabytes = statSync(file).size / 2 ** 20;
    note(
      `made in ${((performance.now() - began) / 1000).toFixed(0)} s; the file has ${megabytes.toFixed(0)} MB, ${((megabytes * 2 ** 20) / EVENTS).toFixed(0)} bytes an event with everything`,
    );
    const store: number[] = [];
    const ready: number[] = [];
    for (let run = 0; run < STARTS; run += 1) {
      const { storeMs, coreMs } = await fresh(file, (child) => child.ask("open", undefined));
      store.push(storeMs / 1000);
      ready.push((storeMs + coreMs) / 1000);
    }
    const rebuilds: number[] = [];
    const ratios: number[] = [];
    for (let run = 0; run < REBUILDS; run += 1) {
      await fresh(file, (child) => child.ask("forget", undefined));
      const { rebuilt, floor } = await fresh(file, async (child) => ({
        rebuilt: await child.ask("open", undefined),
        floor: await child.ask("read", undefined),
      }));
      rebuilds.push((rebuilt.position * 1000) / rebuilt.coreMs);
      ratios.push(floor.ms / rebuilt.coreMs);
    }
    return [
      { figure: "the store is open", values: store, unit: "s" },
      {
        figure: "ready, from the checkpoint",
        values: ready,
        unit: "s",
        aim: { on: "value", is: "at most", bound: 3 },
      },
      {
        figure: "rebuilt from the log",
        values: rebuilds,
        unit: "events/s",
        ratios,
        to: "only reading it",
      },
      { figure: "… for a million", values: rebuilds.map((rate) => EVENTS / rate), unit: "s" },
    ];
  },
};
