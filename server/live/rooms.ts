/** From the view a client names to the board it may see: the server decides, never the name (SEC-15). */
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Period, periodOf } from "../../shared/time/interval.ts";
import type { Board } from "../../shared/wire/board.ts";
import type { View } from "../../shared/wire/protocol.ts";
import { type Filter, isUnmapped, scopeOf } from "../figures/scope.ts";
import type { Sees } from "../figures/sees.ts";
import type { Desk, Memory } from "./compose.ts";

/** One watched board. Every viewer of it costs nothing but the sending. */
export interface Room {
  readonly key: string;
  readonly view: View;
  readonly filter: Filter;
  readonly team: string | null;
  readonly sees: Sees;
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

/** What a viewer may see of a board (server/accounts/roles.ts). */
export interface Admission {
  /** With rows of the team's people, or only totals. */
  readonly persons: boolean;
  /** Of at least so many people; null: always. */
  readonly group: number | null;
}

/** Those who see the same of the same view share a board. */
export const keyOf = (view: View, { persons, group }: Admission): string =>
  `${view.screen}|${view.scope}|${view.period}${narrowed(view)}${persons ? "" : `|totals of ${group ?? "any"}`}`;

/** Ids may hold anything, so they are written as in an address. */
const narrowed = ({ channel, queue, agent, tiles }: View): string =>
  Object.entries({ channel, queue, agent, tiles: tiles?.toSorted().join(",") })
    .map(([name, id]) =>
      id === undefined ? "" : `|${name}=${encodeURIComponent(id.toWellFormed())}`,
    )
    .join("");

type Meaning = Pick<Room, "filter" | "team" | "sees">;

/**
 * What a view means at `now`. People are the team's members now (PRIV-4); a board of one of them is for
 * whoever may tell them apart, and a person is no scope.
 */
export function resolve(
  desk: Desk,
  view: View,
  { persons, group }: Admission,
  now: number,
): Result<Meaning, "not_found"> {
  const { channel, queue, agent } = view;
  const scope = scopeOf(view.scope, {
    ...(channel === undefined ? {} : { channel }),
    ...(queue === undefined ? {} : { queue }),
  });
  if (!scope.ok || scope.value.filter.agent !== undefined) return fail("not_found");
  const team = scope.value.filter.team ?? null;
  const known = team === null || desk.document().teams.some(({ id }) => id === team);
  const isTheirs = (agent: string): boolean =>
    team === null || isUnmapped(agent) || desk.directory().primaryTeam(agent, now) === team;
  const sees = { persons: (agent: string) => persons && isTheirs(agent), group };
  if (!known || (agent !== undefined && !sees.persons(agent))) return fail("not_found");
  const { filter } = scope.value;
  return ok({ filter: agent === undefined ? filter : { ...filter, agent }, team, sees });
}

/** The period now: "today" is decided here, so no screen keeps yesterday (SCR-5). */
export function periodNow(desk: Desk, view: View, now: number): Result<Period, string> {
  return periodOf(view.period, desk.document().organisation.zone, now);
}

export function newRoom(key: string, view: View, meaning: Meaning, epoch: string): Room {
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
