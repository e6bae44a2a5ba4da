/** The client's entry: makes the stores, the connection and the timers, and draws the screen. */
import "./style.css";
import { render } from "preact";
import { useMemo } from "preact/hooks";
import { connect } from "./connection.ts";
import { applyTheme, keepAwake, onSchemeChange, reloadWhenQuiet, themeOf } from "./page.ts";
import { type Desk, DeskContext } from "./screens/desk.ts";
import { TongueContext, tongueOf } from "./screens/language.ts";
import { Team } from "./screens/team.tsx";
import { useStore } from "./screens/use-store.ts";
import { Wallboard } from "./screens/wallboard.tsx";
import { type Address, readAddress, viewOf, writeAddress } from "./store/address.ts";
import { nothing } from "./store/board-store.ts";
import { serverNow, unheard } from "./store/freshness.ts";
import { capture, empty, type Pace, present } from "./store/pace.ts";
import { createStore } from "./store/store.ts";

const CLOCK_MS = 1_000;
const monotonic = () => performance.now();

const address = createStore(readAddress(location, navigator.languages));
const live = createStore(nothing);
const link = createStore(unheard(monotonic()));
const clock = createStore(monotonic());
const pace = createStore<Pace>("live");
const shown = createStore(empty);
const said = createStore("");

const connection = connect({
  live,
  link,
  now: monotonic,
  onTooOld: reloadWhenQuiet,
});

function go(change: Partial<Address>): void {
  const before = address.get();
  const next = { ...before, ...change };
  history.pushState(null, "", writeAddress(next));
  arrive(next);
}

function arrive(next: Address): void {
  const before = address.get();
  address.set(next);
  if (JSON.stringify(viewOf(before)) !== JSON.stringify(viewOf(next))) {
    connection.watch(viewOf(next));
  }
}

function show(): void {
  const now = monotonic();
  const serverTime = serverNow(link.get(), now);
  shown.set(present(shown.get(), live.get().board, pace.get(), now, serverTime));
}

const desk: Desk = { address, live, link, shown, clock, pace, said, go };

function App() {
  const here = useStore(address, (value) => value);
  const { language, screen } = here;
  const zone = useStore(shown, ({ board }) => {
    const header = board?.items.get("header");
    return header?.kind === "header" ? header.period.zone : "";
  });
  const tongue = useMemo(
    () => tongueOf(language, [...navigator.languages, zone]),
    [language, zone],
  );
  return (
    <DeskContext.Provider value={desk}>
      <TongueContext.Provider value={tongue}>
        {screen === "wallboard" ? <Wallboard /> : <Team theme={themeOf(here)} />}
      </TongueContext.Provider>
    </DeskContext.Provider>
  );
}

address.subscribe(() => applyTheme(address.get()));
applyTheme(address.get());
live.subscribe(show);
pace.subscribe(() => {
  const now = monotonic();
  shown.set(capture(live.get().board ?? shown.get().board, now, serverNow(link.get(), now)));
});
onSchemeChange(() => address.set({ ...address.get() }));
setInterval(() => {
  clock.set(monotonic());
  connection.check(monotonic());
  show();
}, CLOCK_MS);
addEventListener("popstate", () => arrive(readAddress(location, navigator.languages)));

connection.watch(viewOf(address.get()));
if (address.get().screen === "wallboard") keepAwake();
const root = document.getElementById("app");
if (root) render(<App />, root);
