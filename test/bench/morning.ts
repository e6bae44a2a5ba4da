/** A morning with a thousand agents at work, as events: what benchmarks of passing time and boards start from. */
import type { LogEvent } from "../../server/fold/log-event.ts";
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import { Tail } from "../../server/tail/tail.ts";
import { type DeskEvent, parseEvent } from "../../shared/events/event.ts";
import { orgDocument } from "../../shared/org/org.ts";
import type { ManualClock } from "../../shared/time/clock.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";

export const AGENTS = 1_000;
export const TEAMS = 60;
const MORNING = Date.parse("2026-03-03T07:00:00Z");
export const NOON = MORNING + 6 * HOUR_MS;
/** One call in ten minutes each: 36 a day so far. */
export const CALL_MS = 10 * MINUTE_MS;
const SOURCE = "/bench/phone/main";

let told = 0;

function event(type: string, at: number, data: object): DeskEvent {
  told += 1;
  const parsed = parseEvent({
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: `e${told}`,
    time: new Date(at).toISOString(),
    subject: "bench",
    data: { ...data },
  });
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.value;
}

export const teamOf = (agent: number): string => `t${agent % TEAMS}`;

/** A call of six minutes and a wrap-up of one, after half a minute in its team's queue. */
export function call(agent: number, at: number): DeskEvent[] {
  const leg = { contactId: `${agent}-${at}`, legId: "l", agentId: `a${agent}` };
  const created = { contactId: leg.contactId, channel: "phone", direction: "inbound" };
  const { contactId } = leg;
  return [
    event("contact.created", at - MINUTE_MS / 2, created),
    event("contact.queued", at - MINUTE_MS / 2, {
      contactId,
      queueId: teamOf(agent),
      reason: "new",
    }),
    event("contact.answered", at, { ...leg, via: "queue" }),
    event("contact.leg_ended", at + 6 * MINUTE_MS, leg),
    event("contact.wrapup_ended", at + 7 * MINUTE_MS, leg),
  ];
}

export async function tell(tail: Tail, events: readonly LogEvent[]): Promise<void> {
  const first = tail.position() + 1;
  tail.accept({ first, last: first + events.length - 1, receivedAt: NOON, events });
  await tail.idle();
}

/** Every agent is in one of the teams, every team has a queue. */
const organisation: LogEvent = {
  type: "org.changed",
  source: "",
  id: "org",
  at: MORNING - HOUR_MS,
  data: orgDocument.parse({
    teams: Array.from({ length: TEAMS }, (_, team) => ({ id: `t${team}` })),
    queues: Array.from({ length: TEAMS }, (_, team) => ({ id: `t${team}`, team: `t${team}` })),
    agents: Array.from({ length: AGENTS }, (_, agent) => ({
      id: `a${agent}`,
      memberships: [{ team: teamOf(agent) }],
    })),
  }),
};

/** A morning of everybody, told and settled. */
export async function atWork(clock: ManualClock): Promise<Tail> {
  const tail = new Tail({ store: openMemoryStore(), clock });
  await tell(tail, [organisation]);
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

export async function milliseconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
