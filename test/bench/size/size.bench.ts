/**
 * Figures of a large centre: five million contacts over thirteen weeks, 1,000 agents, 60 teams, six
 * channels. The same figures are asked of SQL over a plain table in the same run; they must be equal.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type BenchOptions, median, type Row } from "../bench.ts";
import { type Child, startChild } from "../child.ts";
import { DAYS } from "./contacts.ts";
import type { Answered, Asked, Filled, SizeCalls } from "./size-process.ts";
import { type FigureRow, KPIS, type Level } from "./table.ts";

const CONTACTS = Number(process.env.SIZE_CONTACTS ?? 5_000_000);
const LEVELS: readonly Level[] = ["centre", "team", "agent"];
const WEEK = { name: "a week", period: "2026-W15", others: ["2026-W11", "2026-W12", "2026-W13"] };
const ALL = {
  name: "13 weeks",
  period: "2026-03-01T23:00:00Z/2026-05-31T22:00:00Z",
  others: [],
};
type Asking = typeof WEEK;
const COLDS = 3;
const WARMS = 5;
const RIVALS = 3;
const WEEKS = DAYS / 7;
/** The aims for a week. */
const AT_MOST = { on: "value", is: "at most", bound: 100 } as const;
const TIMES_FASTER = { on: "ratio", is: "at least", bound: 50 } as const;

type Runs = Record<"ms" | "cpuMs", number[]>;

/** Three questions one after the other; their times added up. */
async function askAll(
  ask: (asked: Asked) => Promise<Answered>,
  period: string,
): Promise<{ ms: number; cpuMs: number; rows: FigureRow[]; each: number[] }> {
  const sum = { ms: 0, cpuMs: 0, rows: [] as FigureRow[], each: [] as number[] };
  for (const level of LEVELS) {
    const { ms, cpuMs, rows } = await ask({ level, period });
    sum.ms += ms;
    sum.cpuMs += cpuMs;
    sum.rows.push(...rows);
    sum.each.push(ms);
  }
  return sum;
}

/** Wrong numbers are not fast: every figure must be the same to the last bit. */
function expectSame(rows: readonly FigureRow[], others: readonly FigureRow[]): void {
  const lines = (list: readonly FigureRow[]) =>
    new Map(list.map(([kpi, group, ...rest]) => [`${kpi} ${group}`, JSON.stringify(rest)]));
  const [ours, theirs] = [lines(rows), lines(others)];
  for (const [key, line] of ours) {
    if (theirs.get(key) !== line) {
      throw new Error(`${key}: we say ${line}, SQL says ${theirs.get(key)}`);
    }
  }
  const missing = [...theirs.keys()].find((key) => !ours.has(key));
  if (missing !== undefined) throw new Error(`${missing}: SQL knows it, we do not`);
}

async function fresh<Given>(
  files: readonly string[],
  work: (child: Child<SizeCalls>) => Promise<Given>,
): Promise<Given> {
  const child = startChild<SizeCalls>("./size/size-process.ts", files);
  try {
    return await work(child);
  } finally {
    await child.stop();
  }
}

const none = (): Runs => ({ ms: [], cpuMs: [] });
const add = (runs: Runs, { ms, cpuMs }: { ms: number; cpuMs: number }): void => {
  runs.ms.push(ms);
  runs.cpuMs.push(cpuMs);
};

/** What a fresh process, one that has answered other weeks, and one that has answered this say. */
async function measureOurs(files: readonly string[], { period, others }: Asking) {
  const [cold, other, warm] = [none(), none(), none()];
  const ready: number[] = [];
  let rows: FigureRow[] = [];
  let each: number[] = [];
  for (let run = 0; run < COLDS; run += 1) {
    await fresh(files, async (child) => {
      ready.push(await child.ask("open", undefined));
      const ask = (asked: Asked) => child.ask("askStore", asked);
      const first = await askAll(ask, period);
      rows = first.rows;
      add(cold, first);
      if (run > 0) return;
      for (let again = 0; again < WARMS; again += 1) {
        const next = await askAll(ask, period);
        each = next.each;
        add(warm, next);
      }
      for (const one of others) add(other, await askAll(ask, one));
    });
  }
  return { cold, other, warm, ready, rows, each };
}

/** SQL's own; the first run is compared with ours. */
async function measureRival(files: readonly string[], { period }: Asking, rows: FigureRow[]) {
  const runs = none();
  await fresh(files, async (child) => {
    for (let run = 0; run < RIVALS; run += 1) {
      const found = await askAll((asked) => child.ask("askSql", asked), period);
      if (run === 0) expectSame(rows, found.rows);
      add(runs, found);
    }
  });
  return runs;
}

