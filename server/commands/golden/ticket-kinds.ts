/** Golden kinds about tickets and what is written in them. */
import { channel } from "../../../shared/events/fields.ts";
import { type GoldenEvent, word } from "./file.ts";
import type { Known } from "./known.ts";
import { actorOf, common, type Fields, type Kinds, type Neutral } from "./neutral.ts";

const status = (
  event: GoldenEvent,
  known: Known,
  to: string,
  by: string,
  more: Fields = {},
): Neutral[] => [
  ["contact.status_changed", { ...common(event, known), to, actor: actorOf(event, by), ...more }],
];

const channelOf = (event: GoldenEvent): string => channel.safeParse(event.channel).data ?? "other";

export const ticketKinds: Kinds = {
  "ticket.created": (event, known) => [
    [
      "contact.created",
      {
        ...common(event, known),
        kind: "ticket",
        channel: channelOf(event),
        direction: event.by === "agent" ? "outbound" : "inbound",
        customerRef: word(event, "customer"),
        priority: word(event, "priority"),
        topic: word(event, "topic"),
        actor: actorOf(event, "customer"),
      },
    ],
  ],
  "ticket.assigned": (event, known) => [
    [
      "contact.assigned",
      {
        ...common(event, known),
        agentId: word(event, "agent") ?? null,
        teamId: word(event, "team") ?? null,
      },
    ],
  ],
  "ticket.solved": (event, known) => status(event, known, "resolved", "agent"),
  "ticket.reopened": (event, known) =>
    status(event, known, "open", "customer", { from: "resolved" }),
  "ticket.merged": (event, known) =>
    status(event, known, "merged", "agent", { intoContactId: word(event, "into") }),
  "ticket.deleted": (event, known) => status(event, known, "deleted", "agent"),
  message: (event, known) => [
    [
      "contact.message",
      {
        ...common(event, known),
        messageId: event.id,
        from: event.author === "automation" ? "system" : event.author,
        visibility: event.visibility === "private" ? "internal" : "public",
        automated: event.author === "automation" ? true : undefined,
      },
    ],
  ],
  "bot.handed_off": (event, known) => [
    ["contact.queued", { ...common(event, known), reason: "bot_handover" }],
  ],
};
