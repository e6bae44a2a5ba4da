/** The team leader's screen: what needs me, and what is behind this number? (SCR-6 to SCR-8) */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { type Address, isNarrowed } from "../store/address.ts";
import { ledBy } from "../store/session.ts";
import { AgentsTable } from "./agents-table.tsx";
import { Announcer } from "./announcer.tsx";
import { emptiness, type Sorted, TILES_TEAM_MAX } from "./board-items.ts";
import { ClosedNote } from "./closed.tsx";
import { PacePicker, PeriodPicker, TeamPicker } from "./controls.tsx";
import { CorrectionsList } from "./corrections-list.tsx";
import { DayChart } from "./day-chart.tsx";
import { useDesk, useRung } from "./desk.ts";
import { Loading, NothingHere, Refused } from "./empty.tsx";
import { Filters } from "./filters.tsx";
import { FreshnessNote, PauseBar, StaleBanner } from "./freshness-notes.tsx";
import { Help } from "./help.tsx";
import { useHouse } from "./house.ts";
import {
  announceOn,
  lettersOn,
  setAnnounce,
  setLetters,
  toggleFullScreen,
  useKeys,
} from "./keyboard.ts";
import { useTongue } from "./language.ts";
import { lazily } from "./lazy.tsx";
import { named } from "./names.ts";
import { SourceStrip } from "./source-strip.tsx";
import { TileGrid } from "./tile-grid.tsx";
import { useItems } from "./use-items.ts";
import { useStore } from "./use-store.ts";
import { WaitingList } from "./waiting-list.tsx";

/** Fetched when a number is first opened; the board does not wait for it. */
const FigurePanel = lazily(async () => (await import("./figure/panel.tsx")).FigurePanel);

export function Team({ theme }: { readonly theme: string }) {
  const desk = useDesk();
  const { words } = useTongue();
  const shown = useStore(desk.shown, (value) => value);
  const reason = useStore(desk.live, (live) => live.refused);
  const rung = useRung();
  const [asTable, setAsTable] = useState(false);
  const [help, setHelp] = useState(false);
  const [letters, setLettersOn] = useState(lettersOn);
  const [announce, setAnnounceOn] = useState(announceOn);
  const items = useItems(shown.board);
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
      <Announcer tiles={items?.tiles ?? []} on={announce} />
      {help && (
        <Help
          letters={letters}
          onLetters={(on) => {
            setLetters(on);
            setLettersOn(on);
          }}
          announce={announce}
          onAnnounce={(on) => {
            setAnnounce(on);
            setAnnounceOn(on);
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
      <Filters header={header} />
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
  const desk = useDesk();
  const { words } = useTongue();
  const narrowed = useStore(desk.address, isNarrowed);
  const isPerson = useStore(desk.address, ({ agent }) => agent !== null);
  const leads = useStore(useHouse().session, (session) => ledBy(session).length > 0);
  const why = emptiness(items, narrowed);
  if (why !== null) return <NothingHere why={why} items={items} />;
  const open = (kpi: string, person: string | null) => desk.go({ figure: kpi, person });
  return (
    <>
      <ClosedNote header={header} />
      {isPerson && <p class="closed-note">{words("filter.no-targets")}</p>}
      <TileGrid
        tiles={items.tiles.slice(0, TILES_TEAM_MAX)}
        header={header}
        asTable={asTable}
        onOpen={(id) => open(id.replace(/^tile:/, ""), null)}
      />
      <div class="panels">
        <div class="panels-side">
          {items.waiting !== null && <WaitingList waiting={items.waiting} />}
          <CorrectionsList corrections={items.corrections} zone={header.period.zone} />
        </div>
        <div class="panels-main">
          {/* A manager sees no persons: an empty list would say that nobody worked. */}
          {(leads || items.agents.length > 0) && (
            <AgentsTable agents={items.agents} onOpen={open} />
          )}
          <DayChart
            charts={items.charts}
            header={header}
            asTable={asTable}
            onAsTable={onAsTable}
            theme={theme}
          />
        </div>
      </div>
      <Drill items={items} header={header} />
    </>
  );
}

/** Where the focus was before a panel opened: its tile, or a person's cell. */
const openerOf = ({ figure, person }: Pick<Address, "figure" | "person">): string =>
  person === null ? `tile:${figure}` : `${figure} ${person}`;

/** The panel of the figure that the address names. */
function Drill({ items, header }: { readonly items: Sorted; readonly header: HeaderItem }) {
  const desk = useDesk();
  const address = useStore(desk.address, (value) => value);
  const { figure } = address;
  const close = () => {
    const opener = openerOf(address);
    const { activeElement } = document;
    // Who had gone on to the board beside the panel stays there, and sees it again (2.4.11).
    const isBeside = activeElement !== document.body && !activeElement?.closest(".sheet");
    desk.go({ figure: null, person: null });
    if (isBeside) return;
    const had = [...document.querySelectorAll<HTMLElement>("[data-figure]")];
    had.find((each) => each.dataset.figure === opener)?.focus();
  };
  useEffect(() => {
    if (figure === null) return;
    const listen = (event: KeyboardEvent) => {
      const isElsewhere =
        event.target instanceof Element && event.target.closest("dialog, select, input") !== null;
      if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere) close();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  if (figure === null) return null;
  const names = new Map(
    [...header.choices.agents, ...items.agents.map(({ agent }) => agent)].map((one) => [
      one.id,
      named(one),
    ]),
  );
  return (
    <FigurePanel
      kpi={figure}
      address={address}
      header={header}
      tile={items.tiles.find(({ kpi }) => kpi === figure) ?? null}
      nameOf={(agent) => names.get(agent) ?? agent}
      onClose={close}
    />
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
