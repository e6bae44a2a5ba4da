/**
 * What can happen to a conversation, as our events. One place for calls and API: the same fact told by both has
 * the same id and the same content, and is one event (EVENTS.md 5). Instants are whole seconds, in ms.
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import type { Quality, WriteEvent } from "../write-event.ts";
import type { About } from "./conversation.ts";
import type { Status } from "./fields.ts";

const secondOf = (at: number): string => new Date(at).toISOString().slice(0, 19);
/** What was seen later and not told when it happened has an id of its own kind. */
const idOf = (what: string, at: number, quality: Quality | undefined): string =>
  `${what}/${quality === "derived" ? "seen/" : ""}${secondOf(at)}`;

const PRIORITIES = ["low", "medium", "high", "urgent"] as const;

/** Where the channel alone would say otherwise: a call that is a conversation here has no legs. */
const KINDS: Partial<Record<Channel, "ticket" | "chat">> = {
  phone: "ticket",
  whatsapp: "chat",
  sms: "chat",
  social: "chat",
  other: "chat",
};

const createdId = (conversation: string): string => `conversation/${conversation}/created`;

export const created = (
  write: WriteEvent,
  conversation: string,
  at: number,
  { channel, channelDetail, customer }: About,
  priority: string | null | undefined,
): CloudEvent =>
  write("contact.created", createdId(conversation), at, {
    contactId: conversation,
    channel,
    channelDetail,
    direction: "inbound",
    kind: KINDS[channel],
    customerRef: customer,
    priority: PRIORITIES.find((word) => word === priority?.trim().toLowerCase()),
  });

/** It began with a message of ours: nobody waits for a first response. */
export const outbound = (write: WriteEvent, conversation: string, at: number): CloudEvent => ({
  ...write("record.corrected", `conversation/${conversation}/outbound`, at, {
    target: { eventId: createdId(conversation) },
    set: { direction: "outbound" },
    reason: "an agent wrote first",
  }),
  subject: `event/${createdId(conversation)}`,
});

/** A new one is open at once, unless a bot has it. */
export const opened = (write: WriteEvent, conversation: string, at: number): CloudEvent =>
  write("contact.status_changed", `conversation/${conversation}/opened`, at, {
    contactId: conversation,
    to: "open",
  });

export interface Changed {
  readonly conversation: string;
  readonly at: number;
  /** `derived`: nobody told when; it was seen to be so. */
  readonly quality?: Quality;
}

export const restatused = (
  write: WriteEvent,
  { conversation, at, quality }: Changed,
  to: Status,
): CloudEvent =>
  write(
    "contact.status_changed",
    idOf(`conversation/${conversation}/status/${to}`, at, quality),
    at,
    { contactId: conversation, to },
    quality,
  );

/** The bot gave it to people. */
export const handedOver = (write: WriteEvent, { conversation, at, quality }: Changed): CloudEvent =>
  write(
    "contact.queued",
    idOf(`conversation/${conversation}/handover`, at, quality),
    at,
    { contactId: conversation, reason: "bot_handover" },
    quality,
  );

/** Null: it left its team and has none; our events have no word for that. */
export const regrouped = (
  write: WriteEvent,
  { conversation, at, quality }: Changed,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): CloudEvent | null =>
  to === null
    ? null
    : write(
        "contact.queued",
        idOf(`conversation/${conversation}/team/${to}`, at, quality),
        at,
        { contactId: conversation, teamId: to, reason: from === null ? "new" : "transfer" },
        quality,
      );

export const assigned = (
  write: WriteEvent,
  { conversation, at, quality }: Changed,
  moved: { readonly from: string | null; readonly to: string | null; readonly team: string | null },
): CloudEvent =>
  write(
    "contact.assigned",
    idOf(`conversation/${conversation}/assignee/${moved.to ?? "nobody"}`, at, quality),
    at,
    {
      contactId: conversation,
      agentId: moved.to,
      teamId: moved.team,
      previousAgentId: moved.from ?? undefined,
    },
    quality,
  );
