/** Boards as the server would send them, for screens without a server. A plainly fictitious centre. */
import type {
  AgentItem,
  BoardItem,
  ChartItem,
  CorrectionItem,
  HeaderItem,
  SourceItem,
  TileItem,
  WaitingContact,
  WaitingItem,
} from "../../shared/wire/board.ts";

const MINUTE_MS = 60_000;
const STEP_MS = 15 * MINUTE_MS;
const HOUR_MS = 4 * STEP_MS;
export const ZONE = "Europe/Amsterdam";

/** A small generator with a seed: the same boards every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function wave(seed: number, count: number, middle: number, spread: number): number[] {
  const next = random(seed);
  let value = middle;
  return Array.from({ length: count }, () => {
    value += (next() - 0.5) * spread + (middle - value) * 0.18;
    return Math.max(0, Math.round(value * 10) / 10);
  });
}

const TEAMS = [
  { id: "support-nl", name: "Support NL" },
  { id: "support-be", name: "Support BE" },
  { id: "facturatie", name: "Facturatie" },
];

export function header(at: number, over: Partial<HeaderItem> = {}): HeaderItem {
  const from = at - (at % (24 * HOUR_MS)) - HOUR_MS;
  return {
    kind: "header",
    id: "header",
    organisation: "Voorbeeld & Zonen",
    team: TEAMS[0] ?? null,
    teams: TEAMS,
    period: { label: "today", from, to: from + 24 * HOUR_MS, zone: ZONE },
    demo: true,
    choices: {
      channels: ["chat", "email", "phone"],
      queues: [
        { id: "helpdesk", name: "Helpdesk" },
        { id: "overflow", name: null },
      ],
      agents: NAMES.slice(0, 11).map((name, index) => ({ id: `a-${index}`, name })),
    },
    ...over,
  };
}

type TileSpec = Pick<TileItem, "kpi" | "value" | "unit" | "better" | "n" | "status"> &
  Partial<TileItem> & { readonly spread?: number };

export function tile(spec: TileSpec, seed = 1): TileItem {
  const { spread = (spec.value ?? 10) * 0.35, ...rest } = spec;
  const trend = wave(seed, 24, spec.value ?? 0, spread);
  return {
    kind: "tile",
    id: `tile:${spec.kpi}`,
    nMin: 10,
    interval: null,
    target: null,
    usual: spec.value === null ? null : Math.round(spec.value * 0.9),
    trend: spec.value === null ? [] : [...trend.slice(0, -1), spec.value],
    definition: `${spec.kpi} v1: calendar clock, all channels`,
    ...rest,
  };
}

const count = { unit: "count", better: "lower", nMin: null } as const;

export function teamTiles(): TileItem[] {
  const specs: TileSpec[] = [
    {
      kpi: "queue.waiting",
      value: 7,
      n: 7,
      ...count,
      status: "attention",
      target: { value: 5, limit: 10 },
      usual: 4,
    },
    {
      kpi: "queue.longest",
      value: 192,
      unit: "s",
      better: "lower",
      n: 7,
      nMin: null,
      status: "action",
      target: { value: 60, limit: 120 },
      usual: 55,
    },
    {
      kpi: "frt.p50",
      value: 372,
      unit: "s",
      better: "lower",
      n: 48,
      status: "attention",
      target: { value: 300, limit: 480 },
      usual: 290,
    },
    {
      kpi: "csat.score",
      value: 87.2,
      unit: "%",
      better: "higher",
      n: 47,
      status: "on_target",
      target: { value: 85, limit: 75 },
      interval: { low: 74.8, high: 94 },
      usual: 88.4,
      spread: 9,
    },
    {
      kpi: "asa.mean",
      value: 18.4,
      unit: "s",
      better: "lower",
      n: 212,
      status: "on_target",
      target: { value: 20, limit: 40 },
      usual: 21,
    },
    {
      kpi: "abandon.rate_excl_short",
      value: 4.1,
      unit: "%",
      better: "lower",
      n: 221,
      status: "on_target",
      target: { value: 5, limit: 10 },
      interval: { low: 2.2, high: 7.6 },
      usual: 4.6,
    },
    {
      kpi: "aht.mean",
      value: 274,
      unit: "s",
      better: "neutral",
      n: 198,
      status: "none",
      usual: 281,
      spread: 60,
    },
    {
      kpi: "nps.score",
      value: 34,
      unit: "points",
      better: "higher",
      n: 7,
      status: "none",
      target: { value: 30, limit: 0 },
      usual: 31,
    },
    { kpi: "backlog.open", value: 143, n: 143, ...count, status: "none", usual: 120 },
    {
      kpi: "waiting.oldest",
      value: 14_650,
      unit: "s",
      better: "lower",
      n: 31,
      nMin: null,
      status: "attention",
      target: { value: 14_400, limit: 28_800 },
      usual: 11_000,
    },
    {
      kpi: "calls.answered",
      value: 212,
      unit: "count",
      better: "neutral",
      n: 212,
      nMin: null,
      status: "none",
      usual: 198,
    },
    {
      kpi: "csat.response_rate",
      value: 21,
      unit: "%",
      better: "higher",
      n: 3,
      status: "none",
      target: { value: 20, limit: 10 },
      usual: 22,
    },
  ];
  return specs.map((spec, index) => tile(spec, index + 7));
}

export const wallKpis = ["queue.waiting", "frt.p50", "csat.score", "abandon.rate_excl_short"];
export const wallKpisSix = [...wallKpis, "waiting.oldest", "asa.mean"];

export const wallTiles = (kpis: readonly string[] = wallKpis): TileItem[] =>
  kpis.flatMap((kpi) => teamTiles().filter((each) => each.kpi === kpi));

export function charts(at: number): ChartItem[] {
  const from = header(at).period.from + 7 * HOUR_MS;
  const steps = 15 * 4;
  const done = Math.min(steps, Math.max(1, Math.ceil((at - from) / STEP_MS)));
  const day = (seed: number, middle: number, spread: number) =>
    wave(seed, steps, middle, spread).map((value, index) => (index < 4 ? null : value));
  const of = (kpi: string, unit: ChartItem["unit"], middle: number, spread: number): ChartItem => ({
    kind: "chart",
    id: `chart:${kpi}`,
    kpi,
    unit,
    from,
    stepMs: STEP_MS,
    values: day(kpi.length, middle, spread).slice(0, done),
    lastWeek: day(kpi.length + 40, middle * 0.95, spread),
  });
  return [
    of("frt.p50", "s", 330, 190),
    of("calls.answered", "count", 9, 6),
    of("csat.score", "%", 86, 9),
  ];
}

const STATES = ["available", "on_contact", "on_contact", "wrap_up", "break", "offline"] as const;
const NAMES = [
  "Agent Appel",
  "Agent Banaan",
  "Agent Citroen",
  "Agent Dadel",
  "Agent Erwt",
  "Agent Framboos",
  "Agent Gember",
  "Agent Hazelnoot",
  "Agent IJsbergsla",
  "Agent Jeneverbes",
  "Agent Kiwi",
  "Agent Limoen",
];

export function agents(): AgentItem[] {
  const next = random(5);
  return NAMES.map((name, index) => {
    const handled = Math.floor(next() * 30);
    const figure = (kpi: string, value: number, n: number) => ({ kpi, value, n, nMin: 10 });
    return {
      kind: "agent",
      id: `agent:${index}`,
      agent: { id: `a-${index}`, name: index === 11 ? null : name },
      state: STATES[index % STATES.length] ?? "unknown",
      open: Math.floor(next() * 6),
      handled,
      figures: [
        figure("frt.p50", 120 + Math.floor(next() * 400), handled),
        figure("aht.mean", 200 + Math.floor(next() * 150), handled),
        figure("csat.score", 70 + next() * 30, Math.floor(handled / 2)),
      ],
    };
  });
}

/** Five in the queue, thirty who wrote, some of them too long ago. */
export function waiting(at: number): WaitingItem {
  const row = (
    kind: WaitingContact["kind"],
    place: number,
    seconds: number,
    targetSeconds: number | null,
  ): WaitingContact => ({
    contact: `${kind === "queued" ? "WT" : "10"}${48_000 + place}`,
    source: kind === "queued" ? "/demo/twilio/flex" : "/demo/zendesk/main",
    channel: kind === "queued" ? "phone" : place % 3 === 0 ? "chat" : "email",
    queue: place % 4 === 3 ? null : { id: "helpdesk", name: "Helpdesk" },
    kind,
    since: at - seconds * 1000,
    targetSeconds,
  });
  const queued = [192, 74, 51, 30, 8].map((seconds, place) => row("queued", place, seconds, 60));
  const written = Array.from({ length: 25 }, (_, place) =>
    row("written", place, 15_700 - place * 590, place === 7 ? null : 14_400),
  );
  return { kind: "waiting", id: "waiting", rows: [...queued, ...written], queued: 5, written: 31 };
}

