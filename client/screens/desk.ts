/** What every screen works with: the stores, and the few things one can do. */
import { createContext } from "preact";
import { useContext, useRef } from "preact/hooks";
import type { Address } from "../store/address.ts";
import type { Live } from "../store/board-store.ts";
import { freshness, type Link, type Rung, serverNow } from "../store/freshness.ts";
import type { Pace, Shown } from "../store/pace.ts";
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
