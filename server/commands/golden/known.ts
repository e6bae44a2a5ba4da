/** What golden events say only once and others refer to: the contact and agent of a leg, who opens. */
import { instantOf } from "../../../shared/events/instant.ts";
import { type GoldenEvent, word } from "./file.ts";

/** A function of the set of events: in whatever order they arrive, the answers are the same. */
export interface Known {
  contactOf(event: GoldenEvent): string | undefined;
  /** Who answered or dialled the leg, or was consulted on it. */
  agentOf(leg: string | undefined): string | null;
  /** True for the one event that begins a contact which nothing else creates. */
  opens(event: GoldenEvent): boolean;
  /** False for the first time a call is queued. */
  isRequeued(event: GoldenEvent): boolean;
  /** The ticket a call belongs to, when an event names both. */
  ticketOf(call: string): string | undefined;
  surveyKind(survey: string | undefined): string | undefined;
  /** True when memberships of this agent say which team is the primary one. */
  namesPrimary(agent: string | undefined): boolean;
}

const legsOf = (event: GoldenEvent): string[] =>
  ["leg", "consult", "to_leg"].flatMap((field) => word(event, field) ?? []);

const isOfTicket = ({ kind }: GoldenEvent): boolean => /^(ticket|message|bot|survey)\b/.test(kind);

const byTime = (a: GoldenEvent, b: GoldenEvent): number =>
  instantOf(a.at) - instantOf(b.at) ||
  Number(b.kind === "call.queued") - Number(a.kind === "call.queued") ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The first of each key, in the order given. */
function firsts<Value>(pairs: readonly (readonly [string | undefined, Value])[]) {
  const map = new Map<string, Value>();
  for (const [key, value] of pairs) if (key !== undefined && !map.has(key)) map.set(key, value);
  return map;
}

/** Leg or consult → contact, also where a consult or a transfer names only another leg. */
function contactsOfLegs(events: readonly GoldenEvent[]): Map<string, string> {
  const contacts = new Map<string, string>();
  for (let known = -1; known < contacts.size; ) {
    known = contacts.size;
    for (const event of events) {
      const legs = legsOf(event);
      const byLeg = legs.map((leg) => contacts.get(leg)).find((one) => one !== undefined);
      const contact = word(event, "call") ?? word(event, "ticket") ?? byLeg;
      if (contact === undefined) continue;
      for (const leg of legs) if (!contacts.has(leg)) contacts.set(leg, contact);
      if (event.kind === "callback.connected") contacts.set(`${contact}-cb`, contact);
    }
  }
  return contacts;
}

export function knownOf(inAnyOrder: readonly GoldenEvent[]): Known {
  const events = [...inAnyOrder].sort(byTime);
  const contacts = contactsOfLegs(events);
  const contactOf = (event: GoldenEvent): string | undefined => {
    const [call, ticket] = [word(event, "call"), word(event, "ticket")];
    const [leg] = legsOf(event);
    const named = isOfTicket(event) ? (ticket ?? call) : (call ?? ticket);
    return named ?? (leg === undefined ? undefined : (contacts.get(leg) ?? leg));
  };
  const of = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind));
  const agents = firsts(
    of("leg.answered", "outbound.dialled", "consult.started").map(
      (event) =>
        [
          word(event, event.kind === "consult.started" ? "consult" : "leg"),
          word(event, "agent") ?? null,
        ] as const,
    ),
  );
  const idsByContact = (some: readonly GoldenEvent[]) =>
    firsts(some.map((event) => [contactOf(event), event.id] as const));
  const firstLeg = idsByContact(of("leg.answered"));
  const firstQueued = idsByContact(of("call.queued"));
  const created = idsByContact(of("ticket.created"));
  const opener = idsByContact(
    events.filter(
      (event) =>
        event.kind === "call.queued" ||
        event.kind === "outbound.dialled" ||
        (event.kind === "leg.answered" &&
          (event.via === "chat" || event.via === "direct") &&
          firstLeg.get(contactOf(event) ?? "") === event.id),
    ),
  );
  const tickets = firsts(
    events
      .filter((event) => "ticket" in event)
      .map((event) => [word(event, "call"), word(event, "ticket")] as const),
  );
  const surveys = firsts(
    of("survey.sent").map((event) => [word(event, "survey"), word(event, "survey_type")] as const),
  );
  const naming = new Set(
    of("agent.team").flatMap((event) => ("primary" in event ? (word(event, "agent") ?? []) : [])),
  );
  return {
    contactOf,
    agentOf: (leg) => agents.get(leg ?? "") ?? null,
    opens: (event) => {
      const contact = contactOf(event) ?? "";
      return !created.has(contact) && opener.get(contact) === event.id;
    },
    isRequeued: (event) => firstQueued.get(contactOf(event) ?? "") !== event.id,
    ticketOf: (call) => tickets.get(call),
    surveyKind: (survey) => surveys.get(survey ?? ""),
    namesPrimary: (agent) => naming.has(agent ?? ""),
  };
}
