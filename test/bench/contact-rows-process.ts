/** One process of the benchmark of rows per contact: contact-rows-process.ts STORE. Started with --expose-gc. */
import { createReadStream, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Core, closeCore, openCore, setOrganisation } from "../../server/core.ts";
import { ALL_COLUMNS } from "../../server/figures/small-columns.ts";
import type { LogEvent } from "../../server/fold/log-event.ts";
import { FOLD_VERSION } from "../../server/fold/version.ts";
import type { ContactLine } from "../../server/reports/contact-line.ts";
import { contactRows } from "../../server/reports/contact-rows.ts";
import { contactCsv, contactNdjson } from "../../server/reports/contact-text.ts";
import { contactXlsx } from "../../server/reports/contact-xlsx.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import type { EntityRow } from "../../server/store/store.ts";
import { parseEvent } from "../../shared/events/event.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { answer, cpuSoFar } from "./child.ts";
import { AGENTS, BEGIN, type Contact, DAYS, daysOf, TEAMS } from "./size/contacts.ts";

const [file = ""] = process.argv.slice(2);
const SOURCE = "/bench/desk";
const ZONE = "Europe/Amsterdam";
/** A month after the last contact: everything is over. */
const clock = { now: () => BEGIN + (DAYS + 31) * DAY_MS };

let core: Core | null = null;
let days: Generator<Contact[]> | null = null;
let base: EntityRow[] | null = null;
let number = 0;

/** Every tenth of the agents, so that those of one copy are busy. */
const own = (agent: string): string => `agent-${Number(agent.slice(6)) % (AGENTS / 10)}`;
const agents = Array.from({ length: AGENTS / 10 }, (_, at) => ({
  id: `agent-${at}`,
  identities: [{ source: SOURCE, id: `agent-${at}` }],
  memberships: [{ team: `team-${at % TEAMS}` }],
}));

/** A contact's life as a source tells it. */
function* toldOf(contact: Contact, contactId: string): Iterable<[string, number, object]> {
  const { channel, team: teamId, createdAt } = contact;
  const agentId = contact.agent === null ? null : own(contact.agent);
  const { leftQueueAt, repliedAt, handledAt, solvedAt, surveyedAt, ratedAt, rating } = contact;
  const leg = { contactId, legId: `${contactId}/1`, agentId };
  const of = { contactId, channel, direction: "inbound", teamId };
  yield [
    "contact.created",
    createdAt,
    { ...of, ...(number % 4 === 0 ? { customerRef: `customer-${contactId}` } : {}) },
  ];
  if (leftQueueAt !== null) {
    yield ["contact.queued", createdAt, { contactId, queueId: "line", reason: "new" }];
    if (agentId === null)
      yield ["contact.abandoned", leftQueueAt, { contactId, stage: "queue", reason: "hangup" }];
  }
  const spoke = repliedAt ?? leftQueueAt ?? createdAt;
  if (agentId !== null && handledAt !== null) {
    const endedAt = handledAt - (contact.wrapSeconds ?? 0) * 1_000;
    yield ["contact.answered", spoke, leg];
    yield ["contact.leg_ended", endedAt, leg];
    yield ["contact.wrapup_ended", handledAt, leg];
  }
  if (agentId !== null && repliedAt !== null) {
    const said = { messageId: `${contactId}-m`, from: "agent", visibility: "public", agentId };
    yield ["contact.message", repliedAt, { contactId, ...said }];
  }
  const by = { actor: { kind: "agent", id: agentId } };
  if (solvedAt !== null)
    yield ["contact.status_changed", solvedAt, { contactId, to: "resolved", ...by }];
  const survey = { surveyId: `${contactId}-s`, contactId, kind: "csat" };
  if (surveyedAt !== null) yield ["survey.sent", surveyedAt, survey];
  if (ratedAt !== null)
    yield ["survey.answered", ratedAt, { ...survey, score: rating, scale: { min: 1, max: 5 } }];
}

function eventsOf(contact: Contact): LogEvent[] {
  number += 1;
  const contactId = `c${number}`;
  return [...toldOf(contact, contactId)].map(([type, at, data], order) => {
    const parsed = parseEvent({
      specversion: "1.0",
      type: `deskpulse.${type}.v1`,
      source: SOURCE,
      id: `${contactId}.${order}`,
      time: new Date(at).toISOString(),
      subject: `contact/${contactId}`,
      data,
    });
    if (parsed.ok) return parsed.value;
    throw new Error(`${type}: ${JSON.stringify(parsed.problem)}`);
  });
}

async function begin(count: number): Promise<void> {
  core = await openCore({ store: await openSqliteStore(file), clock });
  const teams = Array.from({ length: TEAMS }, (_, team) => ({ id: `team-${team}` }));
  const queues = [{ id: "line", identities: [{ source: SOURCE, id: "line" }] }];
  await setOrganisation(core, {
    organisation: { name: "Large", zone: ZONE },
    teams,
    queues,
    agents,
  });
  days = daysOf(count);
}

