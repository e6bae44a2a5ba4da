/** The client's entry: makes the stores, the line and the timers, and draws the page. */
import "./style.css";
import { render } from "preact";
import { useMemo } from "preact/hooks";
import type { OwnDevice } from "../shared/wire/device.ts";
import type { View } from "../shared/wire/protocol.ts";
import { api } from "./api.ts";
import { App } from "./app.tsx";
import { createKeeper, isOther } from "./keeper.ts";
import { createLine } from "./line.ts";
import { followLinks } from "./links.ts";
import {
  applyTheme,
  keepAwake,
  onSchemeChange,
  reloadWhenGone,
  reloadWhenQuiet,
  themeOf,
} from "./page.ts";
import { renewWhenOther } from "./renewal.ts";
import { type Desk, DeskContext } from "./screens/desk.ts";
import { type House, HouseContext } from "./screens/house.ts";
import { TongueContext, tongueOf } from "./screens/language.ts";
import { useStore } from "./screens/use-store.ts";
import { type Address, readAddress, viewOf, writeAddress } from "./store/address.ts";
import { nothing } from "./store/board-store.ts";
import { serverNow, unheard } from "./store/freshness.ts";
import { capture, empty, type Pace, present } from "./store/pace.ts";
import { isWall, type Place, showsBoard, withChoices, withQuery } from "./store/place.ts";
import { firstScope, type Session } from "./store/session.ts";
import { createStore } from "./store/store.ts";

const CLOCK_MS = 1_000;
const monotonic = () => performance.now();
const placeNow = (): Place => ({ pathname: location.pathname, search: location.search });

const place = createStore<Place>(placeNow());
const session = createStore<Session>(null);
const device = createStore<OwnDevice | null>(null);
const endsAt = createStore<number | null>(null);
const address = createStore(addressNow());
const live = createStore(nothing);
const link = createStore(unheard(monotonic()));
const clock = createStore(monotonic());
const pace = createStore<Pace>("live");
const shown = createStore(empty);
const said = createStore("");

const line = createLine({ live, link, now: monotonic, onTooOld: reloadWhenQuiet });
const keeper = createKeeper({ session, device, endsAt, now: monotonic });

/** What the address asks for; what it leaves open is the user's or the television's own. */
function addressNow(): Address {
  const own = device.get();
  const mine = own?.language ?? session.get()?.language;
  const preferred = [...(mine ? [mine] : []), ...navigator.languages];
  return readAddress(place.get(), preferred, {
    scope:
      own === null ? firstScope(session.get()) : own.team === null ? "centre" : `team:${own.team}`,
    ...(own === null ? {} : { theme: own.theme }),
  });
}

/** The board this page shows to whoever is here; null: none. */
function viewNow(): View | null {
  const kind = session.get()?.kind ?? "nobody";
  if (kind === "nobody" || !showsBoard(place.get())) return null;
  const own = device.get();
  const view = viewOf(address.get());
  return own === null ? view : { ...view, tiles: [...new Set(own.pages.flat())].sort() };
}

function settle(): void {
  address.set(addressNow());
  line.watch(viewNow());
}

function go(change: Partial<Address>): void {
  const { language: lang, theme } = { ...address.get(), ...change };
  const to = showsBoard(place.get())
    ? writeAddress({ ...address.get(), ...change })
    : withQuery(place.get(), { lang, theme }) + location.hash;
  history.pushState(null, "", to);
  arrive();
}

function arrive(): void {
  place.set(placeNow());
  settle();
  keeper.used();
}

function visit(path: string, replace = false): void {
  const to = withChoices(path, location.search);
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  arrive();
  scrollTo(0, 0);
  // The new page is read out from its heading (2.4.3).
  if (!replace)
    requestAnimationFrame(() => document.querySelector<HTMLElement>("main h1")?.focus());
}

function turn(path: string): void {
  history.pushState(null, "", withChoices(path, location.search));
  arrive();
}

function show(): void {
  const now = monotonic();
  const serverTime = serverNow(link.get(), now);
  shown.set(present(shown.get(), live.get().board, pace.get(), now, serverTime));
}

const desk: Desk = { address, live, link, shown, clock, pace, said, go };
const house: House = {
  session,
  device,
  place,
  endsAt,
  visit,
  turn,
  entered: keeper.entered,
  refresh: keeper.refresh,
  async signOut() {
    await api.signOut();
    await keeper.refresh();
  },
};

function Root() {
  const here = useStore(address, (value) => value);
  const { language } = here;
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
      <HouseContext.Provider value={house}>
        <TongueContext.Provider value={tongue}>
          <App theme={themeOf(here)} />
        </TongueContext.Provider>
      </HouseContext.Provider>
    </DeskContext.Provider>
  );
}

const dress = () => applyTheme(address.get(), isWall(place.get().pathname));
address.subscribe(dress);
place.subscribe(dress);
dress();
live.subscribe(show);
pace.subscribe(() => {
  const now = monotonic();
  shown.set(capture(live.get().board ?? shown.get().board, now, serverNow(link.get(), now)));
});
let last = session.get();
session.subscribe(() => {
  const isNew = last !== null && isOther(last, session.get());
  last = session.get();
  if (isNew) shown.set(empty);
  settle();
  if (isNew) line.renew();
});
device.subscribe(settle);
onSchemeChange(() => address.set({ ...address.get() }));
setInterval(() => {
  clock.set(monotonic());
  line.check(monotonic());
  if (viewNow() !== null && (!link.get().connected || live.get().refused !== null)) keeper.doubt();
  keeper.check();
  show();
}, CLOCK_MS);
addEventListener("popstate", arrive);
for (const use of ["pointerdown", "keydown"]) addEventListener(use, keeper.used);
reloadWhenGone();
followLinks(visit);

if (isWall(place.get().pathname)) {
  keepAwake();
  let wasConnected = true;
  link.subscribe(() => {
    const { connected } = link.get();
    if (connected && !wasConnected) void renewWhenOther(reloadWhenQuiet);
    wasConnected = connected;
  });
}
void keeper.refresh();
const root = document.getElementById("app");
if (root) render(<Root />, root);
