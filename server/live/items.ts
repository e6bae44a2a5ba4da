/** A board's items from one frame: tiles, agents, charts, source ages (shared/wire/board.ts). */
import { evidence } from "../../shared/kpi/evidence.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { floorTo, INTERVAL_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import type {
  AgentItem,
  ChartItem,
  CorrectionItem,
  SourceItem,
  TileItem,
} from "../../shared/wire/board.ts";
import { answersBy } from "../figures/answers.ts";
import type { Corrected } from "../figures/corrections.ts";
import { type Feed, feedsOf, QUIET_MINUTES } from "../figures/feeds.ts";
import { isState } from "../figures/figure.ts";
import { incompleteIn } from "../figures/incomplete.ts";
import { aboutOne } from "../figures/read.ts";
import { Reading } from "../figures/reading.ts";
import { standing } from "../figures/standing.ts";
import { targetOf } from "../figures/targets.ts";
import type { SourceAge } from "../tail/sources.ts";
import type { BoardSpec, TileSpec } from "./boards.ts";
import { type Frame, stepMsOf, stepsOf } from "./frame.ts";
import { movedFrom, type Usual } from "./usual.ts";

/** A sparkline has about this many points. */
const TREND_STEP_MS = 2 * INTERVAL_MS;

export function tileItem(
  spec: TileSpec,
  frame: Frame,
  usual: ReadonlyMap<string, Usual>,
  feeds: Feeds,
  settle: (kpi: string, now: TileItem["status"]) => TileItem["status"],
): TileItem {
  const { kpi } = spec;
  const target = targetOf(frame.org, kpi.id, frame.team, frame.now, frame.filter);
  const parts = spec.parts.filter(frame.mayShow);
  if (!frame.mayShow(kpi)) return withheld(kpi, target, parts, frame);
  const answer = frame.answer(kpi);
  const needs = feedsOf(kpi, frame.filter, feeds).map(sourceKey);
  const enough = evidence(kpi, answer.n).status;
  const moved = movedFrom(usual.get(kpi.id), answer, kpi);
  return {
    kind: "tile",
    id: `tile:${kpi.id}`,
    kpi: kpi.id,
    value: answer.value,
    unit: kpi.unit,
    better: kpi.better,
    n: answer.n,
    nMin: kpi.nMin,
    interval: answer.interval && { low: answer.interval.low, high: answer.interval.high },
    target,
    status: settle(kpi.id, standing(answer.value, target, kpi.better, enough)),
    usual: usual.get(kpi.id)?.value ?? null,
    ...(moved === undefined ? {} : { moved }),
    trend: isState(kpi) ? [] : trendOf(kpi, frame),
    parts: partsOf(parts, frame),
    definition: `${kpi.id}@${kpi.version}`,
    ...(needs.length === 0 ? {} : { feeds: needs }),
    ...missedBy(kpi, frame),
  };
}

function missedBy(kpi: Kpi, { filter, period, lost, now }: Frame): Pick<TileItem, "incomplete"> {
  const { incomplete } = incompleteIn(kpi, filter, period, lost, now);
  if (incomplete === undefined) return {};
  return {
    incomplete: incomplete.map(({ source, from, to }) => ({
      feed: sourceKey(source),
      from: Date.parse(from),
      to: to === null ? null : Date.parse(to),
    })),
  };
}

const partsOf = (parts: readonly Kpi[], frame: Frame) =>
  parts.map((part) => {
    const { value, n } = frame.answer(part);
    return { kpi: part.id, value, n };
  });

/** Nothing of it that could be computed back: no value, no n, no line, no status. */
const withheld = (
  kpi: Kpi,
  target: TileItem["target"],
  parts: readonly Kpi[],
  frame: Frame,
): TileItem => ({
  kind: "tile",
  id: `tile:${kpi.id}`,
  kpi: kpi.id,
  value: null,
  unit: kpi.unit,
  better: kpi.better,
  n: 0,
  nMin: kpi.nMin,
  interval: null,
  target,
  status: "none",
  usual: null,
  trend: [],
  parts: partsOf(parts, frame),
  definition: `${kpi.id}@${kpi.version}`,
  withheld: "group",
});

function trendOf(kpi: Kpi, { loaded, filter, period, now, sees }: Frame): (number | null)[] {
  if (period.rolling) return [];
  const to = Math.min(period.to, now);
  const stepMs = Math.max(TREND_STEP_MS, stepMsOf(period));
  return stepsOf(loaded, kpi, filter, { from: period.from, to, stepMs, group: sees.group });
}

