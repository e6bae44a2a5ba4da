/**
 * A week (or any other period) of a scope as one model, which screen and files dress (SCR-12). Every number
 * comes from the `figures()` of every other surface (R11), all as of one moment of the log.
 */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { dateOf, endOfDay, type Period } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { printPassport } from "../../shared/wire/passport.ts";
import type { Report } from "../../shared/wire/report.ts";
import { type By, figures, type Question } from "../figures/figure.ts";
import { passportOf, type Witness } from "../figures/passport.ts";
import { load } from "../figures/read.ts";
import { nameOf, type Scope } from "../figures/scope.ts";
import { FOLD_VERSION } from "../fold/version.ts";
import { kpisOf, withoutPending } from "./kpis.ts";
import { cellsBy, isSomething, linesOf, type Week } from "./lines.ts";
import { NO_PEOPLE, type People, peopleOf } from "./people.ts";
import { besideOf, POOLED_WEEKS, pooled } from "./periods.ts";

export interface ReportQuestion {
  readonly scope: Scope;
  readonly period: Period;
  readonly demo: boolean;
}

/** All of a report that its digest covers: what follows from the log up to `facts.position` alone. */
export type ReportCore = Omit<Report, "notable" | "quality">;

/** Unredacted: for whoever sees groups only it goes through withheld.ts. */
export interface Drawn {
  readonly report: ReportCore;
  readonly people: People;
}

/** How often it is tried to find a moment at which nothing that it reads is being folded. */
const TRIES_MAX = 50;

/**
 * While a group is folded some of its events count and its position does not. So it is asked again until
 * nothing was folded meanwhile, or, where something always is, until two answers are the same: then what
 * was folded between them is no part of it.
 */
export async function weekly(
  ledger: Witness,
  question: ReportQuestion,
  now: () => number,
): Promise<Drawn> {
  let earlier = "";
  for (let tries = 1; ; tries += 1) {
    await ledger.settle();
    const [version, position, at] = [ledger.version(), ledger.position(), now()];
    const draft = await draw(ledger, question, at);
    const isQuiet = ledger.version() === version && ledger.isQuiet();
    if (isQuiet) return finished(ledger, draft, { at, position });
    const text = JSON.stringify([draft.report, draft.people]);
    if (text === earlier || tries >= TRIES_MAX) return finished(ledger, draft, { at, position });
    earlier = text;
  }
}

interface Draft {
  readonly report: Omit<ReportCore, "facts">;
  readonly people: People;
  readonly whole: readonly FigureJson[];
  readonly asked: Question;
}

async function draw(
  ledger: Witness,
  { scope, period, demo }: ReportQuestion,
  at: number,
): Promise<Draft> {
  const org = ledger.document();
  const { zone } = org.organisation;
  const kpis = kpisOf(scope);
  const asked: Question = { kpis, scope, period, zone, asOf: at, now: at };
  const decided = kpis.map(withoutPending);
  const ask = (of: Period, by?: By, list: readonly Kpi[] = decided) =>
    figures(ledger, {
      ...asked,
      kpis: list,
      period: of,
      ...(by === undefined ? {} : { by }),
    });
  const whole = await ask(period, undefined, kpis);
  const history = await historyOf(period, zone, ask);
  const days = daysOf(period, zone);
  const isCentre = scope.filter.team === undefined && scope.filter.agent === undefined;
  const byDay = cellsBy(await ask(period, "day"));
  const byChannel = cellsBy(await ask(period, "channel"));
  const byTeam = isCentre ? cellsBy(await ask(period, "team")) : new Map();
  const teamName = (team: string): string => nameOf(org.teams, team) ?? team;
  const byTeamDay: ReportCore["byTeamDay"] = [];
  for (const day of isCentre ? days : []) {
    for (const [team, cells] of cellsBy(await ask(day, "team"))) {
      byTeamDay.push({ team, name: teamName(team), day: day.label, cells });
    }
  }
  const loaded = await load(ledger, kpis, period);
  const others = [...history.weeks, history.lastFour, history.lastYear].flatMap((one) =>
    one === null ? [] : [one.period],
  );
  const told = { scope, period, days, others, loaded };
  const { team } = scope.filter;
  return {
    asked,
    whole,
    people: scope.filter.agent === undefined ? peopleOf(org, ledger.directory(), told) : NO_PEOPLE,
    report: {
      format: 1,
      period: {
        label: period.label,
        from: new Date(period.from).toISOString(),
        to: new Date(period.to).toISOString(),
        zone,
      },
      scope: { label: scope.label, name: team === undefined ? null : teamName(team) },
      organisation: org.organisation.name,
      demo,
      lines: linesOf({
        kpis,
        scope,
        org,
        targetsAt: Math.min(at, period.to - 1),
        now: whole,
        before: history.weeks,
        lastFour: history.lastFour,
        lastYear: history.lastYear,
        label: period.label,
        isOver: at >= period.to,
      }),
      byDay: [...byDay].map(([day, cells]) => ({ day, cells })),
      byTeam: [...byTeam].map(([id, cells]) => ({ team: id, name: teamName(id), cells })),
      byTeamDay,
      byChannel: [...byChannel].map(([channel, cells]) => ({ channel, cells })),
    },
  };
}

type Asking = (period: Period) => Promise<FigureJson[]>;
type Past = Week & { readonly period: Period };

/** The weeks before from the first that has anything, the last four together, the same week of last year if it has. */
async function historyOf(period: Period, zone: string, ask: Asking) {
  const { before, lastYear } = besideOf(period, zone);
  const told = async (one: Period): Promise<Past> => ({
    label: one.label,
    period: one,
    figures: await ask(one),
  });
  const all: Past[] = [];
  for (const one of before) all.push(await told(one));
  const first = all.findIndex((week) => week.figures.some(isSomething));
  const weeks = first < 0 ? [] : all.slice(first);
  const four = weeks.slice(-POOLED_WEEKS).map((week) => week.period);
  const together = pooled(four);
  const yearAgo = lastYear === null ? null : await told(lastYear);
  return {
    weeks,
    lastFour: together === null ? null : { ...(await told(together)), periods: four.length },
    lastYear: yearAgo?.figures.some(isSomething) ? yearAgo : null,
  };
}

/** The local days of a period, each whole. */
function daysOf({ from, to }: Period, zone: string): Period[] {
  const days: Period[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, endOfDay(at, zone));
    days.push({ label: dateOf(at, zone), from: at, to: end, rolling: false });
    at = end;
  }
  return days;
}

function finished(
  ledger: Witness,
  { report, people, whole, asked }: Draft,
  { at, position }: { readonly at: number; readonly position: number },
): Drawn {
  const lines = report.lines.map((line) => {
    const figure = whole.find(({ kpi }) => kpi === line.kpi);
    if (figure === undefined) return line;
    const passport = passportOf(ledger, asked, { ...figure, position }, at);
    return { ...line, passport: printPassport(passport) };
  });
  const facts = {
    asOf: new Date(at).toISOString(),
    position,
    org: ledger.documentChangedAt(),
    fold: FOLD_VERSION,
  };
  return { report: { ...report, lines, facts }, people };
}