async function measure(
  files: readonly string[],
  asking: Asking,
  { note }: BenchOptions,
): Promise<Row[]> {
  const { cold, other, warm, ready, rows, each } = await measureOurs(files, asking);
  const rival = await measureRival(files, asking, rows);
  const { name } = asking;
  const parts = each.map((ms) => ms.toFixed(0)).join(" + ");
  note(
    `${name}: ${rows.length} figures equal to SQL's; a store opens in ${median(ready).toFixed(0)} ms; the last question again took ${parts} ms for centre, teams, agents`,
  );
  const row = (figure: string, runs: Runs): Row => ({
    figure: `${name}, ${figure}`,
    values: runs.cpuMs,
    unit: "ms CPU",
    ratios: runs.cpuMs.map((ms) => median(rival.cpuMs) / ms),
    to: "faster",
  });
  const wall = (figure: string, runs: Runs): Row => ({
    figure: `${name}, ${figure}, on the clock`,
    values: runs.ms,
    unit: "ms",
    ratios: runs.ms.map((ms) => median(rival.ms) / ms),
    to: "faster",
  });
  const isWeek = name === WEEK.name;
  const aimed = (one: Row): Row => (isWeek ? { ...one, aim: TIMES_FASTER } : one);
  const short = (one: Row): Row => (isWeek ? { ...one, aim: AT_MOST } : one);
  return [
    row("in a new process", cold),
    ...(other.ms.length === 0 ? [] : [row("not asked before", other)]),
    aimed(row("again", warm)),
    row("SQL", rival),
    wall("in a new process", cold),
    ...(other.ms.length === 0 ? [] : [short(wall("not asked before", other))]),
    short(wall("again", warm)),
    wall("SQL", rival),
  ];
}

const REPORTED = ["2026-W20", "2026-W21", "2026-W22"] as const;

/** Whole weekly reports of the centre: of the figures, before any file is made of them. */
async function measureReports(files: readonly string[], { note }: BenchOptions): Promise<Row[]> {
  return fresh(files, async (child) => {
    await child.ask("open", undefined);
    const draw = (week: string) => child.ask("drawReport", { week });
    const [first, ...others] = REPORTED;
    const cold = await draw(first);
    const fresh: (typeof cold)[] = [];
    for (const week of others) fresh.push(await draw(week));
    const warm: (typeof cold)[] = [];
    for (let run = 0; run < WARMS; run += 1) warm.push(await draw(first));
    note(`a weekly report of the centre has ${cold.numbers} numbers, each with its n`);
    const row = (figure: string, runs: readonly (typeof cold)[]): Row => ({
      figure: `weekly report, ${figure}`,
      values: runs.map(({ ms }) => ms),
      unit: "ms",
    });
    return [
      row("in a new process", [cold]),
      row("not asked before", fresh),
      { ...row("again", warm), aim: AT_MOST },
    ];
  });
}

async function fill(files: readonly string[]): Promise<Filled> {
  return fresh(files, async (child) => {
    await child.ask("begin", CONTACTS);
    const parts: Filled[] = [];
    for (let week = 0; week < WEEKS; week += 1) parts.push(await child.ask("fillWeek", undefined));
    parts.push(await child.ask("finish", undefined));
    return parts.reduce((sum, part) => ({
      contacts: sum.contacts + part.contacts,
      facts: sum.facts + part.facts,
      storeMs: sum.storeMs + part.storeMs,
      tableMs: sum.tableMs + part.tableMs,
    }));
  });
}

export const size: Bench = {
  name: "size",
  about: `${KPIS.length} KPIs for the centre, each team and each agent, of ${CONTACTS.toLocaleString("en")} contacts over 13 weeks; cold is a new process`,
  async run(options) {
    const files = ["size.db", "table.db"].map((name) => join(options.folder, name));
    const filled = await fill(files);
    const megabytes = files.map((file) => (statSync(file).size / 2 ** 20).toFixed(0));
    options.note(
      `${filled.contacts} contacts, ${filled.facts} facts; cells made in ${(filled.storeMs / 1000).toFixed(0)} s, ${megabytes[0]} MB; the table in ${(filled.tableMs / 1000).toFixed(0)} s, ${megabytes[1]} MB`,
    );
    const rows: Row[] = [];
    for (const asking of [WEEK, ALL]) rows.push(...(await measure(files, asking, options)));
    rows.push(...(await measureReports(files, options)));
    return rows;
  },
};
