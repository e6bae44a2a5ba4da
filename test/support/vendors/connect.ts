/**
 * Amazon Connect as it documents itself, on a list of calls: its records (at least once, and again with news), its
 * contact events (best effort, in any order) and the agent event stream, as a small function posts them.
 */

const ARN = "arn:aws:connect:eu-central-1:000000000000:instance/i-1";

/** One part of a call, by one agent; instants in ms, whole seconds. */
export interface Part {
  readonly contact: string;
  readonly agent: string;
  readonly queue: string;
  readonly begunAt: number;
  readonly queuedAt: number;
  readonly answeredAt: number;
  /** On hold from when to when; null: never. */
  readonly held: readonly [from: number, to: number] | null;
  readonly overAt: number;
  readonly wrappedAt: number;
}

export interface ConnectCall {
  readonly parts: readonly Part[];
  /** Who hung up in the queue. */
  readonly left:
    | (Pick<Part, "contact" | "queue" | "begunAt" | "queuedAt"> & { readonly leftAt: number })
    | null;
}

/** What one post of the function carries. */
export interface Posted {
  readonly at: number;
  readonly body: string;
  readonly kind: "record" | "event" | "agent";
}

const iso = (at: number): string => new Date(at).toISOString().replace(".000Z", "Z");
const fine = (at: number): string => new Date(at).toISOString();
const seconds = (from: number, to: number): number => Math.round((to - from) / 1000);
const heldMs = ({ held }: Part): number => (held === null ? 0 : held[1] - held[0]);

/** The record of a part. `again`: how many seconds later it is sent again, with another attribute. */
function recordOf(call: ConnectCall, index: number, again = 0): object {
  const part = call.parts[index];
  const of = part ?? call.left;
  if (of === undefined || of === null) throw new Error("there is no such part");
  const next = part === undefined ? null : (call.parts[index + 1]?.contact ?? null);
  const first = call.parts[0]?.contact ?? null;
  const endAt = part?.wrappedAt ?? call.left?.leftAt ?? 0;
  return {
    AWSContactTraceRecordFormatVersion: "2017-03-10",
    ContactId: of.contact,
    InitialContactId: index === 0 || part === undefined ? null : first,
    PreviousContactId: index === 0 ? null : (call.parts[index - 1]?.contact ?? null),
    NextContactId: next,
    Channel: "VOICE",
    InitiationMethod: index === 0 ? "INBOUND" : "TRANSFER",
    InitiationTimestamp: iso(of.begunAt),
    ConnectedToSystemTimestamp: iso(of.begunAt),
    // Whoever is passed on stays on the line: far beyond this agent's part.
    DisconnectTimestamp: iso(call.parts.at(-1)?.overAt ?? endAt),
    DisconnectReason: next === null ? "CUSTOMER_DISCONNECT" : null,
    LastUpdateTimestamp: iso(endAt + 60_000 + again * 1000),
    Attributes: again === 0 ? {} : { note: "words that nobody needs" },
    CustomerEndpoint: { Address: "+31205550123", Type: "TELEPHONE_NUMBER" },
    Queue: {
      ARN: `${ARN}/queue/${of.queue}`,
      Name: "Support",
      EnqueueTimestamp: iso(of.queuedAt),
      DequeueTimestamp: iso(part?.answeredAt ?? endAt),
      Duration: seconds(of.queuedAt, part?.answeredAt ?? endAt),
    },
    Agent:
      part === undefined
        ? null
        : {
            ARN: `${ARN}/agent/${part.agent}`,
            Username: "a.person",
            ConnectedToAgentTimestamp: iso(part.answeredAt),
            AgentInteractionDuration: seconds(part.answeredAt, part.overAt) - heldMs(part) / 1000,
            CustomerHoldDuration: heldMs(part) / 1000,
            AfterContactWorkDuration: seconds(part.overAt, part.wrappedAt),
            AfterContactWorkStartTimestamp: iso(part.overAt),
            AfterContactWorkEndTimestamp: iso(part.wrappedAt),
          },
  };
}

