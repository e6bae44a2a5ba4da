/**
 * When a number counts as stale (UX-14 to UX-16): pure functions of the browser's monotonic clock,
 * so that an age keeps growing when no message arrives any more (UX-15).
 */
import type { SourceItem } from "../../shared/wire/board.ts";

/** Three heartbeats. Then the client also closes and reopens its socket. */
export const STALE_MS = 15_000;
export const RECONNECTING_MS = 3_000;
export const OFF_MS = 60_000;
export const LOST_MS = 5 * 60_000;

/** The state of the line; all times but `serverAt` are monotonic milliseconds. */
export interface Link {
  readonly connected: boolean;
  /** When `connected` last changed. */
  readonly since: number;
  /** The last heartbeat or snapshot; null: none yet. */
  readonly heardAt: number | null;
  /** The server's clock at that moment, ms since 1970; null: it has not told yet. */
  readonly serverAt: number | null;
}

/** The rungs of the ladder, each worse than the one before. */
export const rungs = ["live", "reconnecting", "stale", "off", "lost"] as const;
export type Rung = (typeof rungs)[number];

export interface Freshness {
  readonly rung: Rung;
  /** Time since the last sign of life. */
  readonly ageMs: number;
  /** The server's clock when the shown data were current; null: not known. */
  readonly dataAt: number | null;
}

export const unheard = (now: number): Link => ({
  connected: false,
  since: now,
  heardAt: null,
  serverAt: null,
});

export function freshness(link: Link, now: number): Freshness {
  const ageMs = now - (link.heardAt ?? link.since);
  return { rung: rungOf(link, ageMs, now), ageMs, dataAt: link.serverAt };
}

function rungOf(link: Link, ageMs: number, now: number): Rung {
  if (ageMs > LOST_MS) return "lost";
  if (ageMs > OFF_MS) return "off";
  if (ageMs > STALE_MS) return "stale";
  return !link.connected && now - link.since > RECONNECTING_MS ? "reconnecting" : "live";
}

/** True from `rung` on: `atLeast("stale", fresh)`. */
export const atLeast = (rung: Rung, fresh: Freshness): boolean =>
  rungs.indexOf(fresh.rung) >= rungs.indexOf(rung);

/** The server's clock now, carried on by our monotonic one since we last heard it; never ours alone. */
export const serverNow = (link: Link, now: number): number | null =>
  link.serverAt === null || link.heardAt === null ? null : link.serverAt + now - link.heardAt;

export type SourceState =
  | { readonly kind: "receiving"; readonly ageMs: number }
  | { readonly kind: "silent"; readonly ageMs: number; readonly from: number }
  | { readonly kind: "gap"; readonly from: number }
  | { readonly kind: "waiting" }
  | { readonly kind: "unknown" };

/** A quiet queue is not a broken feed: only silence beyond the source's own usual counts (UX-14). */
export function sourceState(source: SourceItem, serverTime: number | null): SourceState {
  if (source.gapFrom !== null) return { kind: "gap", from: source.gapFrom };
  const from = source.lastArrivalAt;
  if (from === null) return { kind: "waiting" };
  if (serverTime === null) return { kind: "unknown" };
  const ageMs = Math.max(0, serverTime - from);
  return ageMs > source.quietMsMax ? { kind: "silent", ageMs, from } : { kind: "receiving", ageMs };
}
