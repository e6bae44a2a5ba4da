/** One contact read once: what it is, and who owned it when. Every rule file starts from this. */
import { compareEvents, contactKey } from "../../../shared/events/entity.ts";
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import type { Channel, Direction } from "../../../shared/events/fields.ts";
import { instantOf } from "../../../shared/events/instant.ts";
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import type { Directory } from "../directory.ts";
import type { Parts } from "../entity.ts";
import { type Content, contentOf, withoutSuperseded } from "./content.ts";
import type { Fact } from "./fact.ts";

/** Owner of the contact from `at` on. */
export interface Owner {
  readonly at: number;
  readonly agent: string | null;
  readonly team: string | null;
  readonly queue: string | null;
}

export interface Contact {
  /** Key of the contact; null: a survey that names none. */
  readonly key: string | null;
  /** Pseudonym of the customer, as far as anybody said it. */
  readonly customerRef: string | undefined;
  /** Settled, sorted, corrections applied. Removal and return are in `gone`, not here. */
  readonly events: readonly DeskEvent[];
  readonly directory: Directory;
  readonly created: EventOf<"contact.created"> | undefined;
  /** When it was opened, which is where `created` stands; undefined without `contact.created`. */
  readonly openedAt: number | undefined;
  readonly kind: "ticket" | "chat" | "call";
  readonly channel: Channel | null;
  readonly direction: Direction;
  /** Merged away or deleted, and not restored since. */
  readonly gone: "merged" | "deleted" | null;
  readonly owners: readonly Owner[];
  readonly has: Content;
  /** When its agent's state says that the wrap-up of a leg was over, by the leg's id. */
  readonly closes: ReadonlyMap<string, number>;
}

export const NOBODY: Owner = { at: -Infinity, agent: null, team: null, queue: null };

/** Each of these events makes one of `owners`, in the order of the events. */
export const changesOwner = ({ type }: DeskEvent): boolean =>
  type === "contact.created" || type === "contact.queued" || type === "contact.assigned";

/** The last owner not after `at`. */
export function ownerAt(contact: Contact, at: number): Owner {
  let found = NOBODY;
  for (const owner of contact.owners) if (owner.at <= at) found = owner;
  return found;
}

function ownersOf(events: readonly DeskEvent[], directory: Directory): Owner[] {
  const owners: Owner[] = [];
  let { agent, team, queue } = NOBODY;
  for (const event of events) {
    const { source, at } = event;
    if (event.type === "contact.assigned") {
      const { agentId, teamId } = event.data;
      agent = agentId === null ? null : directory.agent(source, agentId, at);
      team = teamId === null ? null : directory.team(source, teamId, at);
    } else if (event.type === "contact.created" || event.type === "contact.queued") {
      const { agentId, teamId, queueId } = event.data;
      if (queueId !== undefined) {
        queue = directory.queue(source, queueId, at);
        team = directory.teamOfQueue(queue, at) ?? team;
      }
      if (teamId !== undefined) team = directory.team(source, teamId, at);
      if (agentId !== undefined) agent = directory.agent(source, agentId, at);
    } else continue;
    owners.push({ at, agent, team, queue });
  }
  return owners;
}

/** Being merged, deleted or restored is not work: a solved contact that comes back is still solved. */
const isRemoval = (event: DeskEvent): boolean =>
  event.type === "contact.status_changed" &&
  (event.data.to === "merged" || event.data.to === "deleted" || event.data.to === "restored");

function goneOf(events: readonly DeskEvent[]): Contact["gone"] {
  let gone: Contact["gone"] = null;
  for (const event of events) {
    if (event.type !== "contact.status_changed") continue;
    const { to } = event.data;
    if (to === "merged" || to === "deleted") gone = to;
    else if (to === "restored") gone = null;
  }
  return gone;
}

const withChannel = (event: DeskEvent): Channel | undefined =>
  "channel" in event.data ? event.data.channel : undefined;

/** A contact that its source told of later than it was opened has its creation where it happened. */
function fromOpening(events: readonly DeskEvent[]): readonly DeskEvent[] {
  const created = events.find((event) => event.type === "contact.created");
  if (created?.data.openedAt === undefined) return events;
  const moved = { ...created, at: instantOf(created.data.openedAt) };
  return events.map((event) => (event === created ? moved : event)).sort(compareEvents);
}

export function contactOf(
  told: readonly DeskEvent[],
  directory: Directory,
  parts?: Parts,
): Contact {
  const events = withoutSuperseded(fromOpening(told));
  let created: Contact["created"];
  let channel: Channel | undefined;
  let queues = false;
  let key: string | null = null;
  let customerRef: string | undefined;
  for (const event of events) {
    if ("contactId" in event.data && event.data.contactId !== undefined) {
      key ??= contactKey(event.source, event.data.contactId);
    }
    if ("customerRef" in event.data) customerRef ??= event.data.customerRef;
    if (event.type === "contact.created") created ??= event;
    else if (event.type === "contact.answered" || event.type === "contact.abandoned") queues = true;
    channel ??= withChannel(event);
  }
  channel = created?.data.channel ?? channel;
  const guess =
    channel === "phone"
      ? "call"
      : channel === "chat"
        ? "chat"
        : !channel && queues
          ? "call"
          : "ticket";
  const kind = created?.data.kind ?? guess;
  return {
    key,
    customerRef,
    events: events.some(isRemoval) ? events.filter((event) => !isRemoval(event)) : events,
    directory,
    created,
    openedAt: created?.at,
    kind,
    channel: channel ?? (kind === "call" ? "phone" : null),
    direction: created?.data.direction ?? "inbound",
    gone: goneOf(events),
    owners: ownersOf(events, directory),
    has: contentOf(events),
    closes: closesOf(parts),
  };
}

const NO_CLOSES: ReadonlyMap<string, number> = new Map();

/** Several days may tell of the same leg: the earliest is right. */
function closesOf(parts: Parts | undefined): ReadonlyMap<string, number> {
  if (parts === undefined || parts.size === 0) return NO_CLOSES;
  const closes = new Map<string, number>();
  for (const entry of [...parts.values()].flat()) {
    if (entry.kind !== "close") continue;
    closes.set(entry.leg, Math.min(entry.at, closes.get(entry.leg) ?? Infinity));
  }
  return closes;
}

/** A fact of this contact, with the credit it earned. */
export function factOf(
  contact: Pick<Contact, "channel" | "direction">,
  measure: CellMeasure,
  value: number,
  at: number,
  credit: Pick<Owner, "agent" | "team" | "queue">,
): Fact {
  return {
    measure,
    value,
    at,
    agent: credit.agent,
    team: credit.team,
    queue: credit.queue,
    channel: contact.channel,
    direction: contact.direction,
  };
}
