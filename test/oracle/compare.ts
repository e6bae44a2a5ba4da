/** The same questions to the product and to the oracle, and where the answers differ. */
import type { Core } from "../../server/core.ts";
import { figures } from "../../server/figures/figure.ts";
import { scopeOf } from "../../server/figures/scope.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { ZONE } from "./days/centre.ts";
import { periodAnswers, stateAnswers } from "./formulas.ts";
import { isOf, type Sample, type Scope } from "./sample.ts";
import type { Answer } from "./statistics.ts";

export interface Asked {
  readonly scope: Scope;
  readonly from: number;
  readonly to: number;
}

/** What the product does not say as the words have it, yet: must be empty in the end. */
export const MISSING: readonly string[] = [];

/** Readings of FCR whose words name neither who counts nor where it is told. */
export const UNDEFINED: readonly string[] = [
  "fcr.closed_first",
  "fcr.first_response",
  "fcr.agent_says",
  "fcr.customer_says",
];

/** Credited to a queue's team, to nobody, or to the centre: no agent has such a figure. */
const NOT_PER_AGENT = [
  /^sl\./,
  /^abandon\./,
  /^callback\.(requested|completed_rate)$/,
  /^queue\./,
  /^erlang\./,
];
const ONLY_CENTRE = [/^quality\.(rejected|skew_clamped|quarantined)$/, /^period\.hours$/];
/** What KPIS.md says of one channel only. */
const ONLY_CHANNEL: readonly (readonly [RegExp, string])[] = [
  [/^agent_greeting\./, "chat"],
  [/^session_length\./, "chat"],
  [/^handle_per_contact\./, "phone"],
  [/^aht\.(talk|hold|wrap|outbound)\.mean$/, "phone"],
];
/** Whose a first contact is, by team, is nowhere said when nobody handled it. */
const NOT_PER_TEAM = [/^fcr$/];
/** Time in state has no channel and no direction. */
const NO_CHANNEL = [
  /^occup/,
  /^util/,
  /^adherence/,
  /^conform/,
  /^concurr/,
  /per_hour$/,
  /^erlang/,
];

export function isCompared(kpi: string, { agent, team, channel }: Scope): boolean {
  const isIn = (list: readonly RegExp[]) => list.some((one) => one.test(kpi));
  if (MISSING.includes(kpi)) return false;
  if (agent !== undefined && isIn(NOT_PER_AGENT)) return false;
  const isCentre = agent === undefined && team === undefined && channel === undefined;
  if (!isCentre && isIn(ONLY_CENTRE)) return false;
  if (channel !== undefined && isIn(NO_CHANNEL)) return false;
  if (team !== undefined && isIn(NOT_PER_TEAM)) return false;
  const only = ONLY_CHANNEL.find(([one]) => one.test(kpi));
  return only === undefined || only[1] === channel;
}

async function product(core: Core, { scope, from, to }: Asked, asOf: number) {
  const label = scope.agent ? `agent:${scope.agent}` : scope.team ? `team:${scope.team}` : "centre";
  const { channel } = scope;
  const parsed = scopeOf(label, channel === undefined ? {} : { channel });
  if (!parsed.ok) throw new Error(parsed.problem);
  const period = { label: "asked", from, to, rolling: false };
  const now = core.clock.now();
  const question = { kpis: catalog, scope: parsed.value, period, zone: ZONE, asOf, now };
  const all = await figures(core.tail, question);
  return new Map(all.map((figure) => [figure.kpi, figure]));
}

const isNear = (a: number | null | undefined, b: number | null | undefined): boolean =>
  typeof a === "number" && typeof b === "number"
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
    : a === b;

/** In words, how one figure differs; null: it does not. */
function difference(found: FigureJson, wanted: Answer): string | null {
  if (!isNear(found.value, wanted.value)) return `is ${found.value}, should be ${wanted.value}`;
  if (wanted.n !== undefined && found.n !== wanted.n) return `n is ${found.n}, not ${wanted.n}`;
  const { top, bottom } = wanted;
  if (top !== undefined && (found.numerator !== top || found.denominator !== bottom)) {
    return `is ${found.numerator}/${found.denominator}, not ${top}/${bottom}`;
  }
  if (wanted.pending !== undefined && found.pending !== wanted.pending) {
    return `pending is ${found.pending}, not ${wanted.pending}`;
  }
  const { interval } = wanted;
  if (interval === undefined) return null;
  if (isNear(found.interval?.low, interval?.[0]) && isNear(found.interval?.high, interval?.[1])) {
    return null;
  }
  return `interval is ${JSON.stringify(found.interval)}, not ${JSON.stringify(interval)}`;
}

const nameOf = ({ scope, from, to }: Asked): string =>
  `${scope.agent ?? scope.team ?? "centre"} ${scope.channel ?? ""} ${new Date(from).toISOString()}/${new Date(to).toISOString()}`;

/** How often each KPI was compared where there was something to compare. */
export const compared = new Map<string, number>();

function differences(
  found: ReadonlyMap<string, FigureJson>,
  wanted: ReadonlyMap<string, Answer>,
  asked: Asked,
  where: string,
): string[] {
  return [...wanted].flatMap(([kpi, answer]) => {
    const figure = found.get(kpi);
    if (figure === undefined || !isCompared(kpi, asked.scope)) return [];
    if (answer.value !== null) compared.set(kpi, (compared.get(kpi) ?? 0) + 1);
    const how = difference(figure, answer);
    return how === null ? [] : [`${kpi} ${where}: ${how}`];
  });
}

/** Where a period's figures differ. */
export async function comparePeriod(
  core: Core,
  samples: readonly Sample[],
  asked: Asked,
): Promise<string[]> {
  const { scope, from, to } = asked;
  const own = samples.filter((one) => one.at >= from && one.at < to && isOf(one, scope));
  const hours = (to - from) / 3_600_000;
  const wanted = periodAnswers(own, { hours, isPhone: scope.channel === "phone" });
  const found = await product(core, asked, core.clock.now());
  return differences(found, wanted, asked, nameOf(asked));
}

/** Where the figures of an instant differ. */
export async function compareInstant(
  core: Core,
  states: readonly Sample[],
  scope: Scope,
  asOf: number,
): Promise<string[]> {
  const asked = { scope, from: asOf - 1, to: asOf };
  const wanted = stateAnswers(states.filter((one) => isOf(one, scope)));
  const found = await product(core, asked, asOf);
  return differences(found, wanted, asked, `as of ${nameOf(asked)}`);
}
