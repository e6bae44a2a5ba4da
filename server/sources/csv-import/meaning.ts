/** What an activity of a foreign log means in our words: the part of a mapping that names activities. */
import { z } from "zod";
import type { EventType } from "../../../shared/events/event.ts";

/** In the order of a contact's life: of two at the same instant, the later one here holds. */
export const STATUSES = [
  "new",
  "open",
  "waiting_customer",
  "on_hold",
  "resolved",
  "closed",
  "cancelled",
  "deleted",
] as const;
export type Status = (typeof STATUSES)[number];

/** `note`: something people did that the customer did not see. `reply`: the customer saw it. */
export const MEANINGS = [
  "created",
  "assigned",
  "reply",
  "note",
  "customer_message",
  ...STATUSES,
] as const;
export type Meaning = (typeof MEANINGS)[number];

const isStatus = (meaning: Meaning): meaning is Status =>
  (STATUSES as readonly string[]).includes(meaning);

export const statusIn = (meanings: readonly Meaning[]): Status | undefined =>
  meanings.find(isStatus);

/** The event that says it. A row gives at most one of a type, so that its id stays unique. */
function typeOf(meaning: Meaning): EventType {
  if (meaning === "created") return "contact.created";
  if (meaning === "assigned") return "contact.assigned";
  return isStatus(meaning) ? "contact.status_changed" : "contact.message";
}

const one = z.enum(MEANINGS);

const several = z
  .array(one)
  .min(1)
  .max(MEANINGS.length)
  .refine((meanings) => new Set(meanings.map(typeOf)).size === meanings.length, {
    error: "names two messages or two statuses; an activity is one of each at most",
  });

/** Activity, as the log writes it → what it means: one thing or several at once. */
export const activities = z
  .record(z.string().min(1).max(200), z.union([one.transform((meaning) => [meaning]), several]))
  .refine((named) => Object.keys(named).length > 0, { error: "names no activity" });
export type Activities = z.output<typeof activities>;

/** Does an activity say when a contact began? Then its earliest row does not. */
export const namesCreation = (named: Activities): boolean =>
  Object.values(named).some((meanings) => meanings.includes("created"));
