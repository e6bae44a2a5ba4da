/** Which page is shown to whom: the one decision behind every address. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Denied } from "./screens/denied.tsx";
import { useHouse } from "./screens/house.ts";
import { Shell } from "./screens/shell.tsx";
import { useStore } from "./screens/use-store.ts";
import { Wallboard } from "./screens/wallboard.tsx";
import { entries, Pairing, pageOf, pages } from "./screens.ts";
import { isWall, type Place } from "./store/place.ts";
import { homeOf, isOneOf, type Session } from "./store/session.ts";

/** Pages of the set-up have a frame of their own. */
const isFrameless = (path: string): boolean => path === "/start";

export function App({ theme }: { readonly theme: string }) {
  const house = useHouse();
  const session = useStore(house.session, (value) => value);
  const place = useStore(house.place, (value) => value);
  const elsewhere = session === null ? null : redirectOf(session, place);
  useEffect(() => {
    if (elsewhere !== null) house.visit(elsewhere, true);
  }, [elsewhere]);
  if (session === null || elsewhere !== null) return null;
  return <Shown session={session} place={place} theme={theme} />;
}

/** Where somebody is sent instead; null: this address is theirs to see, or to be told why not. */
function redirectOf(session: NonNullable<Session>, { pathname, search }: Place): string | null {
  if (isWall(pathname)) return null;
  if (session.kind === "device") return "/wall";
  const isEntry = pathname in entries;
  if (session.kind === "nobody") {
    if (isEntry) return null;
    const wanted = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return `/sign-in${wanted}`;
  }
  if (pathname === "/televisions") return `/settings/televisions${search || "?code="}`;
  if (pathname === "/" || pathname === "/sign-in") return homeOf(session, pages);
  return null;
}

interface ShownProps {
  readonly session: NonNullable<Session>;
  readonly place: Place;
  readonly theme: string;
}

function Shown({ session, place, theme }: ShownProps): ComponentChildren {
  const { pathname } = place;
  if (isWall(pathname)) return session.kind === "nobody" ? <Pairing /> : <Wallboard />;
  const page = pageOf(pathname);
  const Entry = entries[pathname];
  if (Entry !== undefined && (session.kind === "nobody" || page === undefined)) return <Entry />;
  const may = page !== undefined && isOneOf(session, page.roles);
  const items = pages;
  if (!may) {
    return (
      <Shell items={items}>
        <Denied because={page === undefined ? "missing" : "role"} />
      </Shell>
    );
  }
  const Screen = page.component;
  if (isFrameless(page.path)) return <Screen theme={theme} />;
  return (
    <Shell items={items}>
      <Screen theme={theme} />
    </Shell>
  );
}
