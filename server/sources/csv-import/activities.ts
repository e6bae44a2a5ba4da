/**
 * A row of the profile "activities": one thing that happened to a contact, as process and event logs
 * have it. The mapping says what each activity means; one that it does not name is refused, aloud.
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { channel, direction } from "../../../shared/events/fields.ts";
import type { Meaning } from "./meaning.ts";
import { namesCreation, STATUSES, statusIn } from "./meaning.ts";
import { id, instant, need, oneOf, type Row, refuse, text } from "./row.ts";
import { pseudonymOf } from "./tickets.ts";
import type { WriteRow } from "./write-row.ts";

/** The contacts of one file whose beginning is remembered until its end. */
export const CASES_MAX = 500_000;

/** The beginning of each contact, by its earliest row so far. */
export type Openings = Map<string, CloudEvent>;

type Activity = NonNullable<ReturnType<typeof readActivity>>;

function meaningsOf(row: Row, name: string | undefined): readonly Meaning[] | undefined {
  if (name === undefined) return need<readonly Meaning[]>(row, "activity", undefined);
  const named = row.plan.mapping.activities ?? {};
  return Object.hasOwn(named, name)
    ? named[name]
    : refuse(row, "activity", "is none of the activities that the mapping names");
}

function readActivity(row: Row, customerKey: string | undefined) {
  const contactId = need(row, "caseId", id(row, "caseId"));
  const at = need(row, "time", instant(row, "time"));
  const name = text(row, "activity");
  const meanings = meaningsOf(row, name);
  const through = need(row, "channel", oneOf(row, "channel", channel.options));
  if (contactId === undefined || at === undefined || meanings === undefined) return undefined;
  if (through === undefined) return undefined;
  const agentId = meanings.includes("customer_message") ? undefined : id(row, "agentId");
  if (meanings.includes("reply")) need(row, "agentId", agentId);
  const reference = id(row, "customerRef");
  const teamId = id(row, "teamId");
  return {
    at,
    meanings,
    agentId,
    teamId,
    /** What belongs to the contact, whichever of its rows says so. */
    begin: {
      contactId,
      channel: through,
      direction: oneOf(row, "direction", direction.options) ?? ("inbound" as const),
      kind: through === "chat" ? ("chat" as const) : ("ticket" as const),
      topic: text(row, "topic"),
      priority: text(row, "priority"),
      teamId,
      customerRef:
        reference === undefined || customerKey === undefined
          ? undefined
          : pseudonymOf(reference, customerKey),
    },
    common: { contactId, agentId, teamId, native: { activity: name ?? "" } },
  };
}

function messageOf({ meanings, common }: Activity, rowId: string) {
  const about = { ...common, messageId: rowId };
  if (meanings.includes("reply")) {
    return { ...about, from: "agent" as const, visibility: "public" as const };
  }
  if (meanings.includes("customer_message")) {
    return { ...about, from: "customer" as const, visibility: "public" as const };
  }
  if (!meanings.includes("note")) return undefined;
  const from = common.agentId === undefined ? ("system" as const) : ("agent" as const);
  return { ...about, from, visibility: "internal" as const };
}

function eventsOf(activity: Activity, rowId: string, write: WriteRow): CloudEvent[] {
  const { at, meanings, common, agentId, teamId } = activity;
  const events: CloudEvent[] = [];
  if (meanings.includes("assigned")) {
    const owner = { ...common, agentId: agentId ?? null, teamId: teamId ?? null };
    events.push(write("contact.assigned", at, owner));
  }
  const message = messageOf(activity, rowId);
  if (message !== undefined) events.push(write("contact.message", at, message));
  const to = statusIn(meanings);
  if (to !== undefined) {
    const actor = agentId === undefined ? undefined : { kind: "agent" as const, id: agentId };
    const changed = write("contact.status_changed", at, { ...common, to, actor });
    events.push({ ...changed, sequence: String(STATUSES.indexOf(to)) });
  }
  return events;
}

const isEarlier = (a: CloudEvent, b: CloudEvent): boolean =>
  a.time < b.time || (a.time === b.time && a.id < b.id);

/**
 * The events of one row. Where no activity is a creation, the earliest row of a case is its beginning:
 * kept in `openings` until the file has been read, because a file may be unsorted.
 */
export function activityEvents(
  row: Row,
  rowId: string,
  write: WriteRow,
  openings: Openings,
  customerKey?: string,
): CloudEvent[] {
  const activity = readActivity(row, customerKey);
  if (activity === undefined || row.problems.length > 0) return [];
  const events = eventsOf(activity, rowId, write);
  const { begin, at, meanings, common } = activity;
  if (namesCreation(row.plan.mapping.activities ?? {})) {
    if (!meanings.includes("created")) return events;
    return [write("contact.created", at, { ...begin, native: common.native }), ...events];
  }
  const known = openings.get(begin.contactId);
  if (known === undefined && openings.size >= CASES_MAX) {
    refuse(row, "caseId", "is one case too many for one file; cut it by case");
    return [];
  }
  const opening = write("contact.created", at, begin);
  if (known === undefined || isEarlier(opening, known)) openings.set(begin.contactId, opening);
  return events;
}
