/**
 * What late news changed, for some hours: facts that came, went or became others after their time. Cells
 * are a group, so a figure without a correction is the figure with these facts taken away (DESIGN.md 2).
 */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { floorTo, HOUR_MS, INTERVAL_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { addTo } from "./cells.ts";
import type { DimsTable } from "./dims.ts";
import type { Fact } from "./facts/fact.ts";
import { LATE_MS } from "./late.ts";
import type { LogEvent } from "./log-event.ts";
import { type Entry, isTimeline } from "./timeline/entry.ts";

/** Corrections that come together are told together. */
const WINDOW_MS = 5 * MINUTE_MS;
/** How long they are remembered; older ones are in the report. */
const KEPT_MS = 8 * HOUR_MS;
/** More cells than this in one window: a back-fill, not news. */
const CELLS_MAX = 20_000;

/** What changed it: a late event's type, a correction, the organisation. */
export type Cause = LogEvent["type"];

/** A fact that came or went: its measure, whose and where by the number of the dims, and when it was. */
export interface Touch {
  readonly measure: CellMeasure;
  readonly dims: number;
  readonly at: number;
}

export interface Correction {
  /** When it began to come, ms. */
  readonly at: number;
  /** Which contacts each cause changed, and what of them. */
  readonly causes: ReadonlyMap<Cause, ReadonlyMap<string, readonly Touch[]>>;
  /** By measure and the start of the interval the facts lie in: what was added, by the number of the dims. */
  readonly changes: ReadonlyMap<CellMeasure, ReadonlyMap<number, ReadonlyMap<number, number[]>>>;
}

interface Window {
  readonly at: number;
  readonly causes: Map<Cause, Map<string, Touch[]>>;
  readonly changes: Map<CellMeasure, Map<number, Map<number, number[]>>>;
  cells: number;
}

/** Why a fold that took these events corrects something; null: they came in time. */
export function causeOf(arrived: readonly LogEvent[]): Cause | null {
  const late = arrived.find(
    ({ type, receivedAt }) => receivedAt !== undefined || type === "record.corrected",
  );
  return late?.type ?? null;
}

export class Corrections {
  readonly #dims: DimsTable;
  #windows: Window[] = [];
  /** Timelines that late news reached, until they are derived. */
  readonly #reached = new Map<string, Cause>();

  constructor(dims: DimsTable) {
    this.#dims = dims;
  }

  /** A fact of `entity` came (+1) or went (−1) because of what was heard at `heardAt`. */
  note(fact: Fact, times: 1 | -1, cause: Cause, entity: string, heardAt: number): void {
    if (heardAt - fact.at <= LATE_MS) return;
    const window = this.#windowAt(heardAt);
    if (window.cells > CELLS_MAX) return;
    const dims = this.#dims.numberOf(fact);
    const contacts = window.causes.get(cause) ?? new Map<string, Touch[]>();
    window.causes.set(cause, contacts);
    const contact = fact.contact ?? entity;
    if (!isTimeline(contact)) {
      const touches = contacts.get(contact) ?? [];
      contacts.set(contact, touches);
      touches.push({ measure: fact.measure, dims, at: fact.at });
    }
    const own = window.changes.get(fact.measure) ?? new Map<number, Map<number, number[]>>();
    window.changes.set(fact.measure, own);
    const start = floorTo(fact.at, INTERVAL_MS);
    const changes = own.get(start) ?? new Map<number, number[]>();
    own.set(start, changes);
    window.cells += 1;
    addTo(changes, dims, [fact.value, times]);
  }

  /** What late news says of these timelines is known once they are derived. */
  bring(entries: readonly Entry[], cause: Cause): void {
    for (const { timeline } of entries) this.#reached.set(timeline, cause);
  }

  /** Why a timeline that is derived now changes; null: only what came in time reached it. */
  brought(timeline: string): Cause | null {
    return this.#reached.get(timeline) ?? null;
  }

  /** All timelines are derived. */
  settled(): void {
    this.#reached.clear();
  }

  /** The newest last. */
  since(from: number): readonly Correction[] {
    return this.#windows.filter(({ at }) => at >= from);
  }

  #windowAt(heardAt: number): Window {
    const at = floorTo(heardAt, WINDOW_MS);
    const last = this.#windows.at(-1);
    if (last !== undefined && last.at >= at) return last;
    const window: Window = { at, causes: new Map(), changes: new Map(), cells: 0 };
    this.#windows = [...this.#windows.filter((one) => one.at > at - KEPT_MS), window];
    return window;
  }
}
