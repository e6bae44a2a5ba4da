/** Out of the queue (KPIS.md 6.1): answered, abandoned or sent elsewhere, and after how long. */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { type Contact, changesOwner, factOf, NOBODY, type Owner } from "./contact.ts";
import { type Elapsed, elapsed, secondsOf } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { legCredit } from "./leg-credit.ts";
import {
  type Entered,
  type Exit,
  entersQueue,
  exitOf,
  isSameQueue,
  swappedPair,
} from "./queue-exit.ts";
import { strongestSummary } from "./summary.ts";

/** A wait in one queue; `to` null: still waiting. */
export interface Wait {
  readonly from: number;
  readonly to: number | null;
  /** From here on it is longer than the threshold in force when it began. */
  readonly lateFrom: number;
  readonly team: string | null;
  readonly queue: string | null;
}

type Credit = Pick<Owner, "agent" | "team" | "queue">;

/** Only calls wait in a queue, and chats of sources that tell when one is answered. */
const hasQueue = (contact: Contact): boolean =>
  contact.kind === "call" ||
  (contact.kind === "chat" && contact.events.some((event) => event.type === "contact.answered"));

/** Whole seconds the source says the wait took, summary first. */
function assertedWait(contact: Contact, event: DeskEvent): number | undefined {
  const legId = event.type === "contact.answered" ? event.data.legId : undefined;
  const summary = strongestSummary(
    contact,
    ({ data }) => data.queueMs !== undefined && (data.legId === undefined || data.legId === legId),
  );
  const own = "waitMs" in event.data ? event.data.waitMs : undefined;
  const ms = summary?.data.queueMs ?? own;
  return ms === undefined ? undefined : secondsOf(ms);
}

function measureOf(
  contact: Contact,
  exit: Exit,
  seconds: number,
  at: number,
  queue: string | null,
) {
  const limits = contact.directory.thresholds(queue, contact.channel, at);
  if (exit === "abandoned" && seconds <= limits.shortAbandonSeconds) return "queue.abandoned.short";
  const inTime = seconds <= limits.answerWithinSeconds;
  return `queue.${exit}.${inTime ? "in_time" : "late"}` satisfies CellMeasure;
}

/** One exit, with the wait the source states, else the one since `enteredAt`; null: nobody knows. */
function exitFacts(
  contact: Contact,
  event: DeskEvent,
  exit: Exit,
  enteredAt: number | null,
  credit: Credit,
): Fact[] {
  const said = assertedWait(contact, event);
  const wait: Elapsed | null =
    said !== undefined
      ? { seconds: said, quality: "fine" }
      : enteredAt === null
        ? null
        : elapsed(enteredAt, event.at);
  if (wait === null) return [];
  if (wait.seconds === null) return [factOf(contact, "quality.quarantined", 1, event.at, credit)];
  const measure = measureOf(contact, exit, wait.seconds, event.at, credit.queue);
  const facts = [factOf(contact, measure, wait.seconds, event.at, credit)];
  if (wait.quality === "clamped") {
    facts.push(factOf(contact, "quality.skew_clamped", 1, event.at, credit));
  }
  return facts;
}

/** Credit Q: the team of the queue that is left. An agent only if the source says at whose phone. */
function queueCredit({ directory }: Contact, event: DeskEvent, { team, queue }: Entered["owner"]) {
  const ofQueue = directory.teamOfQueue(queue ?? "", event.at) ?? team;
  const at = event.type === "contact.abandoned" ? event.data.agentId : undefined;
  const agent = at === undefined ? null : directory.agent(event.source, at, event.at);
  const primary = agent === null ? null : directory.primaryTeam(agent, event.at);
  return { agent, team: ofQueue ?? primary, queue };
}

/** Credit L: who answered, and the queue it came from. */
function answerCredit(contact: Contact, event: EventOf<"contact.answered">): Credit {
  const { agentId } = event.data;
  const who = agentId === null ? null : { source: event.source, agentId };
  const queued = { ...event, data: { ...event.data, via: "queue" as const } };
  return legCredit(contact, queued, who, event.at);
}

function waitOf({ directory, channel }: Contact, { at, owner }: Entered, to: number | null): Wait {
  const { answerWithinSeconds } = directory.thresholds(owner.queue, channel, at);
  return {
    from: at,
    to,
    lateFrom: 1000 * (Math.floor(at / 1000) + answerWithinSeconds + 1),
    team: directory.teamOfQueue(owner.queue ?? "", at) ?? owner.team,
    queue: owner.queue,
  };
}

/** Replays the queue once: what left it and how, and who waited from when to when. */
export function queueReplay(contact: Contact): { facts: Fact[]; waits: Wait[] } {
  const facts: Fact[] = [];
  const waits: Wait[] = [];
  if (contact.gone === "deleted" || !contact.has.queue || !hasQueue(contact)) {
    return { facts, waits };
  }
  const swapped = swappedPair(contact.events);
  let owners = 0;
  let entered: Entered | null = null;
  let isFirst = true;
  for (const event of contact.events) {
    if (changesOwner(event)) owners += 1;
    const owner = contact.owners[owners - 1] ?? NOBODY;
    if (event === swapped?.entry) continue;
    if (event === swapped?.exit) entered = { at: swapped.entry.at, owner };
    if (entered !== null && event.type === "contact.queued" && isSameQueue(event, entered, owner)) {
      continue;
    }
    const exit = exitOf(event, entered !== null, isFirst);
    if (exit !== null) {
      const credit: Credit =
        exit === "answered" && event.type === "contact.answered"
          ? answerCredit(contact, event)
          : queueCredit(contact, event, entered?.owner ?? owner);
      const begun = isFirst && contact.kind === "call" ? contact.openedAt : undefined;
      facts.push(...exitFacts(contact, event, exit, entered?.at ?? begun ?? null, credit));
      if (entered !== null) waits.push(waitOf(contact, entered, event.at));
      entered = null;
    }
    if (exit !== null || event.type === "contact.answered") isFirst = false;
    if (entersQueue(event)) entered = { at: event.at, owner };
  }
  if (entered !== null && contact.gone === null) waits.push(waitOf(contact, entered, null));
  return { facts, waits };
}
