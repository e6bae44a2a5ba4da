/** A message in a conversation (`zen:event-type:messaging_ticket.message_added`) → ours. */
import { z } from "zod";
import type { WriteEvent } from "../write-event.ts";
import type { Envelope } from "./envelope.ts";
import { someId } from "./fields.ts";
import { type Outcome, told, unread, wrong } from "./outcome.ts";

const detail = z.looseObject({ id: someId });
const event = z.looseObject({
  actor: z.looseObject({ id: someId, type: z.string().nullish() }).nullish(),
  message: z.looseObject({ id: someId }),
});

const FROM: Readonly<Record<string, "agent" | "customer" | "bot" | "system">> = {
  agent: "agent",
  staff: "agent",
  admin: "agent",
  end_user: "customer",
  "end-user": "customer",
  user: "customer",
  customer: "customer",
  bot: "bot",
  ai_agent: "bot",
};

export function messageOf(
  write: WriteEvent,
  { detail: of, event: said, subject, time }: Envelope,
): Outcome {
  const ticketOf = detail.safeParse(of);
  if (!ticketOf.success) return unread("detail", ticketOf.error);
  const read = event.safeParse(said ?? {});
  if (!read.success) return unread("event", read.error);
  const ticket = ticketOf.data.id ?? /^zen:\w+:([\w-]{1,100})$/.exec(subject ?? "")?.[1] ?? null;
  const { actor, message } = read.data;
  if (ticket === null) return wrong("detail.id", "is missing");
  if (message.id === null) return wrong("event.message.id", "is missing");
  const word = actor?.type?.trim().toLowerCase() ?? "";
  const from = Object.hasOwn(FROM, word) ? (FROM[word] ?? "system") : "system";
  const isNamed = from === "agent" && actor?.id != null;
  return told(
    write("contact.message", `message/${message.id}`, time, {
      contactId: ticket,
      messageId: message.id,
      from: from === "agent" && !isNamed ? "system" : from,
      visibility: "public",
      agentId: isNamed ? (actor.id ?? undefined) : undefined,
    }),
  );
}
