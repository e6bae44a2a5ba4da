/** What an open contact and a cell take of the heap: memory is bounded by these two. */
import type { Bench } from "./bench.ts";
import { startChild } from "./child.ts";
import type { MemoryCalls } from "./memory-process.ts";

const EVENTS = 70_000;
const RUNS = 3;

export const memory: Bench = {
  name: "memory",
  about: "heapUsed after collection, per open contact (its events, facts, states) and per cell",
  async run({ note }) {
    const perContact: number[] = [];
    const perEvent: number[] = [];
    const perCell: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const child = startChild<MemoryCalls>("./memory-process.ts", [], ["--expose-gc"]);
      try {
        const given = { count: EVENTS, name: `memory${run}-` };
        const contacts = await child.ask("contacts", given);
        const cells = await child.ask("cells", given);
        perContact.push(contacts.bytes / contacts.things);
        perEvent.push(contacts.bytes / contacts.events);
        perCell.push(cells.bytes / cells.things);
        note(
          `${contacts.things} open contacts with ${(contacts.events / contacts.things).toFixed(1)} events each; ${cells.things} cells after ${EVENTS} events, ${(cells.bytes / 2 ** 20).toFixed(0)} MB`,
        );
      } finally {
        await child.stop();
      }
    }
    return [
      { figure: "an open contact", values: perContact, unit: "bytes" },
      { figure: "… per event of it", values: perEvent, unit: "bytes" },
      { figure: "a cell", values: perCell, unit: "bytes" },
    ];
  },
};
