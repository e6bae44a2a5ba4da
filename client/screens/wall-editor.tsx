/**
 * Which figures stand on which page of a wallboard, in which order: chosen beside the wallboard itself, as
 * it will look (UX-4). Everything by buttons; nothing has to be dragged (2.5.7).
 */
import { useState } from "preact/hooks";
import { PAGES_MAX, tilesMaxOf } from "../../shared/legibility.ts";
import { kpiName } from "../../shared/text/words.ts";
import type { BoardChoice, DeviceProfile } from "../../shared/wire/device.ts";
import { useTongue } from "./language.ts";
import { useSay } from "./settings/words.ts";
import { added, moved, removed, type WallPages } from "./wall-pages.ts";
import { WallPreview } from "./wall-preview.tsx";

interface EditorProps {
  readonly boards: BoardChoice;
  readonly profile: DeviceProfile;
  readonly onPages: (pages: string[][]) => void;
}

export function WallEditor({ boards, profile, onPages }: EditorProps) {
  const say = useSay();
  const { pages } = profile;
  const [wanted, setPage] = useState(0);
  const page = Math.min(wanted, pages.length - 1);
  const tilesMax = tilesMaxOf(profile, pages.length);
  /** As many as there may be once there is another page. */
  const tilesTurning = tilesMaxOf(profile, 2);
  const team = boards.teams.find(({ id }) => id === profile.team);
  const canAdd = pages.length < PAGES_MAX && (pages[page]?.length ?? 0) > 0;
  const addPage = () => {
    onPages([...pages.map((one) => [...one]), []]);
    setPage(pages.length);
  };
  return (
    <fieldset class="field-group wall-editor">
      <legend>{say("tv.pages")}</legend>
      <p class="field-hint">
        {pages.length === 1 && tilesTurning < tilesMax
          ? say("tv.pages.hint.one", { tiles: tilesMax, more: tilesTurning })
          : say("tv.pages.hint", { tiles: tilesMax })}
      </p>
      <figure class="preview">
        <WallPreview
          profile={{ ...profile, pages: pages.filter((one) => one.length > 0) }}
          teamName={profile.team === null ? null : (team?.name ?? profile.team)}
          page={page}
        />
        <figcaption>{say("tv.example")}</figcaption>
      </figure>
      <div class="wall-editor-pages">
        {pages.map(({ length }, index) => (
          <button
            key={index}
            type="button"
            class="button"
            aria-pressed={index === page}
            data-full={length > tilesMax}
            onClick={() => setPage(index)}
          >
            {say("tv.page", { page: index + 1 })}
            {length > tilesMax && ` · ${say("tv.page.full")}`}
          </button>
        ))}
        {canAdd && (
          <button type="button" class="button button-quiet" onClick={addPage}>
            {say("tv.page.add")}
          </button>
        )}
        {pages.length > 1 && (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => onPages(pages.filter((_, at) => at !== page).map((one) => [...one]))}
          >
            {say("tv.page.remove")}
          </button>
        )}
      </div>
      <PageTiles
        tiles={boards.tiles}
        pages={pages}
        page={page}
        tilesMax={tilesMax}
        onPages={onPages}
      />
    </fieldset>
  );
}

interface PageTilesProps {
  readonly tiles: readonly string[];
  readonly pages: WallPages;
  readonly page: number;
  readonly tilesMax: number;
  readonly onPages: (pages: string[][]) => void;
}

function PageTiles({ tiles, pages, page, tilesMax, onPages }: PageTilesProps) {
  const say = useSay();
  const { words } = useTongue();
  const here = pages[page] ?? [];
  const rest = tiles.filter((kpi) => !here.includes(kpi));
  const name = (kpi: string) => kpiName(words, kpi, "long");
  return (
    <>
      <ol class="wall-editor-tiles">
        {here.map((kpi, index) => (
          <li key={kpi}>
            <span>{name(kpi)}</span>
            <button
              type="button"
              class="button button-quiet"
              aria-label={say("tv.tile.up", { kpi: name(kpi) })}
              disabled={index === 0}
              onClick={() => onPages(moved(pages, page, index, -1))}
            >
              ↑
            </button>
            <button
              type="button"
              class="button button-quiet"
              aria-label={say("tv.tile.down", { kpi: name(kpi) })}
              disabled={index === here.length - 1}
              onClick={() => onPages(moved(pages, page, index, 1))}
            >
              ↓
            </button>
            <button
              type="button"
              class="button button-quiet"
              aria-label={say("tv.tile.remove", { kpi: name(kpi) })}
              onClick={() => onPages(removed(pages, page, kpi))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {here.length < tilesMax && rest.length > 0 && (
        <select
          class="select"
          aria-label={say("tv.tile.add")}
          value=""
          onChange={({ currentTarget }) => {
            const kpi = currentTarget.value;
            currentTarget.value = "";
            if (kpi !== "") onPages(added(pages, page, kpi));
          }}
        >
          <option value="">{say("tv.tile.add")}</option>
          {rest.map((kpi) => (
            <option key={kpi} value={kpi}>
              {name(kpi)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
