/** One change event → our events, for each record it stands for. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, joined, type Outcome, told, wanting } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { callOf } from "./calls.ts";
import { opened, owned, restatused } from "./case.ts";
import { momentOf, someId } from "./fields.ts";
import { openGap } from "./gap.ts";
import type { Change } from "./message.ts";
import { commentOf, emailOf, published } from "./messages.ts";
import { type SalesforceOptions, statusOf } from "./options.ts";
import { sessionOf, workOf } from "./work.ts";

/** A gap that was told, to be closed when everything since was read: `since/<ms>`. */
export const SINCE = "since";

const idIn = (value: unknown): string | null => someId.safeParse(value).data ?? null;
const pad = (digits: string): string => digits.padStart(20, "0");

/** Stream order is the order of commits; all changes of one transaction share its key. */
function stamped({ header }: Change, event: CloudEvent): CloudEvent {
  const order = `${pad(header.commitNumber)}${pad(header.sequenceNumber)}`;
  const { transactionKey: traceid } = header;
  return {
    ...event,
    sequence: event.sequence ?? order,
    ...(typeof traceid === "string" ? { traceid } : {}),
  };
}

/** What only the stream tells has the stream's own version. */
function versioned({ header }: Change, event: CloudEvent): CloudEvent {
  return { ...event, entityversion: `${pad(header.commitNumber)}${pad(header.sequenceNumber)}` };
}

interface Of {
  readonly write: WriteEvent;
  readonly id: string;
  readonly change: Change;
  readonly options: SalesforceOptions;
}

/** When it was changed, in whole seconds, which is all that the record and its history know. */
function changedAt({ header, fields }: Change): number {
  const said = momentOf(
    header.changeType === "CREATE" ? fields.CreatedDate : fields.LastModifiedDate,
  );
  return Math.floor((Number.isFinite(said) ? said : header.commitTimestamp) / 1000) * 1000;
}

const byIn = ({ header, fields }: Change): string | null =>
  idIn(fields.LastModifiedById) ?? header.commitUser;

/** Closed, says the record: by its flag, or by the instant at which it was. */
function isClosedIn({ fields }: Change): boolean | null {
  if (typeof fields.IsClosed === "boolean") return fields.IsClosed;
  if (fields.ClosedDate === undefined) return null;
  return fields.ClosedDate !== null;
}

function statusIn({ write, id, change, options }: Of, at: number): CloudEvent | null {
  const { Status } = change.fields;
  const isClosed = isClosedIn(change);
  if (typeof Status !== "string" && isClosed === null) return null;
  const to = statusOf(typeof Status === "string" ? Status : "", isClosed, options);
  const isNew = change.header.changeType === "CREATE" && to === "new";
  return isNew ? null : restatused(write, { id, at, to, by: byIn(change) }, options);
}

function caseOf(of: Of): Outcome {
  const { write, id, change, options } = of;
  const { header, fields } = change;
  const at = changedAt(change);
  const by = byIn(change);
  const owner = idIn(fields.OwnerId);
  switch (header.changeType) {
    case "CREATE": {
      const { Origin: origin, Priority: priority } = fields;
      const contact = idIn(fields.ContactId);
      const created = opened(write, { id, at, origin, priority, contact });
      return told(created, ...owned(write, { id, at, owner, isNew: true }), statusIn(of, at));
    }
    case "UPDATE": {
      const moved = owner === null ? [] : owned(write, { id, at, owner, isNew: false });
      const changed = [...moved, statusIn(of, at)].filter((event) => event !== null);
      return changed.length > 0 ? told(...changed) : ignored("", "changes nothing that counts");
    }
    default: {
      const to = header.changeType === "DELETE" ? "deleted" : "restored";
      const committed = Math.floor(header.commitTimestamp / 1000) * 1000;
      const event = restatused(write, { id, at: committed, to, by }, options);
      return told(versioned(change, event));
    }
  }
}

/** Of these an update brings what changed, and not whose it is. */
const WHOLE: Readonly<Record<string, (of: Of) => Outcome>> = {
  AgentWork: ({ write, id, change }) => workOf(write, id, change.fields),
  VoiceCall: ({ write, id, change }) => callOf(write, id, change.fields),
  MessagingSession: ({ write, id, change }) => sessionOf(write, id, change.fields),
  LiveChatTranscript: ({ write, id, change }) => sessionOf(write, id, change.fields),
  UserServicePresence: ({ id }) => wanting("UserServicePresence", id),
  EmailMessage: ({ write, id, change, options }) => emailOf(write, id, change.fields, options),
  CaseComment: ({ write, id, change, options }) => commentOf(write, id, change.fields, options),
};

function updateOf({ write, id, change }: Of): Outcome {
  const { entityName } = change.header;
  const { Status: status, IsPublished: isPublished } = change.fields;
  if (entityName === "CaseComment") {
    if (typeof isPublished !== "boolean") return ignored("", "changes nothing that counts");
    return published(write, { id, at: changedAt(change), isPublic: isPublished, by: byIn(change) });
  }
  const isUnsent = entityName === "EmailMessage" && (status === undefined || status === null);
  return isUnsent ? ignored("", "changes nothing that counts") : wanting(entityName, id);
}

function recordOf(of: Of): Outcome {
  const { entityName, changeType } = of.change.header;
  if (entityName === "Case") return caseOf(of);
  if (changeType === "UPDATE") return updateOf(of);
  if (changeType !== "CREATE") return ignored("", "what happened stays, though its record is gone");
  return WHOLE[entityName]?.(of) ?? ignored("", "no figure needs this kind of record");
}

/** Something of this time is missing, and is asked for. */
function gapOf(write: WriteEvent, { header }: Change): Outcome {
  const from = header.commitTimestamp;
  return { ...told(openGap(write, from)), fetch: [{ kind: SINCE, id: String(from) }] };
}

const isKnown = (entity: string): boolean => entity === "Case" || Object.hasOwn(WHOLE, entity);

export function eventsOf(write: WriteEvent, change: Change, options: SalesforceOptions): Outcome {
  const { entityName, changeType, recordIds } = change.header;
  if (changeType === "GAP_OVERFLOW") return gapOf(write, change);
  if (!isKnown(entityName)) {
    return ignored("ChangeEventHeader.entityName", "no figure needs this kind of record");
  }
  // `500*`: all records of a kind, whose values are not told.
  const isMany = recordIds.some((id) => id.endsWith("*"));
  if (isMany || changeType.startsWith("GAP_")) return gapOf(write, change);
  const outcome = joined(
    recordIds.map((one) => {
      const id = idIn(one);
      if (id === null) return ignored("ChangeEventHeader.recordIds", "holds what is no id");
      return recordOf({ write, id, change, options });
    }),
  );
  return { ...outcome, events: outcome.events.map((event) => stamped(change, event)) };
}
