/** The frame of every page behind sign-in: what my role has, in one navigation. */
import type { ComponentChildren } from "preact";
import type { MessageKey } from "../../shared/text/messages.en.ts";
import { isOneOf, type Role } from "../store/session.ts";
import { Brand } from "./brand.tsx";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";
import { PersonMenu } from "./person-menu.tsx";
import { SessionEnding } from "./session-ending.tsx";
import { useStore } from "./use-store.ts";

export interface NavItem {
  readonly path: string;
  /** Null: reached from elsewhere. */
  readonly label: MessageKey | null;
  readonly roles: readonly Role[];
}

interface ShellProps {
  readonly items: readonly NavItem[];
  readonly children: ComponentChildren;
}

const isAt = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(`${path}/`);

export function Shell({ items, children }: ShellProps) {
  const house = useHouse();
  const { words } = useTongue();
  const session = useStore(house.session, (value) => value);
  const { pathname } = useStore(house.place, (value) => value);
  const shown = items.filter(({ label, roles }) => label !== null && isOneOf(session, roles));
  const within = placeWithin(pathname, shown);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {words("nav.skip")}
      </a>
      <header class="rail">
        <a class="rail-home" href="/" aria-label={words("nav.home")}>
          <Brand />
        </a>
        <nav class="rail-nav" aria-label={words("nav.label")}>
          {shown.map(({ path, label }) => (
            <a
              key={path}
              href={path}
              {...(isAt(pathname, path) ? CURRENT : path === within ? WITHIN : {})}
            >
              {label && words(label)}
            </a>
          ))}
        </nav>
        <PersonMenu name={session?.name ?? ""} email={session?.email ?? ""} />
      </header>
      <div class="shell-page">{children}</div>
      <SessionEnding />
    </div>
  );
}

/** A contact is reached from a board or from one's own numbers: the way back to those is marked. */
function placeWithin(pathname: string, shown: readonly NavItem[]): string | null {
  if (!isAt(pathname, "/contact")) return null;
  return ["/team", "/me"].find((path) => shown.some((item) => item.path === path)) ?? null;
}

const WITHIN = { "aria-current": "true" } as const;
const CURRENT = { "aria-current": "page" } as const;
