/** Parts of a conversation or ticket of Intercom's: each says what happened, when, and by whom. */
import { z } from "zod";
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import { instant, needId, someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";

export const author = z
  .looseObject({ type: z.string().nullish().catch(null), id: someId.catch(null) })
  .nullish()
  .catch(null);
export type Author = z.infer<typeof author>;

export const part = z.looseObject({
  id: needId,
  part_type: z.string(),
  created_at: instant,
  body: z.unknown().optional(),
  author,
  assigned_to: author,
  ticket_state: z.string().nullish().catch(null),
});
export type Part = z.infer<typeof part>;

type Status = EventData<"contact.status_changed">["to"];

const STATUSES: Readonly<Record<string, Status>> = {
  close: "resolved",
  open: "open",
  note_and_reopen: "open",
  assign_and_reopen: "open",
  unsnoozed: "open",
  timer_unsnooze: "open",
  user_unsnooze: "open",
  snoozed: "on_hold",
};

const TICKET_STATES: Readonly<Record<string, Status>> = {
  submitted: "new",
  in_progress: "open",
  waiting_on_customer: "waiting_customer",
  on_hold: "on_hold",
  resolved: "resolved",
};

/** Its own word for an assignment ends so, whoever made it. */
const ASSIGNED = /(^|_)assignment$|^assign_and_/;
const NOTED = /^note/;
/** These may bear words to the customer, or none. */
const MAY_SPEAK: ReadonlySet<string> = new Set(["close", "open", "assignment"]);

const CUSTOMERS: ReadonlySet<string> = new Set(["user", "lead", "contact"]);

const isThere = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

/** Who wrote it: people of ours have a number. */
export function fromOf(
  by: Author,
): Pick<EventData<"contact.message">, "from" | "agentId" | "automated"> {
  if (CUSTOMERS.has(by?.type ?? "")) return { from: "customer" };
  if (by?.type === "admin" && by.id !== null) return { from: "agent", agentId: by.id };
  return { from: "bot", automated: true };
}

function statusOf({ part_type: type, ticket_state: state }: Part): Status | undefined {
  if (type.startsWith("ticket_state_updated")) {
    return Object.hasOwn(TICKET_STATES, state ?? "") ? TICKET_STATES[state ?? ""] : undefined;
  }
  return Object.hasOwn(STATUSES, type) ? STATUSES[type] : undefined;
}

/** A team that gets it is a queue; a person has it. */
function movedOf(write: WriteEvent, contactId: string, one: Part): CloudEvent | null {
  const to = one.assigned_to;
  if (!ASSIGNED.test(one.part_type)) return null;
  const id = `part/${one.id}/assigned`;
  const at = one.created_at;
  if (to?.type === "team" && to.id !== null) {
    const data = { contactId, teamId: to.id, reason: "transfer" as const };
    return write("contact.queued", id, at, data);
  }
  const agentId = to?.type === "admin" && to.id !== "0" ? to.id : null;
  return write("contact.assigned", id, at, { contactId, agentId, teamId: null });
}

export function partOf(write: WriteEvent, contactId: string, one: Part): (CloudEvent | null)[] {
  const { id, part_type: type, created_at: at, author: by } = one;
  const isNote = NOTED.test(type);
  const speaks = type === "comment" || isNote || (MAY_SPEAK.has(type) && isThere(one.body));
  const message = speaks
    ? write("contact.message", `part/${id}`, at, {
        contactId,
        messageId: id,
        visibility: isNote ? "internal" : "public",
        ...fromOf(by),
      })
    : null;
  const to = statusOf(one);
  const { from, agentId } = fromOf(by);
  const actor = from === "agent" ? { kind: "agent" as const, id: agentId } : { kind: from };
  const status =
    to === undefined
      ? null
      : write("contact.status_changed", `part/${id}/${to}`, at, { contactId, to, agentId, actor });
  return [message, movedOf(write, contactId, one), status];
}
