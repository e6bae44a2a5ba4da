/** Under pages that take turns: the two most acute values, always, and which page this is (UX-4). */
import type { TileItem } from "../../shared/wire/board.ts";
import { Status } from "../tiles/status.tsx";
import { useTongue } from "./language.ts";
import { type TileContext, tileText } from "./tile-text.ts";

interface StripProps {
  readonly tiles: readonly TileItem[];
  readonly context: TileContext;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

export function WallStrip({ tiles, context, page, pages }: StripProps) {
  const { words } = useTongue();
  return (
    <section class="wall-strip" aria-label={words("wall.pinned")}>
      <ul>
        {tiles.map((tile, place) => {
          const { label, name, value, unit, mark, word } = tileText(tile, context);
          return (
            // By its place: another figure here is other words, and moves nothing (UX-25).
            <li key={place} class="pinned" data-mark={mark} aria-label={name}>
              <Status mark={mark} word={word} />
              <span class="pinned-label">{label}</span>
              <strong class="pinned-value">
                {value}
                {unit === "%" ? "%" : ""}
              </strong>
            </li>
          );
        })}
      </ul>
      <p class="wall-page">{words("wall.page", { page, pages })}</p>
    </section>
  );
}
