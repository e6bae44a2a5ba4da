/** Out of the queue (KPIS.md 6.1): answered, abandoned or sent elsewhere, and after how long. */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { type Contact, factOf, type Owner, ownerAt } from "./contact.ts";
import { type Elapsed, elapsed, secondsOf } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { legCredit } from "./leg-credit.ts";
import { isSolved } from "./response.ts";
import { strongestSummary } from "./summary.ts";

/** A wait in the queue; `to` null: still waiting. */
export interface Wait {
  readonly from: number;
  readonly to: number | null;
}

type Exit = "answered" | "abandoned" | "flowout";

/** Only calls wait in a queue, and chats of sources that tell when one is answered. */
export const hasQueue = (contact: Contact): boolean =>
  contact.kind === "call" ||
  (contact.kind === "chat" && contact.events.some((event) => event.type === "contact.answered"));

const isPrimary = (event: EventOf<"contact.answered">): boolean =>
  (event.data.role ?? "primary") === "primary";

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
  exit: Exit,
  seconds: number,
  contact: Contact,
  at: number,
  queue: string | null,
) {
  const limits = contact.directory.thresholds(queue, contact.channel, at);
  if (exit === "abandoned" && seconds <= limits.shortAbandonSeconds) return "queue.abandoned.short";
  const inTime = seconds <= limits.answerWithinSeconds;
  return `queue.${exit}.${inTime ? "in_time" : "late"}` satisfies CellMeasure;
}

function exitFacts(
  contact: Contact,
  event: DeskEvent,
  exit: Exit,
  enteredAt: number | null,
  credit: Pick<Owner, "agent" | "team" | "queue">,
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
  const measure = measureOf(exit, wait.seconds, contact, event.at, credit.queue);
  const facts = [factOf(contact, measure, wait.seconds, event.at, credit)];
  if (wait.quality === "clamped") {
    facts.push(factOf(contact, "quality.skew_clamped", 1, event.at, credit));
  }
  return facts;
}

/** Credit Q: the team of the queue. An agent only if the source says at whose phone it ended. */
function queueCredit(contact: Contact, event: DeskEvent) {
  const owner = ownerAt(contact, event.at);
  const team = contact.directory.teamOfQueue(owner.queue ?? "", event.at) ?? owner.team;
  const at = event.type === "contact.abandoned" ? event.data.agentId : undefined;
  const agent = at === undefined ? null : contact.directory.agent(event.source, at, event.at);
  const primary = agent === null ? null : contact.directory.primaryTeam(agent, event.at);
  return { agent, team: team ?? primary, queue: owner.queue };
}

/** How an event takes a contact out of the queue, or null. */
function exitOf(event: DeskEvent, waiting: boolean): Exit | null {
  switch (event.type) {
    case "contact.answered": {
      if (!isPrimary(event)) return null;
      const via = event.data.via ?? (waiting ? "queue" : "direct");
      return via === "queue" ? "answered" : waiting ? "flowout" : null;
    }
    case "contact.abandoned":
      if (event.data.reason === "hangup" && event.data.stage !== "ivr") return "abandoned";
      return waiting ? "flowout" : null;
    case "contact.transferred":
      return waiting && event.data.fromLegId === undefined ? "flowout" : null;
    case "contact.queued":
      return waiting ? "flowout" : null;
    case "contact.status_changed":
      return waiting && isSolved(event.data.to) ? "flowout" : null;
    default:
      return null;
  }
}

const entersQueue = (event: DeskEvent): boolean =>
  event.type === "contact.queued" && event.data.reason !== "callback";

const leavesByItself = (event: DeskEvent): boolean => {
  const exit = exitOf(event, true);
  return exit === "answered" || exit === "abandoned";
};

/**
 * Clocks disagree: an answer or hang-up stamped before the only queue entry it can belong to. The
 * entry is then taken as having come first, and the wait is negative (KPIS.md 7.5).
 */
function swappedPair(events: readonly DeskEvent[]) {
  const exit = events.find((event) => entersQueue(event) || leavesByItself(event));
  if (exit === undefined || entersQueue(exit)) return null;
  const entry = events.find(entersQueue);
  return entry === undefined ? null : { exit, entry };
}

/** Without a queue entry a call that says it came out of the queue entered it when it began. */
const entryOf = (contact: Contact, enteredAt: number | null): number | null =>
  enteredAt ?? (contact.kind === "call" ? (contact.openedAt ?? null) : null);

/** Replays the queue once: what left it and how, and who waited from when to when. */
export function queueReplay(contact: Contact): { facts: Fact[]; waits: Wait[] } {
  const facts: Fact[] = [];
  const waits: Wait[] = [];
  if (contact.gone === "deleted" || !contact.has.queue || !hasQueue(contact)) {
    return { facts, waits };
  }
  const swapped = swappedPair(contact.events);
  let enteredAt: number | null = null;
  for (const event of contact.events) {
    if (event === swapped?.entry) continue;
    if (event === swapped?.exit) enteredAt = swapped.entry.at;
    const exit = exitOf(event, enteredAt !== null);
    if (exit !== null) {
      const credit =
        exit === "answered" && event.type === "contact.answered"
          ? answerCredit(contact, event)
          : queueCredit(contact, event);
      facts.push(...exitFacts(contact, event, exit, entryOf(contact, enteredAt), credit));
      if (enteredAt !== null) waits.push({ from: enteredAt, to: event.at });
      enteredAt = null;
    }
    if (entersQueue(event)) enteredAt = event.at;
  }
  if (enteredAt !== null) waits.push({ from: enteredAt, to: null });
  return { facts, waits };
}

function answerCredit(contact: Contact, event: EventOf<"contact.answered">) {
  const { agentId } = event.data;
  const who = agentId === null ? null : { source: event.source, agentId };
  const queued = { ...event, data: { ...event.data, via: "queue" as const } };
  return legCredit(contact, queued, who, event.at);
}
