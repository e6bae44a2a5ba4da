/** Shares of an agent's time (KPIS.md 5.2): with k contacts open each gets 1/k of every second. */
import { endOf, type LegEntry } from "./entry.ts";

const second = (at: number): number => Math.floor(at / 1000);

const answerOf = ({ session, pieces }: LegEntry): number => session?.[0] ?? pieces[0]?.[0] ?? 0;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By answer instant, then leg id: who gets the left-over seconds first. */
const byAnswer = (a: LegEntry, b: LegEntry): number =>
  answerOf(a) - answerOf(b) || compareText(a.leg, b.leg) || compareText(a.contact, b.contact);

interface Edge {
  readonly at: number;
  /** Its place in the order of answers. */
  readonly rank: number;
  readonly begins: boolean;
}

/** In seconds; what follows on without a gap is one piece, for nothing changes there. */
function wholeOf(pieces: LegEntry["pieces"]): [from: number, to: number][] {
  const whole: [number, number][] = [];
  for (const piece of pieces) {
    const from = second(piece[0]);
    const to = second(endOf(piece));
    const last = whole.at(-1);
    if (last !== undefined && last[1] === from) last[1] = to;
    else if (to > from) whole.push([from, to]);
  }
  return whole;
}

function edgesOf(legs: readonly LegEntry[]): Edge[] {
  const edges: Edge[] = [];
  legs.forEach(({ pieces }, rank) => {
    for (const [from, to] of wholeOf(pieces)) {
      edges.push({ at: from, rank, begins: true }, { at: to, rank, begins: false });
    }
  });
  return edges.sort((a, b) => a.at - b.at || Number(a.begins) - Number(b.begins));
}

/**
 * Whole seconds of each leg: what keeps the agent busy without being handled takes its share too, so
 * that all shares together are the time in which he was busy. The time is cut where the set of open legs changes; of a piece of
 * d seconds each of k legs gets ⌊d/k⌋, and the first d mod k one more, so shares always add up to d.
 */
export function workloads(entries: readonly LegEntry[]): Map<LegEntry, number> {
  const legs = [...entries].sort(byAnswer);
  const shares = legs.map(() => 0);
  const open: number[] = [];
  let since = 0;
  for (const { at, rank, begins } of edgesOf(legs)) {
    const length = at - since;
    if (length > 0 && open.length > 0) {
      const each = Math.floor(length / open.length);
      const over = length % open.length;
      open.forEach((one, index) => {
        shares[one] = (shares[one] ?? 0) + each + (index < over ? 1 : 0);
      });
    }
    since = at;
    if (begins) open.splice(placeOf(open, rank), 0, rank);
    else open.splice(open.indexOf(rank), 1);
  }
  return new Map(legs.map((leg, rank) => [leg, shares[rank] ?? 0]));
}

/** Where a rank belongs among those that are open, lowest first. */
function placeOf(open: readonly number[], rank: number): number {
  const at = open.findIndex((one) => one > rank);
  return at === -1 ? open.length : at;
}
