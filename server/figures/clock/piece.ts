/** Pieces of the clock of one contact, before it is known what they counted for. */
import type { AgentKind, CustomerKind } from "../../../shared/wire/contact-clock.ts";
import type { Owner } from "../../fold/facts/contact.ts";

export type Whose = Pick<Owner, "agent" | "team" | "queue">;

export const NOBODY: Whose = { agent: null, team: null, queue: null };

/** Half-open, ms since 1970. */
export interface Piece extends Whose {
  readonly lane: "customer" | "agent";
  readonly kind: CustomerKind | AgentKind;
  readonly from: number;
  readonly to: number;
  readonly leg: string | null;
  readonly status: string | null;
  readonly hours: "open" | "closed" | null;
  readonly goesOn: boolean;
  readonly estimated: boolean;
}

/** Time that is of one kind unless something stronger covers it. `whose` null: whoever owned it. */
export interface Layer {
  readonly kind: CustomerKind;
  readonly from: number;
  readonly to: number;
  readonly whose: Whose | null;
  readonly leg: string | null;
}

export const layer = (
  kind: CustomerKind,
  from: number,
  to: number,
  more: Partial<Layer> = {},
): Layer => ({
  kind,
  from,
  to,
  whose: null,
  leg: null,
  ...more,
});

export const second = (at: number): number => Math.floor(at / 1000);

/** Whole seconds of a piece that lie in `[from, to)`, both in seconds (KPIS.md 1.2). */
export const secondsWithin = (
  piece: Pick<Piece, "from" | "to">,
  from: number,
  to: number,
): number => Math.max(0, Math.min(second(piece.to), to) - Math.max(second(piece.from), from));
