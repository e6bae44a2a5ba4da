/** Why a contact brought nothing to the KPIs of work, queues, solutions and surveys (KPIS.md 2, 5, 6). */
import type { Reason } from "../../../shared/wire/contact-clock.ts";
import type { Span } from "../../fold/facts/fact.ts";
import { isFine } from "../../fold/facts/leg.ts";
import { generally, whyOver } from "./reasons-response.ts";
import type { Told } from "./told.ts";

export function whyNoHandling({ contact, legs }: Told): Reason {
  if (contact.gone === "deleted") return "deleted";
  const { legs: handled, isGoingOn } = legs.handled;
  if (isGoingOn || handled.some(({ isEstimated }) => isEstimated)) return "leg_going_on";
  if (handled.length > 0 && !handled.some(isFine)) return "clock_skew";
  if (contact.events.some(({ type }) => type === "contact.abandoned")) return "abandoned";
  return contact.kind === "ticket" ? "effort_not_measured" : "no_leg";
}

export function whyNoQueue({ contact, waits }: Told): Reason {
  if (contact.gone === "deleted") return "deleted";
  const last = waits.at(-1);
  if (last === undefined) return "no_queue";
  return last.to === null ? "still_waiting" : "clock_skew";
}

export function whyNotSolved(told: Told): Reason {
  const general = generally(told);
  if (general !== null) return general;
  const { solves, isSolved } = told.solving;
  if (solves.length === 0) return whyOver(told) === null ? "not_solved" : "cancelled";
  return isSolved ? "clock_skew" : "reopened";
}

/** `pending`: the first contacts of this customer that are still too young to tell. */
export function whyNoFirstContact({ contact }: Told, pending: readonly Span[]): Reason {
  const { gone, openedAt, direction, customerRef, created } = contact;
  if (gone !== null) return gone;
  if (openedAt === undefined) return "no_opening";
  if (direction === "outbound") return "outbound";
  if (customerRef === undefined) return "customer_unknown";
  if (pending.some(({ since }) => since === openedAt)) return "not_matured";
  return created?.data.parentContactId === undefined ? "repeat" : "part_of_another";
}

/** `kind` is what the survey asked for. */
export function whyNoScore({ contact }: Told, kind: "csat" | "nps"): Reason {
  if (contact.gone === "deleted") return "deleted";
  const isSent = contact.events.some(
    ({ type, data }) => type === "survey.sent" && data.kind === kind,
  );
  return isSent ? "no_answer" : "no_survey";
}
