/** What events would become, one after the other, in an engine of its own: nothing is kept (SCR-14). */
import { entityOf } from "../../shared/events/entity.ts";
import { parseEvent } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS, endOfDay, startOfDay } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { type Core, openCore, setOrganisation } from "../core.ts";
import { kpisOf } from "../figures/clock/kpis-of.ts";
import { figures, isState } from "../figures/figure.ts";
import { scopeOf } from "../figures/scope.ts";
import { difference } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";

/** So many are looked at one by one; of those after them only the figures are told. */
export const STEPS_MAX = 500;
/** So long after the last event everything has been decided, as with `deskpulse figures`. */
const AFTER_MS = 30 * DAY_MS;
const AT_ONCE = 1_000;

/** A measured value that an event brought (`times` 1) or took back (-1), and the KPIs that read it. */
export interface Change {
  readonly measure: string;
  readonly value: number;
  readonly times: 1 | -1;
  readonly kpis: readonly string[];
}

export interface Step {
  readonly type: string;
  readonly id: string | null;
  readonly time: string | null;
  /** What it is about: `contact/35436`. */
  readonly about: string | null;
  readonly data: unknown;
  /** `accepted`, `repeat`: it was there already, or why it is refused. */
  readonly became: "accepted" | "repeat" | { readonly path: string; readonly reason: string };
  readonly changes: readonly Change[];
}

export interface Tried {
  readonly steps: readonly Step[];
  /** Events after those of `steps`. */
  readonly more: number;
  /** Every figure of the centre that has anything, over the days of the events. */
  readonly figures: readonly FigureJson[];
}

const textOf = (input: unknown, name: string): string | null => {
  if (typeof input !== "object" || input === null) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(input, name)?.value;
  return typeof value === "string" ? value : null;
};

const dataOf = (input: unknown): unknown =>
  typeof input === "object" && input !== null && "data" in input ? input.data : null;

async function take(core: Core, source: string, inputs: readonly unknown[]) {
  const answer = await core.ingest.submit(source, inputs);
  if (!answer.ok) throw new Error("a store in memory took nothing");
  await core.tail.idle();
  return answer.value;
}

const changeOf = ({ measure, value }: Fact, times: 1 | -1): Change => ({
  measure,
  value,
  times,
  kpis: kpisOf(measure),
});

async function stepOf(core: Core, input: unknown): Promise<Step> {
  const parsed = parseEvent(input);
  const type = (textOf(input, "type") ?? "").replace(/^deskpulse\.(.*)\.v1$/, "$1");
  const said = { type, id: textOf(input, "id"), time: textOf(input, "time"), data: dataOf(input) };
  if (!parsed.ok) {
    const { path, reason } = parsed.problem;
    return { ...said, about: null, became: { path, reason }, changes: [] };
  }
  const key = entityOf(parsed.value);
  const about = key.slice(key.indexOf("|") + 1);
  const before = (await core.tail.entity(key))?.meaning.facts ?? [];
  const { duplicates, rejected } = await take(core, parsed.value.source, [input]);
  const [no] = rejected;
  if (no !== undefined) {
    return { ...said, about, became: { path: no.path, reason: no.reason }, changes: [] };
  }
  const after = (await core.tail.entity(key))?.meaning.facts ?? [];
  const changes: Change[] = [];
  difference(before, after, (fact, times) => changes.push(changeOf(fact, times)));
  return { ...said, about, became: duplicates > 0 ? "repeat" : "accepted", changes };
}

/** All that came of it, over the local days of the first to the last event. */
async function figuresOf(core: Core, first: number, last: number): Promise<FigureJson[]> {
  const { zone } = core.tail.document().organisation;
  const scope = scopeOf("centre", {});
  if (!scope.ok) return [];
  const [from, to] = [startOfDay(first, zone), endOfDay(last, zone)];
  const label = `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
  const all = await figures(core.tail, {
    kpis: catalog.filter((kpi) => !isState(kpi)),
    scope: scope.value,
    period: { label, from, to, rolling: false },
    zone,
    asOf: core.clock.now(),
    now: core.clock.now(),
  });
  return all.filter(({ kpi, n }) => n > 0 && !/^(erlang|period|quality)\./.test(kpi));
}

/** `inputs`: events in the order in which they would be sent. Throws when the organisation is not right. */
export async function tryEvents(
  inputs: readonly unknown[],
  organisation?: OrgInput,
): Promise<Tried> {
  const times = inputs.map((input) => Date.parse(textOf(input, "time") ?? ""));
  const known = times.filter((at) => !Number.isNaN(at)).sort((a, b) => a - b);
  const [first = 0, last = first] = [known[0], known.at(-1)];
  const core = await openCore({ store: new MemoryStore(), clock: manualClock(last + AFTER_MS) });
  if (organisation !== undefined) await setOrganisation(core, organisation);
  const steps: Step[] = [];
  for (const input of inputs.slice(0, STEPS_MAX)) steps.push(await stepOf(core, input));
  const rest = inputs.slice(STEPS_MAX);
  for (let at = 0; at < rest.length; at += AT_ONCE) {
    const bySource = Map.groupBy(
      rest.slice(at, at + AT_ONCE),
      (one) => textOf(one, "source") ?? "",
    );
    for (const [source, own] of bySource) await take(core, source, own);
  }
  return { steps, more: rest.length, figures: await figuresOf(core, first, last) };
}
