/** A morning with a thousand agents at work, as events: what benchmarks of passing time and boards start from. */
import type { LogEvent } from "../../server/fold/log-event.ts";
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import { Tail } from "../../server/tail/tail.ts";
import { type CloudEvent, type DeskEvent, parseEvent } from "../../shared/events/event.ts";
import { orgDocument } from "../../shared/org/org.ts";
import type { ManualClock } from "../../shared/time/clock.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";

export const AGENTS = 1_000;
export const TEAMS = 60;
const MORNING = Date.parse("2026-03-03T07:00:00Z");
export const NOON = MORNING + 6 * HOUR_MS;
/** One call in ten minutes each: 36 a day so far. */
export const CALL_MS = 10 * MINUTE_MS;
export const SOURCE = "/bench/phone/main";

/** An event as the telephone system sends it. Its id follows from what it tells. */
function sent(type: string, of: string, at: number, data: object): CloudEvent {
  return {
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: `${of}-${type}`,
    time: new Date(at).toISOString(),
    subject: "bench",
    data,
  } as CloudEvent;
}

function heard(event: CloudEvent): DeskEvent {
  const parsed = parseEvent(event);
  if (!parsed.ok) throw new Error(parsed.problem.reason);
  return parsed.value;
}

export const teamOf = (agent: number): string => `t${agent % TEAMS}`;

/** A call of six minutes and a wrap-up of one, after half a minute in its team's queue. */
export function callAsSent(agent: number, at: number): CloudEvent[] {
  const contactId = `${agent}-${at}`;
  const leg = { contactId, legId: "l", agentId: `a${agent}` };
  const of = (type: string, when: number, data: object) =>
    sent(`contact.${type}`, contactId, when, data);
  const queued = { contactId, queueId: teamOf(agent), reason: "new" };
  return [
    of("created", at - MINUTE_MS / 2, { contactId, channel: "phone", direction: "inbound" }),
    of("queued", at - MINUTE_MS / 2, queued),
    of("answered", at, { ...leg, via: "queue" }),
    of("leg_ended", at + 6 * MINUTE_MS, leg),
    of("wrapup_ended", at + 7 * MINUTE_MS, leg),
  ];
}

export const call = (agent: number, at: number): DeskEvent[] => callAsSent(agent, at).map(heard);

export async function tell(tail: Tail, events: readonly LogEvent[]): Promise<void> {
  const first = tail.position() + 1;
  tail.accept({ first, last: first + events.length - 1, receivedAt: NOON, events });
  await tail.idle();
}

/** Every agent is in one of the teams, every team has a queue. */
export const teams = orgDocument.parse({
  teams: Array.from({ length: TEAMS }, (_, team) => ({ id: `t${team}` })),
  queues: Array.from({ length: TEAMS }, (_, team) => ({ id: `t${team}`, team: `t${team}` })),
  agents: Array.from({ length: AGENTS }, (_, agent) => ({
    id: `a${agent}`,
    memberships: [{ team: teamOf(agent) }],
  })),
});

const ORGANISATION_AT = MORNING - HOUR_MS;

/** A morning of everybody, agent by agent, after the organisation. */
export function* morning(): Generator<LogEvent[]> {
  yield [{ type: "org.changed", source: "", id: "org", at: ORGANISATION_AT, data: teams }];
  for (let agent = 0; agent < AGENTS; agent += 1) {
    const agentId = `a${agent}`;
    const state = { agentId, state: "available" };
    const events = [heard(sent("agent.state_changed", agentId, MORNING, state))];
    for (let at = MORNING + (agent % 600) * 1000; at < NOON; at += CALL_MS) {
      events.push(...call(agent, at));
    }
    yield events;
  }
}

/** A morning of everybody, told and settled. */
export async function atWork(clock: ManualClock): Promise<Tail> {
  const tail = new Tail({ store: openMemoryStore(), clock });
  for (const events of morning()) await tell(tail, events);
  await tail.settle();
  return tail;
}

export async function milliseconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
