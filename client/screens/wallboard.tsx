/** The TV: are we all right now? No names, no scrolling, nothing to press (SCR-4, UX-27). */
import { useMemo } from "preact/hooks";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { Announcer } from "./announcer.tsx";
import { emptiness, pageOf, type Sorted, sortItems, TILES_WALLBOARD_MAX } from "./board-items.ts";
import { useDesk, useRung } from "./desk.ts";
import { Loading, NothingHere, Refused } from "./empty.tsx";
import { DataTime, FreshnessNote, StaleBanner } from "./freshness-notes.tsx";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";
import { periodName, teamName } from "./names.ts";
import { SourceTrouble } from "./source-strip.tsx";
import { TileGrid } from "./tile-grid.tsx";
import { useStore } from "./use-store.ts";

/** Against burn-in everything moves a pixel or two every ten minutes (UX-18). */
const SHIFT_MS = 10 * 60_000;
const SHIFTS = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
] as const;

export const shiftAt = (now: number): readonly [number, number] =>
  SHIFTS[Math.floor(now / SHIFT_MS) % SHIFTS.length] ?? SHIFTS[0];

/** How long a page stays, when there are several (UX-4). */
export const PAGE_MS = 20_000;

export function Wallboard() {
  const desk = useDesk();
  const { device } = useHouse();
  const scale = useStore(device, (own) => own?.scale ?? 1);
  const board = useStore(desk.shown, (shown) => shown.board);
  const reason = useStore(desk.live, (live) => live.refused);
  const [x, y] = useStore(desk.clock, shiftAt);
  const rung = useRung();
  const items = useMemo(() => (board ? sortItems(board) : null), [board]);
  const header = items?.header ?? null;
  return (
    <div
      class="wall"
      data-rung={rung}
      data-large={scale > LARGE_FROM}
      style={{ "--shift-x": `${x}px`, "--shift-y": `${y}px`, "--scale": scale }}
    >
      {reason !== null && <Refused reason={reason} />}
      {reason === null && !header && <Loading />}
      {reason === null && items && header && <WallBody items={items} header={header} />}
      <Announcer tiles={items?.tiles ?? []} />
    </div>
  );
}

/** From this scale on tiles are set tighter: there is room for what must be read, and no more. */
const LARGE_FROM = 1.04;

function WallBody({ items, header }: { readonly items: Sorted; readonly header: HeaderItem }) {
  const { words } = useTongue();
  const { zone, label } = header.period;
  const { clock } = useDesk();
  const { device } = useHouse();
  const pages = useStore(device, (own) => own?.pages ?? null);
  const turn = useStore(clock, (now) => Math.floor(now / PAGE_MS));
  const why = emptiness(items);
  // A number without target or comparison says nothing from across the room (UX-5).
  const telling = items.tiles.filter((tile) => tile.target !== null || tile.usual !== null);
  const tiles = pageOf(telling, pages, turn).slice(0, TILES_WALLBOARD_MAX);
  return (
    <>
      <header class="wall-head">
        <h1>{teamName(words, header)}</h1>
        <p class="wall-period">{periodName(words, label)}</p>
        {header.demo && <span class="demo">{words("app.demo")}</span>}
        <div class="wall-head-end">
          <SourceTrouble sources={items.sources} zone={zone} />
          <WallFreshness zone={zone} />
        </div>
      </header>
      <main class="wall-main">
        {why === null ? (
          <TileGrid tiles={tiles} header={header} />
        ) : (
          <NothingHere why={why} sources={items.sources} actions={false} />
        )}
      </main>
      <StaleBanner zone={zone} />
    </>
  );
}

/** One thing at a time: the time of the data while they are fresh, how old they are when not. */
function WallFreshness({ zone }: { readonly zone: string }) {
  const rung = useRung();
  return rung === "live" ? <DataTime zone={zone} /> : <FreshnessNote zone={zone} />;
}
