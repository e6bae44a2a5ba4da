/** What a customer's time can be, strongest first: a conversation covers a wait, a wait covers a status. */
import type { Clock } from "../../fold/facts/clocks.ts";
import { legDims } from "../../fold/facts/leg-credit.ts";
import type { Leg } from "../../fold/facts/legs.ts";
import { type Layer, layer, NOBODY } from "./piece.ts";
import { removed, states } from "./statuses.ts";
import type { Told } from "./told.ts";

/** When the customer was on hold during a leg: the last beginning without an end lasts until it ends. */
export function holdsOf({ holds }: Leg, from: number, to: number): [from: number, to: number][] {
  const held: [number, number][] = [];
  let since: number | null = null;
  for (const { at, data } of holds) {
    if (data.onHold) since ??= Math.max(at, from);
    else if (since !== null) {
      if (since < Math.min(at, to)) held.push([since, Math.min(at, to)]);
      since = null;
    }
  }
  if (since !== null && since < to) held.push([since, to]);
  return held;
}

/** Conversations, on hold or not. */
function conversations({ contact, legs, to: end }: Told): Layer[] {
  const talks: Layer[] = [];
  const holds: Layer[] = [];
  for (const leg of legs.legs) {
    const { role, answered, ended, measured, id } = leg;
    if (role !== "handled" || answered === undefined) continue;
    const whose = legDims(contact, leg, answered.at);
    const to = ended?.at ?? (measured?.data.final ? measured.at : end);
    const more = { whose, leg: id };
    talks.push(layer("with_agent", answered.at, to, more));
    for (const held of holdsOf(leg, answered.at, to)) holds.push(layer("on_hold", ...held, more));
  }
  return [...holds, ...talks];
}

const queues = ({ waits, to: end }: Told): Layer[] =>
  waits.map(({ from, to, team, queue }) =>
    layer("queue", from, to ?? end, { whose: { agent: null, team, queue } }),
  );

/** From asking to be called back to the call. */
function callbacks({ contact, to: end }: Told): Layer[] {
  const layers: Layer[] = [];
  let since: number | null = null;
  for (const { type, at, data } of contact.has.callback ? contact.events : []) {
    if (type === "contact.transferred" && data.kind === "callback") since ??= at;
    else if (type === "contact.answered" && data.via === "callback" && since !== null) {
      layers.push(layer("callback", since, at));
      since = null;
    }
  }
  return since === null ? layers : [...layers, layer("callback", since, end)];
}

/** A bot served: its clock was started anew for people, or it solved the matter itself. */
function isBots({ solving }: Told, { kind, end }: Clock): boolean {
  if (kind !== "frt") return false;
  if (end !== null) return end.by === "restart";
  return solving.isSolved && solving.solves.at(-1)?.event.data.actor?.kind === "bot";
}

const waitings = (told: Told): Layer[] =>
  (told.answers?.course.clocks ?? []).flatMap((clock) =>
    clock.waited.map(({ from, to }) =>
      layer(isBots(told, clock) ? "bot" : "waiting", from, Math.min(to, told.to)),
    ),
  );

/** After a call nobody waits and nobody talks. */
function ended({ contact, waits, legs, goesOn, to: end }: Told): Layer[] {
  if (contact.kind !== "call" || goesOn) return [];
  const over = [
    ...waits.map(({ to }) => to ?? end),
    ...legs.legs.map((leg) => leg.ended?.at ?? leg.measured?.at ?? end),
    ...contact.events.filter(({ type }) => type === "contact.abandoned").map(({ at }) => at),
  ];
  return over.length === 0 ? [] : [layer("ended", Math.max(...over), end, { whose: NOBODY })];
}

export const layersOf = (told: Told): Layer[] =>
  [
    ...removed(told),
    ...conversations(told),
    ...queues(told),
    ...callbacks(told),
    ...waitings(told),
    ...states(told),
    ...ended(told),
  ].filter(({ from, to }) => from < to);
