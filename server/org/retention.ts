/**
 * How long what is kept (PRIV-6), as instants: from the terms of the policy and the present time. Raw
 * events so long after a contact's last one; then what is an agent's in the cells; then the cells.
 */
import { RETENTION } from "../../shared/org/policy-terms.ts";
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";

/** In days, weeks, months and months (shared/org/policy.ts). */
export interface Terms {
  readonly raw: number;
  readonly agent: number;
  readonly team: number;
  readonly audit: number;
}

export const DEFAULT_TERMS: Terms = {
  raw: RETENTION.raw.default,
  agent: RETENTION.agent.default,
  team: RETENTION.team.default,
  audit: RETENTION.audit.default,
};

/** Windows of a day, and what time alone makes of a contact, must not reach what is deleted. */
export const RAW_DAYS_MIN = 3;

/** All of them starts of UTC days but `auditFrom`; ms since 1970. */
export interface KeptFrom {
  readonly from: number;
  readonly agentsFrom: number;
  readonly cellsFrom: number;
  readonly auditFrom: number;
}

function monthsBefore(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

export function keptFrom(terms: Terms, now: number): KeptFrom {
  const day = (at: number) => floorTo(at, DAY_MS);
  return {
    from: day(now - Math.max(RAW_DAYS_MIN, terms.raw) * DAY_MS),
    agentsFrom: day(now - terms.agent * 7 * DAY_MS),
    cellsFrom: day(monthsBefore(now, terms.team)),
    auditFrom: monthsBefore(now, terms.audit),
  };
}
