/** What happened to an agent's contacts between two snapshots: rung, answered, held, ended, wrapped up. */
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import type { SnapshotContact } from "./agent-event.ts";
import { channelOf } from "./fields.ts";

interface Whose {
  readonly agentId: string;
  readonly at: number;
}

type Outcome = NonNullable<EventData<"contact.offered">["outcome"]>;

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  MISSED: "missed",
  REJECTED: "rejected",
  ERROR: "failed",
};
const RINGING: readonly string[] = ["INCOMING", "PENDING", "CONNECTING"];
const isTalking = (one: SnapshotContact | undefined): boolean =>
  one?.state === "CONNECTED" || one?.state === "CONNECTED_ONHOLD";
const isHeld = (one: SnapshotContact | undefined): boolean => one?.state === "CONNECTED_ONHOLD";
const wasThere = (one: SnapshotContact): boolean =>
  one.connectedToAgentTimestamp !== null || isTalking(one);

interface Pair {
  readonly before: SnapshotContact | undefined;
  readonly now: SnapshotContact | undefined;
}

/** Every contact of either snapshot once; what has no id is nobody's. */
function pairsOf(
  before: readonly SnapshotContact[],
  now: readonly SnapshotContact[],
): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const one of before) {
    if (one.contactId !== null) pairs.set(one.contactId, { before: one, now: undefined });
  }
  for (const one of now) {
    if (one.contactId === null) continue;
    pairs.set(one.contactId, { before: pairs.get(one.contactId)?.before, now: one });
  }
  return pairs;
}

/** By an agent who dials, or calls back, it is the customer's telephone that rings. */
const isDialled = ({ initiationMethod, channel }: SnapshotContact): boolean =>
  initiationMethod === "OUTBOUND" ||
  initiationMethod === "CALLBACK" ||
  (initiationMethod === "API" && channel === "VOICE");

function changesOf(
  write: WriteEvent,
  { agentId, at }: Whose,
  legId: string,
  pair: Pair,
): CloudEvent[] {
  const { before, now } = pair;
  const one = now ?? before;
  if (one === undefined || one.initiationMethod === "MONITOR") return [];
  const contactId = one.initialContactId ?? legId;
  const leg = { contactId, legId, agentId };
  const since = now?.stateStartTimestamp ?? at;
  const seen = (what: string, place: number) => `${legId}/${agentId}/${what}/${place}`;
  const events: CloudEvent[] = [];

  const outcome = Object.hasOwn(OUTCOMES, now?.state ?? "")
    ? OUTCOMES[now?.state ?? ""]
    : undefined;
  if (outcome !== undefined && now?.state !== before?.state && !isDialled(one)) {
    const rangAt = RINGING.includes(before?.state ?? "") ? before?.stateStartTimestamp : null;
    const ringMs = rangAt == null ? undefined : Math.max(0, since - rangAt);
    const offer = { contactId, offerId: seen("offer", rangAt ?? since), agentId, outcome, ringMs };
    events.push(write("contact.offered", seen("offered", since), since, offer, "derived"));
  }
  if (isTalking(now) && !isTalking(before)) {
    const from = now?.connectedToAgentTimestamp ?? since;
    const channel = channelOf(one.channel, null);
    // How it came to him is told by the contact's own events.
    const data = { ...leg, channel: one.channel === null ? undefined : channel };
    const via = isDialled(one)
      ? { via: one.initiationMethod === "CALLBACK" ? ("callback" as const) : ("outbound" as const) }
      : {};
    const answered = { ...data, ...via };
    events.push(write("contact.answered", `${legId}/${agentId}/seen`, from, answered, "derived"));
  }
  if (isHeld(now) !== isHeld(before) && (isTalking(now) || isHeld(now))) {
    const held = { contactId, legId, onHold: isHeld(now) };
    events.push(write("contact.hold_changed", seen("hold", since), since, held, "derived"));
  }
  const isOver = now === undefined || now.state === "ENDED";
  const wasOver = before?.state === "ENDED";
  if (isOver && !wasOver && wasThere(one)) {
    events.push(write("contact.leg_ended", seen("ended", since), since, leg, "derived"));
  }
  if (now === undefined && before !== undefined && wasThere(before)) {
    events.push(write("contact.wrapup_ended", seen("wrapped", at), at, leg, "derived"));
  }
  return events;
}

export const contactChanges = (
  write: WriteEvent,
  whose: Whose,
  before: readonly SnapshotContact[],
  now: readonly SnapshotContact[],
): CloudEvent[] =>
  [...pairsOf(before, now)].flatMap(([legId, pair]) => changesOf(write, whose, legId, pair));
