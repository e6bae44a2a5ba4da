/** A movement for those who may only see groups (PRIV-5): what fewer than k people made is not told apart. */
import type { Movement, MovementPart } from "../../shared/wire/movement.ts";
import { largeTeams } from "../figures/enough.ts";
import { figures } from "../figures/figure.ts";
import { redactRow, SOMEBODY, withoutSmall } from "../figures/redact.ts";
import type { Sees } from "../figures/sees.ts";
import type { History } from "./history.ts";
import type { WhyQuestion } from "./question.ts";

/** Labels of the groups that too few are behind in either period; "" stands for the whole. */
async function smallOf(history: History, question: WhyQuestion, sees: Sees): Promise<Set<string>> {
  const { kpi, scope, periods, by, zone, now } = question;
  const small = new Set<string>();
  for (const period of [periods.before, periods.after]) {
    const asked = { kpis: [kpi], scope, period, zone, asOf: now, now, sees };
    const parts = await figures(history, { ...asked, by });
    const whole = await figures(history, asked);
    for (const one of [...parts, ...whole]) if (one.withheld !== undefined) small.add(one.by ?? "");
  }
  return small;
}

const NOT_TOLD = { value: null, n: 0, share: null };

/** Parts are sums, so several together are one part. */
const together = (parts: readonly MovementPart[]): MovementPart => ({
  group: SOMEBODY,
  label: null,
  before: NOT_TOLD,
  after: NOT_TOLD,
  mix: parts.reduce((sum, { mix }) => sum + mix, 0),
  within: parts.reduce((sum, { within }) => sum + within, 0),
  contacts: { before: 0, after: 0, isComplete: false, rows: [], query: null },
});

/** Small parts become one; a single one takes the smallest of the others with it. */
function merged(parts: readonly MovementPart[], small: ReadonlySet<string>): MovementPart[] {
  const isSmall = ({ group }: MovementPart): boolean => group === null || small.has(group);
  const own = parts.filter(isSmall);
  if (own.length === 0) return [...parts];
  const others = parts.filter((part) => !isSmall(part));
  const [smallest] = [...others].sort((a, b) => a.after.n - b.after.n);
  const joined = own.length === 1 && smallest !== undefined ? [...own, smallest] : own;
  return [...others.filter((part) => !joined.includes(part)), together(joined)];
}

/** Those whom the asker may not tell apart are one part: in a team, who is not a member now (PRIV-4). */
function withoutOthers(
  parts: readonly MovementPart[],
  { by }: WhyQuestion,
  { persons }: Sees,
): MovementPart[] {
  const isOther = ({ group }: MovementPart) => by === "agent" && group !== null && !persons(group);
  const others = parts.filter(isOther);
  if (others.length === 0) return [...parts];
  return [...parts.filter((part) => !isOther(part)), together(others)];
}

/** The movement as somebody may see it; the parts still add up to the difference. */
export async function seenMovement(
  history: History,
  question: WhyQuestion,
  movement: Movement,
  sees: Sees,
): Promise<Movement> {
  const { before, after } = question.periods;
  const { scope } = question;
  const [large, other] = [before, after].map((period) =>
    largeTeams(history, { scope, period }, sees.group ?? 0),
  );
  const isTeamLarge = large && other ? (team: string) => large(team) && other(team) : null;
  const parts = movement.parts.map((part) => {
    const listed = withoutSmall(part.contacts.rows, sees, isTeamLarge);
    const rows = listed.map((row) => ({ ...row, ...redactRow(row, sees) }));
    return { ...part, contacts: { ...part.contacts, rows } };
  });
  if (sees.group === null) return { ...movement, parts: withoutOthers(parts, question, sees) };
  const small = await smallOf(history, question, sees);
  if (!small.has("")) return { ...movement, parts: merged(parts, small) };
  const untold = { value: null, n: 0, numerator: 0, denominator: null, interval: null };
  return {
    ...movement,
    before: { ...movement.before, ...untold },
    after: { ...movement.after, ...untold },
    difference: null,
    verdict: null,
    interval: null,
    late: null,
    parts: [],
    withheld: "group",
  };
}
