/** All tiles of a board in the server's order, or the same as a table. */
import { kpiName } from "../../shared/text/words.ts";
import type { HeaderItem, TileItem } from "../../shared/wire/board.ts";
import { atLeast, type Freshness } from "../store/freshness.ts";
import { TableTwin } from "../tiles/table-twin.tsx";
import { Tile } from "../tiles/tile.tsx";
import { useDesk, useRung } from "./desk.ts";
import { stepTiles } from "./keyboard.ts";
import { useTongue } from "./language.ts";
import { periodName, teamName } from "./names.ts";
import { tileText } from "./tile-text.ts";
import { useStore } from "./use-store.ts";

interface TileGridProps {
  readonly tiles: readonly TileItem[];
  readonly header: HeaderItem;
  readonly asTable?: boolean;
  readonly onOpen?: (id: string) => void;
}

/** On a wide desk: rows as full as they can be. A narrower one decides by its width. */
const deskColumns = (tiles: number): number => (tiles <= 6 ? tiles : tiles <= 8 ? 4 : 6);

/** On a wallboard: as few columns as six tiles allow. */
const wallColumns = (tiles: number): number => (tiles <= 1 ? 1 : tiles === 3 || tiles > 4 ? 3 : 2);

const isStale = (rung: Freshness["rung"]): boolean =>
  atLeast("stale", { rung, ageMs: 0, dataAt: null });

export function TileGrid({ tiles, header, asTable = false, onOpen }: TileGridProps) {
  const { shown } = useDesk();
  const { words, format } = useTongue();
  const stale = isStale(useRung());
  const { dataAt } = useStore(shown, (value) => value);
  const period = periodName(words, header.period.label);
  const context = {
    words,
    format,
    period,
    until: dataAt === null ? "" : format.time(dataAt, header.period.zone),
    stale,
  };
  const texts = tiles.map((tile) => tileText(tile, context));
  const caption = words("tiles.caption", { team: teamName(words, header), period });
  if (asTable) {
    const rows = texts.map((text, index) => ({
      id: text.id,
      head: kpiName(words, tiles[index]?.kpi ?? "", "long"),
      cells: [text.plain.value, text.plain.target, text.word, text.plain.usual, text.plain.n],
    }));
    const columns = ["kpi", "value", "target", "status", "usual", "n"] as const;
    return (
      <section class="panel">
        <TableTwin
          caption={caption}
          columns={columns.map((column) => words(`tiles.${column}`))}
          rows={rows}
        />
      </section>
    );
  }
  return (
    <section
      class="tiles"
      data-columns={wallColumns(texts.length)}
      style={{ "--columns": deskColumns(texts.length) }}
      aria-label={caption}
      onKeyDown={stepTiles}
    >
      {texts.map((text) => (
        <Tile key={text.id} text={text} {...(onOpen ? { onOpen } : {})} />
      ))}
    </section>
  );
}
