/** What checking an event costs, next to reading its JSON. */
import { parseEvent } from "../../shared/events/event.ts";
import type { Bench } from "./bench.ts";
import { eventsOf } from "./stream.ts";

const EVENTS = 20_000;
const RUNS = 9;

const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return ((performance.now() - began) * 1000) / EVENTS;
};

export const parse: Bench = {
  name: "parse",
  about: "JSON.parse and parseEvent of the same mixed events, batches of 1,000, one thread",
  async run({ note }) {
    const events = eventsOf(EVENTS, "parse");
    const bodies: string[] = [];
    for (let at = 0; at < EVENTS; at += 1000)
      bodies.push(JSON.stringify(events.slice(at, at + 1000)));
    const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) / EVENTS;
    note(`${EVENTS} events, ${bytes.toFixed(0)} bytes each`);
    const json: number[] = [];
    const checked: number[] = [];
    for (let run = -2; run < RUNS; run += 1) {
      let parsed: unknown[][] = [];
      const read = timed(() => {
        parsed = bodies.map((body): unknown[] => JSON.parse(body));
      });
      let refused = 0;
      const check = timed(() => {
        for (const batch of parsed) for (const one of batch) if (!parseEvent(one).ok) refused += 1;
      });
      if (refused > 0) throw new Error(`${refused} events were refused`);
      if (run < 0) continue;
      json.push(read);
      checked.push(check);
    }
    const ratios = checked.map((check, run) => check / (json[run] ?? Number.NaN));
    return [
      { figure: "JSON.parse", values: json, unit: "µs/event" },
      { figure: "parseEvent", values: checked, unit: "µs/event", ratios, to: "JSON.parse" },
    ];
  },
};
