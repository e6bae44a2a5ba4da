/** Who is signed in, and where that leads: for navigation only, secrecy is the server's. Pure. */
import type { SessionBody } from "../../shared/wire/account.ts";

/** Null: the server has not told yet. */
export type Session = SessionBody | null;

/** What somebody may open, in one word each; `person`: everybody who is signed in. */
export type Role = "agent" | "lead" | "manager" | "admin" | "person";

export function rolesOf(session: Session): readonly Role[] {
  if (session?.kind !== "user") return [];
  return [...session.roles.map(({ role }) => role), "person"];
}

/** The teams this one leads. */
export const ledBy = (session: Session): readonly string[] =>
  session?.roles.flatMap((one) => (one.role === "lead" ? one.teams : [])) ?? [];

export const isOneOf = (session: Session, wanted: readonly Role[]): boolean =>
  rolesOf(session).some((role) => wanted.includes(role));

/** Each role's first page, the one that asks most of somebody first. */
const HOMES: readonly (readonly [Role, string])[] = [
  ["agent", "/me"],
  ["lead", "/team"],
  ["manager", "/reports"],
  ["admin", "/sources"],
];

/** The first page of the first role that has one; `pages` are those there are. */
export function homeOf(
  session: Session,
  pages: readonly { readonly path: string; readonly roles: readonly Role[] }[],
): string {
  const open = pages.filter(({ roles }) => isOneOf(session, roles));
  const mine = rolesOf(session);
  const home = HOMES.find(([role, path]) => mine.includes(role) && isIn(open, path));
  return home?.[1] ?? open[0]?.path ?? "/account";
}

const isIn = (pages: readonly { readonly path: string }[], path: string): boolean =>
  pages.some((page) => page.path === path);

/** Of a centre's boards a leader has those of the own teams; a manager has all. */
export const firstScope = (session: Session): string => {
  const [team] = ledBy(session);
  const all = isOneOf(session, ["manager"]) || team === undefined;
  return all ? "centre" : `team:${team}`;
};

/** The address first asked for, if it is one of our own pages; never another site's (SCR-1). */
export function ownPath(asked: string | null): string | null {
  if (asked === null || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return null;
  const url = new URL(asked, "http://own.invalid");
  return url.origin === "http://own.invalid" ? url.pathname + url.search : null;
}

/** Before a session ends people are told, so long before (2.2.1). */
export const WARN_MS = 5 * 60_000;

export type Ending = "far" | "soon" | "over";

export function endingOf(endsAt: number | null, now: number): Ending {
  if (endsAt === null || endsAt - now > WARN_MS) return "far";
  return endsAt > now ? "soon" : "over";
}
