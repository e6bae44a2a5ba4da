/** What a screen reader is told: that the status of a figure changed, and to what (4.1.3). */
import type { Format } from "../../shared/text/format.ts";
import { kpiName, type Words } from "../../shared/text/words.ts";
import type { TileItem } from "../../shared/wire/board.ts";

/** What to say when these tiles follow those; empty when no status changed. */
export function changesOf(
  before: ReadonlyMap<string, TileItem>,
  after: readonly TileItem[],
  words: Words,
  format: Format,
): string[] {
  return after.flatMap((tile) => {
    const known = before.get(tile.id);
    if (known === undefined || known.status === tile.status || tile.status === "none") return [];
    return words("say.status", {
      kpi: kpiName(words, tile.kpi, "label"),
      status: words(`status.${tile.status}`),
      value: format.value(tile.value, tile.unit, tile.kpi),
    });
  });
}
