/** What every screen works with: the stores, and the few things one can do. */
import { createContext } from "preact";
import { useContext, useRef } from "preact/hooks";
import type { Address } from "../store/address.ts";
import type { Live } from "../store/board-store.ts";
import { atLeast, freshness, type Link, type Rung, serverNow } from "../store/freshness.ts";
import { EVERY_MS, type Pace, type Shown } from "../store/pace.ts";
import type { Readable, Store } from "../store/store.ts";
import { useStore } from "./use-store.ts";

export interface Desk {
  readonly address: Readable<Address>;
  readonly live: Readable<Live>;
  readonly link: Readable<Link>;
  readonly shown: Readable<Shown>;
  /** The monotonic clock, once a second: ages tick with it, whatever arrives (UX-15). */
  readonly clock: Readable<number>;
  readonly pace: Store<Pace>;
  /** What a screen reader is told: changes of state only (4.1.3). */
  readonly said: Store<string>;
  /** Goes to another team, period, language or theme, and says so in the address bar. */
  go(change: Partial<Address>): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("no desk was provided");
  return desk;
}

/** The rung of the ladder; draws again only when it changes. */
export function useRung(): Rung {
  const { clock, link, pace } = useDesk();
  const paused = useStore(pace, (value) => value === "paused");
  useStore(link, (value) => freshness(value, clock.get()).rung);
  const rung = useStore(clock, (now) => freshness(link.get(), now).rung);
  // While paused nothing inside a tile changes; the pause bar tells the age.
  const kept = useRef(rung);
  if (!paused) kept.current = rung;
  return kept.current;
}

/** The server's clock, by the second; only for what shows an age. Null: it has not told yet. */
export function useServerNow(): number | null {
  const { clock, link } = useDesk();
  const now = useStore(clock, (value) => value);
  return serverNow(link.get(), now);
}

/**
 * What a waiting time is counted to: the server's clock by the second, at a slower rate as seldom as the
 * figures, and while paused the time of the shown data (2.2.2).
 */
export function useWaitClock(): number | null {
  const { clock, link, pace, shown } = useDesk();
  const every = useStore(pace, (value) => EVERY_MS[value]);
  const dataAt = useStore(shown, (value) => value.dataAt);
  const now = useStore(clock, (value) => {
    const line = link.get();
    // Who waits on old data may be served by now: the time stops with what was last heard.
    if (atLeast("stale", freshness(line, value))) return line.serverAt;
    const at = serverNow(line, value);
    return at === null || every === Number.POSITIVE_INFINITY
      ? null
      : Math.floor(at / Math.max(1_000, every)) * Math.max(1_000, every);
  });
  return now ?? dataAt;
}