/** A week's contacts, by the way that all events go. */
async function fillWeek(): Promise<number> {
  if (core === null || days === null) throw new Error("not begun");
  const { store, tail } = core;
  let filled = 0;
  for (let day = 0; day < 7; day += 1) {
    const { value: contacts = [] } = days.next();
    filled += contacts.length;
    for (let at = 0; at < contacts.length; at += 200) {
      const events = contacts.slice(at, at + 200).flatMap(eventsOf);
      if (events.length > 0) tail.accept(await store.append(events, clock.now()));
    }
    await tail.idle();
  }
  await tail.checkpoint();
  return filled;
}

const ROWS_AT_ONCE = 5_000;

/** The same contacts again, of other agents and customers, as rows of the store. */
async function copyAll(copy: number): Promise<void> {
  if (core === null) throw new Error("not begun");
  const { store, tail } = core;
  const named = (text: string): string =>
    text.replaceAll("agent-", `agent${copy}-`).replaceAll(/\bc(?=\d+\b)/g, `c${copy}x`);
  if (base === null) {
    base = [];
    for await (const row of store.entitiesBetween(0, Number.MAX_SAFE_INTEGER)) base.push(row);
  }
  const own = base.filter(({ key }) => key.includes("/c") || key.startsWith("|"));
  for (let at = 0; at < own.length; at += ROWS_AT_ONCE) {
    const entities = own
      .slice(at, at + ROWS_AT_ONCE)
      .map((row) => ({ ...row, key: named(row.key), body: named(row.body) }));
    const position = tail.position();
    await store.checkpoint({ position, fold: FOLD_VERSION, entities, slabs: [], minutesFrom: 0 });
  }
}

async function finish(): Promise<void> {
  if (core !== null) await closeCore(core);
  core = null;
}

/** After collection: all that the system gave us, and what of it is in use. */
function memoryNow(): Memory {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, used: heapUsed + external };
}

interface Memory {
  readonly rss: number;
  readonly used: number;
}

export interface Written {
  readonly rows: number;
  readonly ms: number;
  readonly cpuMs: number;
  /** When a tenth of the rows was written, and near the end. */
  readonly early: Memory;
  readonly late: Memory;
  /** The longest that nobody else got a turn, ms. */
  readonly longestMs: number;
}

export interface Wanted {
  readonly format: "csv" | "ndjson" | "xlsx";
  readonly to: string;
  readonly count: number;
}

/** All contacts as a file, by the way that a request goes. */
async function write({ format, to, count }: Wanted): Promise<Written> {
  core ??= await openCore({ store: await openSqliteStore(file), clock });
  const { tail } = core;
  let [rows, longestMs] = [0, 0];
  let [early, late] = [memoryNow(), memoryNow()];
  let paused = 0;
  let last = performance.now();
  const found = contactRows(tail, {
    period: { from: BEGIN, to: BEGIN + (DAYS + 31) * DAY_MS },
    admit: () => true,
    isWithheld: () => false,
    showsInstants: true,
    showsReasons: true,
    persons: () => true,
    directory: tail.directory(),
    now: clock.now(),
  });
  async function* counted(): AsyncGenerator<ContactLine> {
    for await (const row of found) {
      rows += 1;
      const began = performance.now();
      if (rows === Math.round(count * 0.1)) early = memoryNow();
      if (rows === Math.round(count * 0.98)) late = memoryNow();
      if (performance.now() - began > 1) last = performance.now(); // collecting was our own wish
      paused += performance.now() - began;
      yield row;
    }
  }
  const shows = { ...ALL_COLUMNS, agents: true };
  const manner = { shows, zone: ZONE, words: null };
  const about = { period: "all", scope: "centre", asOf: clock.now(), by: null, demo: false };
  const pieces = {
    csv: () => contactCsv(counted(), manner, "systems"),
    ndjson: () => contactNdjson(counted(), manner),
    xlsx: () => contactXlsx(counted(), manner, { ...about, language: "en" }),
  }[format]();
  last = performance.now();
  const beat = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  const [began, cpu] = [performance.now(), cpuSoFar().main];
  await pipeline(Readable.from(pieces), createWriteStream(to));
  const ms = performance.now() - began - paused;
  clearInterval(beat);
  return { rows, ms, cpuMs: cpuSoFar().main - cpu - paused, early, late, longestMs };
}

/** Ms to write the same bytes, read in pieces of the same size. */
async function copy({ from, to }: { from: string; to: string }): Promise<number> {
  const began = performance.now();
  await pipeline(createReadStream(from, { highWaterMark: 32_768 }), createWriteStream(to));
  return performance.now() - began;
}

const calls = { begin, fillWeek, copyAll, finish, write, copy };
export type ContactRowsCalls = typeof calls;
answer(calls, finish);
