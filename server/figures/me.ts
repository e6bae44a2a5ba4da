/**
 * One agent's own numbers: this week so far against the own four weeks before, which are a band and not a
 * line to beat (SCR-11, UX-28, UX-29). The team's value is there as background only, and only of enough
 * people (PRIV-5).
 */
import { type KpiId, kpiOf } from "../../shared/kpi/catalog.ts";
import { SCORE_N_MIN } from "../../shared/kpi/evidence.ts";
import type { Better, Kpi } from "../../shared/kpi/kpi.ts";
import {
  endOfDay,
  floorTo,
  INTERVAL_MS,
  type Period,
  periodOf,
  plusDays,
  weekOf,
} from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { ME_EVERY_MS, ME_WEEKS, type Me, type OwnFigure } from "../../shared/wire/me.ts";
import { figures } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import { nameOf } from "./scope.ts";
import { EVERYTHING, type Sees, totalsOnly } from "./sees.ts";

/** A week with fewer cases says nothing about the range. */
export const WEEK_N_MIN = SCORE_N_MIN;
/** A range is made of at least so many weeks. */
export const WEEKS_MIN = 2;
/** The good end of the range: its best quarter. */
const GOOD_SHARE = 0.25;
const WEEK_DAYS = 7;

/** What stands on the page; `count`: how many cases there are, instead of their value. */
interface Shown {
  readonly id: string;
  readonly kpi: KpiId;
  readonly count?: boolean;
}

const SHOWN: readonly Shown[] = [
  { id: "csat.score", kpi: "csat.score" },
  { id: "reopen.rate", kpi: "reopen.rate" },
  { id: "frt.p50", kpi: "frt.p50" },
  { id: "aht.mean", kpi: "aht.mean" },
  { id: "handled", kpi: "aht.coverage", count: true },
];

/** Handling time says nothing without one of these beside it (UX-29). */
const BESIDE_AHT: readonly string[] = ["csat.score", "reopen.rate"];

const KPIS = SHOWN.map(({ kpi }) => known(kpi));

function known(id: KpiId): Kpi {
  const kpi = kpiOf(id);
  if (kpi === undefined) throw new Error(`the catalogue has no ${id}`);
  return kpi;
}

export interface OwnQuestion {
  readonly agent: string;
  readonly now: number;
  /** From how many people up a team's value may be shown. */
  readonly group: number;
}

const iso = (at: number): string => new Date(at).toISOString();

const stretch = (from: number, to: number): Period => ({
  label: `${iso(from)}/${iso(to)}`,
  from,
  to,
  rolling: false,
});

/** An ISO week of the zone; the labels are our own, so it is always one. */
function week(label: string, zone: string, now: number): Period {
  const period = periodOf(label, zone, now);
  if (!period.ok) throw new Error(period.problem);
  return period.value;
}

/** The four weeks before this one, oldest first, whole and up to the same time of the week. */
function weeksBefore(now: number, zone: string) {
  return Array.from({ length: ME_WEEKS }, (_, index) => {
    const days = (index - ME_WEEKS) * WEEK_DAYS;
    const then = plusDays(now, days, zone);
    const whole = week(weekOf(then, zone), zone, now);
    const to = Math.max(whole.from + INTERVAL_MS, floorTo(then, INTERVAL_MS));
    return { whole, soFar: stretch(whole.from, Math.min(to, whole.to)) };
  });
}

/** The value of one line of the page: a count of cases is their number. */
const shownOf = ({ count = false }: Shown, { value, n }: FigureJson): number | null =>
  count ? (n === 0 ? null : n) : value;

/** Lowest and highest of the weeks that say enough; null: there are too few of them. */
export function rangeOf(
  weeks: readonly { readonly value: number | null; readonly n: number }[],
  middle: number | null,
): OwnFigure["range"] {
  const values = weeks.flatMap(({ value, n }) => (value === null || n < WEEK_N_MIN ? [] : [value]));
  if (values.length < WEEKS_MIN) return null;
  return { low: Math.min(...values), high: Math.max(...values), middle };
}

