/** Shares of an agent's time (KPIS.md 5.2): with k contacts open each gets 1/k of every second. */
import { endOf, type LegEntry } from "./entry.ts";

const second = (at: number): number => Math.floor(at / 1000);

interface Piece {
  readonly leg: LegEntry;
  readonly from: number;
  readonly to: number;
}

const answerOf = ({ session, pieces }: LegEntry): number => session?.[0] ?? pieces[0]?.[0] ?? 0;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By answer instant, then leg id: who gets the left-over seconds first. */
const byAnswer = (a: LegEntry, b: LegEntry): number =>
  second(answerOf(a)) - second(answerOf(b)) ||
  compareText(a.leg, b.leg) ||
  compareText(a.contact, b.contact);

/**
 * Whole seconds of each handled leg. The time is cut where the set of open legs changes; of a piece of
 * d seconds each of k legs gets ⌊d/k⌋, and the first d mod k one more, so shares always add up to d.
 */
export function workloads(entries: readonly LegEntry[]): Map<LegEntry, number> {
  const handled = entries.filter(({ role }) => role === "handled").sort(byAnswer);
  const shares = new Map<LegEntry, number>(handled.map((leg) => [leg, 0]));
  const pieces: Piece[] = handled.flatMap((leg) =>
    leg.pieces.map((piece) => ({ leg, from: second(piece[0]), to: second(endOf(piece)) })),
  );
  const cuts = [...new Set(pieces.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  for (let index = 1; index < cuts.length; index += 1) {
    const from = cuts[index - 1] as number;
    const to = cuts[index] as number;
    const open = pieces.filter((piece) => piece.from <= from && piece.to >= to);
    if (open.length === 0) continue;
    const each = Math.floor((to - from) / open.length);
    const over = (to - from) % open.length;
    open.forEach(({ leg }, at) => {
      shares.set(leg, (shares.get(leg) ?? 0) + each + (at < over ? 1 : 0));
    });
  }
  return shares;
}
