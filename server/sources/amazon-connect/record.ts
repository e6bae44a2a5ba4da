/**
 * A contact record: the course of the contact, and the durations that Connect asserts. It is sent again whenever
 * something of it changes, even days later: the last version of its durations holds.
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { type Outcome, told, unread, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { type Contact, contactOf, contactSchema } from "./contact.ts";
import { answeredAt, courseOf, directionOf } from "./course.ts";
import { addressOf, channelOf, lowered } from "./fields.ts";

const orNothing = (value: number | null | undefined): number | undefined => value ?? undefined;

/** When the agent's part was over: after-contact work, else talk and hold. Never the disconnect (EVENTS.md 10.5). */
function overAt(one: Contact): number | null {
  const { agent } = one;
  const begun = answeredAt(one);
  if (agent === null || begun === null) return null;
  const { afterContactWorkEndTimestamp: end, afterContactWorkStartTimestamp: start } = agent;
  const spoken = (agent.agentInteractionDuration ?? 0) + (agent.customerHoldDuration ?? 0);
  return end ?? (start ?? begun + spoken) + (agent.afterContactWorkDuration ?? 0);
}

/** Dialling: from when the agent began until the customer answered. */
function dialMs(one: Contact): number | undefined {
  const { initiationTimestamp: from, connectedToSystemTimestamp: to } = one;
  if (directionOf(one) !== "outbound" || one.channel !== "VOICE") return undefined;
  return from === null || to === null ? undefined : Math.max(0, to - from);
}

/** In a queue whose members take turns; who is called back waits at home. */
function waitedMs(one: Contact): number | undefined {
  const { queue, initiationMethod } = one;
  if (queue === null || queue.isAgents || initiationMethod === "CALLBACK") return undefined;
  return directionOf(one) === "inbound" ? orNothing(queue.duration) : undefined;
}

function measured(write: WriteEvent, one: Contact, version: number): CloudEvent | null {
  const { legId, contactId, agent, queue, customerEndpoint } = one;
  const over = overAt(one);
  const at = over ?? queue?.dequeueTimestamp ?? one.disconnectTimestamp;
  if (at === null) return null;
  // Of whom nobody answered only the customer is new: how long he waited is told by its instants.
  const parts =
    agent === null || over === null
      ? {}
      : {
          legId,
          agentId: agent.id,
          queueMs: waitedMs(one),
          talkMs: orNothing(agent.agentInteractionDuration),
          holdMs: orNothing(agent.customerHoldDuration),
          wrapupMs: orNothing(agent.afterContactWorkDuration),
          dialMs: dialMs(one),
        };
  const stamp = new Date(version).toISOString();
  const event = write(
    "contact.measured",
    `${legId}@${stamp}`,
    at,
    {
      contactId,
      channel: channelOf(one.channel, one.subtype),
      final: true,
      ...parts,
      customerRef: addressOf(customerEndpoint?.address) ?? undefined,
    },
    "asserted",
  );
  return { ...event, recordedtime: stamp, entityversion: stamp };
}

/** Outcome of a call that an agent made: it reached the customer, or it did not. */
function dialled(write: WriteEvent, one: Contact): CloudEvent[] {
  const { legId, contactId, agent, initiationTimestamp: from, disconnectTimestamp: to } = one;
  if (agent === null || from === null || directionOf(one) !== "outbound") return [];
  if (one.channel !== "VOICE") return [];
  const offer = { contactId, offerId: legId, agentId: agent.id, party: "customer" } as const;
  const begun = write("contact.offered", `${legId}/dialled`, from, {
    ...offer,
    outcome: "pending",
  });
  if (one.connectedToSystemTimestamp !== null || to === null) return [begun];
  const failed = { ...offer, outcome: "failed" as const };
  return [begun, write("contact.offered", `${legId}/unreached`, to, failed)];
}

/** Passed on to somebody outside: no other part goes on with it. */
function sentOut(write: WriteEvent, one: Contact): CloudEvent | null {
  const { legId, contactId, transferredToEndpoint, transferCompletedTimestamp: at } = one;
  if (at === null || transferredToEndpoint == null || one.agent === null) return null;
  const to = { kind: "external" } as const;
  const passed = { contactId, kind: "attended", fromLegId: legId, to } as const;
  return write("contact.transferred", `${legId}/sent-out`, at, passed);
}

/** An e-mail that is answered or ends: the only channel whose messages are contacts of their own. */
function mailed(write: WriteEvent, one: Contact): CloudEvent[] {
  const { legId, contactId, agent, disconnectTimestamp: at } = one;
  if (one.channel !== "EMAIL" || at === null || one.nextContactId !== null) return [];
  if (one.initiationMethod === "AGENT_REPLY") {
    if (agent === null) return [];
    const message = { contactId, messageId: legId, from: "agent", agentId: agent.id } as const;
    return [write("contact.message", `${legId}/sent`, at, { ...message, visibility: "public" })];
  }
  if (directionOf(one) === "outbound") return [];
  const by = agent === null ? {} : { agentId: agent.id };
  return [
    write("contact.status_changed", `${legId}/over`, at, { contactId, to: "resolved", ...by }),
  ];
}

export function recordOf(write: WriteEvent, input: unknown): Outcome {
  const read = contactSchema.safeParse(lowered(input));
  if (!read.success) return unread("", read.error);
  const one = contactOf(read.data);
  if (one === null) return wrong("ContactId", "is missing");
  const { lastUpdateTimestamp: version } = one;
  if (version === null) return wrong("LastUpdateTimestamp", "is missing");
  return told(
    ...courseOf(write, one),
    ...dialled(write, one),
    sentOut(write, one),
    ...mailed(write, one),
    measured(write, one, version),
  );
}
