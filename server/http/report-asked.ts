/** Which report a request is about, and whether it is for who asks (SEC-7, SCR-12): one way for every format. */
import type { Request, Response } from "express";
import { DAY_MS, type Period, periodOf, startOfDay } from "../../shared/time/interval.ts";
import type { ReportWeeks } from "../../shared/wire/report.ts";
import type { Ledger } from "../figures/ledger.ts";
import { type Scope, scopeOf } from "../figures/scope.ts";
import type { Asked } from "../reports/reports.ts";
import { notFound } from "./allowed.ts";
import type { Guard } from "./guard.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

/** A longer one would be thousands of figures by team and day. */
const DAYS_MAX = 100;

export interface Asking {
  readonly ledger: Pick<Ledger, "document">;
  readonly now: () => number;
  readonly guard: Guard;
}

export interface AllowedReport {
  readonly asked: Asked;
  /** From how many people up it shows what is about the work of people; null: always (PRIV-5). */
  readonly group: number | null;
}

/** The scope of the words `scope=`, if it is for who asks; null: it is not, and the caller has been told. */
export async function allowedScope(
  response: Response,
  label: unknown,
  { ledger, guard }: Asking,
): Promise<{ readonly scope: Scope; readonly group: number | null } | null> {
  const scope = typeof label === "string" ? scopeOf(label) : null;
  if (scope === null || !scope.ok) {
    problem(response, 400, scope === null ? "give scope once" : scope.problem);
    return null;
  }
  const { team = null, agent } = scope.value.filter;
  const granted = await guard.allow(response, { kind: "reports", team, agent });
  if (granted === null) return null;
  if (team !== null && !ledger.document().teams.some(({ id }) => id === team)) {
    notFound(response);
    return null;
  }
  return { scope: scope.value, group: granted.sees.group };
}

/** Of what this asker may have reports: the centre, teams in the organisation's order, the own figures. */
export async function scopesFor(
  response: Response,
  { ledger, guard }: Pick<Asking, "ledger" | "guard">,
): Promise<ReportWeeks["scopes"]> {
  const subject = subjectOf(response);
  const may = async (team: string | null, agent?: string) =>
    "yes" in (await guard.ask(subject, { kind: "reports", team, agent }));
  const scopes: ReportWeeks["scopes"] = [];
  if (await may(null)) scopes.push({ label: "centre", name: null });
  for (const { id, name } of ledger.document().teams)
    if (await may(id)) scopes.push({ label: `team:${id}`, name: name ?? id });
  const agent = subject.kind === "user" ? subject.agent : null;
  if (agent !== null) scopes.push({ label: `agent:${agent}`, name: null });
  return scopes;
}

function periodIn(text: string, zone: string, now: number): Period | string {
  const period = periodOf(text, zone, now);
  if (!period.ok) return period.problem;
  const { rolling, from, to } = period.value;
  if (rolling) return "a report is of a week, a day, a month, or FROM/TO: not of what goes on";
  // Of a part of a day few people may have worked in it; of a day its team has members (PRIV-5).
  if ([from, to].some((at) => startOfDay(at, zone) !== at))
    return `a report is of whole days: FROM and TO are midnight in ${zone}; figures can be asked of parts of a day`;
  if (to - from > DAYS_MAX * DAY_MS) return `a report is of at most ${DAYS_MAX} days`;
  return period.value;
}

/** `period` as it stands in the address, without an ending; `known`: what the query may say beside. */
export async function askedReport(
  { query }: Pick<Request, "query">,
  response: Response,
  deps: Asking,
  period: string,
  known: readonly string[] = [],
): Promise<AllowedReport | null> {
  const say = (text: string): null => {
    problem(response, 400, text);
    return null;
  };
  const words = ["scope", "revision", ...known];
  const unknown = Object.keys(query).find((name) => !words.includes(name));
  if (unknown !== undefined)
    return say(`there is no parameter "${unknown.slice(0, 40)}"; there are ${words.join(", ")}`);
  const { scope: label = "centre", revision } = query;
  const allowed = await allowedScope(response, label, deps);
  if (allowed === null) return null;
  const of = periodIn(period, deps.ledger.document().organisation.zone, deps.now());
  if (typeof of === "string") return say(of);
  if (revision !== undefined && !(typeof revision === "string" && /^[1-9]\d{0,2}$/.test(revision)))
    return say("revision is a number from 1 up");
  const { scope, group } = allowed;
  const asked: Asked = { scope, period: of };
  return {
    asked: revision === undefined ? asked : { ...asked, revision: Number(revision) },
    group,
  };
}
