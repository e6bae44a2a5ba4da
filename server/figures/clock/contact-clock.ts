/** The clock of one contact: every stretch, what it counted for, and why the rest did not (SCR-10). */
import type { ClockStretch, ContactClock } from "../../../shared/wire/contact-clock.ts";
import type { Entity } from "../../fold/entity.ts";
import type { Fact, Span } from "../../fold/facts/fact.ts";
import { isTimeline } from "../../fold/timeline/entry.ts";
import type { Ledger } from "../ledger.ts";
import { agentLane } from "./agent-lane.ts";
import { isBusy } from "./busy.ts";
import { customerLane } from "./customer-lane.ts";
import { type Entry, enteredOf } from "./entered.ts";
import { kpisOf } from "./kpis-of.ts";
import { missingOf } from "./missing.ts";
import { type Piece, second } from "./piece.ts";
import { type Told, toldOf } from "./told.ts";
import { correctionsOf, toldEvents } from "./told-events.ts";
import { isAsserted } from "./windows.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** What agents' days and the customer tell about this contact: shares of time, first contact resolution. */
async function timelinesOf(ledger: Ledger, { key, meaning }: Entity) {
  const names = new Set(meaning.entries.map(({ timeline }) => timeline));
  const facts: Fact[] = [];
  const pending: Span[] = [];
  for (const name of names) {
    if (!isTimeline(name)) continue;
    const timeline = await ledger.entity(name);
    facts.push(...(timeline?.meaning.facts ?? []).filter(({ contact }) => contact === key));
    pending.push(...(timeline?.meaning.spans ?? []));
  }
  return { facts, pending };
}

const whoseOf = ({ agent, team, queue }: Pick<Fact, "agent" | "team" | "queue">) => ({
  agent,
  team,
  queue,
});

function toFact(told: Told, fact: Fact): ContactClock["facts"][number] {
  const { measure, value, at } = fact;
  return {
    measure,
    value,
    at: iso(at),
    ...whoseOf(fact),
    kpis: kpisOf(measure, fact),
    asserted: isAsserted(told, fact),
  };
}

const toState = (span: Span): ContactClock["states"][number] => ({
  measure: span.measure,
  kpis: kpisOf(span.measure, span),
  from: iso(span.from),
  to: span.to === null ? null : iso(span.to),
  since: iso(span.since),
  ...whoseOf(span),
});

function toStretch(
  piece: Piece,
  busy: boolean,
  entries: readonly Entry[],
  facts: ContactClock["facts"],
): ClockStretch {
  const { lane, kind, from, to, goesOn, leg, status, hours, estimated } = piece;
  return {
    lane,
    kind,
    from: iso(from),
    to: goesOn ? null : iso(to),
    seconds: second(to) - second(from),
    ...whoseOf(piece),
    leg,
    status,
    hours,
    estimated,
    busy,
    entered: entries.flatMap(({ fact, seconds }) => {
      const one = facts[fact];
      if (one === undefined) return [];
      const { measure, kpis, agent, team, at } = one;
      return [{ fact, measure, kpis, seconds, agent, team, at }];
    }),
  };
}

/** `name`: the contact's source and id, as its source knows it. `now` in ms since 1970. */
export async function contactClock(
  ledger: Ledger,
  entity: Entity,
  name: { readonly source: string; readonly contact: string },
  now: number,
): Promise<ContactClock> {
  const timelines = await timelinesOf(ledger, entity);
  const told = toldOf(entity, ledger.directory(), now);
  const { contact } = told;
  const counted = [...entity.meaning.facts, ...timelines.facts];
  const facts = counted.map((fact) => toFact(told, fact));
  const pieces = [...customerLane(told), ...agentLane(told)];
  const entered = enteredOf(told, pieces, counted);
  return {
    ...name,
    kind: contact.kind,
    channel: contact.channel,
    direction: contact.direction,
    openedAt: contact.openedAt === undefined ? null : iso(contact.openedAt),
    gone: contact.gone,
    now: iso(now),
    stretches: pieces.map((piece, index) =>
      toStretch(piece, isBusy(piece, entity.meaning.entries), entered[index] ?? [], facts),
    ),
    facts,
    states: entity.meaning.spans.map(toState),
    missing: missingOf(told, counted, timelines.pending),
    events: toldEvents(entity.events, now),
    corrections: correctionsOf(entity.events, told.misfits),
    position: ledger.position(),
  };
}
