/**
 * The slow, separate computation of every KPI from raw events. Naive on purpose: it derives all from
 * the beginning, contact by contact and second by second.
 */
import type { CloudEvent } from "../../shared/events/event.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { agentSamples, shares, statesOf } from "./agents.ts";
import { contactsOf } from "./contact.ts";
import { customerSamples } from "./customers.ts";
import { type House, house } from "./house.ts";
import {
  attemptSamples,
  attemptsOf,
  contactSamples,
  legSamples,
  legsOf,
  ticketEscalation,
} from "./legs.ts";
import { promiseSamples } from "./promises.ts";
import { queueSamples } from "./queue.ts";
import { resolutionSamples } from "./resolution.ts";
import { isInvalid, listen, type Said } from "./said.ts";
import type { Sample } from "./sample.ts";
import { stateSamples } from "./states.ts";
import { surveySamples } from "./surveys.ts";
import { ticketSamples } from "./tickets.ts";

/** More than five minutes ahead waits in quarantine (EVENTS.md 5). */
const AHEAD_MS = 5 * 60_000;

export interface Told {
  readonly events: readonly CloudEvent[];
  readonly org: OrgInput;
  readonly now: number;
}

function workSamples(said: readonly Said[], place: House, told: Told, span: Span): Sample[] {
  const contacts = contactsOf(said);
  const changes = (agent: string) => statesOf(said, agent, place).map(({ at }) => at);
  const legs = contacts.flatMap((one) => legsOf(one, place, changes, told.now));
  const attempts = contacts.flatMap((one) => attemptsOf(one, place, told.now));
  const agents = [
    ...new Set([
      ...legs.map(({ agent }) => agent),
      ...attempts.map(({ agent }) => agent),
      ...(told.org.agents ?? []).map(({ id }) => id),
    ]),
  ].filter((agent) => agent !== null);
  const work = shares(agents, legs, attempts);
  const past = { from: span.from, to: Math.min(span.to, told.now) };
  return [
    ...legs.flatMap((leg) => legSamples(leg, work.get(leg) ?? 0)),
    ...contacts.flatMap((one) =>
      contactSamples(
        legs.filter(({ contact }) => contact === one),
        place,
      ),
    ),
    ...contacts.flatMap((one) => ticketEscalation(one, place)),
    ...attempts.flatMap((attempt) => attemptSamples(attempt, place)),
    ...agents.flatMap((agent) =>
      agentSamples(agent, place, { legs, attempts, states: statesOf(said, agent, place) }, past),
    ),
    ...customerSamples(contacts, place, legs, told.now),
  ];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything measured; time in state only for `span`. */
export function samplesOf(told: Told, span: Span): Sample[] {
  const said = listen(told.events, told.now + AHEAD_MS);
  const place = house(told.org, said);
  const contacts = contactsOf(said);
  const refused = new Map(
    told.events.filter(isInvalid).map((one) => [`${one.source} ${one.id}`, Date.parse(one.time)]),
  );
  const nobody = { agent: null, team: null, channel: null, direction: null };
  return [
    ...contacts.flatMap((one) => [
      ...ticketSamples(one, place),
      ...promiseSamples(one, place, told.now),
      ...resolutionSamples(one, place),
      ...queueSamples(one, place),
    ]),
    ...surveySamples(said, contacts, place),
    ...workSamples(said, place, told, span),
    ...[...refused.values()]
      .filter((at) => at <= told.now + AHEAD_MS)
      .map((at) => ({ of: "quality.rejected", value: 1, at, ...nobody })),
  ];
}

/**
 * What was open at `asOf`, by all that is known now: what was merged away, deleted or corrected
 * later is retracted (KPIS.md 1.3, 7.5); of the rest, only what had happened by then counts.
 */
export function statesAt(told: Told, asOf: number): Sample[] {
  const all = listen(told.events, told.now + AHEAD_MS);
  const place = house(told.org, all);
  const known = contactsOf(all);
  const heard = contactsOf(all.filter(({ at }) => at <= asOf)).map((one) => {
    const later = known.find(({ id, source }) => id === one.id && source === one.source);
    return { ...one, isGone: later?.isGone === true };
  });
  return stateSamples(heard, known, place, asOf);
}
