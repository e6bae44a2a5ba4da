/**
 * Which entity an event ends up in. Most name it themselves. A survey answer may not know its
 * contact, and a correction names only an event: those wait under a name of their own until the
 * home is known, in whatever order both arrive; then they move there.
 */
import { contactKey, entityOf, surveyKey } from "../../shared/events/entity.ts";
import type { DeskEvent, EventOf } from "../../shared/events/event.ts";
import type { Entity } from "../fold/entity.ts";
import type { LogEvent } from "../fold/log-event.ts";

/** Where an event stays under its own name while its home is unknown, or null: it is home. */
export function aliasOf(event: LogEvent): string | null {
  if (event.type === "survey.sent" || event.type === "survey.answered") {
    return surveyKey(event.source, event.data.surveyId);
  }
  if (event.type !== "record.corrected") return null;
  return "eventId" in event.data.target || isOfSurvey(event) ? entityOf(event) : null;
}

/** A survey's corrections go where the survey went. */
const isOfSurvey = ({ data }: EventOf<"record.corrected">): boolean =>
  "entity" in data.target && data.target.entity.startsWith("survey/");

/** The home an event states itself, an agent's states by the day; null: it has only an alias, or nothing to fold but the log. */
export function statedHome(event: LogEvent): string | null {
  switch (event.type) {
    case "org.changed":
    case "team.membership_changed":
    case "person.erased":
    case "unknown":
      return null;
    case "event.refused":
      return `${event.source}|refused/${event.id}`;
    case "survey.sent":
    case "survey.answered":
      return event.data.contactId === undefined
        ? null
        : contactKey(event.source, event.data.contactId);
    case "agent.state_changed":
      return `${entityOf(event)}/${new Date(event.at).toISOString().slice(0, 10)}`;
    case "record.corrected":
      return "entity" in event.data.target && !isOfSurvey(event) ? entityOf(event) : null;
    default:
      return entityOf(event);
  }
}

/** The name under which a correction of this event waits, should there be one. */
export const correctionKey = (event: Pick<DeskEvent, "source" | "id">): string =>
  `${event.source}|event/${event.id}`;

/** Follows `movedTo` through loaded entities; bounded, so a cycle ends somewhere. */
export function homeOf(key: string, get: (key: string) => Entity): string {
  let home = key;
  for (let hops = 0; hops < 8; hops += 1) {
    const next = get(home).movedTo;
    if (next === null) return home;
    home = next;
  }
  return home;
}
