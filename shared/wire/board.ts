/**
 * What one screen shows, as keyed items: a snapshot is all of them, a delta those that changed.
 * Numbers and keys only, never words: each screen writes them in its own language (UX-24).
 */
import { z } from "zod";
import { BATCH_EVENTS_MAX } from "../events/limits.ts";
import { UNITS } from "../kpi/kpi.ts";

/** A board's key says its team, period and filters. */
export const BOARD_KEY_MAX = 3_000;

/** Contacts in the list of those who wait; the rest is a number. */
export const WAITING_MAX = 30;

const key = z.string().max(BOARD_KEY_MAX);
const number = z.number().nullable();

/** A name as people gave it, or null for an id nobody has named yet; then the id is shown. */
const named = z.object({ id: key, name: z.string().nullable() });

const header = z.object({
  kind: z.literal("header"),
  id: z.literal("header"),
  organisation: z.string(),
  /** Null: the whole centre. */
  team: named.nullable(),
  /** Every team there is, for choosing another board. Empty on a wallboard. */
  teams: z.array(named),
  /** Decided by the server, midnight included (SCR-5). */
  period: z.object({ label: z.string(), from: z.int(), to: z.int(), zone: z.string() }),
  demo: z.boolean(),
  /**
   * It is outside the opening hours of who is shown. When they begin again, ms since 1970 (null: not within
   * 400 days), and the last local date before today on which they were open. Absent: open, without hours, or
   * of a period that is over.
   */
  closed: z.object({ until: z.int().nullable(), lastOpenDay: z.iso.date().nullable() }).optional(),
  /** What there is to narrow the board to; empty on a wallboard, agents only for who may tell them apart. */
  choices: z.object({
    channels: z.array(z.string()),
    queues: z.array(named),
    agents: z.array(named),
  }),
});

export const status = z.enum(["on_target", "attention", "action", "none"]);

const tile = z.object({
  kind: z.literal("tile"),
  id: key,
  kpi: z.string(),
  value: number,
  unit: z.enum(UNITS),
  better: z.enum(["higher", "lower", "neutral"]),
  n: z.int(),
  /** Below this n there is no colour, arrow or percentile (UX-9); null: a plain count. */
  nMin: z.int().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  target: z.object({ value: z.number(), limit: number }).nullable(),
  status,
  /** Same weekday up to the same time of day, last four weeks, pooled (UX-6). */
  usual: number,
  /** Against the usual, and by more than chance explains; absent: not, or it cannot be told (UX-9). */
  moved: z.enum(["higher", "lower"]).optional(),
  /** One value per step of the day so far, for the sparkline; null where nothing happened. */
  trend: z.array(number),
  /** Companions that explain the value: AHT has its talk, hold and wrap-up. */
  parts: z.array(z.object({ kpi: z.string(), value: number, n: z.int() })).optional(),
  definition: z.string(),
  /** Too few people are behind it (PRIV-5): there is a value, and it is not told. */
  withheld: z.literal("group").optional(),
  /** Ids of the items of the sources it is made of: without one of them it is not whole (UX-16). Absent: not known. */
  feeds: z.array(z.string()).optional(),
  /** What it misses of the board's period: ids of the items of the sources, ms since 1970; null: it goes on. */
  incomplete: z
    .array(z.object({ feed: z.string(), from: z.int(), to: z.int().nullable() }))
    .optional(),
});

const agent = z.object({
  kind: z.literal("agent"),
  id: key,
  agent: named,
  state: z.enum(["available", "on_contact", "wrap_up", "break", "offline", "unknown"]),
  open: z.int(),
  handled: z.int(),
  /** One cell per KPI column, in the order of the columns. */
  figures: z.array(
    z.object({ kpi: z.string(), value: number, n: z.int(), nMin: z.int().nullable() }),
  ),
});

const chart = z.object({
  kind: z.literal("chart"),
  id: key,
  kpi: z.string(),
  unit: z.enum(UNITS),
  /** Start of the first step, ms since 1970; steps follow each other every `stepMs`. */
  from: z.int(),
  stepMs: z.int(),
  /** The period itself; steps that have not begun yet are absent. */
  values: z.array(number),
  /** The same day one week earlier, whole. */
  lastWeek: z.array(number),
});

const source = z.object({
  kind: z.literal("source"),
  id: key,
  name: z.string(),
  /** When its last event happened and when it arrived, ms since 1970; null: nothing yet. */
  lastEventAt: z.int().nullable(),
  lastArrivalAt: z.int().nullable(),
  /** Silence longer than this is not usual at this hour. */
  quietMsMax: z.int(),
  /** Start of a gap that is still open. */
  gapFrom: z.int().nullable(),
});

const waitingContact = z.object({
  contact: z.string(),
  source: z.string(),
  channel: z.string().nullable(),
  queue: named.nullable(),
  /** In a queue, where somebody hears music; or written to us, and not answered yet. */
  kind: z.enum(["queued", "written"]),
  /** When the wait began, ms since 1970: its age is the browser's to tell, which ticks. */
  since: z.int(),
  /** How long it may last; null: nobody said. */
  targetSeconds: number,
});

/** Who waits now: those in a queue first, each kind the oldest first. No customer is named. */
const waiting = z.object({
  kind: z.literal("waiting"),
  id: z.literal("waiting"),
  rows: z.array(waitingContact).max(WAITING_MAX),
  /** All that wait, shown or not. */
  queued: z.int(),
  written: z.int(),
});

/** What late news did to a figure: as it was without it, and as it is with it. */
const correction = z.object({
  kind: z.literal("correction"),
  id: key,
  /** When it began to come, ms since 1970. */
  at: z.int(),
  kpi: z.string(),
  unit: z.enum(UNITS),
  nMin: z.int().nullable(),
  before: number,
  after: number,
  nBefore: z.int(),
  n: z.int(),
  /** Types of events that came late, and how many contacts each changed, the most first. */
  causes: z.array(z.object({ cause: z.string(), contacts: z.int() })),
});

export const item = z.discriminatedUnion("kind", [
  header,
  tile,
  agent,
  chart,
  source,
  waiting,
  correction,
]);

export const ITEMS_MAX = BATCH_EVENTS_MAX;

export type BoardItem = z.infer<typeof item>;
export type HeaderItem = z.infer<typeof header>;
export type TileItem = z.infer<typeof tile>;
export type AgentItem = z.infer<typeof agent>;
export type ChartItem = z.infer<typeof chart>;
export type SourceItem = z.infer<typeof source>;
export type WaitingItem = z.infer<typeof waiting>;
export type WaitingContact = z.infer<typeof waitingContact>;
export type CorrectionItem = z.infer<typeof correction>;
export type Status = z.infer<typeof status>;

// biome-ignore lint/performance/noBarrelFile: one name for servers; the browser takes the part without schemas
export { applyDelta, type Board, type Changes, diff } from "./delta.ts";
