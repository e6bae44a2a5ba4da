/** From the words of a query (URL or command line) to what is to be explained, or a sentence that helps. */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Period } from "../../shared/time/interval.ts";
import { questionOf } from "../figures/ask.ts";
import { type Kind, kindOf } from "../figures/explain/kind.ts";
import { periodsOf } from "../figures/explain/periods.ts";
import { GROUPS, type GroupBy } from "../figures/explain/sides.ts";
import type { Pair } from "../figures/explain/split.ts";
import type { Scope } from "../figures/scope.ts";

export const EXPLAINED = [
  "kpi",
  "scope",
  "period",
  "against",
  "by",
  "channel",
  "direction",
  "queue",
] as const;

export type Explaining = { readonly [Name in (typeof EXPLAINED)[number]]?: string | undefined };

export interface WhyQuestion {
  readonly kpi: Kpi;
  readonly kind: Kind;
  readonly scope: Scope;
  readonly periods: Pair<Period>;
  readonly by: GroupBy;
  readonly zone: string;
  readonly now: number;
}

const isGroupBy = (text: string): text is GroupBy => (GROUPS as readonly string[]).includes(text);

/** The default is the centre, today against a week earlier, by channel. */
export function whyOf(asked: Explaining, zone: string, now: number): Result<WhyQuestion, string> {
  const { against, by = "channel", ...rest } = asked;
  const question = questionOf(rest, zone, now);
  if (!question.ok) return question;
  const { kpis, scope, period } = question.value;
  const [kpi] = kpis;
  if (kpi === undefined || kpis.length > 1) return fail("ask why one figure moved at a time");
  if (!isGroupBy(by)) return fail(`by is one of ${GROUPS.join(", ")}`);
  const kind = kindOf(kpi);
  if (!kind.ok) return kind;
  if (by === "agent" && !kpi.perAgent) {
    return fail(`${kpi.id} is the queue's and no agent's: ask by=team or by=channel`);
  }
  const periods = periodsOf(period, against, zone, now);
  if (!periods.ok) return periods;
  return ok({ kpi, kind: kind.value, scope, periods: periods.value, by, zone, now });
}
