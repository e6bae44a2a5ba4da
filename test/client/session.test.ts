import { expect, test } from "vitest";
import { valueIn, withChoices, withQuery } from "../../client/store/place.ts";
import {
  endingOf,
  firstScope,
  homeOf,
  isOneOf,
  ownPath,
  WARN_MS,
} from "../../client/store/session.ts";
import type { RoleGiven, SessionBody } from "../../shared/wire/account.ts";

const who = (...roles: RoleGiven[]): SessionBody => ({
  kind: "user",
  id: "u",
  name: "Ana",
  email: "ana@example.test",
  language: "nl",
  roles,
  team: null,
  zone: null,
  demo: false,
  needsSetup: false,
});
const PAGES = [
  { path: "/team", roles: ["lead", "manager"] },
  { path: "/me", roles: ["agent"] },
  { path: "/reports", roles: ["manager", "lead"] },
  { path: "/sources", roles: ["admin"] },
  { path: "/account", roles: ["person"] },
] as const;

test("[SCR-1] each role begins at its own page, an agent before all others", () => {
  expect(homeOf(who({ role: "agent", agent: "a" }), PAGES)).toBe("/me");
  expect(homeOf(who({ role: "lead", teams: ["t"] }), PAGES)).toBe("/team");
  expect(homeOf(who({ role: "manager" }), PAGES)).toBe("/reports");
  expect(homeOf(who({ role: "admin" }), PAGES)).toBe("/sources");
  expect(homeOf(who({ role: "admin" }, { role: "agent", agent: "a" }), PAGES)).toBe("/me");
});

test("[SCR-1] where a role's own page is not there yet, one begins at the first that is", () => {
  const few = PAGES.filter(({ path }) => path === "/team" || path === "/account");
  expect(homeOf(who({ role: "manager" }), few)).toBe("/team");
  expect(homeOf(who({ role: "agent", agent: "a" }), few)).toBe("/account");
});

test("[SEC-7] navigation has what a role has; nobody and a television have nothing", () => {
  expect(isOneOf(who({ role: "admin" }), ["lead", "manager"])).toBe(false);
  expect(isOneOf({ ...who(), kind: "nobody" }, ["person"])).toBe(false);
  expect(isOneOf({ ...who(), kind: "device" }, ["person"])).toBe(false);
  expect(isOneOf(null, ["person"])).toBe(false);
});

test("[PRIV-4] a leader begins at the own team, a manager at the centre", () => {
  expect(firstScope(who({ role: "lead", teams: ["b", "a"] }))).toBe("team:b");
  expect(firstScope(who({ role: "manager" }, { role: "lead", teams: ["b"] }))).toBe("centre");
});

test.each([
  ["/team?scope=team:a", "/team?scope=team:a"],
  ["/settings/users", "/settings/users"],
  ["//evil.test/x", null],
  ["/\\evil.test", null],
  ["https://evil.test/", null],
  ["javascript:alert(1)", null],
  ["/a\nb", null],
  ["/%2f%2fevil.test", "/%2f%2fevil.test"],
  ["", null],
  [null, null],
])("[SCR-1] after sign-in %j leads to %j", (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});

test("[2.2.1] the end of a session is announced at least two minutes before", () => {
  expect(WARN_MS).toBeGreaterThanOrEqual(2 * 60_000);
  expect(endingOf(null, 0)).toBe("far");
  expect(endingOf(WARN_MS + 1, 0)).toBe("far");
  expect(endingOf(WARN_MS, 0)).toBe("soon");
  expect(endingOf(1, 1)).toBe("over");
});

test("[UX-35] language and theme go along to the next page, and nothing else does", () => {
  expect(withChoices("/settings/users", "?lang=fr&theme=dark&scope=team:a")).toBe(
    "/settings/users?lang=fr&theme=dark",
  );
  expect(withChoices("/team?lang=nl", "?lang=fr")).toBe("/team?lang=nl");
  expect(withChoices("/account", "")).toBe("/account");
});

test("[UX-35] another language keeps what the address says beside it", () => {
  const place = { pathname: "/sign-in", search: "?next=/team" };
  expect(withQuery(place, { lang: "nl" })).toBe("/sign-in?next=/team&lang=nl");
  expect(valueIn(place, "next")).toBe("/team");
});
