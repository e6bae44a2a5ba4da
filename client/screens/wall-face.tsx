/** What a wallboard shows of its board: the page whose turn it is, and what never leaves the screen. */
import { useMemo } from "preact/hooks";
import type { HeaderItem, TileItem } from "../../shared/wire/board.ts";
import { emptiness, pageOf, type Sorted, TILES_WALLBOARD_MAX } from "./board-items.ts";
import { closedText, useMinute } from "./closed.tsx";
import { useDesk, useRung } from "./desk.ts";
import { DataTime, FreshnessNote } from "./freshness-notes.tsx";
import { useTongue } from "./language.ts";
import { periodName, teamName } from "./names.ts";
import { SourceTrouble } from "./source-strip.tsx";
import { contextOf, TileGrid } from "./tile-grid.tsx";
import { useStore } from "./use-store.ts";
import { mostAcute } from "./wall-acute.ts";
import { WallStrip } from "./wall-strip.tsx";

/** A number without target or comparison says nothing from across the room (UX-5); too few people say why. */
const tells = ({ target, usual, withheld }: TileItem): boolean =>
  target !== null || usual !== null || withheld !== undefined;

interface FaceProps {
  readonly items: Sorted;
  readonly header: HeaderItem;
  /** Null: one page with everything. */
  readonly pages: readonly (readonly string[])[] | null;
  /** Counts on; whose turn it is follows from it. */
  readonly turn: number;
}

export function WallFace({ items, header, pages, turn }: FaceProps) {
  const telling = items.tiles.filter(tells);
  const tiles = pageOf(telling, pages, turn).slice(0, TILES_WALLBOARD_MAX);
  const filled = (pages ?? []).filter((page) => telling.some(({ kpi }) => page.includes(kpi)));
  const page = filled.findIndex((one) => one.includes(tiles[0]?.kpi ?? "")) + 1;
  const isTurning = filled.length > 1;
  const context = useContextOf(header);
  return (
    <main class="wall-main" data-turning={isTurning}>
      <TileGrid tiles={tiles} header={header} />
      {isTurning && (
        <WallStrip tiles={mostAcute(telling)} context={context} page={page} pages={filled.length} />
      )}
    </main>
  );
}

function useContextOf(header: HeaderItem) {
  const { shown } = useDesk();
  const { words, format } = useTongue();
  const rung = useRung();
  const { dataAt } = useStore(shown, (value) => value);
  return useMemo(
    () => contextOf({ words, format, header, rung, dataAt }),
    [words, format, header, rung, dataAt],
  );
}

export function WallHead({ items, header }: Pick<FaceProps, "items" | "header">) {
  const { words, format } = useTongue();
  const { zone, label } = header.period;
  const now = useMinute();
  // Where there is nothing else to see, the middle of the screen says it.
  const closed =
    emptiness(items) === null ? closedText(header, { words, format, now, short: true }) : "";
  return (
    <header class="wall-head">
      <h1>{teamName(words, header)}</h1>
      <p class="wall-period">{closed === "" ? periodName(words, label) : closed}</p>
      {header.demo && <span class="demo">{words("app.demo")}</span>}
      <div class="wall-head-end">
        <SourceTrouble sources={items.sources} zone={zone} />
        <WallFreshness zone={zone} />
      </div>
    </header>
  );
}

/** One thing at a time: the time of the data while they are fresh, how old they are when not. */
function WallFreshness({ zone }: { readonly zone: string }) {
  const rung = useRung();
  return rung === "live" ? <DataTime zone={zone} /> : <FreshnessNote zone={zone} />;
}
