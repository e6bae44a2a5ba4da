/** Who works when, and at which queue: each week everybody moves on to the next row of the rota. */
import type { QueueId, TeamId } from "./organisation.ts";

export interface Shift {
  /** Local hours; past 24 it ends the next morning. */
  readonly from: number;
  readonly to: number;
  readonly queue: QueueId;
}

const SHIFTS: Readonly<Record<string, Shift>> = {
  E: { from: 6.75, to: 15.25, queue: "general-phone" },
  D: { from: 8, to: 16.5, queue: "general-phone" },
  M: { from: 9.5, to: 18, queue: "general-phone" },
  L: { from: 14, to: 22.5, queue: "general-phone" },
  N: { from: 22.25, to: 31, queue: "general-phone" },
  c: { from: 8, to: 16.5, queue: "web-chat" },
  C: { from: 9.5, to: 18, queue: "web-chat" },
  o: { from: 8, to: 16.5, queue: "orders-mail" },
  O: { from: 9.5, to: 18, queue: "orders-mail" },
  s: { from: 9, to: 16.5, queue: "web-chat" },
  x: { from: 9, to: 16.5, queue: "orders-mail" },
  p: { from: 8, to: 16.5, queue: "technical-phone" },
  P: { from: 9.5, to: 18, queue: "technical-phone" },
  t: { from: 8, to: 16.5, queue: "technical-mail" },
  T: { from: 9.5, to: 18, queue: "technical-mail" },
};

/** One row per member of the team, one letter per day from Monday; a dash is a day off. */
const ROTA: Readonly<Record<TeamId, readonly string[]>> = {
  "first-line": [
    "NNNN---",
    "--DDNNN",
    "--LLLLL",
    "LLL--LL",
    "LL-LL--",
    "EEEEE--",
    "D--MMEE",
    "DDD--MM",
    "MDMDD--",
    "MMMMD--",
    "cM-DMs-",
    "ccccc--",
    "CCCCC--",
  ],
  orders: ["ooooo--", "OOOOO--", "ooO-Ox-", "oOOOo--", "OoooO--"],
  technical: ["ppppp--", "PPPPP--", "pPpPp--", "ttttt--", "TTPTT--", "PpTpP--"],
};

/** The shift of a team's n-th member, or null on a day off. */
export function shiftOf(team: TeamId, member: number, week: number, weekday: number): Shift | null {
  const rows = ROTA[team];
  const row = rows[(member + week) % rows.length];
  return SHIFTS[row?.[weekday - 1] ?? ""] ?? null;
}
