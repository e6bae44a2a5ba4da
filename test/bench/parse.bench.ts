/** What checking an event costs, next to reading its JSON. */
import { quickParse } from "../../server/ingest/quick-parse.ts";
import { parseEvent } from "../../shared/events/event.ts";
import { type Bench, median } from "./bench.ts";
import { eventsOf } from "./stream.ts";

const EVENTS = 20_000;
const RUNS = 9;
const WARM_UPS = 2;

/** µs per event. */
const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return ((performance.now() - began) * 1000) / EVENTS;
};

function bodiesOf(): string[] {
  const events = eventsOf(EVENTS, "parse");
  const bodies: string[] = [];
  for (let at = 0; at < EVENTS; at += 1000)
    bodies.push(JSON.stringify(events.slice(at, at + 1000)));
  return bodies;
}

export const parse: Bench = {
  name: "parse",
  about: "the schemas (parseEvent) and the door (quickParse, else the schemas), beside JSON.parse",
  async run({ note }) {
    const bodies = bodiesOf();
    const times = { json: [] as number[], schemas: [] as number[], door: [] as number[] };
    let slow = 0;
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      let inputs: unknown[] = [];
      const json = timed(() => {
        inputs = bodies.flatMap((body): unknown[] => JSON.parse(body));
      });
      let refused = 0;
      const schemas = timed(() => {
        for (const input of inputs) if (!parseEvent(input).ok) refused += 1;
      });
      slow = 0;
      const door = timed(() => {
        for (const input of inputs) {
          if (quickParse(input) !== null) continue;
          slow += 1;
          parseEvent(input);
        }
      });
      if (refused > 0) throw new Error(`${refused} events were refused`);
      if (run < 0) continue;
      times.json.push(json);
      times.schemas.push(schemas);
      times.door.push(door);
    }
    const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) / EVENTS;
    note(
      `${EVENTS} events of ${bytes.toFixed(0)} bytes; ${slow} need the schemas; ${(bytes / median(times.json)).toFixed(0)} MB/s of JSON`,
    );
    const toJson = (of: readonly number[]) => of.map((time, run) => time / (times.json[run] ?? 0));
    const row = (figure: string, values: readonly number[]) => ({
      figure,
      values,
      unit: "µs/event",
      ratios: toJson(values),
      to: "JSON.parse",
    });
    return [
      { figure: "JSON.parse", values: times.json, unit: "µs/event" },
      row("parseEvent: schemas only", times.schemas),
      row("as the door does it", times.door),
    ];
  },
};
