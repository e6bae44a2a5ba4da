/** The TV: are we all right now? No names, no scrolling, nothing to press (SCR-4, UX-27). */
import type { HeaderItem } from "../../shared/wire/board.ts";
import { Announcer } from "./announcer.tsx";
import { emptiness, type Sorted } from "./board-items.ts";
import { useDesk, useRung } from "./desk.ts";
import { Loading, NothingHere, Refused } from "./empty.tsx";
import { StaleBanner } from "./freshness-notes.tsx";
import { useHouse } from "./house.ts";
import { useItems } from "./use-items.ts";
import { useStore } from "./use-store.ts";
import { WallFace, WallHead } from "./wall-face.tsx";

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
  const items = useItems(board);
  const header = items?.header ?? null;
  return (
    <div
      class="wall"
      data-rung={rung}
      data-large={isLarge(scale)}
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
export const isLarge = (scale: number): boolean => scale > LARGE_FROM;

function WallBody({ items, header }: { readonly items: Sorted; readonly header: HeaderItem }) {
  const { clock } = useDesk();
  const { device } = useHouse();
  const pages = useStore(device, (own) => own?.pages ?? null);
  const turn = useStore(clock, (now) => Math.floor(now / PAGE_MS));
  const why = emptiness(items);
  return (
    <>
      <WallHead items={items} header={header} />
      {why === null ? (
        <WallFace items={items} header={header} pages={pages} turn={turn} />
      ) : (
        <main class="wall-main">
          <NothingHere why={why} items={items} actions={false} />
        </main>
      )}
      <StaleBanner zone={header.period.zone} />
    </>
  );
}
