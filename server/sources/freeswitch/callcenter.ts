/**
 * One event of mod_callcenter (`callcenter::info`) → ours. A call has times of its own for what happened to it,
 * seconds since 1970; whatever has none is told by the event's own time, and without that it is refused.
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, wrong } from "../outcome.ts";
import { epochMs } from "../values.ts";
import { digestOf, type WriteEvent } from "../write-event.ts";
import type { Headers } from "./records.ts";

/** Seconds, or microseconds; null: absent, or zero as it writes what has not happened. */
function timeOf(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? "";
  if (!/^\d{1,17}$/.test(text) || Number(text) === 0) return null;
  return epochMs(Number(text));
}

const EVENT_TIME = "Event-Date-Timestamp";

interface Told {
  readonly write: WriteEvent;
  readonly headers: Headers;
  /** When the event was written, ms. */
  readonly eventAt: number | null;
}

type Kind = (told: Told) => Outcome;

const text = ({ headers }: Told, name: string): string | null => {
  const value = headers.get(name)?.trim() ?? "";
  return value === "" ? null : value.slice(0, 200);
};

const missing = (name: string) => wrong(name, "is missing");

const STATUSES: Readonly<Record<string, "available" | "break" | "offline">> = {
  Available: "available",
  "Available (On Demand)": "available",
  "On Break": "break",
  "Logged Out": "offline",
};

const statusChanged: Kind = (one) => {
  const agentId = text(one, "CC-Agent");
  if (agentId === null) return missing("CC-Agent");
  const status = text(one, "CC-Agent-Status") ?? "";
  const state = Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
  if (state === undefined) return wrong("CC-Agent-Status", "is no status of its list");
  if (one.eventAt === null) return missing(EVENT_TIME);
  const id = `agent/${digestOf(agentId, state, one.eventAt)}`;
  return told(one.write("agent.state_changed", id, one.eventAt, { agentId, state }));
};

/** A member is a caller in a queue; who comes back gets another id for the same call. */
function contactOf(one: Told): string | null {
  return text(one, "CC-Member-Session-UUID") ?? text(one, "CC-Member-UUID");
}

function entered(one: Told, contactId: string, at: number): CloudEvent[] {
  const digits = (text(one, "CC-Member-CID-Number") ?? "").replace(/\D/g, "");
  const customerRef = digits.length >= 8 && digits.length <= 15 ? `tel:+${digits}` : undefined;
  const queueId = text(one, "CC-Queue") ?? undefined;
  return [
    one.write("contact.created", `${contactId}/created`, at, {
      contactId,
      channel: "phone",
      direction: "inbound",
      kind: "call",
      customerRef,
    }),
    one.write("contact.queued", `${contactId}/queued/${at}`, at, {
      contactId,
      channel: "phone",
      queueId,
      reason: "new",
    }),
  ];
}

/** What happened to a call: it, and that it came, in case that was never told. */
const ofCall =
  (timeName: string | null, tell: (one: Told, contactId: string, at: number) => Outcome): Kind =>
  (one) => {
    const contactId = contactOf(one);
    if (contactId === null) return missing("CC-Member-Session-UUID");
    const own = timeName === null ? null : timeOf(one.headers, timeName);
    const at = own ?? one.eventAt;
    if (at === null) return missing(timeName ?? EVENT_TIME);
    const outcome = tell(one, contactId, at);
    const joinedAt = timeOf(one.headers, "CC-Member-Joined-Time");
    const events = joinedAt === null ? [] : entered(one, contactId, joinedAt);
    return { ...outcome, events: [...events, ...outcome.events] };
  };

/** The time at which it came is in all later events of it, in whole seconds: that is the one that counts. */
const started = ofCall("CC-Member-Joined-Time", (one, contactId, at) =>
  timeOf(one.headers, "CC-Member-Joined-Time") === null
    ? told(...entered(one, contactId, Math.floor(at / 1000) * 1000))
    : told(),
);

const legOf = (one: Told, contactId: string): string =>
  `${contactId}/${text(one, "CC-Agent-UUID") ?? digestOf(text(one, "CC-Agent") ?? "")}`.slice(
    0,
    200,
  );

const offered = ofCall("CC-Agent-Called-Time", (one, contactId, at) => {
  const agentId = text(one, "CC-Agent");
  if (agentId === null) return missing("CC-Agent");
  const offerId = digestOf(contactId, agentId, at);
  return told(
    one.write("contact.offered", `offer/${offerId}`, at, { contactId, offerId, agentId }),
  );
});