const STATES: Record<string, AgentItem["state"]> = {
  available: "available",
  busy: "on_contact",
  wrap_up: "wrap_up",
  break: "break",
  away: "break",
  offline: "offline",
};

const openIn = (
  own: ReadonlyMap<string | null, number> | undefined,
  team: string | null,
): number =>
  team === null ? [...(own?.values() ?? [])].reduce((a, b) => a + b, 0) : (own?.get(team) ?? 0);

/** Rows of the agents table: whoever has a fact in this scope, and today's members of the team. */
export function agentItems(spec: BoardSpec, frame: Frame): AgentItem[] {
  const { loaded, filter, period, org, team } = frame;
  const { presences, members, open } = frame.floor();
  const reading = new Reading(loaded, filter, (dims) => dims.agent);
  const about = aboutOne(filter, period);
  const columns = spec.columns.map((kpi) => ({
    kpi,
    answers: answersBy(reading, kpi, [about]),
  }));
  const agents = new Set(columns.flatMap(({ answers }) => [...answers.keys()]));
  const expected = team === null ? org.agents.map(({ id }) => id) : (members.get(team) ?? []);
  for (const id of expected) agents.add(id);
  const isAsked = (agent: string) => filter.agent === undefined || agent === filter.agent;
  const shown = [...agents].filter((agent) => isAsked(agent) && frame.sees.persons(agent)).sort();
  return shown.map((agent) => ({
    kind: "agent",
    id: `agent:${agent}`,
    agent: { id: agent, name: frame.nameOf(agent) },
    state: STATES[presences.get(agent)?.state ?? ""] ?? "unknown",
    open: openIn(open.get(agent), team),
    handled: columns[0]?.answers.get(agent)?.n ?? 0,
    figures: columns.map(({ kpi, answers }) => {
      const answer = answers.get(agent);
      const value = answer?.value ?? (kpi.nMin === null ? 0 : null);
      return { kpi: kpi.id, value, n: answer?.n ?? 0, nMin: kpi.nMin };
    }),
  }));
}

export function chartItem(kpi: Kpi, frame: Frame, lastWeek: readonly (number | null)[]): ChartItem {
  const { loaded, filter, period, now, sees } = frame;
  const stepMs = stepMsOf(period);
  const from = floorTo(period.from, INTERVAL_MS);
  const to = Math.min(period.to, now);
  return {
    kind: "chart",
    id: `chart:${kpi.id}`,
    kpi: kpi.id,
    unit: kpi.unit,
    from,
    stepMs,
    values:
      period.rolling || !frame.mayShow(kpi)
        ? []
        : stepsOf(loaded, kpi, filter, { from, to, stepMs, group: sees.group }),
    lastWeek: frame.mayShow(kpi) ? [...lastWeek] : [],
  };
}

/** Of figures that may be shown to who looks (PRIV-5). */
export function correctionItems(
  kpis: readonly Kpi[],
  corrections: readonly Corrected[],
  frame: Frame,
): CorrectionItem[] {
  return corrections.flatMap(({ causes, ...one }) => {
    const kpi = kpis.find(({ id }) => id === one.kpi);
    if (kpi === undefined || !frame.mayShow(kpi)) return [];
    const { unit, nMin } = kpi;
    const id = `correction:${one.at} ${one.kpi}`;
    return { kind: "correction", id, ...one, unit, nMin, causes: [...causes] } as const;
  });
}

type Feeds = ReadonlyMap<string, Feed>;

/** The id of a source's item; tiles name what they are made of by it. */
const sourceKey = (source: string): string => `source:${source}`;

export function sourceItems(ages: readonly SourceAge[], feeds: Feeds, frame: Frame): SourceItem[] {
  return ages.map(({ source, lastEventAt, lastArrivalAt, gapFrom }) => {
    const described = frame.org.sources.find((one) => one.id === source);
    const least = (described?.quietMinutesMax ?? QUIET_MINUTES) * MINUTE_MS;
    return {
      kind: "source",
      id: sourceKey(source),
      name: described?.name ?? source,
      lastEventAt: floorTo(lastEventAt, SOURCE_STEP_MS),
      lastArrivalAt: floorTo(lastArrivalAt, SOURCE_STEP_MS),
      quietMsMax: Math.round(feeds.get(source)?.usualMs(frame.now, least) ?? least),
      gapFrom,
    };
  });
}

/** Ages are told in steps, or every event would change every board. */
const SOURCE_STEP_MS = 5_000;
