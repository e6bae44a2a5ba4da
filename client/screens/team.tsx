/** The team leader's screen: what needs me, and what is behind this number? (SCR-6 to SCR-8) */
import { useMemo, useState } from "preact/hooks";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { AgentsTable } from "./agents-table.tsx";
import { Announcer } from "./announcer.tsx";
import { emptiness, type Sorted, sortItems, TILES_TEAM_MAX } from "./board-items.ts";
import { PacePicker, PeriodPicker, TeamPicker } from "./controls.tsx";
import { DayChart } from "./day-chart.tsx";
import { useDesk, useRung } from "./desk.ts";
import { Loading, NothingHere, Refused } from "./empty.tsx";
import { FreshnessNote, PauseBar, StaleBanner } from "./freshness-notes.tsx";
import { Help } from "./help.tsx";
import { lettersOn, setLetters, toggleFullScreen, useKeys } from "./keyboard.ts";
import { useTongue } from "./language.ts";
import { Passport } from "./passport.tsx";
import { SourceStrip } from "./source-strip.tsx";
import { TileGrid } from "./tile-grid.tsx";
import { useStore } from "./use-store.ts";

export function Team({ theme }: { readonly theme: string }) {
  const desk = useDesk();
  const { words } = useTongue();
  const shown = useStore(desk.shown, (value) => value);
  const reason = useStore(desk.live, (live) => live.refused);
  const rung = useRung();
  const [asTable, setAsTable] = useState(false);
  const [help, setHelp] = useState(false);
  const [letters, setLettersOn] = useState(lettersOn);
  const items = useMemo(() => (shown.board ? sortItems(shown.board) : null), [shown.board]);
  const keys = useMemo(
    () => ({
      "?": () => setHelp(true),
      t: () => setAsTable((on) => !on),
      p: () => desk.pace.set(desk.pace.get() === "paused" ? "live" : "paused"),
      f: toggleFullScreen,
    }),
    [desk],
  );
  useKeys(keys, letters);
  const header = reason === null ? (items?.header ?? null) : null;
  return (
    <div class="team" data-rung={rung}>
      <Head header={items?.header ?? null} />
      <main class="team-main" id="main" tabIndex={-1}>
        <h1 class="hidden" tabIndex={-1}>
          {words("nav.team")}
        </h1>
        {reason !== null && <Refused reason={reason} />}
        {reason === null && header === null && <Loading />}
        {items && header && (
          <Body
            items={items}
            header={header}
            asTable={asTable}
            onAsTable={setAsTable}
            theme={theme}
          />
        )}
      </main>
      <Foot items={items} onHelp={() => setHelp(true)} />
      <Announcer tiles={items?.tiles ?? []} />
      {help && (
        <Help
          letters={letters}
          onLetters={(on) => {
            setLetters(on);
            setLettersOn(on);
          }}
          onClose={() => setHelp(false)}
        />
      )}
    </div>
  );
}

/** What is chosen; the rest of the head is the page's own frame (shell.tsx). */
function Head({ header }: { readonly header: HeaderItem | null }) {
  const { words } = useTongue();
  return (
    <header class="head">
      <TeamPicker header={header} />
      <PeriodPicker />
      {header?.demo && (
        <span class="demo" title={words("app.demo.long")}>
          {words("app.demo")}
        </span>
      )}
    </header>
  );
}

interface BodyProps {
  readonly items: Sorted;
  readonly header: HeaderItem;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly theme: string;
}

function Body({ items, header, asTable, onAsTable, theme }: BodyProps) {
  const { shown } = useDesk();
  const [open, setOpen] = useState<string | null>(null);
  const why = emptiness(items);
  if (why !== null) return <NothingHere why={why} sources={items.sources} />;
  const tile = items.tiles.find((each) => each.id === open);
  return (
    <>
      <TileGrid
        tiles={items.tiles.slice(0, TILES_TEAM_MAX)}
        header={header}
        asTable={asTable}
        onOpen={setOpen}
      />
      <div class="panels">
        <DayChart
          charts={items.charts}
          header={header}
          asTable={asTable}
          onAsTable={onAsTable}
          theme={theme}
        />
        <AgentsTable agents={items.agents} />
      </div>
      {tile && (
        <Passport
          tile={tile}
          header={header}
          position={shown.get().board?.position ?? 0}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface FootProps {
  readonly items: Sorted | null;
  readonly onHelp: () => void;
}

/** Always there and always as high: how fresh everything is, and how fast it may change. */
function Foot({ items, onHelp }: FootProps) {
  const { words } = useTongue();
  const zone = items?.header?.period.zone ?? "UTC";
  return (
    <footer class="foot">
      <StaleBanner zone={zone} />
      <PauseBar zone={zone} />
      <div class="foot-bar">
        <FreshnessNote zone={zone} withTime={items !== null} />
        <SourceStrip sources={items?.sources ?? []} zone={zone} />
        <div class="foot-end">
          <PacePicker />
          <button
            type="button"
            class="button button-icon"
            aria-label={words("help.open")}
            title={words("help.open")}
            onClick={onHelp}
          >
            ?
          </button>
        </div>
      </div>
    </footer>
  );
}
