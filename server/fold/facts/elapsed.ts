/** Whole seconds between two instants, and what happens when clocks disagree (KPIS.md 1.2, 7.5). */

/** A source's clock may run behind by this much; the duration is then 0, and counted as adjusted. */
export const SKEW_SECONDS_MAX = 120;

export type Elapsed =
  | { readonly seconds: number; readonly quality: "fine" | "clamped" }
  | { readonly seconds: null; readonly quality: "quarantined" };

/** Both instants floored to the second, then subtracted: so parts add up exactly. */
export const secondsBetween = (fromAt: number, toAt: number): number =>
  Math.floor(toAt / 1000) - Math.floor(fromAt / 1000);

/** A duration that a source asserts in ms, rounded half up. */
export const secondsOf = (ms: number): number => Math.floor(ms / 1000 + 0.5);

export function elapsed(fromAt: number, toAt: number): Elapsed {
  const seconds = secondsBetween(fromAt, toAt);
  if (seconds >= 0) return { seconds, quality: "fine" };
  if (seconds >= -SKEW_SECONDS_MAX) return { seconds: 0, quality: "clamped" };
  return { seconds: null, quality: "quarantined" };
}
