/** A row of the profile "tickets": when it came, when it was first answered, when it was resolved. */
import { createHmac } from "node:crypto";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { channel, direction } from "../../../shared/events/fields.ts";
import { id, instant, need, oneOf, type Row, refuse, text } from "./row.ts";
import type { WriteRow } from "./write-row.ts";

const ENDED = ["resolved", "closed", "cancelled"] as const;
const OPEN = ["new", "open", "waiting_customer", "on_hold"] as const;
type Status = (typeof ENDED)[number] | (typeof OPEN)[number];

/** The same customer gives the same reference everywhere, and it tells nobody who that is (PRIV-2). */
export const pseudonymOf = (reference: string, key: string): string =>
  `c:${createHmac("sha256", key).update(reference.trim().toLowerCase()).digest("base64url")}`;

function endOf(row: Row, createdAt: number) {
  const at = instant(row, "resolvedAt");
  const to: Status | undefined = oneOf(row, "status", [...ENDED, ...OPEN]);
  const ended = ENDED.find((status) => status === to);
  if (at === undefined) {
    if (ended !== undefined) need(row, "resolvedAt", undefined);
    return undefined;
  }
  if (at < createdAt) refuse(row, "resolvedAt", "lies before createdAt");
  if (to !== undefined && ended === undefined) {
    refuse(row, "status", "is open, yet the row says when it was resolved");
  }
  return { at, to: ended ?? ("resolved" as const) };
}

function readTicket(row: Row, customerKey: string | undefined) {
  const contactId = need(row, "ticketId", id(row, "ticketId"));
  const createdAt = need(row, "createdAt", instant(row, "createdAt"));
  const through = need(row, "channel", oneOf(row, "channel", channel.options));
  if (contactId === undefined || createdAt === undefined || through === undefined) return undefined;
  const firstReplyAt = instant(row, "firstReplyAt");
  if (firstReplyAt !== undefined && firstReplyAt < createdAt) {
    refuse(row, "firstReplyAt", "lies before createdAt");
  }
  const reference = id(row, "customerRef");
  return {
    createdAt,
    firstReplyAt,
    end: endOf(row, createdAt),
    topic: text(row, "topic"),
    priority: text(row, "priority"),
    agentId: id(row, "agentId"),
    customerRef:
      reference === undefined || customerKey === undefined
        ? undefined
        : pseudonymOf(reference, customerKey),
    common: {
      contactId,
      channel: through,
      direction: oneOf(row, "direction", direction.options) ?? ("inbound" as const),
      teamId: id(row, "teamId"),
    },
  };
}

/** An open ticket is owned by the agent of its row; who owned a resolved one before is not known. */
export function ticketEvents(row: Row, write: WriteRow, customerKey?: string): CloudEvent[] {
  const ticket = readTicket(row, customerKey);
  if (ticket === undefined || row.problems.length > 0) return [];
  const { common, agentId, topic, priority, customerRef, createdAt, firstReplyAt, end } = ticket;
  const kind = common.channel === "chat" ? ("chat" as const) : ("ticket" as const);
  const events = [
    write("contact.created", createdAt, { ...common, kind, topic, priority, customerRef }),
  ];
  if (end === undefined && agentId !== undefined) {
    const owner = { ...common, agentId, teamId: common.teamId ?? null };
    events.push(write("contact.assigned", createdAt, owner));
  }
  if (firstReplyAt !== undefined) {
    const reply = { final: true, firstReplyAt: new Date(firstReplyAt).toISOString() };
    events.push(write("contact.measured", firstReplyAt, { ...common, agentId, ...reply }));
  }
  if (end !== undefined) {
    events.push(write("contact.status_changed", end.at, { ...common, agentId, to: end.to }));
  }
  return events;
}
