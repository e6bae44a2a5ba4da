/**
 * Weeks that are over are sealed by themselves: on Monday at seven of the organisation's clock, for the
 * centre and every team that did anything (REL-3). What a restart missed is made good by the next look.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, weekOf } from "../../shared/time/interval.ts";
import { instantAt, wallOf } from "../../shared/time/local.ts";
import type { Ledger } from "../figures/ledger.ts";
import type { Scope } from "../figures/scope.ts";
import { weekBefore, weekPeriod } from "./periods.ts";
import type { Asked, Reports } from "./reports.ts";
import { openSealed, revisionsOf } from "./revisions.ts";

/** Weeks that are looked at, the last one included. Older ones are sealed by hand. */
export const SEALED_BACK_WEEKS = 5;
/** Who sealed it, where nobody did by hand. */
export const BY_SCHEDULE = "schedule";

/** When on Monday, of the organisation's clock. */
export interface SealTime {
  readonly hour: number;
  readonly minute: number;
}

export const SEAL_TIME: SealTime = { hour: 7, minute: 0 };

/** The first instant at which a week may be sealed by itself, ms; also where the clocks change that Monday. */
export function dueAt(week: string, zone: string, { hour, minute }: SealTime): number {
  const monday = Math.floor(wallOf(weekPeriod(week, zone).to, zone) / DAY_MS) * DAY_MS;
  return instantAt(monday + hour * HOUR_MS + minute * MINUTE_MS, zone);
}

/** Weeks of which the time has come, oldest first. */
export function weeksDue(now: number, zone: string, time: SealTime): string[] {
  const { from } = weekPeriod(weekOf(now, zone), zone);
  return Array.from({ length: SEALED_BACK_WEEKS }, (_, index) =>
    weekBefore(from, SEALED_BACK_WEEKS - index, zone),
  ).filter((week) => dueAt(week, zone, time) <= now);
}

export interface Due {
  readonly reports: Pick<Reports, "seal" | "settings">;
  readonly ledger: Pick<Ledger, "document">;
  readonly time?: () => Promise<SealTime>;
  /** False: not everything is there yet, so nothing is sealed. */
  readonly isWhole?: () => boolean;
  /** Told of each that was sealed. */
  readonly sealed: (asked: Asked, revision: number) => Promise<void>;
}

/** Afterwards every week that is due at `now`, ms, is sealed. */
export type SealDue = (now: number) => Promise<void>;

/** A week without anything is looked at again after so long: something may be imported. */
const EMPTY_MS = HOUR_MS;

/**
 * A function to call now and then, and before reports are sent: afterwards every week that is due is sealed.
 * Cheap when there is nothing to do.
 */
export function createSealDue({
  reports,
  ledger,
  time,
  isWhole = () => true,
  sealed,
}: Due): SealDue {
  /** Scope and week → not to be looked at before, ms. */
  const done = new Map<string, number>();

  async function one(scope: Scope, week: string, zone: string, now: number): Promise<void> {
    const name = `${scope.label} ${week}`;
    if (now < (done.get(name) ?? -Infinity)) return;
    const asked = { scope, period: weekPeriod(week, zone) };
    const isThere = (await revisionsOf(reports.settings, scope.label, week)).length > 0;
    const head = isThere ? null : await reports.seal(asked, BY_SCHEDULE);
    if (head?.ok) await sealed(asked, head.value.revision);
    const isEmpty = head !== null && !head.ok && head.problem === "empty";
    done.set(name, isEmpty ? now + EMPTY_MS : Infinity);
  }

  async function teamsIn(week: string): Promise<string[]> {
    const [first] = await revisionsOf(reports.settings, "centre", week);
    const described = new Set(ledger.document().teams.map(({ id }) => id));
    const teams = first === undefined ? [] : openSealed(first).report.byTeam;
    return teams.map(({ team }) => team).filter((team) => described.has(team));
  }

  async function look(now: number): Promise<void> {
    const { zone } = ledger.document().organisation;
    for (const week of weeksDue(now, zone, (await time?.()) ?? SEAL_TIME)) {
      if (done.get(week) === Infinity) continue;
      await one({ label: "centre", filter: {} }, week, zone, now);
      if (done.get(`centre ${week}`) !== Infinity) continue;
      for (const team of await teamsIn(week)) {
        await one({ label: `team:${team}`, filter: { team } }, week, zone, now);
      }
      done.set(week, Infinity);
    }
  }

  let last: Promise<void> = Promise.resolve();
  return (now) => {
    if (!isWhole()) return Promise.resolve();
    last = last.catch(() => {}).then(() => look(now));
    return last;
  };
}
