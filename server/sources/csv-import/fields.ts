/** What a row of each import profile can say (EVENTS.md 10.8). No averages, no rates: R4. */

/** `duration` is in seconds unless the mapping says otherwise; `yes` is yes or no. */
export type FieldKind = "id" | "text" | "at" | "duration" | "whole" | "yes";

const calls = {
  id: "id",
  callId: "id",
  queuedAt: "at",
  answered: "yes",
  answeredAt: "at",
  abandonedAt: "at",
  waitS: "duration",
  talkS: "duration",
  holdS: "duration",
  wrapS: "duration",
  agentId: "id",
  queueId: "id",
  teamId: "id",
  channel: "text",
  direction: "text",
  topic: "text",
  rating: "whole",
  ratingMin: "whole",
  ratingMax: "whole",
} as const satisfies Record<string, FieldKind>;

const surveys = {
  id: "id",
  surveyId: "id",
  time: "at",
  kind: "text",
  score: "whole",
  min: "whole",
  max: "whole",
  sentAt: "at",
  updatedAt: "at",
  purpose: "text",
  contactId: "id",
  agentId: "id",
  teamId: "id",
} as const satisfies Record<string, FieldKind>;

const tickets = {
  id: "id",
  ticketId: "id",
  createdAt: "at",
  channel: "text",
  direction: "text",
  firstReplyAt: "at",
  resolvedAt: "at",
  status: "text",
  agentId: "id",
  teamId: "id",
  topic: "text",
  priority: "text",
  customerRef: "id",
} as const satisfies Record<string, FieldKind>;

/** One row per activity of a case: an event log. */
const activities = {
  id: "id",
  caseId: "id",
  time: "at",
  activity: "text",
  channel: "text",
  direction: "text",
  agentId: "id",
  teamId: "id",
  topic: "text",
  priority: "text",
  customerRef: "id",
} as const satisfies Record<string, FieldKind>;

const memberships = {
  id: "id",
  agentId: "id",
  teamId: "id",
  change: "text",
  effectiveAt: "at",
  primary: "yes",
} as const satisfies Record<string, FieldKind>;

export const FIELDS = { calls, surveys, tickets, activities, memberships } as const;
export type Profile = keyof typeof FIELDS;

/** Without these in the mapping a file cannot be imported. */
export const REQUIRED: Record<Profile, readonly string[]> = {
  calls: ["callId", "queuedAt"],
  surveys: ["surveyId", "time", "kind", "score", "min", "max"],
  tickets: ["ticketId", "createdAt", "channel"],
  activities: ["caseId", "time", "activity", "channel"],
  memberships: ["agentId", "teamId", "change", "effectiveAt"],
};

export const kindOf = (profile: Profile, field: string): FieldKind | undefined =>
  Object.entries(FIELDS[profile]).find(([name]) => name === field)?.[1];
