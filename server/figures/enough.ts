/** Are enough people behind a part of an answer (PRIV-5)? */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Dims } from "../fold/facts/fact.ts";
import type { Question } from "./figure.ts";
import type { Ledger, Loaded } from "./ledger.ts";
import { EVERYTHING } from "./sees.ts";
import { contributors, isAboutWork, isWholeDays, isWholeTeam, membersIn } from "./small-groups.ts";

/** What an answer is made of: one piece, or one a day. */
export interface Pieces {
  readonly stretches: readonly Period[];
  readonly loaded: readonly Loaded[];
  readonly groupOf: (dims: Dims, start: number) => string | null;
}

/** Everything of a team or of the centre, in whole days? */
const isTotal = ({ scope, period, by }: Question): boolean =>
  isWholeTeam(scope.filter) &&
  (by === undefined || by === "day" || by === "team") &&
  isWholeDays(period);

/**
 * Where a team's own total counts the members it had: has it so many? Null: its contributors count, because
 * it is not everything of it, or not of whole days.
 */
export function largeTeams(
  ledger: Pick<Ledger, "document" | "directory">,
  { scope, period }: Pick<Question, "scope" | "period">,
  group: number,
): ((team: string) => boolean) | null {
  if (!isWholeTeam(scope.filter) || !isWholeDays(period)) return null;
  return (team) => membersIn(ledger.document(), ledger.directory(), team, period) >= group;
}

/** `part` is a label of the breakdown; without one it is "". */
export function enoughOf(
  ledger: Ledger,
  question: Question,
  { stretches, loaded, groupOf }: Pieces,
): (kpi: Kpi, part: string) => boolean {
  const { scope, period, by, sees = EVERYTHING } = question;
  const { group } = sees;
  if (group === null || by === "agent") return () => true;
  const members = (part: string): number => {
    const stretch = stretches.find(({ label }) => by === "day" && label === part) ?? period;
    const team = by === "team" ? part : (scope.filter.team ?? null);
    return membersIn(ledger.document(), ledger.directory(), team, stretch);
  };
  const counted = new Map<Kpi, Map<string, number>>();
  const contributed = (kpi: Kpi): Map<string, number> => {
    const known = counted.get(kpi);
    if (known !== undefined) return known;
    const counts = loaded.flatMap((one, at) => {
      const day = stretches[at]?.label ?? null;
      return [...contributors(one, kpi, scope.filter, by === "day" ? () => day : groupOf)];
    });
    const made = new Map(counts);
    counted.set(kpi, made);
    return made;
  };
  const enough = isTotal(question)
    ? (_kpi: Kpi, part: string) => members(part) >= group
    : (kpi: Kpi, part: string) => (contributed(kpi).get(part) ?? 0) >= group;
  return (kpi, part) => !isAboutWork(kpi) || enough(kpi, part);
}
