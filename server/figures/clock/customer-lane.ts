/** The customer's time from the opening to the last event, without a gap and without an overlap. */
import type { CustomerKind } from "../../../shared/wire/contact-clock.ts";
import { ownerAt } from "../../fold/facts/contact.ts";
import { type Hours, hoursCut } from "./hours.ts";
import { layersOf } from "./layers.ts";
import type { Layer, Piece } from "./piece.ts";
import { statusesOf } from "./statuses.ts";
import { sweep } from "./sweep.ts";
import type { Told } from "./told.ts";

const WAITING = { open: "waiting_open", closed: "waiting_closed" } as const;

function kindOf(layer: Layer | undefined, hours: Hours["hours"] | null): CustomerKind {
  if (layer === undefined) return "open";
  return layer.kind === "waiting" && hours !== null ? WAITING[hours] : layer.kind;
}

const isAlike = (a: Piece, b: Piece): boolean =>
  a.kind === b.kind &&
  a.agent === b.agent &&
  a.team === b.team &&
  a.queue === b.queue &&
  a.leg === b.leg &&
  a.status === b.status &&
  a.hours === b.hours;

/** Instants at which something about it may be another than before, in order. */
function cutsOf(told: Told, parts: readonly { readonly from: number; readonly to: number }[]) {
  const { from, to, contact } = told;
  const instants = parts.flatMap((part) => [part.from, part.to]);
  for (const { at } of contact.owners) instants.push(at);
  const inside = instants.filter((at) => at > from && at < to);
  return [...new Set([from, ...inside, to])].sort((a, b) => a - b);
}

/** Each piece is of the strongest kind that holds; who had the contact then is told with it. */
export function customerLane(told: Told): Piece[] {
  const { contact } = told;
  if (contact.key === null) return [];
  const layers = layersOf(told);
  const hours = hoursCut(told);
  const statuses = contact.kind === "call" ? [] : statusesOf(told);
  const cuts = cutsOf(told, [...layers, ...hours, ...statuses]);
  const [layersIn, hoursIn, statusesIn] = [sweep(layers), sweep(hours), sweep(statuses)];
  const pieces: Piece[] = [];
  cuts.slice(0, -1).forEach((from, index) => {
    const to = cuts[index + 1] ?? from;
    const [layer] = layersIn(from, to);
    const open = hoursIn(from, to)[0]?.hours ?? null;
    const { agent, team, queue } = layer?.whose ?? ownerAt(contact, from);
    const piece: Piece = {
      lane: "customer",
      kind: kindOf(layer, open),
      from,
      to,
      agent,
      team,
      queue,
      leg: layer?.leg ?? null,
      status: statusesIn(from, to)[0]?.status ?? null,
      hours: open,
      goesOn: told.goesOn && to === told.to,
      estimated: false,
    };
    const last = pieces.at(-1);
    if (last !== undefined && isAlike(last, piece))
      pieces[pieces.length - 1] = { ...piece, from: last.from };
    else pieces.push(piece);
  });
  return pieces;
}
