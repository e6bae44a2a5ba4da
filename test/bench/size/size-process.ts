/**
 * One process of the size benchmark: size-process.ts STORE [TABLE]. Fills both, or asks one of them;
 * without a table only the store.
 */
import { type Core, closeCore, openCore, setOrganisation } from "../../../server/core.ts";
import { questionOf } from "../../../server/figures/ask.ts";
import { figures } from "../../../server/figures/figure.ts";
import { FOLD_VERSION } from "../../../server/fold/version.ts";
import { refuseNamed } from "../../../server/org/mark.ts";
import { numbersOf } from "../../../server/reports/pending.ts";
import { weekPeriod } from "../../../server/reports/periods.ts";
import { weekly } from "../../../server/reports/weekly.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";
import { answer, cpuSoFar } from "../child.ts";
import { AGENTS, BEGIN, type Contact, DAYS, daysOf, TEAMS } from "./contacts.ts";
import { factsOf } from "./facts.ts";
import {
  type AskTable,
  createTable,
  type FigureRow,
  KPIS,
  type Level,
  openTable,
  type TableWriter,
} from "./table.ts";

const [file = "", table = ""] = process.argv.slice(2);
const ZONE = "Europe/Amsterdam";
/** A month after the last contact: everything is over. */
const clock = { now: () => BEGIN + (DAYS + 31) * DAY_MS };

export interface Filled {
  readonly contacts: number;
  readonly facts: number;
  readonly storeMs: number;
  readonly tableMs: number;
}

let core: Core | null = null;
let ask: AskTable | null = null;
let writer: TableWriter | null = null;
let days: Generator<Contact[]> | null = null;
let day = 0;

async function begin(count: number): Promise<void> {
  const store = await openSqliteStore(file);
  await refuseNamed(store, file); // so that a server takes it
  core = await openCore({ store, clock });
  const teams = Array.from({ length: TEAMS }, (_, team) => ({ id: `team-${team}` }));
  const agents = Array.from({ length: AGENTS }, (_, agent) => ({
    id: `agent-${agent}`,
    memberships: [{ team: `team-${agent % TEAMS}` }],
  }));
  await setOrganisation(core, { organisation: { name: "Large", zone: ZONE }, teams, agents });
  await core.tail.checkpoint();
  writer = table === "" ? null : createTable(table);
  days = daysOf(count);
}

/** A week of both, through the shelves and the store, as folding would: a checkpoint every evening. */
async function fillWeek(): Promise<Filled> {
  const sums = { contacts: 0, facts: 0, storeMs: 0, tableMs: 0 };
  if (core === null || days === null) throw new Error("not begun");
  for (const end = day + 7; day < end; ) {
    const { value: contacts = [] } = days.next();
    const began = performance.now();
    writer?.add(contacts);
    const written = performance.now();
    for (const contact of contacts) {
      for (const fact of factsOf(contact)) {
        core.tail.shelves.change(fact, 1, Infinity);
        sums.facts += 1;
      }
    }
    day += 1;
    await checkpoint(core, BEGIN + day * DAY_MS);
    sums.contacts += contacts.length;
    sums.tableMs += written - began;
    sums.storeMs += performance.now() - written;
  }
  return sums;
}

/** What changed; how many rows. The log has nothing new, so the tail itself would write nothing. */
async function checkpoint({ store, tail }: Core, now: number): Promise<number> {
  await tail.shelves.complete(now);
  const slabs = tail.shelves.takeDirty(now);
  const position = tail.position();
  await store.checkpoint({ position, fold: FOLD_VERSION, entities: [], slabs, minutesFrom: now });
  tail.shelves.written(slabs);
  tail.shelves.trim(now);
  return slabs.length;
}

/** Days that are over have their sums, the table its indexes. */
async function finish(): Promise<Filled> {
  const sums = { contacts: 0, facts: 0, storeMs: 0, tableMs: 0 };
  if (core === null) throw new Error("not begun");
  const began = performance.now();
  while ((await checkpoint(core, clock.now())) > 0);
  await closeCore(core);
  core = null;
  const closed = performance.now();
  writer?.close();
  return { ...sums, storeMs: closed - began, tableMs: performance.now() - closed };
}

/** Ms until the store is open and ready. */
async function open(): Promise<number> {
  const began = performance.now();
  core = await openCore({ store: await openSqliteStore(file), clock });
  return performance.now() - began;
}

export interface Asked {
  readonly level: Level;
  readonly period: string;
}
export interface Answered {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rows: readonly FigureRow[];
}

async function measured(work: () => Promise<FigureRow[]>): Promise<Answered> {
  const [began, before] = [performance.now(), cpuSoFar()];
  const rows = await work();
  return { ms: performance.now() - began, cpuMs: cpuSoFar().main - before.main, rows };
}

const BY = { centre: {}, team: { by: "team" }, agent: { by: "agent" } } as const;

function askStore({ level, period }: Asked): Promise<Answered> {
  return measured(async () => {
    if (core === null) throw new Error("not open");
    const asking = { kpi: KPIS.join(","), period, ...BY[level] };
    const question = questionOf(asking, ZONE, clock.now());
    if (!question.ok) throw new Error(question.problem);
    const found = await figures(core.tail, question.value);
    return found.map(({ kpi, by = "", value, n, numerator }) => [kpi, by, value, n, numerator]);
  });
}

/** A whole weekly report of the centre, and how many numbers are in it. */
async function drawReport({ week }: { readonly week: string }) {
  const [began, before] = [performance.now(), cpuSoFar()];
  if (core === null) throw new Error("not open");
  const scope = { label: "centre", filter: {} };
  const asked = { scope, period: weekPeriod(week, ZONE), demo: false };
  const { report } = await weekly(core.tail, asked, clock.now);
  const ms = performance.now() - began;
  const cpuMs = cpuSoFar().main - before.main;
  return { ms, cpuMs, numbers: numbersOf(report).size };
}

function askSql({ level, period }: Asked): Promise<Answered> {
  const question = questionOf({ kpi: "sl.E", period }, ZONE, clock.now());
  if (!question.ok) throw new Error(question.problem);
  const { from, to } = question.value.period;
  return measured(async () => {
    ask ??= openTable(table);
    return ask(level, from, to);
  });
}

const calls = { begin, fillWeek, finish, open, askStore, askSql, drawReport };
export type SizeCalls = typeof calls;
answer(calls, async () => {
  await core?.store.close();
});
