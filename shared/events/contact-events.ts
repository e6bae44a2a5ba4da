/** The 13 contact.* types: what happens to one ticket, chat or call (EVENTS.md section 3). */
import { z } from "zod";
import { channel, direction, id, instant, milliseconds, small, text } from "./fields.ts";

const common = {
  contactId: id,
  channel: channel.optional(),
  channelDetail: text.optional(),
  direction: direction.optional(),
  legId: id.optional(),
  agentId: id.optional(),
  teamId: id.optional(),
  queueId: id.optional(),
  customerRef: id.optional(),
  actor: z
    .object({ kind: z.enum(["agent", "customer", "bot", "system"]), id: id.optional() })
    .optional(),
  native: small.optional(),
};

const status = z.enum([
  "new",
  "open",
  "waiting_customer",
  "on_hold",
  "resolved",
  "closed",
  "cancelled",
  "merged",
  "deleted",
  "restored",
]);

export const contactEvents = {
  "contact.created": z.object({
    ...common,
    channel,
    direction,
    kind: z.enum(["ticket", "chat", "call"]).optional(),
    openedAt: instant.optional(),
    parentContactId: id.optional(),
    priority: text.optional(),
    topic: text.optional(),
  }),
  "contact.queued": z.object({
    ...common,
    reason: z.enum(["new", "transfer", "overflow", "reopen", "bot_handover", "callback"]),
  }),
  "contact.offered": z.object({
    ...common,
    offerId: id,
    agentId: id,
    party: z.enum(["agent", "customer"]).optional(),
    outcome: z.enum(["pending", "missed", "rejected", "cancelled", "failed"]).optional(),
    ringMs: milliseconds.optional(),
  }),
  "contact.assigned": z.object({
    ...common,
    agentId: id.nullable(),
    teamId: id.nullable(),
    previousAgentId: id.optional(),
  }),
  "contact.answered": z.object({
    ...common,
    legId: id,
    agentId: id.nullable(),
    role: z.enum(["primary", "consult", "conference", "monitor"]).optional(),
    via: z.enum(["queue", "transfer", "direct", "callback", "outbound"]).optional(),
    waitMs: milliseconds.optional(),
    ringMs: milliseconds.optional(),
  }),
  "contact.message": z
    .object({
      ...common,
      messageId: id,
      from: z.enum(["agent", "customer", "bot", "system"]),
      visibility: z.enum(["public", "internal"]),
      automated: z.boolean().optional(),
    })
    .refine((data) => data.from !== "agent" || data.agentId !== undefined, {
      path: ["agentId"],
      error: "is required when the message is from an agent",
    }),
  "contact.hold_changed": z.object({ ...common, legId: id, onHold: z.boolean() }),
  "contact.transferred": z.object({
    ...common,
    kind: z.enum(["blind", "attended", "queue", "overflow", "voicemail", "callback"]),
    fromLegId: id.optional(),
    toLegId: id.optional(),
    fromQueueId: id.optional(),
    to: z
      .object({ kind: z.enum(["agent", "queue", "external", "none"]), id: id.optional() })
      .optional(),
  }),
  "contact.leg_ended": z.object({
    ...common,
    legId: id,
    agentId: id.nullable(),
    endedBy: z.enum(["agent", "customer", "system"]).optional(),
    reason: text.optional(),
  }),
  "contact.wrapup_ended": z.object({
    ...common,
    legId: id,
    agentId: id.nullable(),
    code: text.optional(),
    estimated: z.boolean().optional(),
  }),
  "contact.abandoned": z.object({
    ...common,
    stage: z.enum(["ivr", "queue", "ringing", "offer"]),
    reason: z.enum(["hangup", "timeout", "empty", "key", "withdrawn"]),
    waitMs: milliseconds.optional(),
  }),
  "contact.status_changed": z
    .object({ ...common, to: status, from: status.optional(), intoContactId: id.optional() })
    .refine((data) => data.to !== "merged" || data.intoContactId !== undefined, {
      path: ["intoContactId"],
      error: "is required when a contact is merged",
    }),
  "contact.measured": z.object({
    ...common,
    clock: z.enum(["calendar", "business"]).optional(),
    final: z.boolean(),
    talkMs: milliseconds.optional(),
    holdMs: milliseconds.optional(),
    wrapupMs: milliseconds.optional(),
    dialMs: milliseconds.optional(),
    workMs: milliseconds.optional(),
    queueMs: milliseconds.optional(),
    firstReplyMs: milliseconds.optional(),
    firstReplyAt: instant.optional(),
  }),
} as const;
