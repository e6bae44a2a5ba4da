/** Which stretches were busy time of an agent: they enter occupancy, whatever else they count for. */
import { type Entry, endOf } from "../../fold/timeline/entry.ts";
import type { Piece } from "./piece.ts";

/**
 * Some of it was; contacts side by side are busy time once (KPIS.md 6.2). `entries`: what the contact
 * brings to the days of its agents.
 */
export const isBusy = ({ lane, agent, from, to }: Piece, entries: readonly Entry[]): boolean =>
  lane === "agent" &&
  agent !== null &&
  entries.some(
    (entry) =>
      entry.kind === "leg" &&
      entry.dims.agent === agent &&
      entry.pieces.some((piece) => piece[0] < to && endOf(piece) > from),
  );