/** It rang in vain. */
const bridgeFailed = ofCall("CC-Agent-Aborted-Time", (one, contactId, at) => {
  const agentId = text(one, "CC-Agent");
  if (agentId === null) return missing("CC-Agent");
  const calledAt = timeOf(one.headers, "CC-Agent-Called-Time");
  const offerId = digestOf(contactId, agentId, calledAt ?? at);
  const ringMs = calledAt === null ? undefined : Math.max(0, at - calledAt);
  const outcome = "missed" as const;
  const data = { contactId, offerId, agentId, outcome, ringMs };
  return told(one.write("contact.offered", `offer/${offerId}/missed`, at, data));
});

const answered = ofCall("CC-Agent-Answered-Time", (one, contactId, at) => {
  const agentId = text(one, "CC-Agent");
  if (agentId === null) return missing("CC-Agent");
  const joinedAt = timeOf(one.headers, "CC-Member-Joined-Time");
  const calledAt = timeOf(one.headers, "CC-Agent-Called-Time");
  const legId = legOf(one, contactId);
  return told(
    one.write("contact.answered", `${legId}/answered`, at, {
      contactId,
      legId,
      agentId,
      via: "queue",
      waitMs: joinedAt === null ? undefined : Math.max(0, at - joinedAt),
      ringMs: calledAt === null ? undefined : Math.max(0, at - calledAt),
    }),
  );
});

/** Its `wrap-up-time` is only a pause before the next offer: how long somebody wrote it up is not known. */
const ended = ofCall("CC-Bridge-Terminated-Time", (one, contactId, at) => {
  const agentId = text(one, "CC-Agent");
  if (agentId === null) return missing("CC-Agent");
  const answeredAt = timeOf(one.headers, "CC-Agent-Answered-Time");
  const legId = legOf(one, contactId);
  const data = { contactId, legId, agentId };
  const talkMs = answeredAt === null ? undefined : Math.max(0, at - answeredAt);
  return told(
    one.write("contact.leg_ended", `${legId}/ended`, at, data),
    one.write(
      "contact.measured",
      `${legId}/measured`,
      at,
      { ...data, final: true, talkMs },
      "asserted",
    ),
  );
});

const REASONS: Readonly<Record<string, "hangup" | "timeout" | "empty" | "key">> = {
  NONE: "hangup",
  TIMEOUT: "timeout",
  NO_AGENT_TIMEOUT: "empty",
  BREAK_OUT: "key",
  EXIT_WITH_KEY: "key",
};

/** `Terminated`: it was answered, and its legs say how it ended. `Cancel`: it left the queue. */
const left = ofCall("CC-Member-Leaving-Time", (one, contactId, at) => {
  const cause = text(one, "CC-Cause") ?? "";
  if (cause !== "Cancel") return told();
  const word = (text(one, "CC-Cancel-Reason") ?? "NONE").toUpperCase();
  const reason = Object.hasOwn(REASONS, word) ? REASONS[word] : undefined;
  if (reason === undefined) return wrong("CC-Cancel-Reason", "is no reason of its list");
  const joinedAt = timeOf(one.headers, "CC-Member-Joined-Time");
  return told(
    one.write("contact.abandoned", `${contactId}/left/${at}`, at, {
      contactId,
      queueId: text(one, "CC-Queue") ?? undefined,
      stage: "queue",
      reason,
      waitMs: joinedAt === null ? undefined : Math.max(0, at - joinedAt),
    }),
  );
});

const KINDS: Readonly<Record<string, Kind>> = {
  "agent-status-change": statusChanged,
  "member-queue-start": started,
  "agent-offering": offered,
  "bridge-agent-start": answered,
  "bridge-agent-end": ended,
  "bridge-agent-fail": bridgeFailed,
  "member-queue-end": left,
};

export function callcenterOf(write: WriteEvent, headers: Headers): Outcome {
  const action = headers.get("CC-Action");
  if (action === undefined) {
    return headers.has("Event-Name")
      ? ignored("Event-Subclass", "is no event of mod_callcenter")
      : wrong("CC-Action", "is missing: this is no event of FreeSWITCH", "envelope");
  }
  const kind = Object.hasOwn(KINDS, action) ? KINDS[action] : undefined;
  if (kind === undefined) return ignored("CC-Action", "no figure needs this action");
  return kind({ write, headers, eventAt: timeOf(headers, EVENT_TIME) });
}
