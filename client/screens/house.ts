/** Who is here and where: what screens beside the boards work with. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SessionBody } from "../../shared/wire/account.ts";
import type { OwnDevice } from "../../shared/wire/device.ts";
import type { Place } from "../store/place.ts";
import type { Session } from "../store/session.ts";
import type { Readable } from "../store/store.ts";

export interface House {
  readonly session: Readable<Session>;
  /** What this television shows, when it is one. */
  readonly device: Readable<OwnDevice | null>;
  readonly place: Readable<Place>;
  /** When the session ends unless it is used, on this machine's clock; null: not known. */
  readonly endsAt: Readable<number | null>;
  /** Another page of ours; `replace`: without a way back to this one. */
  visit(path: string, replace?: boolean): void;
  /** This page with another question: nothing scrolls, and the focus stays where it is. */
  turn(path: string): void;
  /** Somebody has just signed in, or has other rights now. */
  entered(session: SessionBody): void;
  /** Asks the server who is here. */
  refresh(): Promise<void>;
  signOut(): Promise<void>;
}

export const HouseContext = createContext<House | null>(null);

export function useHouse(): House {
  const house = useContext(HouseContext);
  if (house === null) throw new Error("no house was provided");
  return house;
}
