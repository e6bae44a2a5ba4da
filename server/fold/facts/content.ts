/** What kinds of events a contact has: most rules have nothing to look for in most contacts. */
import { supersedes } from "../../../shared/events/entity.ts";
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";

export interface Content {
  leg: boolean;
  /** Offered to the customer. */
  dial: boolean;
  callback: boolean;
  queue: boolean;
  survey: boolean;
  summary: boolean;
}

const isOf = (a: EventOf<"contact.answered">, b: EventOf<"contact.answered">): boolean =>
  a.data.legId === b.data.legId && (a.data.role ?? "primary") === (b.data.role ?? "primary");

/** Of several answers of one leg in one role the strongest version alone holds (EVENTS.md 5). */
export function withoutSuperseded(events: readonly DeskEvent[]): readonly DeskEvent[] {
  const answers = events.filter((event) => event.type === "contact.answered");
  if (answers.length < 2) return events;
  const weak = answers.filter((one) =>
    answers.some((other) => other !== one && isOf(one, other) && supersedes(other, one)),
  );
  return weak.length === 0 ? events : events.filter((event) => !weak.some((one) => one === event));
}

export function contentOf(events: readonly DeskEvent[]): Content {
  const has: Content = {
    leg: false,
    dial: false,
    callback: false,
    queue: false,
    survey: false,
    summary: false,
  };
  for (const { type, data } of events) {
    if (type === "contact.answered") has.leg = has.queue = true;
    else if (type === "contact.leg_ended" || type === "contact.wrapup_ended") has.leg = true;
    else if (type === "contact.queued" || type === "contact.abandoned") has.queue = true;
    else if (type === "contact.measured") has.leg = has.summary = true;
    else if (type === "contact.offered") has.dial ||= data.party === "customer";
    else if (type === "contact.transferred") has.callback ||= data.kind === "callback";
    else if (type === "survey.sent" || type === "survey.answered") has.survey = true;
  }
  return has;
}
