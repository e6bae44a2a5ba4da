/** From the view a client names to the board it may see: the server decides, never the name (SEC-15). */
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Period, periodOf } from "../../shared/time/interval.ts";
import type { Board } from "../../shared/wire/board.ts";
import type { View } from "../../shared/wire/protocol.ts";
import { type Filter, scopeOf } from "../figures/scope.ts";
import type { Desk, Memory } from "./compose.ts";

/** One watched board. Every viewer of it costs nothing but the sending. */
export interface Room {
  readonly key: string;
  readonly view: View;
  readonly filter: Filter;
  readonly team: string | null;
  readonly memory: Memory;
  board: Board;
  /** State of the cells and the instant at which the board was computed last. */
  version: number;
  composedAt: number;
  /** Settles when the computation that runs now is done: they follow each other. */
  composing: Promise<void>;
}

/** Boards watched at the same time; beyond it a new one is refused as busy. */
export const ROOMS_MAX = 500;

export const keyOf = (view: View): string => `${view.screen}|${view.scope}|${view.period}`;

/** What a view means; agents' own pages come with accounts, so a person is no scope here. */
export function resolve(
  desk: Desk,
  view: View,
): Result<Pick<Room, "filter" | "team">, "not_found"> {
  const scope = scopeOf(view.scope);
  if (!scope.ok || scope.value.filter.agent !== undefined) return fail("not_found");
  const team = scope.value.filter.team ?? null;
  const known = team === null || desk.document().teams.some(({ id }) => id === team);
  return known ? ok({ filter: scope.value.filter, team }) : fail("not_found");
}

/** The period now: "today" is decided here, so no screen keeps yesterday (SCR-5). */
export function periodNow(desk: Desk, view: View, now: number): Result<Period, string> {
  return periodOf(view.period, desk.document().organisation.zone, now);
}

export function newRoom(view: View, meaning: Pick<Room, "filter" | "team">, epoch: string): Room {
  const key = keyOf(view);
  return {
    key,
    view,
    ...meaning,
    memory: { minute: -1, usual: new Map(), lastWeek: new Map() },
    board: { key, epoch, seq: 0, position: 0, items: new Map() },
    version: -1,
    composedAt: -Infinity,
    composing: Promise.resolve(),
  };
}
