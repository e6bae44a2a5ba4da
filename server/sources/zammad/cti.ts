/**
 * A telephone system that speaks Zammad's generic CTI (newCall, answer, hangup) → a call (EVENTS.md 9). The
 * interface has no field for the time; we take one that the telephone system adds, or its `Date` header, and
 * never the time at which it came here.
 */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, unread, wrong } from "../outcome.ts";
import { instant, needId, someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";

const call = z.looseObject({
  event: z.string(),
  callId: needId,
  direction: z.enum(["in", "out"]),
  from: z.string().nullish().catch(null),
  to: z.string().nullish().catch(null),
  queue: someId.catch(null),
  answeringNumber: someId.catch(null),
  cause: z.string().nullish().catch(null),
  time: instant.nullish(),
  timestamp: instant.nullish(),
});
type Call = z.infer<typeof call>;

/** A customer's number, as people write it: international when it is long enough to be so. */
function customerOf({ from, to, direction }: Call): string | undefined {
  const digits = (direction === "in" ? from : to)?.replace(/\D/g, "") ?? "";
  return digits.length >= 8 && digits.length <= 15
    ? `tel:+${digits.replace(/^00/, "")}`
    : undefined;
}

/** An extension or a number; a name is none. */
const isNumber = (text: string | null | undefined): text is string =>
  typeof text === "string" && /^[\d+*#]{1,20}$/.test(text);

/** Whoever answered, or the line that called; without either it is not known who has it. */
const agentOf = ({ answeringNumber, direction, from }: Call): string | null =>
  answeringNumber ?? (direction === "out" && isNumber(from) ? from : null);

const legOf = ({ callId }: Call): string => `${callId}/1`.slice(0, 200);

/** How a call ends that nobody answered; whoever answered is told by the answer. */
const ENDED: Readonly<Record<string, "hangup" | "timeout" | "withdrawn">> = {
  cancel: "hangup",
  originatorcancel: "hangup",
  noanswer: "timeout",
  notfound: "withdrawn",
  busy: "withdrawn",
  congestion: "withdrawn",
  forwarded: "withdrawn",
};

function hungUp(write: WriteEvent, one: Call, at: number): Outcome {
  const { callId, direction } = one;
  const cause = (one.cause ?? "").toLowerCase().replace(/[^a-z]/g, "");
  const reason = Object.hasOwn(ENDED, cause) ? ENDED[cause] : undefined;
  const legId = legOf(one);
  if (reason === undefined) {
    // It was answered, and this ends it; how long somebody wrote it up nobody says, so that stays unknown.
    const data = { contactId: callId, legId, agentId: agentOf(one) };
    const { agentId, ...leg } = data;
    return told(
      write("contact.leg_ended", `${callId}/hangup`, at, data),
      write("contact.measured", `${callId}/measured`, at, {
        ...leg,
        agentId: agentId ?? undefined,
        final: true,
      }),
    );
  }
  if (direction === "out") {
    const agent = agentOf(one);
    if (agent === null) return ignored("from", "nobody answered, and it is not known who called");
    const data = { contactId: callId, offerId: callId, agentId: agent, party: "customer" as const };
    return told(write("contact.offered", `${callId}/hangup`, at, { ...data, outcome: "failed" }));
  }
  const data = {
    contactId: callId,
    stage: "queue" as const,
    reason,
    queueId: one.queue ?? undefined,
  };
  return told(write("contact.abandoned", `${callId}/hangup`, at, data));
}

function begun(write: WriteEvent, one: Call, at: number): Outcome {
  const { callId, direction, queue } = one;
  const events: CloudEvent[] = [
    write("contact.created", `${callId}/new`, at, {
      contactId: callId,
      channel: "phone",
      direction: direction === "in" ? "inbound" : "outbound",
      kind: "call",
      customerRef: customerOf(one),
    }),
  ];
  if (direction === "in") {
    const data = { contactId: callId, queueId: queue ?? undefined, reason: "new" as const };
    events.push(write("contact.queued", `${callId}/queued`, at, data));
  }
  return told(...events);
}

/** `sentAt`: the `Date` header of the call, ms; null: it has none. */
export function ctiOf(write: WriteEvent, input: unknown, sentAt: number | null): Outcome {
  const read = call.safeParse(input);
  if (!read.success) return unread("", read.error);
  const one = read.data;
  const at = one.time ?? one.timestamp ?? sentAt;
  if (at === null) {
    return wrong("time", "is missing: generic CTI has no time; let the telephone system add one");
  }
  switch (one.event) {
    case "newCall":
      return begun(write, one, at);
    case "answer":
      return told(
        write("contact.answered", `${one.callId}/answer`, at, {
          contactId: one.callId,
          legId: legOf(one),
          agentId: agentOf(one),
          via: one.direction === "out" ? "outbound" : "queue",
        }),
      );
    case "hangup":
      return hungUp(write, one, at);
    default:
      return wrong("event", "is none of newCall, answer, hangup", "envelope");
  }
}