/** Late call ends after a break of the line, a corrected answer, and one of too few to tell. */
export function corrections(at: number): CorrectionItem[] {
  const of = (
    minutes: number,
    kpi: string,
    unit: CorrectionItem["unit"],
    [before, after, n]: readonly [number, number, number],
    causes: CorrectionItem["causes"],
  ): CorrectionItem => ({
    kind: "correction",
    id: `correction:${at - minutes * MINUTE_MS} ${kpi}`,
    at: at - minutes * MINUTE_MS,
    kpi,
    unit,
    nMin: 10,
    before,
    after,
    nBefore: n,
    n,
    causes,
  });
  const ends = [{ cause: "contact.leg_ended", contacts: 14 }];
  return [
    of(27, "aht.mean", "s", [342, 339, 198], ends),
    of(27, "asa.mean", "s", [19.1, 18.4, 212], ends),
    of(95, "csat.score", "%", [86.8, 87.2, 47], [{ cause: "record.corrected", contacts: 1 }]),
    of(180, "nps.score", "points", [40, 33, 3], [{ cause: "survey.answered", contacts: 1 }]),
  ];
}

export function sources(at: number): SourceItem[] {
  const of = (name: string, agoMs: number, quietMs = 30 * MINUTE_MS): SourceItem => ({
    kind: "source",
    id: `source:${name.toLowerCase()}`,
    name,
    lastEventAt: at - agoMs - 2_000,
    lastArrivalAt: at - agoMs,
    quietMsMax: quietMs,
    gapFrom: null,
  });
  return [of("Zendesk", 12_000), of("Telefonie", 3_000), of("Chatwoot", 52 * MINUTE_MS)];
}

