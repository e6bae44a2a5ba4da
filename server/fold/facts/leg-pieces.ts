/** When an agent worked on a leg (KPIS.md 5.1 to 5.3): by its parts, its conversation or its effort. */
import { DAY_MS } from "../../../shared/time/interval.ts";
import type { Contact } from "./contact.ts";
import { conversationPieces, type Piece } from "./conversation.ts";
import { secondsBetween, secondsOf } from "./elapsed.ts";
import type { Dims } from "./fact.ts";
import type { HandledLeg } from "./leg.ts";
import type { Leg } from "./legs.ts";

/** A leg is on its agent's days for at most so long before it counts; nothing real is longer. */
const LEG_MS_MAX = 60 * DAY_MS;

const isVoice = ({ channel }: Dims): boolean => channel === "phone";

/** From the beginning of dialling, else from the answer. */
const beginOf = ({ attempt, answered }: Leg): number | null =>
  attempt?.begunAt ?? answered?.at ?? null;

/** A leg that counts: as long as its parts; in messaging only while the conversation was open. */
export function piecesOfHandled(contact: Contact, one: HandledLeg): readonly Piece[] {
  const { leg, parts, at, dims } = one;
  const { answered, ended, wrapup, measured, worked } = leg;
  const asWorked = worked !== undefined && !isVoice(dims);
  const length = 1000 * (asWorked ? secondsOf(worked.data.workMs ?? 0) : parts.handle);
  const begin = beginOf(leg) ?? at - length;
  if (isVoice(dims) || measured !== undefined || asWorked || !answered || !ended) {
    return trimmed([[begin, begin + length]], at);
  }
  const pieces = conversationPieces(contact, dims.agent, answered.at, ended.at);
  const doneAt = wrapup?.at ?? at;
  if (doneAt > ended.at) pieces.push([ended.at, doneAt]);
  return trimmed(pieces, at);
}

/** A leg that goes on; wrap-up without an end ends when the agent's day says so (states.ts). */
export function piecesOfOpen(contact: Contact, leg: Leg, dims: Dims): readonly Piece[] {
  const { answered, ended, wrapup } = leg;
  const begin = beginOf(leg);
  if (answered === undefined || begin === null) return [];
  if (leg.role === "consult") return [[answered.at, ended?.at ?? null]];
  if (ended === undefined && wrapup !== undefined) return [[begin, Math.max(begin, wrapup.at)]];
  if (isVoice(dims)) return [[begin, null]];
  const pieces = conversationPieces(contact, dims.agent, answered.at, ended?.at ?? null);
  if (ended !== undefined) pieces.push([ended.at, null]);
  return trimmed(pieces, pieces.at(-1)?.[0] ?? 0);
}

/** What is longer than anything real counts for its end only. */
function trimmed(pieces: readonly Piece[], at: number): readonly Piece[] {
  const first = at - LEG_MS_MAX;
  if (pieces.every(([from]) => from >= first)) return pieces;
  return pieces
    .filter(([, to]) => to === null || to > first)
    .map(([from, to]) => [Math.max(from, first), to]);
}

/** From the answer to the end of the conversation; `seconds` where they are known. */
export function sessionOf({ answered, ended }: Leg, seconds: number | null): Piece | null {
  if (answered === undefined) return null;
  if (seconds !== null) return [answered.at, answered.at + 1000 * seconds];
  return [answered.at, ended === undefined ? null : Math.max(answered.at, ended.at)];
}

/** Whole seconds of pieces that are over. */
export const secondsOfPieces = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, [from, to]) => sum + secondsBetween(from, to ?? from), 0);