/** At the good end of one's own range, or beyond it. What is neither good nor bad never is. */
export function isGoodEnd(
  value: number | null,
  n: number,
  range: OwnFigure["range"],
  better: Better,
): boolean {
  if (value === null || range === null || n < WEEK_N_MIN || better === "neutral") return false;
  const room = (range.high - range.low) * GOOD_SHARE;
  return better === "higher" ? value >= range.high - room : value <= range.low + room;
}

/** What the page shows at this moment. */
export async function meOf(ledger: Ledger, { agent, now, group }: OwnQuestion): Promise<Me> {
  const org = ledger.document();
  const { zone } = org.organisation;
  const running = week("this-week", zone, now);
  const before = weeksBefore(now, zone);
  const pooled = stretch(before[0]?.whole.from ?? running.from, running.from);
  const team = ledger.directory().primaryTeam(agent, now);
  const ask = (
    period: Period,
    filter: { readonly agent: string } | { readonly team: string },
    sees: Sees = EVERYTHING,
  ) =>
    figures(ledger, {
      kpis: KPIS,
      scope: { label: "", filter },
      period,
      zone,
      asOf: now,
      now,
      sees,
    });
  const own = { agent };
  const [current, whole, ...weeks] = await Promise.all([
    ask(running, own),
    ask(pooled, own),
    ...before.map((one) => ask(one.whole, own)),
  ]);
  const soFar = await Promise.all(before.map((one) => ask(one.soFar, own)));
  const ofTeam = team === null ? [] : await ask(running, { team }, totalsOnly(group));

  const lines = SHOWN.flatMap((shown, at): OwnFigure[] => {
    const figure = current?.[at];
    if (figure === undefined) return [];
    const kpi = KPIS[at] as Kpi;
    const from = shown.count ? soFar : weeks;
    const told = before.map((one, index) => {
      const then = from[index]?.[at];
      return {
        week: weekOf(one.whole.from, zone),
        value: then === undefined ? null : shownOf(shown, then),
        n: then?.n ?? 0,
      };
    });
    const value = shownOf(shown, figure);
    const range = rangeOf(told, shown.count ? null : (whole?.[at]?.value ?? null));
    return [
      {
        id: shown.id,
        kpi: shown.kpi,
        unit: shown.count ? "count" : kpi.unit,
        better: shown.count ? "neutral" : kpi.better,
        definition: figure.definition,
        value,
        n: figure.n,
        nMin: shown.count ? null : kpi.nMin,
        weeks: told,
        range,
        team: shown.count ? null : (ofTeam[at]?.value ?? null),
        wentWell:
          !shown.count && !figure.incomplete && isGoodEnd(value, figure.n, range, kpi.better),
      },
    ];
  });
  const described = ledger.described();
  return {
    agent: { id: agent, name: nameOf(described.agents, agent) },
    team: team === null ? null : { id: team, name: nameOf(org.teams, team) },
    week: { week: weekOf(now, zone), from: iso(running.from), to: iso(running.to), zone },
    asOf: iso(now),
    nextAt: iso(nextAfter(now, zone)),
    figures: inOrder(lines),
    ...missedBy(current ?? []),
  };
}

/** What any of them misses, each stretch once. */
function missedBy(all: readonly FigureJson[]): Pick<Me, "incomplete"> {
  const missed = all.flatMap(({ incomplete = [] }) => incomplete);
  const unique = new Map(missed.map((one) => [`${one.source} ${one.from} ${one.to}`, one]));
  return unique.size === 0 ? {} : { incomplete: [...unique.values()] };
}

/** Every five minutes on the clock, and where a day begins. */
const nextAfter = (now: number, zone: string): number =>
  Math.min(floorTo(now, ME_EVERY_MS) + ME_EVERY_MS, endOfDay(now, zone));

/** What went well first; handling time never without what gives it its meaning (UX-29). */
export function inOrder(lines: readonly OwnFigure[]): OwnFigure[] {
  const isBeside = lines.some(({ id, value }) => BESIDE_AHT.includes(id) && value !== null);
  const shown = lines.filter(({ id }) => isBeside || !id.startsWith("aht."));
  return [
    ...shown.filter(({ wentWell }) => wentWell),
    ...shown.filter(({ wentWell }) => !wentWell),
  ];
}