export const teamBoard = (at: number): BoardItem[] => [
  header(at),
  ...teamTiles(),
  ...charts(at),
  ...agents(),
  waiting(at),
  ...corrections(at),
  ...sources(at),
];

export const wallBoard = (at: number, kpis: readonly string[] = wallKpis): BoardItem[] => [
  header(at, { teams: [] }),
  ...wallTiles(kpis),
  ...sources(at).slice(0, 2),
];

/** As on the first day: nothing connected, or connected and silent. */
export const noSource = (at: number): BoardItem[] => [header(at, { demo: false })];

export const noEvent = (at: number): BoardItem[] => [
  header(at, { demo: false }),
  ...sources(at).map((source) => ({ ...source, lastEventAt: null, lastArrivalAt: null })),
];

/** On a Sunday: nothing measured, and closed until Monday; or after hours, with the day's numbers. */
export const closedBoard = (at: number, measured = false): BoardItem[] => {
  const closed = { until: at + 24 * HOUR_MS, lastOpenDay: "2026-11-17" };
  const own = header(at, { closed });
  return measured ? [own, ...teamTiles(), ...sources(at)] : [own, ...agents(), ...sources(at)];
};

/** A quarter of the tiles is made of a source that has fallen silent. */
export const silentBoard = (board: readonly BoardItem[]): BoardItem[] =>
  board.map((item) =>
    item.kind === "tile" && /^(queue|frt|nps)/.test(item.kpi)
      ? { ...item, feeds: ["source:chatwoot"] }
      : item,
  );
