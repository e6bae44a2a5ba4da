/** Agents whom the asker may not tell apart are left out of contacts and their clocks (PRIV-4). */
import type { ContactClock } from "../../shared/wire/contact-clock.ts";
import type { ContactRow } from "../../shared/wire/http.ts";
import type { Sees } from "./sees.ts";
import { columnsOf } from "./small-columns.ts";

/** Stands for an agent the asker may not know: somebody, as opposed to nobody. */
export const SOMEBODY = "*";

interface Whose {
  readonly agent: string | null;
}

const hider =
  ({ persons }: Sees) =>
  <One extends Whose>(one: One): One =>
    one.agent === null || persons(one.agent) ? one : { ...one, agent: SOMEBODY };

export function redactRow(row: ContactRow, sees: Sees): ContactRow {
  return { ...row, facts: row.facts.map(hider(sees)) };
}

/**
 * For who may see groups only (PRIV-5): the rows of one figure, without the columns that would add up to
 * what too few people did. `isTeamLarge` as in `columnsOf`.
 */
export function withoutSmall<Row extends ContactRow>(
  rows: readonly Row[],
  { group }: Sees,
  isTeamLarge: ((team: string) => boolean) | null,
): readonly Row[] {
  if (group === null) return rows;
  const credits = rows.flatMap(({ channel, direction, facts }) =>
    facts.map(({ agent, team, queue }) => ({ agent, team, queue, channel, direction })),
  );
  const { teams, channels, directions, queues } = columnsOf([credits], group, isTeamLarge);
  if (teams && channels && directions && queues) return rows;
  return rows.map((row) => ({
    ...row,
    channel: channels ? row.channel : null,
    direction: directions ? row.direction : null,
    facts: row.facts.map((fact) => ({
      ...fact,
      team: teams ? fact.team : null,
      queue: queues ? fact.queue : null,
    })),
  }));
}

/** Who is named in rows of contacts: whoever reads them has looked at these (PRIV-13). */
export const namedIn = (rows: readonly Pick<ContactRow, "facts">[]): string[] => {
  const named = rows.flatMap(({ facts }) => facts.flatMap(({ agent }) => agent ?? []));
  return [...new Set(named)].filter((agent) => agent !== SOMEBODY);
};

/**
 * A leg's name may tell whose it was, so it goes with the agent. For who may see groups only, a contact that
 * a team of fewer than k people had names no team and no queue (PRIV-5).
 */
export function redactClock(
  clock: ContactClock,
  sees: Sees,
  membersOf: (team: string) => number,
): ContactClock {
  const { group } = sees;
  const credits = [...clock.stretches, ...clock.facts, ...clock.states];
  const isSmall =
    group !== null && credits.some(({ team }) => team !== null && membersOf(team) < group);
  const persons = hider(sees);
  const hide = <One extends Whose & { team: string | null }>(one: One): One => {
    const shown = persons(one);
    if (!isSmall) return shown;
    return "queue" in shown ? { ...shown, team: null, queue: null } : { ...shown, team: null };
  };
  return {
    ...clock,
    stretches: clock.stretches.map((stretch) => {
      const shown = { ...hide(stretch), entered: stretch.entered.map(hide) };
      return shown.agent === SOMEBODY ? { ...shown, leg: null } : shown;
    }),
    facts: clock.facts.map(hide),
    states: clock.states.map(hide),
  };
}
