/** What Salesforce's API is asked, in its query language: ids, times and words of lists, never text. */
import type { SalesforceOptions } from "./options.ts";

/** In this order; the first two are short lists. */
export const STREAMS = [
  "statuses",
  "members",
  "cases",
  "emails",
  "comments",
  "work",
  "calls",
  "sessions",
  "transcripts",
  "presence",
] as const;
export type Stream = (typeof STREAMS)[number];

/** The lists are read whole; everything else from when on it was changed. */
export const LISTS: readonly Stream[] = ["statuses", "members"];

const HISTORY =
  "(SELECT Field, OldValue, NewValue, CreatedDate, CreatedById FROM Histories ORDER BY CreatedDate)";

const SELECTS: Record<Stream, readonly [fields: string, object: string]> = {
  statuses: ["Id, MasterLabel, ApiName, IsClosed", "CaseStatus"],
  members: ["Id, GroupId, UserOrGroupId, SystemModstamp", "GroupMember"],
  cases: [
    `Id, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp, Origin, Priority, ContactId, OwnerId, Status, IsClosed, ClosedDate, IsDeleted, MasterRecordId, ${HISTORY}`,
    "Case",
  ],
  emails: [
    "Id, ParentId, RelatedToId, Incoming, Status, CreatedById, CreatedDate, MessageDate, SystemModstamp",
    "EmailMessage",
  ],
  comments: [
    "Id, ParentId, IsPublished, CreatedById, CreatedBy.UserType, CreatedDate, SystemModstamp",
    "CaseComment",
  ],
  // Releases differ in the times they have; these objects have no words of customers.
  work: ["FIELDS(STANDARD)", "AgentWork"],
  calls: ["FIELDS(STANDARD)", "VoiceCall"],
  sessions: ["FIELDS(STANDARD)", "MessagingSession"],
  transcripts: [
    "Id, CaseId, ContactId, Status, CreatedDate, RequestTime, StartTime, EndTime, Abandoned, SystemModstamp",
    "LiveChatTranscript",
  ],
  presence: [
    "Id, UserId, IsAway, StatusStartDate, StatusEndDate, ServicePresenceStatus.DeveloperName, CreatedDate, SystemModstamp",
    "UserServicePresence",
  ],
};

const iso = (at: number): string => new Date(at).toISOString();

export const pathWith = ({ version }: SalesforceOptions, rest: string): string =>
  `/services/data/v${version}/${rest}`;

const asked = (query: string): string => encodeURIComponent(query);

/** `since`: ms; records that were changed from then on, deleted ones too. */
export function queryOf(stream: Stream, since: number): string {
  const [fields, object] = SELECTS[stream];
  if (stream === "members")
    return asked(`SELECT ${fields} FROM ${object} WHERE Group.Type = 'Queue'`);
  if (stream === "statuses") return asked(`SELECT ${fields} FROM ${object}`);
  const from = iso(Math.max(0, since));
  return asked(
    `SELECT ${fields} FROM ${object} WHERE SystemModstamp >= ${from} ORDER BY SystemModstamp, Id`,
  );
}

/** One record by its kind and id; null: it is of none that is asked. */
export function queryOne(kind: string, id: string): string | null {
  const found = Object.values(SELECTS).find(([, object]) => object === kind);
  if (found === undefined || !/^[A-Za-z0-9]{15,18}$/.test(id)) return null;
  return asked(`SELECT ${found[0]} FROM ${found[1]} WHERE Id = '${id}'`);
}
