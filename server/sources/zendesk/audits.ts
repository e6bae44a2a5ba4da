/** Ticket events of the incremental export: one per update of a ticket, what changed in it as its children. */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import { actorOf, flag, moment, needId, someId, statusOf, viaOf } from "./fields.ts";
import { type Outcome, told, unread, wrong } from "./outcome.ts";
import { assigned, commented, concealed, opened, regrouped, restatused } from "./ticket.ts";

/** Changes of one update. */
const CHILDREN_MAX = 1_000;

const child = z.looseObject({
  id: someId.catch(null),
  event_type: z.string().nullish(),
  previous_value: z.unknown().optional(),
});
type Child = z.infer<typeof child>;

const audit = z.looseObject({
  id: needId,
  ticket_id: needId,
  timestamp: moment.nullish(),
  created_at: moment.nullish(),
  updater_id: someId,
  via: z
    .union([
      z.string(),
      z.looseObject({ channel: z.string().nullish() }).transform((one) => one.channel),
    ])
    .nullish()
    .catch(null),
  child_events: z.array(z.unknown()).max(CHILDREN_MAX, { error: "holds too many changes" }),
});

/** What is known beside one update: who is staff, and which group each ticket was last seen in. */
export interface Known {
  /** Null: not known; then whoever did not ask is taken for staff, where it is known who asked. */
  readonly staff: ReadonlySet<string> | null;
  readonly groups: Map<string, string | null>;
  /** Who asked, by ticket; as far as the page says. */
  readonly requesters: Map<string, string | null>;
}

interface Told {
  readonly write: WriteEvent;
  readonly ticket: string;
  readonly at: number;
  readonly updater: string | null;
  readonly via: string | null;
  readonly children: readonly Child[];
  readonly known: Known;
}

const idIn = (value: unknown): string | null => someId.safeParse(value).data ?? null;
const isKind = ({ event_type }: Child, kind: string) => event_type?.toLowerCase() === kind;
const has = (one: Child, field: string) => Object.hasOwn(one, field);

function isStaff({ known, ticket }: Told, id: string): boolean | undefined {
  if (known.staff !== null) return known.staff.has(id);
  const requester = known.requesters.get(ticket) ?? null;
  return requester === null ? undefined : id !== requester;
}

const actorIn = (told: Told) =>
  actorOf(told.updater, null, told.updater === null ? undefined : isStaff(told, told.updater));

/** A new ticket: each of its values is a child of its own, or all stand in one. */
function openedOf(told: Told): CloudEvent | null {
  const { write, ticket, at, updater, via, children } = told;
  const made = children.filter((one) => isKind(one, "create"));
  if (made.length === 0) return null;
  const of = (field: string) => made.find((one) => has(one, field))?.[field];
  const priority = of("priority");
  const requester = idIn(of("requester_id"));
  told.known.requesters.set(ticket, requester);
  return opened(write, {
    ...viaOf(via),
    ticket,
    at,
    requester,
    submitter: idIn(of("submitter_id")) ?? updater ?? requester,
    priority: typeof priority === "string" ? priority : null,
    group: idIn(of("group_id")),
  });
}

/** Group first: whoever is assigned in the same update is assigned in the new one. */
function movedOf(told: Told): (CloudEvent | null)[] {
  const { write, ticket, at, children, known } = told;
  const events: (CloudEvent | null)[] = [];
  for (const one of children) {
    if (!has(one, "group_id")) continue;
    const [from, to] = [idIn(one.previous_value), idIn(one.group_id)];
    known.groups.set(ticket, to);
    if (!isKind(one, "create")) events.push(regrouped(write, { ticket, at, from, to }));
  }
  const group = known.groups.get(ticket) ?? null;
  for (const one of children) {
    if (!has(one, "assignee_id")) continue;
    const [from, to] = [idIn(one.previous_value), idIn(one.assignee_id)];
    if (isKind(one, "create") && to === null) continue;
    events.push(assigned(write, { ticket, at, from, to, group }));
  }
  return events;
}

function statusesOf(told: Told): CloudEvent[] {
  const { write, ticket, at, children } = told;
  return children.flatMap((one) => {
    const to = statusOf(one.status);
    if (to === undefined || (isKind(one, "create") && to === "new")) return [];
    const from = statusOf(one.previous_value);
    return [restatused(write, { ticket, at, to, from, actor: actorIn(told) })];
  });
}

function commentsOf(told: Told): CloudEvent[] {
  const { write, ticket, at, updater, children } = told;
  return children.flatMap((one) => {
    const id = one.id;
    if (isKind(one, "comment") && id !== null) {
      const author = idIn(one.author_id) ?? updater;
      const isOurs = author !== null && isStaff(told, author) === true;
      const isPublic = flag.safeParse(one.public ?? one.comment_public).data ?? false;
      return [commented(write, { ticket, comment: id, at, author, isStaff: isOurs, isPublic })];
    }
    const about = idIn(one.comment_id);
    if (isKind(one, "commentprivacychange") && about !== null) {
      const isPublic = flag.safeParse(one.public).data ?? false;
      const by = updater !== null && isStaff(told, updater) === true ? updater : undefined;
      return [concealed(write, about, { at, how: "made_private", isPublic, by })];
    }
    return [];
  });
}

/** Keeps, in `known.groups`, the group that it leaves a ticket in. */
export function auditOf(write: WriteEvent, input: unknown, known: Known): Outcome {
  const read = audit.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { ticket_id, created_at, timestamp, updater_id, via, child_events } = read.data;
  const at = created_at ?? timestamp ?? null;
  if (at === null) return wrong("created_at", "is missing");
  const one: Told = {
    write,
    ticket: ticket_id,
    at,
    updater: updater_id,
    via: via ?? null,
    children: child_events.flatMap((event) => child.safeParse(event).data ?? []),
    known,
  };
  return told(openedOf(one), ...movedOf(one), ...commentsOf(one), ...statusesOf(one));
}

/** The group a ticket was in before a page: what the first change of it in that page says. */
export function groupsBefore(page: readonly unknown[], known: Known): void {
  for (const input of page) {
    const read = audit.safeParse(input);
    if (!read.success || known.groups.has(read.data.ticket_id)) continue;
    for (const event of read.data.child_events) {
      const one = child.safeParse(event).data;
      if (one === undefined || !has(one, "group_id") || isKind(one, "create")) continue;
      known.groups.set(read.data.ticket_id, idIn(one.previous_value));
      break;
    }
  }
}
