/**
 * A wallboard as it will be, made by the wallboard itself: the same parts on a smaller screen, with example
 * numbers, in the television's own language and theme.
 */
import { useMemo } from "preact/hooks";
import { scaleOf } from "../../shared/legibility.ts";
import type { DeviceProfile } from "../../shared/wire/device.ts";
import { createStore } from "../store/store.ts";
import { sortItems } from "./board-items.ts";
import { type Desk, DeskContext, useDesk } from "./desk.ts";
import { TongueContext, tongueOf } from "./language.ts";
import { exampleBoard } from "./wall-example.ts";
import { WallFace, WallHead } from "./wall-face.tsx";
import { isLarge } from "./wallboard.tsx";

interface PreviewProps {
  readonly profile: DeviceProfile;
  readonly teamName: string | null;
  /** Which of its pages, from 0. */
  readonly page: number;
}

export function WallPreview({ profile, teamName, page }: PreviewProps) {
  const desk = useDesk();
  const { language, theme, pages } = profile;
  const scale = scaleOf(profile);
  const board = useMemo(() => exampleBoard(teamName, pages), [teamName, pages]);
  const items = useMemo(() => sortItems(board), [board]);
  const tongue = useMemo(() => tongueOf(language, [...navigator.languages]), [language]);
  const still = useMemo((): Desk => stillDesk(desk, board), [desk, board]);
  if (items.header === null) return null;
  return (
    <DeskContext.Provider value={still}>
      <TongueContext.Provider value={tongue}>
        <div class="wall-preview" data-theme={theme} lang={language} aria-hidden="true">
          <div
            class="wall"
            data-rung="live"
            data-large={isLarge(scale)}
            style={{ "--shift-x": "0", "--shift-y": "0", "--scale": scale }}
          >
            <WallHead items={items} header={items.header} />
            <WallFace items={items} header={items.header} pages={pages} turn={page} />
          </div>
        </div>
      </TongueContext.Provider>
    </DeskContext.Provider>
  );
}

/** A desk on which nothing moves: the line is up, and the example is what is shown. */
function stillDesk(desk: Desk, board: ReturnType<typeof exampleBoard>): Desk {
  const now = desk.clock.get();
  const at = Date.UTC(2026, 0, 5, 13, 32);
  return {
    ...desk,
    clock: createStore(now),
    pace: createStore("live" as const),
    link: createStore({ connected: true, since: now, heardAt: now, serverAt: at }),
    shown: createStore({ board, at: now, dataAt: at }),
  };
}
