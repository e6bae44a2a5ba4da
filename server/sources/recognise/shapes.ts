/** What bodies of each system look like: a table of shapes, the more telling ones first. */

export interface Recognised {
  /** The system's own name. */
  readonly system: string;
  /** Who reads it, as the second part of a source's name, or as a format of `import`; null: nobody does. */
  readonly connector: string | null;
  /** What of that system it is, in words that follow "it is". */
  readonly kind: string;
  /** Why nothing of it counts; absent: the connector says what it becomes. */
  readonly refused?: string;
}

export type Fields = Readonly<Record<string, unknown>>;
interface Shape extends Recognised {
  readonly looks: (body: Fields) => boolean;
}

const has = (body: Fields, ...names: string[]): boolean =>
  names.every((name) => Object.hasOwn(body, name));
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const within = (body: Fields, name: string): Fields => {
  const value = body[name];
  return isObject(value) ? value : {};
};
const begins = (value: unknown, start: string): boolean =>
  typeof value === "string" && value.startsWith(start);
const one = (value: unknown, ...words: string[]): boolean =>
  typeof value === "string" && words.includes(value);

const ANSWER = "an answer of its API is no event: let us ask the API, or post its calls here";
const STATISTICS = "rates, averages and sums cannot be added up again (R4): send what happened";

const shapes = (
  system: string,
  connector: string | null,
  list: readonly (readonly [kind: string, looks: Shape["looks"], refused?: string])[],
): Shape[] =>
  list.map(([kind, looks, refused]) => ({
    system,
    connector,
    kind,
    looks,
    ...(refused === undefined ? {} : { refused }),
  }));

const INTERCOM = ["conversation", "ticket", "admin", "team", "contact"] as const;

export const SHAPES: readonly Shape[] = [
  ...shapes("Zendesk", "zendesk", [
    ["an event of its webhooks", (b) => begins(b.type, "zen:event-type:")],
    ["the body of our triggers", (b) => begins(b.deskpulse, "zendesk-trigger")],
    ["an event by EventBridge", (b) => begins(b.source, "aws.partner/zendesk.com")],
    ["ticket metric events", (b) => has(b, "metric", "instance_id", "ticket_id")],
    ["a page of its ticket events", (b) => Array.isArray(b.ticket_events)],
    ["a page of its metric events", (b) => Array.isArray(b.ticket_metric_events)],
    ["a ticket of its API", (b) => has(b, "id", "status", "via", "created_at", "updated_at")],
    ["a page of its tickets", (b) => Array.isArray(b.tickets)],
    ["ratings", (b) => Array.isArray(b.satisfaction_ratings)],
  ]),
  ...shapes("Salesforce", "salesforce", [
    ["a change event", (b) => isObject(b.ChangeEventHeader)],
    ["a change event", (b) => isObject(within(b, "payload").ChangeEventHeader)],
    [
      "a change event as CometD brings it",
      (b) => isObject(within(within(b, "data"), "payload").ChangeEventHeader),
    ],
  ]),
  ...shapes("Microsoft Dynamics 365", "dynamics", [
    ["a webhook of Dataverse", (b) => has(b, "MessageName", "PrimaryEntityName")],
  ]),
  ...shapes("Amazon Connect", "connect", [
    ["a contact record", (b) => has(b, "AWSContactTraceRecordFormatVersion")],
    ["a contact record", (b) => has(b, "ContactId", "InitiationMethod")],
    ["an event of its agents", (b) => has(b, "AgentARN", "CurrentAgentSnapshot")],
    ["an event of its agents", (b) => has(b, "AgentARN", "EventType")],
    ["an event by EventBridge", (b) => begins(b["detail-type"], "Amazon Connect")],
    ["a contact event", (b) => has(b, "contactId", "instanceArn")],
    [
      "what an agent's browser sees",
      (b) => Object.keys(b).some((name) => has(within(b, name), "agentAvailabilityState")),
      "its browser library tells a page what is, and no server what happened",
    ],
  ]),
  ...shapes("Twilio TaskRouter", "twilio", [
    ["an event of its callbacks", (b) => has(b, "EventType", "WorkspaceSid")],
    ["an event of its streams", (b) => begins(b.type, "com.twilio.taskrouter.")],
    ["a page of its events", (b) => Array.isArray(b.events) && has(within(b, "meta"), "key")],
    ["an event of its API", (b) => begins(b.sid, "EV") && has(b, "event_type")],
    ["a reservation, as its API has it", (b) => begins(b.sid, "WR"), ANSWER],
    ["statistics", (b) => has(b, "reservations_accepted", "start_time"), STATISTICS],
    ["statistics", (b) => has(b, "tasks_by_status", "activity_statistics"), STATISTICS],
    [
      "statistics",
      (b) =>
        has(within(b, "cumulative"), "reservations_accepted") || has(b, "cumulative", "realtime"),
      STATISTICS,
    ],
  ]),
  ...shapes("Intercom", "intercom", [
    ["a webhook", (b) => b.type === "notification_event" && has(b, "topic")],
    [
      "a conversation or ticket of its API",
      (b) => one(b.type, "conversation", "ticket") && has(b, "id", "created_at"),
    ],
    [
      "a list of its API",
      (b) => typeof b.type === "string" && /^[a-z_]+\.list$/.test(b.type),
      "this is an answer of Intercom's API, and no event",
    ],
    [
      "what its API answers to a deletion",
      (b) => b.deleted === true && one(b.object, ...INTERCOM),
      "this is an answer of Intercom's API, and no event: it has no time",
    ],
    [
      "one object of its API",
      (b) =>
        one(b.type, ...INTERCOM) &&
        has(b, "id") &&
        (has(b, "created_at") || has(b, "has_inbox_seat")),
      "this is an answer of Intercom's API, and no event: it says what is, and not what happened",
    ],
  ]),
  ...shapes("Zammad", "zammad", [
    ["a webhook", (b) => isObject(b.ticket) && has(within(b, "ticket"), "create_article_type")],
    [
      "a call of generic CTI",
      (b) => one(b.event, "newCall", "answer", "hangup") && has(b, "callId", "direction"),
    ],
    [
      "Zammad's answer to a telephone system",
      (b) => one(b.action, "dial", "reject"),
      "it says how to go on with a call, and not what happened",
    ],
  ]),
  ...shapes("FreeSWITCH", "freeswitch", [
    ["an event of mod_callcenter", (b) => has(b, "CC-Action")],
  ]),
  ...shapes("Chatwoot", "chatwoot", [
    [
      "a call",
      (b) =>
        typeof b.event === "string" &&
        /^(automation_event\.)?(conversation|message|contact|inbox|webwidget)_[a-z_]+$/.test(
          b.event,
        ),
    ],
    [
      "one conversation of its API",
      (b) => isObject(b.meta) && has(b, "inbox_id", "can_reply"),
      ANSWER,
    ],
  ]),
  ...shapes("CloudEvents", "ndjson", [
    ["an event of ours", (b) => has(b, "specversion") && begins(b.type, "deskpulse.")],
    [
      "an event of another vocabulary",
      (b) => has(b, "specversion", "type", "source"),
      "its type is none of ours: it is stored and counts for nothing (EVENTS.md 5)",
    ],
    [
      "the schema of CloudEvents",
      (b) => has(b, "$schema", "definitions") || has(b, "$schema", "properties"),
      "it is a description of events, and none",
    ],
  ]),
];
