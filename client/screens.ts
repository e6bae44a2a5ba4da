/**
 * Every page behind sign-in: where it is, whose it is, what draws it. A page that is not here does not
 * exist and is in nobody's navigation. In the order of the navigation.
 */
import type { ComponentType } from "preact";
import { lazily } from "./screens/lazy.tsx";
import type { NavItem } from "./screens/shell.tsx";
import { Team } from "./screens/team.tsx";

export interface PageProps {
  /** The theme in effect. */
  readonly theme: string;
}

export interface Page extends NavItem {
  readonly component: ComponentType<PageProps>;
}

export const pages: readonly Page[] = [
  { path: "/team", label: "nav.team", roles: ["lead", "manager"], component: Team },
  {
    path: "/me",
    label: "nav.me",
    roles: ["agent"],
    component: lazily(async () => (await import("./screens/me/me.tsx")).MePage),
  },
  {
    path: "/reports",
    label: "nav.reports",
    roles: ["lead", "manager"],
    component: lazily(async () => (await import("./screens/reports/reports.tsx")).Reports),
  },
  {
    path: "/my-week",
    label: null,
    roles: ["agent"],
    component: lazily(async () => (await import("./screens/reports/reports.tsx")).Reports),
  },
  {
    path: "/sources",
    label: "nav.sources",
    roles: ["admin"],
    component: lazily(async () => (await import("./screens/sources/sources.tsx")).Sources),
  },
  {
    path: "/settings",
    label: "nav.settings",
    roles: ["admin", "manager", "lead"],
    component: lazily(async () => (await import("./screens/settings/settings.tsx")).Settings),
  },
  {
    path: "/transparency",
    label: "nav.transparency",
    roles: ["person"],
    component: lazily(async () => (await import("./screens/transparency.tsx")).TransparencyPage),
  },
  {
    path: "/start",
    label: null,
    roles: ["admin"],
    component: lazily(async () => (await import("./screens/start/start.tsx")).Start),
  },
  {
    path: "/contact",
    label: null,
    roles: ["lead", "manager", "agent"],
    component: lazily(
      async () => (await import("./screens/clock/contact-clock.tsx")).ContactClockPage,
    ),
  },
  {
    path: "/account",
    label: null,
    roles: ["person"],
    component: lazily(async () => (await import("./screens/account.tsx")).Account),
  },
];

/** Pages on the way in; nobody is signed in there yet. */
export const entries: Readonly<Record<string, ComponentType>> = {
  "/sign-in": lazily(async () => (await import("./screens/entry/sign-in.tsx")).SignIn),
  "/join": lazily(async () => (await import("./screens/entry/join.tsx")).Join),
  "/start": lazily(async () => (await import("./screens/start/first.tsx")).First),
};

/** A television nobody has paired yet. */
export const Pairing = lazily(async () => (await import("./screens/entry/pairing.tsx")).Pairing);

/** Of a path its page: itself, or the one it lies under. */
export const pageOf = (pathname: string): Page | undefined =>
  pages.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
