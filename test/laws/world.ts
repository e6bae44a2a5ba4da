/** A core with the law tests' organisation, and everything it says, in comparable form. */

import { submitAll } from "../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { isTimeMeasure } from "../../server/fold/timeline/time-in-state.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { Store } from "../../server/store/store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { MEASURES } from "../../shared/kpi/measure.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { cellLine, wholeCells } from "../support/cells.ts";
import { BEGIN, NOW } from "../support/generate.ts";
import { SOURCES } from "../support/moves.ts";

const [DESK, PHONE, CHAT] = SOURCES;

/** Planned work on one of the days, from one hour of it to another. */
const shiftOf = (agent: string, activity: string, day: number, from: number, to: number) => {
  const at = (hour: number) => new Date(BEGIN + (24 * day + hour) * 3_600_000).toISOString();
  return { agent, activity, from: at(from), to: at(to) };
};

/** Ann and Ben have ids in two systems; of the chat system nobody is mapped but Cas. */
export const org: OrgInput = {
  organisation: { name: "Law", zone: "Europe/Amsterdam" },
  teams: [
    {
      id: "north",
      identities: [
        { source: DESK, id: "g1" },
        { source: PHONE, id: "g2" },
      ],
    },
    { id: "south", identities: [{ source: DESK, id: "g2" }] },
  ],
  agents: [
    {
      id: "ann",
      identities: [
        { source: DESK, id: "a1" },
        { source: PHONE, id: "a2" },
      ],
      memberships: [{ team: "north" }],
    },
    {
      id: "ben",
      identities: [
        { source: DESK, id: "a2", to: "2026-10-27" },
        { source: PHONE, id: "a3" },
      ],
      memberships: [
        { team: "north", to: "2026-10-24" },
        { team: "south", from: "2026-10-24" },
      ],
    },
    { id: "cas", identities: [{ source: CHAT, id: "a1" }] },
  ],
  queues: [
    {
      id: "line",
      team: "north",
      identities: [{ source: PHONE, id: "q1" }],
      thresholds: [{ answerWithinSeconds: 20 }, { from: "2026-10-26", answerWithinSeconds: 60 }],
    },
    { id: "mail", identities: [{ source: DESK, id: "q1" }] },
  ],
  sources: [
    { id: CHAT, wrapup: false },
    { id: DESK, wrapupSecondsMax: 900 },
  ],
  scales: [{ min: 1, max: 5, positive: [3, 4, 5] }],
  shifts: [
    ...[1, 5, 13, 14].map((day) => shiftOf("ann", "productive", day, 9, 13)),
    ...[1, 13].map((day) => shiftOf("ann", "training", day, 13, 14)),
    ...[3, 13].map((day) => shiftOf("ben", "productive", day, 22, 30)),
    shiftOf("cas", "break", 13, 10, 12),
  ],
};

export interface World {
  readonly core: Core;
  readonly clock: ManualClock;
}

/** `closedMax`: how many closed contacts may stay in memory. */
export async function newWorld(
  store: Store = new MemoryStore(),
  at = NOW,
  closedMax?: number,
): Promise<World> {
  const clock = manualClock(at);
  const core = await openCore({ store, clock, ...(closedMax === undefined ? {} : { closedMax }) });
  return { core, clock };
}

export async function send(core: Core, events: readonly unknown[]): Promise<void> {
  await submitAll(core, events, { accepted: 0, duplicates: 0, rejected: [] });
}

/** The world after these batches, with the organisation described first. */
export async function worldOf(batches: readonly (readonly CloudEvent[])[]): Promise<World> {
  const world = await newWorld();
  await setOrganisation(world.core, org);
  for (const batch of batches) await send(world.core, batch);
  return world;
}

/** Every cell of every measure, at 15 minutes and by the minute, one line a cell. */
export async function cellsOf({ tail }: Core): Promise<string[]> {
  const lines: string[] = [];
  for (const minutes of [15, 1] as const) {
    const from = minutes === 15 ? BEGIN - 10 * DAY_MS : NOW - 2 * DAY_MS;
    const to = NOW + 5 * DAY_MS;
    const loaded = await tail.read({ minutes, measures: MEASURES, from, to, bySlab: true });
    for (const measure of MEASURES) {
      const length = isTimeMeasure(measure) ? 15 : minutes;
      for (const cell of wholeCells(loaded, measure)) {
        lines.push(`${length} ${measure} ${cellLine(cell)}`);
      }
    }
  }
  return lines;
}

const ALL = catalog.map(({ id }) => id).join(",");

export interface Asking {
  readonly kpi?: string;
  readonly scope?: string;
  readonly period?: string;
  readonly asOf?: string;
  readonly by?: string;
  readonly channel?: string;
  readonly direction?: string;
  readonly queue?: string;
}

export async function ask({ tail, clock }: Core, asking: Asking): Promise<FigureJson[]> {
  const zone = tail.document().organisation.zone;
  const question = questionOf({ kpi: ALL, ...asking }, zone, clock.now());
  if (!question.ok) throw new Error(question.problem);
  return figures(tail, question.value);
}

/** Instants at which states are asked for: in both weeks, and now. */
const INSTANTS = [2, 5, 8.4, 13.2].map((days) => new Date(BEGIN + days * DAY_MS).toISOString());

const PARTS = ["agent", "team", "channel", "day"] as const;

/**
 * All figures of everybody, without the log position, and without what they miss: that follows from what each
 * source was ever heard to deliver, which is no number, and stays known of a contact that was deleted.
 */
export async function figuresOf(core: Core): Promise<string[]> {
  const lines: string[] = [];
  const take = async (asking: Asking) => {
    for (const { position: _, incomplete: __, ...figure } of await ask(core, asking)) {
      if (figure.n > 0) lines.push(JSON.stringify({ ...asking, ...figure }));
    }
  };
  for (const period of ["2026-W43", "2026-W44", "last-24h"]) {
    for (const scope of ["centre", "team:north", "team:south", "agent:ann", "agent:ben"]) {
      await take({ scope, period });
    }
    for (const by of PARTS) await take({ period, by });
  }
  for (const asOf of INSTANTS) await take({ asOf, period: "2026-W43" });
  return lines;
}

export const everything = async (core: Core): Promise<string[]> => [
  ...(await cellsOf(core)),
  ...(await figuresOf(core)),
];

/** How many cases a law is tried with; LAW_RUNS=50 hunts fifty times as long, 0.1 is a glance. */
export const runs = (usual: number) => ({
  numRuns: Math.max(1, Math.round(usual * Number(process.env.LAW_RUNS ?? 1))),
});
