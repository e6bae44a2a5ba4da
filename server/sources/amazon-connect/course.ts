/**
 * What became of a contact so far, from all its instants: contact events come in any order and not all, but each
 * repeats what went before, and the record says it again. Ids and content are the same in all of them.
 */
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import type { Direction } from "../../../shared/events/fields.ts";
import type { WriteEvent } from "../write-event.ts";
import type { Contact } from "./contact.ts";
import { channelOf } from "./fields.ts";

const OUTBOUND: readonly string[] = ["OUTBOUND", "EXTERNAL_OUTBOUND", "AGENT_REPLY", "FLOW"];

/** A call by the API is one to the customer; whatever else it begins is the customer's. */
export function directionOf({ initiationMethod: method, channel }: Contact): Direction {
  const isOutbound = OUTBOUND.includes(method ?? "") || (method === "API" && channel === "VOICE");
  return isOutbound ? "outbound" : "inbound";
}

const common = (one: Contact) => ({
  contactId: one.contactId,
  channel: channelOf(one.channel, one.subtype),
});

const isFirst = ({ legId, contactId }: Contact): boolean => legId === contactId;

/**
 * Messages are told of e-mails only. A call, a chat or a task is told by its routing alone, whatever its channel:
 * of kind call, so that it is never a ticket that nobody answered.
 */
const kindOf = ({ channel }: Contact): "call" | "ticket" =>
  channel === "EMAIL" ? "ticket" : "call";

export function created(write: WriteEvent, one: Contact): CloudEvent | null {
  const { legId, initiationTimestamp: at } = one;
  if (!isFirst(one) || at === null) return null;
  const data = { ...common(one), direction: directionOf(one), kind: kindOf(one) };
  return write("contact.created", `${legId}/created`, at, data);
}

/** By an agent, who had the part before; or on request of the customer, who waits at home from now on. */
export function passedOn(write: WriteEvent, one: Contact): CloudEvent | null {
  const { legId, initiationMethod, initiationTimestamp: at, previousContactId: from } = one;
  if (isFirst(one) || at === null) return null;
  const name = `${legId}/transferred`;
  if (initiationMethod === "CALLBACK") {
    return write("contact.transferred", name, at, { ...common(one), kind: "callback" });
  }
  if (initiationMethod !== "TRANSFER" || from === null) return null;
  const legs = { fromLegId: from, toLegId: legId };
  return write("contact.transferred", name, at, { ...common(one), kind: "attended", ...legs });
}

const REASONS: Readonly<Record<string, EventData<"contact.queued">["reason"]>> = {
  TRANSFER: "transfer",
  QUEUE_TRANSFER: "transfer",
  CALLBACK: "callback",
};

/** An agent's own queue is none that anybody waits in by turns. */
export function queued(write: WriteEvent, one: Contact): CloudEvent | null {
  const { legId, queue, initiationMethod } = one;
  const at = queue?.enqueueTimestamp ?? null;
  if (queue === null || at === null || queue.isAgents) return null;
  if (directionOf(one) === "outbound") return null;
  const reason = REASONS[initiationMethod ?? ""] ?? "new";
  const data = { ...common(one), queueId: queue.id, reason };
  return write("contact.queued", `${legId}/queued`, at, data);
}

/** Absent: out of the queue that it waits in, else directly. */
function viaOf(one: Contact): EventData<"contact.answered">["via"] {
  if (directionOf(one) === "outbound") return "outbound";
  if (one.initiationMethod === "CALLBACK") return "callback";
  const isWaiting = one.queue !== null && !one.queue.isAgents;
  return one.initiationMethod === "TRANSFER" && !isWaiting ? "transfer" : undefined;
}

/** When agent and customer were both there: of a call to the customer that is when he answered. */
export function answeredAt(one: Contact): number | null {
  const { agent, connectedToSystemTimestamp: reachedAt } = one;
  const at = agent?.connectedToAgentTimestamp ?? null;
  if (at === null || one.channel !== "VOICE") return at;
  if (directionOf(one) === "inbound" && one.initiationMethod !== "CALLBACK") return at;
  return reachedAt === null ? null : Math.max(at, reachedAt);
}

export function answered(write: WriteEvent, one: Contact): CloudEvent | null {
  const at = answeredAt(one);
  const { agent, legId } = one;
  if (agent === null || at === null) return null;
  const leg = { legId, agentId: agent.id, via: viaOf(one) };
  const role = one.initiationMethod === "MONITOR" ? { role: "monitor" as const } : {};
  const direction = leg.via === "outbound" ? { direction: "outbound" as const } : {};
  const data = { ...common(one), ...direction, ...leg, ...role };
  return write("contact.answered", `${legId}/answered`, at, data);
}

/** Why somebody who waited was not answered; absent: before reasons were told, only customers hung up. */
function reasonOf(reason: string | null): EventData<"contact.abandoned">["reason"] {
  if (reason === null || reason === "CUSTOMER_DISCONNECT") return "hangup";
  if (/EXPIRE|FLOW|IDLE|TIME_?OUT/.test(reason)) return "timeout";
  return "withdrawn";
}

/** Nobody answered it, and no other part goes on with it. */
export function abandoned(write: WriteEvent, one: Contact): CloudEvent | null {
  const { legId, queue, disconnectTimestamp: at, disconnectReason, nextContactId } = one;
  if (at === null || nextContactId !== null || directionOf(one) === "outbound") return null;
  if (one.agent !== null || one.initiationMethod === "CALLBACK") return null;
  if (disconnectReason?.includes("TRANSFER")) return null;
  const isQueued = queue?.enqueueTimestamp != null;
  if (!isQueued && (one.channel !== "VOICE" || !isFirst(one))) return null;
  return write("contact.abandoned", `${legId}/abandoned`, at, {
    ...common(one),
    queueId: isQueued ? queue.id : undefined,
    stage: isQueued ? "queue" : "ivr",
    reason: reasonOf(disconnectReason),
  });
}

/** All of it that has happened. */
export const courseOf = (write: WriteEvent, one: Contact): CloudEvent[] =>
  [created, passedOn, queued, answered, abandoned]
    .map((tell) => tell(write, one))
    .filter((event) => event !== null);
