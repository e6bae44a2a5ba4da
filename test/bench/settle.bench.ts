/** Time passing: what one settling costs with a thousand agents at work (DESIGN.md 2, KPIS.md 6.2). */
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import { Tail } from "../../server/tail/tail.ts";
import { type DeskEvent, parseEvent } from "../../shared/events/event.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import type { Bench } from "./bench.ts";

const AGENTS = 1_000;
const MORNING = Date.parse("2026-03-03T07:00:00Z");
const NOON = MORNING + 6 * HOUR_MS;
/** One call in ten minutes each: 36 a day so far. */
const CALL_MS = 10 * MINUTE_MS;
const MINUTES = 20;

let told = 0;

function event(type: string, at: number, data: object): DeskEvent {
  told += 1;
  const parsed = parseEvent({
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: "/bench/phone/main",
    id: `e${told}`,
    time: new Date(at).toISOString(),
    subject: "bench",
    data: { ...data },
  });
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.value;
}

/** A call of six minutes and a wrap-up of one. */
function call(agent: number, at: number): DeskEvent[] {
  const leg = { contactId: `${agent}-${at}`, legId: "l", agentId: `a${agent}` };
  const created = { contactId: leg.contactId, channel: "phone", direction: "inbound" };
  return [
    event("contact.created", at, created),
    event("contact.answered", at, { ...leg, via: "direct" }),
    event("contact.leg_ended", at + 6 * MINUTE_MS, leg),
    event("contact.wrapup_ended", at + 7 * MINUTE_MS, leg),
  ];
}

async function tell(tail: Tail, events: readonly DeskEvent[]): Promise<void> {
  const first = tail.position() + 1;
  tail.accept({ first, last: first + events.length - 1, receivedAt: NOON, events });
  await tail.idle();
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A morning of everybody, told and settled. */
async function atWork(clock: ManualClock): Promise<Tail> {
  const tail = new Tail({ store: openMemoryStore(), clock });
  for (let agent = 0; agent < AGENTS; agent += 1) {
    const events = [
      event("agent.state_changed", MORNING, { agentId: `a${agent}`, state: "available" }),
    ];
    for (let at = MORNING + (agent % 600) * 1000; at < NOON; at += CALL_MS) {
      events.push(...call(agent, at));
    }
    await tell(tail, events);
  }
  await tail.settle();
  return tail;
}

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
