/** What agents did for a contact: dialling, talk, hold, wrap-up, consults, measured work. */
import type { AgentKind } from "../../../shared/wire/contact-clock.ts";
import { attemptDims, legDims } from "../../fold/facts/leg-credit.ts";
import { completionOf } from "../../fold/facts/leg-parts.ts";
import type { Leg } from "../../fold/facts/legs.ts";
import { OPEN_MS_MAX } from "../../fold/timeline/entry.ts";
import { holdsOf } from "./layers.ts";
import type { Piece, Whose } from "./piece.ts";
import type { Told } from "./told.ts";

interface Part {
  readonly kind: AgentKind;
  readonly from: number;
  readonly to: number;
  readonly goesOn?: boolean;
  readonly estimated?: boolean;
}

function pieceOf({ agent, team, queue }: Whose, leg: string | null, part: Part): Piece {
  const { kind, from, to, goesOn = false, estimated = false } = part;
  const own = { agent, team, queue, leg };
  return { lane: "agent", kind, from, to, ...own, status: null, hours: null, goesOn, estimated };
}

/** A stretch without an end lasts until now, and no longer than anything real does (D24). */
const until = (from: number, now: number): { to: number; goesOn: boolean } => {
  const goesOn = now - from <= OPEN_MS_MAX;
  return { to: goesOn ? Math.max(from, now) : from + OPEN_MS_MAX, goesOn };
};

function wrapOf({ contact, now }: Told, leg: Leg): Part[] {
  const { ended, wrapup, measured } = leg;
  if (ended === undefined || !contact.directory.reportsWrapup(ended.source)) return [];
  const from = ended.at;
  if (wrapup !== undefined) {
    const estimated = wrapup.data.estimated === true;
    return [{ kind: "wrap_up", from, to: wrapup.at, estimated }];
  }
  const completion = completionOf(contact, leg);
  if (completion === null) return [{ kind: "wrap_up", from, ...until(from, now) }];
  if (measured?.data.final || !completion.isEstimated) return [];
  const goesOn = completion.at > now;
  return [{ kind: "wrap_up", from, to: goesOn ? now : completion.at, goesOn, estimated: true }];
}

/** The conversation as talk around the times on hold. */
function talkOf({ now }: Told, leg: Leg): Part[] {
  const { answered, ended, measured } = leg;
  if (answered === undefined || (ended === undefined && measured?.data.final)) return [];
  const { at } = answered;
  const { to, goesOn } = ended === undefined ? until(at, now) : { to: ended.at, goesOn: false };
  const parts: Part[] = [];
  let from = at;
  for (const [heldFrom, heldTo] of holdsOf(leg, at, to)) {
    parts.push({ kind: "talk", from, to: heldFrom });
    parts.push({ kind: "hold", from: heldFrom, to: heldTo, goesOn: goesOn && heldTo === to });
    from = heldTo;
  }
  parts.push({ kind: "talk", from, to, goesOn });
  return parts;
}

function legPieces(told: Told, leg: Leg): Piece[] {
  const { contact, legs, now } = told;
  const { answered, ended, attempt, role, id } = leg;
  if (role === "monitor") return [];
  const counted = legs.handled.legs.find((one) => one.leg === leg);
  const whose = counted?.dims ?? legDims(contact, leg, answered?.at ?? now);
  const begunAt = attempt?.begunAt ?? null;
  const parts: Part[] = [];
  if (role === "consult") {
    if (answered === undefined) return [];
    const end = ended === undefined ? until(answered.at, now) : { to: ended.at };
    parts.push({ kind: "consult", from: answered.at, ...end });
  } else {
    if (answered && begunAt !== null) parts.push({ kind: "dial", from: begunAt, to: answered.at });
    parts.push(...talkOf(told, leg), ...wrapOf(told, leg));
  }
  return parts.map((part) => pieceOf(whose, id, part));
}

/** Attempts that did not reach the customer. */
const attemptPieces = ({ contact, legs }: Told): Piece[] =>
  legs.attempts.flatMap((attempt) => {
    const { begunAt, failed, answered } = attempt;
    if (begunAt === null || failed === undefined || answered !== undefined) return [];
    const whose = attemptDims(contact, attempt, failed.at);
    return [pieceOf(whose, null, { kind: "dial", from: begunAt, to: failed.at })];
  });

/** A source tells how long somebody worked, and when it was done: where it lay is a guess. */
const workPieces = ({ legs }: Told): Piece[] =>
  legs.works.map(({ seconds, at, dims, id }) =>
    pieceOf(dims, id, { kind: "work", from: at - 1000 * seconds, to: at, estimated: true }),
  );

/** By beginning. They may overlap: a consult runs beside the conversation. */
export const agentLane = (told: Told): Piece[] =>
  [
    ...told.legs.legs.flatMap((leg) => legPieces(told, leg)),
    ...attemptPieces(told),
    ...workPieces(told),
  ]
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
