/**
 * Which columns rows of contacts may have for who sees groups only (PRIV-5). Rows add up to the figure of
 * every team, channel, direction and queue that they name, and of each of these within another. Where one
 * of those is of fewer than k people the column goes whole, for what is left unnamed would be that one.
 */
export interface Columns {
  readonly teams: boolean;
  readonly channels: boolean;
  readonly directions: boolean;
  readonly queues: boolean;
}

/** Who is behind a value, and what it is part of. */
export interface Credit {
  readonly agent: string | null;
  readonly team: string | null;
  readonly channel: string | null;
  readonly direction: string | null;
  readonly queue: string | null;
}

export const ALL_COLUMNS: Columns = {
  teams: true,
  channels: true,
  directions: true,
  queues: true,
};

const COLUMNS = ["team", "channel", "direction", "queue"] as const;
type Column = (typeof COLUMNS)[number];

function subsetsOf(columns: readonly Column[]): Column[][] {
  const all: Column[][] = [[]];
  for (const column of columns) all.push(...all.map((one) => [...one, column]));
  return all;
}

/**
 * Is every part that a column makes of the parts of `within` of enough people? Whose column says one thing
 * only is told nothing by it.
 */
function isEnough(
  credits: readonly Credit[],
  within: readonly Column[],
  column: Column,
  group: number,
): boolean {
  const parts = new Map<string, Map<string | null, Set<string>>>();
  for (const credit of credits) {
    if (credit.agent === null || within.some((one) => credit[one] === null)) continue;
    const key = within.map((one) => credit[one]).join("\n");
    const values = parts.get(key) ?? new Map<string | null, Set<string>>();
    parts.set(key, values);
    const value = credit[column];
    values.set(value, (values.get(value) ?? new Set()).add(credit.agent));
  }
  return [...parts.values()].every(
    (values) =>
      values.size === 1 ||
      [...values].every(([value, agents]) => value === null || agents.size >= group),
  );
}

/**
 * `figures`: what each figure about work is made of that the rows add up to. `isTeamLarge`: of whole days,
 * where a team's own total counts its members; null: its contributors count, as everywhere else.
 */
export function columnsOf(
  figures: readonly (readonly Credit[])[],
  group: number,
  isTeamLarge: ((team: string) => boolean) | null,
): Columns {
  const shown: Column[] = [];
  const areTeamsLarge = (credits: readonly Credit[]): boolean =>
    isTeamLarge !== null &&
    [...new Set(credits.flatMap(({ team }) => team ?? []))].every(isTeamLarge);
  for (const column of COLUMNS) {
    // A queue tells its team, its channel and its direction.
    if (column === "queue" && shown.length < COLUMNS.length - 1) break;
    const isShown = figures.every((credits) =>
      column === "team" && isTeamLarge !== null
        ? areTeamsLarge(credits)
        : subsetsOf(shown).every((within) => isEnough(credits, within, column, group)),
    );
    if (isShown) shown.push(column);
  }
  return {
    teams: shown.includes("team"),
    channels: shown.includes("channel"),
    directions: shown.includes("direction"),
    queues: shown.includes("queue"),
  };
}
