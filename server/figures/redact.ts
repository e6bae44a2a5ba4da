/** Agents whom the asker may not tell apart are left out of contacts and their clocks (PRIV-4). */
import type { ContactClock } from "../../shared/wire/contact-clock.ts";
import type { ContactRow } from "../../shared/wire/http.ts";
import type { Sees } from "./sees.ts";

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

/** Who is named in rows of contacts: whoever reads them has looked at these (PRIV-13). */
export const namedIn = (rows: readonly Pick<ContactRow, "facts">[]): string[] => {
  const named = rows.flatMap(({ facts }) => facts.flatMap(({ agent }) => agent ?? []));
  return [...new Set(named)].filter((agent) => agent !== SOMEBODY);
};

/** A leg's name may tell whose it was, so it goes with the agent. */
export function redactClock(clock: ContactClock, sees: Sees): ContactClock {
  const hide = hider(sees);
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
