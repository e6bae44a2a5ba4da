/** Time passing: what one settling costs with a thousand agents at work (DESIGN.md 2, KPIS.md 6.2). */
import { manualClock } from "../../shared/time/clock.ts";
import { MINUTE_MS } from "../../shared/time/interval.ts";
import type { Bench } from "./bench.ts";
import { AGENTS, atWork, CALL_MS, call, milliseconds, NOON, tell } from "./morning.ts";

const MINUTES = 20;

export const settle: Bench = {
  name: "settle",
  about: `Tail.settle with ${AGENTS} agents at work since the morning, 36 calls each, memory store`,
  async run({ note }) {
    const clock = manualClock(NOON);
    const tail = await atWork(clock);
    const facts = [...tail.entities.live()].reduce((sum, one) => sum + one.meaning.facts.length, 0);
    note(`${AGENTS} agents' days hold ${facts} facts`);
    const minute: number[] = [];
    const busy: number[] = [];
    const written: number[] = [];
    for (let round = -3; round < MINUTES; round += 1) {
      clock.advance(MINUTE_MS);
      const passed = await milliseconds(() => tail.settle());
      const calls = Array.from({ length: 100 }, (_, agent) => call(agent, clock.now() - CALL_MS));
      await tell(tail, calls.flat());
      const changed = await milliseconds(() => tail.settle());
      const stored = await milliseconds(() => tail.checkpoint());
      if (round < 0) continue;
      minute.push(passed);
      busy.push(changed);
      written.push(stored);
    }
    return [
      {
        figure: "a minute later",
        values: minute,
        unit: "ms",
        aim: { on: "value", is: "at most", bound: 60 },
      },
      { figure: "a hundred calls later", values: busy, unit: "ms" },
      { figure: "a checkpoint of all that", values: written, unit: "ms" },
    ];
  },
};
