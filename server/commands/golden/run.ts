/** One golden case through the engine: its events as of each instant asked for, then its figures. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { instantOf } from "../../../shared/events/instant.ts";
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import { sinceOf } from "../../../shared/org/dated.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import type { Core } from "../../core.ts";
import { questionOf } from "../../figures/ask.ts";
import { figures } from "../../figures/figure.ts";
import { AFTER_MS, feed, openInMemory } from "../in-memory.ts";
import { adapt, isKind } from "./events.ts";
import type { Conventions, Expected, GoldenCase } from "./file.ts";
import { type GoldenLine, lineOf, problemLine } from "./line.ts";
import { settingsOf, shiftsOf } from "./settings.ts";

type Warn = (line: string) => void;

/** What a case is made of once it is in our own words. */
export interface Prepared {
  readonly golden: GoldenCase;
  readonly zone: string;
  /** "Now" in ms since 1970, the organisation and the events, for an `as_of` or without one. */
  at(asOf: string | null): { now: number; organisation: OrgInput; events: readonly CloudEvent[] };
}

/** Adapts the events once; `as_of` then only chooses those that had happened. */
export function prepare(golden: GoldenCase, conventions: Conventions): Prepared {
  const adapted = adapt(golden.events);
  const { organisation } = settingsOf(conventions, golden.events);
  return {
    golden,
    zone: conventions.zone,
    at: (asOf) => {
      const until = asOf === null ? Infinity : instantOf(asOf);
      const happened = adapted.filter((one) => !(instantOf(one.golden.at) > until));
      const times = happened.map((one) => instantOf(one.golden.at)).filter(Number.isFinite);
      return {
        now: asOf === null ? Math.max(0, ...times) + AFTER_MS : until,
        organisation: { ...organisation, shifts: shiftsOf(happened.map((one) => one.golden)) },
        events: happened.flatMap((one) => one.neutral),
      };
    },
  };
}

/** FROM/TO for a span (local dates begin at midnight); a state KPI takes any period. */
function periodOf({ period }: Expected, zone: string): string {
  if (period === null) return "today";
  if (typeof period === "string") return period;
  const instant = (value: string) => new Date(sinceOf(value, zone)).toISOString();
  return `${instant(period.from)}/${instant(period.to)}`;
}

/** The figure for one expected value, from a core that holds the case's events. */
export async function answer(core: Core, prepared: Prepared, want: Expected): Promise<GoldenLine> {
  const asked = {
    kpi: want.kpi,
    scope: want.scope === "org" ? "centre" : want.scope,
    period: periodOf(want, prepared.zone),
  };
  if (kpiOf(asked.kpi) === undefined) {
    return problemLine(prepared.golden, want, `there is no KPI "${asked.kpi}"`);
  }
  const question = questionOf(asked, prepared.zone, core.clock.now());
  if (!question.ok) return problemLine(prepared.golden, want, question.problem);
  const [figure] = await figures(core.tail, question.value);
  return figure === undefined
    ? problemLine(prepared.golden, want, "there is no figure")
    : lineOf(prepared.golden, want, figure);
}

/** All lines of one case, in order. One core for each `as_of`, used for every value that shares it. */
export async function* runCase(
  golden: GoldenCase,
  conventions: Conventions,
  warn: Warn,
): AsyncIterable<GoldenLine> {
  const say: Warn = (line) => warn(`${golden.id}: ${line}`);
  for (const { id, kind } of golden.events) {
    if (!isKind(kind)) say(`${id} is of a kind that is not known: ${kind}`);
  }
  const prepared = prepare(golden, conventions);
  const cores = new Map<string | null, Promise<Core>>();
  const open = async (asOf: string | null): Promise<Core> => {
    const { now, organisation, events } = prepared.at(asOf);
    if (!Number.isFinite(now)) throw new RangeError("as_of is no RFC 3339 instant");
    const core = await openInMemory(now, organisation);
    await feed(core, events, say);
    return core;
  };
  for (const want of golden.expected) {
    const asOf = want.as_of ?? golden.as_of ?? null;
    try {
      const core = cores.get(asOf) ?? open(asOf);
      cores.set(asOf, core);
      yield await answer(await core, prepared, want);
    } catch (problem) {
      yield problemLine(golden, want, problem instanceof Error ? problem.message : String(problem));
    }
  }
}
