/** All tiles of a board in the server's order, or the same as a table. */
import type { Format } from "../../shared/text/format.ts";
import { kpiName, type Words } from "../../shared/text/words.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { atLeast, type Freshness } from "../store/freshness.ts";
import { TableTwin } from "../tiles/table-twin.tsx";
import { Tile } from "../tiles/tile.tsx";
import { useDesk, useRung } from "./desk.ts";
import { stepTiles } from "./keyboard.ts";
import { useTongue } from "./language.ts";
import { periodName, teamName } from "./names.ts";
import type { SeenTile } from "./silence.ts";
import { type TileContext, tileText } from "./tile-text.ts";
import { useStore } from "./use-store.ts";

interface TileGridProps {
  readonly tiles: readonly SeenTile[];
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

interface Seen {
  readonly words: Words;
  readonly format: Format;
  readonly header: HeaderItem;
  readonly rung: Freshness["rung"];
  /** The server's clock when the data were current. */
  readonly dataAt: number | null;
}

/** What the texts of a board's tiles depend on beside the tiles. */
export function contextOf({ words, format, header, rung, dataAt }: Seen): TileContext {
  const { label, zone, to } = header.period;
  return {
    words,
    format,
    period: periodName(words, label, format),
    now: dataAt,
    zone,
    ended: dataAt !== null && to <= dataAt,
    until: dataAt === null ? "" : format.time(dataAt, zone),
    stale: isStale(rung),
  };
}

export function TileGrid({ tiles, header, asTable = false, onOpen }: TileGridProps) {
  const { shown } = useDesk();
  const { words, format } = useTongue();
  const rung = useRung();
  const { dataAt } = useStore(shown, (value) => value);
  const context = contextOf({ words, format, header, rung, dataAt });
  const { period } = context;
  const texts = tiles.map((tile) => tileText(tile, context));
  const caption = words("tiles.caption", { team: teamName(words, header), period });
  if (asTable) {
    const rows = texts.map((text, index) => ({
      id: text.id,
      head: [kpiName(words, tiles[index]?.kpi ?? "", "long"), text.ofNow]
        .filter(Boolean)
        .join(", "),
      cells: [
        text.plain.value,
        text.plain.target,
        text.silence === null ? text.word : `${text.silence.name} ${text.silence.since}`,
        text.plain.usual,
        text.plain.n,
      ],
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
