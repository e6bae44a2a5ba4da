/** Records of Salesforce's API, as pages of a query bring them → our events. */
import { z } from "zod";
import { ignored, joined, type Outcome, told, unread, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { callOf, presenceOf } from "./calls.ts";
import { opened, owned, restatused } from "./case.ts";
import { isQueue, isUser, moment, needId, someFlag, someId, someMoment } from "./fields.ts";
import { isObject } from "./message.ts";
import { commentOf, emailOf } from "./messages.ts";
import { type SalesforceOptions, statusOf } from "./options.ts";
import { sessionOf, workOf } from "./work.ts";

/** Records of one page; its API has at most 2,000. Pages of one batch; it has at most 25. */
const RECORDS_MAX = 5_000;
const PAGES_MAX = 100;

/** Which values of Case.Status are closed, as the office has set them. */
export type Closed = ReadonlyMap<string, boolean>;

const history = z.looseObject({
  Field: z.string(),
  OldValue: z.unknown().optional(),
  NewValue: z.unknown().optional(),
  CreatedDate: moment,
  CreatedById: someId,
});
type History = z.infer<typeof history>;

const caseRecord = z.looseObject({
  Id: needId,
  CreatedDate: moment,
  LastModifiedDate: someMoment,
  CreatedById: someId,
  LastModifiedById: someId,
  OwnerId: someId,
  ContactId: someId,
  MasterRecordId: someId,
  Status: z.string().nullish(),
  IsClosed: someFlag,
  IsDeleted: someFlag,
  ClosedDate: someMoment,
  Histories: z
    .looseObject({ records: z.array(history) })
    .nullish()
    .transform((one) => one?.records ?? []),
});
type CaseRecord = z.infer<typeof caseRecord>;

interface Told {
  readonly write: WriteEvent;
  readonly one: CaseRecord;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly options: SalesforceOptions;
  readonly closed: Closed;
}

/** Owners stand in the history twice: by name, which is passed over, and by id. */
const isOwner = ({ Field, NewValue, OldValue }: History): boolean =>
  /^Owner/i.test(Field) && [NewValue, OldValue].some((id) => isUser(idIn(id)) || isQueue(idIn(id)));
const idIn = (value: unknown): string | null => someId.safeParse(value).data ?? null;

function createdOf({ write, one, raw }: Told, owner: string | null) {
  const { Id: id, CreatedDate: at, ContactId: contact } = one;
  const event = opened(write, { id, at, origin: raw.Origin, priority: raw.Priority, contact });
  // What was changed since may have been otherwise when it was told: it stands behind that.
  const isSame = one.LastModifiedDate === null || one.LastModifiedDate <= at;
  const created = isSame ? event : { ...event, id: `${event.id}/known`, sequence: "9" };
  return [created, ...owned(write, { id, at, owner, isNew: true })];
}

function statusesOf({ write, one, options, closed }: Told) {
  const { Id: id, CreatedDate: at, Status: now } = one;
  const rows = one.Histories.filter(({ Field }) => Field === "Status");
  const meaning = (word: unknown) => {
    const text = typeof word === "string" ? word : "";
    const isClosed = closed.get(text) ?? (text === now ? one.IsClosed : null);
    return statusOf(text, isClosed, options);
  };
  const changes = rows.map((row) =>
    restatused(
      write,
      { id, at: row.CreatedDate, to: meaning(row.NewValue), by: row.CreatedById },
      options,
    ),
  );
  const first = rows.length > 0 ? meaning(rows[0]?.OldValue) : meaning(now);
  const closedAt = one.IsClosed ? one.ClosedDate : null;
  // Without a history it is known when it was closed, and nothing of what was before.
  if (rows.length === 0 && closedAt !== null && closedAt > at) {
    const by = one.LastModifiedDate === closedAt ? one.LastModifiedById : null;
    const event = restatused(write, { id, at: closedAt, to: meaning(now), by }, options);
    return [{ ...event, quality: "derived" as const }];
  }
  if (first === "new" || (rows.length === 0 && now === undefined)) return changes;
  return [restatused(write, { id, at, to: first, by: one.CreatedById }, options), ...changes];
}

function goneOf({ write, one, options }: Told) {
  if (!one.IsDeleted) return [];
  const { Id: id, MasterRecordId: into, LastModifiedDate, CreatedDate } = one;
  const gone = { id, at: LastModifiedDate ?? CreatedDate, by: one.LastModifiedById };
  const to = into === null ? ("deleted" as const) : ("merged" as const);
  return [restatused(write, { ...gone, to, into: into ?? undefined }, options)];
}

function caseOf(
  write: WriteEvent,
  raw: Readonly<Record<string, unknown>>,
  options: SalesforceOptions,
  closed: Closed,
): Outcome {
  const read = caseRecord.safeParse(raw);
  if (!read.success) return unread("", read.error);
  const one = {
    ...read.data,
    Histories: read.data.Histories.toSorted((a, b) => a.CreatedDate - b.CreatedDate),
  };
  const of = { write, one, raw, options, closed };
  const owners = one.Histories.filter(isOwner);
  const first = owners.length > 0 ? idIn(owners[0]?.OldValue) : one.OwnerId;
  const moves = owners.flatMap(({ CreatedDate: at, NewValue }) =>
    owned(write, { id: one.Id, at, owner: idIn(NewValue), isNew: false }),
  );
  return told(...createdOf(of, first), ...moves, ...statusesOf(of), ...goneOf(of));
}

const member = z.looseObject({
  Id: needId,
  GroupId: someId,
  UserOrGroupId: someId,
  SystemModstamp: moment,
});

/** Who is in which queue; since when the record says, for it is never changed. */
function memberOf(write: WriteEvent, raw: unknown): Outcome {
  const read = member.safeParse(raw);
  if (!read.success) return unread("", read.error);
  const { Id, GroupId: teamId, UserOrGroupId: agentId, SystemModstamp: at } = read.data;
  if (!isUser(agentId) || !isQueue(teamId)) return ignored("GroupId", "is no member of a queue");
  const effectiveAt = new Date(at).toISOString();
  const data = { agentId, teamId, change: "joined" as const, effectiveAt };
  return told(write("team.membership_changed", `member/${Id}/joined`, at, data));
}

/** A record by its type, as `attributes.type` says it. */
function recordOf(
  write: WriteEvent,
  raw: unknown,
  options: SalesforceOptions,
  closed: Closed,
): Outcome {
  const type = isObject(raw) && isObject(raw.attributes) ? raw.attributes.type : null;
  if (!isObject(raw) || typeof type !== "string") return ignored("attributes.type", "is missing");
  const id = idIn(raw.Id);
  if (id === null) return ignored("Id", "is no id of Salesforce");
  switch (type) {
    case "Case":
      return caseOf(write, raw, options, closed);
    case "EmailMessage":
      return emailOf(write, id, raw, options);
    case "CaseComment":
      return commentOf(write, id, raw, { ...options, portal: false });
    case "AgentWork":
      return workOf(write, id, raw);
    case "VoiceCall":
      return callOf(write, id, raw);
    case "MessagingSession":
    case "LiveChatTranscript":
      return sessionOf(write, id, raw);
    case "UserServicePresence":
      return presenceOf(write, id, raw);
    case "GroupMember":
      return memberOf(write, raw);
    default:
      return ignored("attributes.type", "no figure needs this kind of record");
  }
}

const NONE: Closed = new Map();

/** A page of a query, or several in one answer (`composite/batch`); null: it is neither. */
export function pageOf(
  write: WriteEvent,
  input: Readonly<Record<string, unknown>>,
  options: SalesforceOptions,
  closed: Closed = NONE,
): Outcome | null {
  if (Array.isArray(input.records)) {
    if (input.records.length > RECORDS_MAX) return wrong("records", "holds too many records");
    return joined(input.records.map((raw: unknown) => recordOf(write, raw, options, closed)));
  }
  if (!Array.isArray(input.results)) return null;
  if (input.results.length > PAGES_MAX) return wrong("results", "holds too many pages");
  return joined(
    input.results.map((one: unknown) => {
      const result = isObject(one) ? one.result : null;
      const page = isObject(result)
        ? pageOf(write, { records: result.records }, options, closed)
        : null;
      return page ?? ignored("results", "is of a kind that this office does not have");
    }),
  );
}
