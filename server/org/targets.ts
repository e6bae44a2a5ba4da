/** Targets of a team or of the centre, changed apart from the rest of the organisation. */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { TargetsBody } from "../../shared/wire/organisation.ts";

/** A target for speed of work stands beside one for its quality, or people cut corners (UX-29). */
const QUALITY = ["csat.score", "reopen.rate"];
const isHandleTime = (kpi: string): boolean => kpi.startsWith("aht.");

export const targetsOf = ({ targets }: OrgDocument, team: string | null): TargetsBody => ({
  team,
  targets: targets.filter((one) => (one.team ?? null) === team).map(({ team: _, ...rest }) => rest),
});

/** The organisation with these targets in place of the team's; or a sentence that says what is wrong. */
export function withTargets(
  before: OrgDocument,
  { team, targets }: TargetsBody,
): Result<OrgDocument, string> {
  const unknown = targets.find(({ kpi }) => kpiOf(kpi) === undefined);
  if (unknown !== undefined) return fail(`there is no KPI "${unknown.kpi.slice(0, 60)}"`);
  if (team !== null && !before.teams.some(({ id }) => id === team)) return fail("no such team");
  const ids = targets.map(({ kpi }) => kpi);
  if (ids.some(isHandleTime) && !ids.some((kpi) => QUALITY.includes(kpi))) {
    return fail("a target for handle time needs one for CSAT or the reopen rate beside it");
  }
  const others = before.targets.filter((one) => (one.team ?? null) !== team);
  const own = targets.map((one) => (team === null ? one : { ...one, team }));
  return ok({ ...before, targets: [...others, ...own] });
}