function contactEvent(call: ConnectCall, index: number, eventType: string, at: number): Posted {
  const part = call.parts[index];
  const of = part ?? call.left;
  if (of === undefined || of === null) throw new Error("there is no such part");
  const has = (instant: number | undefined) => instant !== undefined && instant <= at;
  const detail = {
    eventType,
    contactId: of.contact,
    ...(part !== undefined && index > 0
      ? {
          initialContactId: call.parts[0]?.contact,
          previousContactId: call.parts[index - 1]?.contact,
        }
      : {}),
    channel: "VOICE",
    initiationMethod: index === 0 ? "INBOUND" : "TRANSFER",
    initiationTimestamp: fine(of.begunAt),
    ...(has(of.queuedAt)
      ? {
          queueInfo: {
            queueArn: `${ARN}/queue/${of.queue}`,
            queueType: "STANDARD",
            enqueueTimestamp: fine(of.queuedAt),
          },
        }
      : {}),
    ...(has(part?.answeredAt) && part !== undefined
      ? {
          agentInfo: {
            agentArn: `${ARN}/agent/${part.agent}`,
            connectedToAgentTimestamp: fine(part.answeredAt),
          },
        }
      : {}),
    ...(eventType === "DISCONNECTED"
      ? { disconnectTimestamp: fine(at), disconnectReason: "CUSTOMER_DISCONNECT" }
      : {}),
  };
  const body = {
    version: "0",
    id: `${of.contact}-${eventType}`,
    "detail-type": "Amazon Connect Contact Event",
    source: "aws.connect",
    time: iso(at),
    detail,
  };
  return { at, kind: "event", body: JSON.stringify(body) };
}

type State = "CONNECTING" | "CONNECTED" | "CONNECTED_ONHOLD" | "ENDED" | null;

/** What the agent's desktop showed of a part, change by change. */
function agentEvents(call: ConnectCall, part: Part): Posted[] {
  const steps: (readonly [at: number, state: State])[] = [
    [part.answeredAt - 3_000, "CONNECTING"],
    [part.answeredAt, "CONNECTED"],
    ...(part.held === null
      ? []
      : ([
          [part.held[0], "CONNECTED_ONHOLD"],
          [part.held[1], "CONNECTED"],
        ] as const)),
    [part.overAt, "ENDED"],
    [part.wrappedAt, null],
  ];
  const first = call.parts[0]?.contact;
  const snapshot = (step: readonly [at: number, state: State] | undefined) => ({
    AgentStatus: {
      Name: "Available",
      Type: "ROUTABLE",
      StartTimestamp: "2026-11-02T08:00:00.000Z",
    },
    Contacts:
      step === undefined || step[1] === null
        ? []
        : [
            {
              ContactId: part.contact,
              InitialContactId: part.contact === first ? null : first,
              Channel: "VOICE",
              InitiationMethod: part.contact === first ? "INBOUND" : "TRANSFER",
              State: step[1],
              StateStartTimestamp: fine(step[0]),
              ConnectedToAgentTimestamp: step[1] === "CONNECTING" ? null : fine(part.answeredAt),
            },
          ],
  });
  return steps.map((step, index) => ({
    at: step[0],
    kind: "agent",
    body: JSON.stringify({
      AgentARN: `${ARN}/agent/${part.agent}`,
      EventId: `${part.contact}-${index}`,
      EventType: "STATE_CHANGE",
      EventTimestamp: fine(step[0]),
      PreviousAgentSnapshot: snapshot(steps[index - 1]),
      CurrentAgentSnapshot: snapshot(step),
      Version: "2019-05-25",
    }),
  }));
}

/** All that is posted of a call. */
export function postsOf(call: ConnectCall): Posted[] {
  const record = (index: number, endAt: number, again = 0): Posted => ({
    at: endAt + 60_000 + again * 1000,
    kind: "record",
    body: JSON.stringify(recordOf(call, index, again)),
  });
  const parts = call.parts.flatMap((part, index) => [
    contactEvent(call, index, "INITIATED", part.begunAt),
    contactEvent(call, index, "QUEUED", part.queuedAt),
    contactEvent(call, index, "CONNECTED_TO_AGENT", part.answeredAt),
    contactEvent(call, index, "DISCONNECTED", call.parts.at(-1)?.overAt ?? part.overAt),
    ...agentEvents(call, part),
    record(index, part.wrappedAt),
    record(index, part.wrappedAt, 30),
  ]);
  const { left } = call;
  if (left === null) return parts;
  return [
    ...parts,
    contactEvent(call, 0, "QUEUED", left.queuedAt),
    contactEvent(call, 0, "DISCONNECTED", left.leftAt),
    record(0, left.leftAt),
  ];
}

/** The agent closes his desktop. */
export function loggedOut(agent: string, at: number): Posted {
  const body = {
    AgentARN: `${ARN}/agent/${agent}`,
    EventId: `${agent}-out`,
    EventType: "LOGOUT",
    EventTimestamp: fine(at),
    CurrentAgentSnapshot: null,
  };
  return { at, kind: "agent", body: JSON.stringify(body) };
}

/** The record of a call's first part, as it is sent again `later` seconds later. */
export const sentAgain = (call: ConnectCall, later: number): string =>
  JSON.stringify(recordOf(call, 0, later));
