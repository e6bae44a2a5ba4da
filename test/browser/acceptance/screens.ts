/**
 * Every screen there is, and the states it has: one entry a screen, which all of the acceptance run walks
 * (SCREENS.md 9.1). A screen that is not here is not accepted; `design.test.ts` compares this with the client.
 */
import type { Page } from "playwright-core";
import type { Who } from "./place.ts";

/** How a state comes about. `there`: a selector of what then stands on the screen. */
export interface State {
  readonly there: string;
  /** On the server of the first day, which holds nothing. */
  readonly isBare?: boolean;
  /** Another address than the screen's own. */
  readonly path?: string;
  /** This question to the server is not answered, from the beginning. */
  readonly fails?: string;
  /** It was answered, and then no more: for so many ms of the page's own clock nothing is heard. */
  readonly silentMs?: number;
  /** What is done once it stands there. */
  readonly act?: (page: Page) => Promise<unknown>;
}

export const STATES = ["loaded", "empty", "stale", "error"] as const;
export type StateName = (typeof STATES)[number];

export interface Screen {
  readonly who: Who;
  readonly path: string;
  /** A television has nothing to press and is not to be made narrower (SCR-4, 1.4.10). */
  readonly isWall?: boolean;
  /** What every screen can be, and what it is beside that. A screen that asks the server nothing cannot fail. */
  readonly states: Partial<Record<StateName, State>> & { readonly loaded: State };
}

const ONLY = (there: string, rest: Omit<State, "there"> = {}) => ({ loaded: { there, ...rest } });
const STALE_MS = 18_000;
const WRONG = '.notice[data-kind="wrong"]';

const press = (selector: string, then?: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  if (then !== undefined) await page.locator(then).first().waitFor();
};

/** A section of the settings, which an administrator sees: full, of the first day, and unanswered. */
const section = (
  name: string,
  there: string,
  more: { readonly fails?: string; readonly act?: State["act"] } = {},
): Screen => {
  const { fails = "/organisation", act } = more;
  const acts = act === undefined ? {} : { act };
  return {
    who: "admin",
    path: `/settings/${name}`,
    states: {
      loaded: { there, ...acts },
      empty: { there: ".settings-section .section", isBare: true },
      error: { there: WRONG, fails },
    },
  };
};

/** What opens within a section at a press. */
const within = (name: string, pressed: string, there = "dialog"): Screen => ({
  who: "admin",
  path: `/settings/${name}`,
  states: ONLY(".rows", { act: press(pressed, there) }),
});

/** A step of the set-up: of the first day by nature. */
const step = (name: string, there: string, fails: string, act?: State["act"]): Screen => ({
  who: "admin",
  path: `/start/${name}`,
  states: {
    loaded: { there, isBare: true, ...(act === undefined ? {} : { act }) },
    error: { there: ".notice", isBare: true, fails },
  },
});

export const SCREENS: Readonly<Record<string, Screen>> = {
  "sign-in": {
    who: "nobody",
    path: "/sign-in",
    states: {
      loaded: { there: "form" },
      error: {
        there: "form",
        act: async (page) => {
          await page.locator("input[type=email]").fill("nobody@acme.test");
          await page.locator("input[type=password]").fill("not this one");
          await page.locator("button[type=submit]").click();
          await page.locator(WRONG).waitFor();
        },
      },
    },
  },
  "first start": { who: "nobody", path: "/start#TOKEN", states: ONLY("form", { isBare: true }) },
  join: { who: "nobody", path: "/join#INVITATION", states: ONLY("form", { isBare: true }) },
  pairing: {
    who: "nobody",
    path: "/wall",
    isWall: true,
    states: { loaded: { there: ".pairing-code" }, error: { there: "h1", fails: "/pairing" } },
  },
  wallboard: {
    who: "television",
    path: "/wall",
    isWall: true,
    states: {
      loaded: { there: ".tile" },
      empty: { there: ".empty", isBare: true },
      stale: { there: ".tile", silentMs: STALE_MS },
      error: { there: ".empty", path: "/wall?scope=team:gone" },
    },
  },
  team: {
    who: "lead",
    path: "/team",
    states: {
      loaded: { there: ".waiting-rows" },
      empty: { there: ".empty", isBare: true },
      stale: { there: ".tile", silentMs: STALE_MS },
      error: { there: ".empty", path: "/team?scope=team:gone" },
    },
  },
  "team as a table": {
    who: "manager",
    path: "/team",
    states: ONLY(".tile", { act: (page) => page.keyboard.press("t") }),
  },
  "behind a figure": {
    who: "lead",
    path: "/team?figure=csat.score",
    states: {
      loaded: {
        there: ".sheet [data-count]",
        act: press(".moved-part summary", ".moved-headline"),
      },
      error: { there: ".sheet .button", fails: "/figures" },
    },
  },
  "keyboard help": {
    who: "lead",
    path: "/team",
    states: ONLY(".tile", { act: press(".foot-end .button-icon", "dialog") }),
  },
  "contact clock": {
    who: "lead",
    path: "/team?figure=aht.mean",
    states: {
      loaded: {
        there: ".behind-row",
        act: async (page) => {
          await press(".behind-row", ".lanes")(page);
          for (const summary of await page.locator("summary").all()) await summary.click();
        },
      },
      empty: { there: ".clock-problem", path: "/contact/nobody-has-this?source=/x" },
      error: { there: ".clock-problem", path: "/contact/c?source=/x", fails: "/contacts" },
    },
  },
  me: {
    who: "agent",
    path: "/me",
    states: {
      loaded: { there: ".me-card", act: press(".me-card summary") },
      empty: { there: ".me-as-of", isBare: true },
      stale: { there: ".me-card", fails: "/me", silentMs: 31_000 },
      error: { there: ".notice", fails: "/me" },
    },
  },
  "me, hidden": {
    who: "agent",
    path: "/me",
    states: ONLY(".me-card", { act: press(".page-actions .button", ".me-hidden") }),
  },
  "me, contacts": {
    who: "agent",
    path: "/me",
    states: ONLY(".me-card", { act: press(".me-card .button", ".me-contacts .rows") }),
  },
  reports: {
    who: "manager",
    path: "/reports",
    states: {
      loaded: { there: ".definitions", act: press("#files summary", "#files [open]") },
      empty: { there: ".empty", isBare: true },
      error: { there: WRONG, fails: "/reports/weeks" },
    },
  },
  "behind a report": {
    who: "lead",
    path: "/reports?figure=csat.score",
    states: ONLY(".sheet details", { act: press(".sheet details summary", ".moved-headline") }),
  },
  "my week": { who: "agent", path: "/my-week", states: ONLY(".definitions") },
  sources: {
    who: "admin",
    path: "/sources",
    states: {
      loaded: { there: ".source-card", act: press(".source-test summary") },
      empty: { there: ".empty", isBare: true },
      stale: { there: ".source-card", fails: "/sources", silentMs: 11_000 },
      error: { there: ".notice", fails: "/sources" },
    },
  },
  "settings: organisation": section("organisation", "form"),
  "settings: teams": section("teams", ".rows"),
  "settings: a team": within("teams", ".rows .button"),
  "settings: people": section("people", ".rows"),
  "settings: a person": within("people", ".rows .button"),
  "settings: ids": section("ids", ".section"),
  "settings: hours": section("hours", ".settings-section .segment", {
    act: async (page) => {
      await press(".settings-section .segment:last-of-type", ".week-typed textarea")(page);
      await page.locator(".week-typed textarea").first().fill("9-12, 13-17");
      await page.locator(".review .review-quiet").waitFor();
      await page.locator(".holidays summary").click();
    },
  }),
  "settings: queues": section("queues", ".section"),
  "settings: surveys": section("surveys", ".section"),
  "settings: targets": section("targets", ".targets-add", { fails: "/devices/boards" }),
  "settings: privacy": section("privacy", "input[type=number]", { fails: "/policy" }),
  "settings: keys": section("keys", ".rows", { fails: "/keys" }),
  "settings: a key made": {
    who: "admin",
    path: "/settings/keys",
    states: ONLY(".rows", {
      isBare: true,
      act: async (page) => {
        await press(".rows .button")(page);
        await press(".rows .button[data-asking=true]", ".copy")(page);
      },
    }),
  },
  "settings: mail": section("mail", "input[type=password]", { fails: "/mail" }),
  "settings: users": section("users", ".rows", { fails: "/users" }),
  "settings: invite": within("users", ".section-head button"),
  "settings: televisions": section("televisions", ".rows", { fails: "/devices" }),
  "wall editor": within("televisions", ".rows .button", "dialog .preview"),
  "pair a television": {
    who: "manager",
    path: "/televisions?code=BCDFGHJK",
    states: ONLY("dialog .preview"),
  },
  transparency: {
    who: "agent",
    path: "/transparency",
    states: {
      loaded: { there: ".told" },
      empty: { there: ".told", isBare: true },
      error: { there: ".notice", fails: "/transparency" },
    },
  },
  account: {
    who: "lead",
    path: "/account",
    states: { loaded: { there: ".rows" }, error: { there: WRONG, fails: "/sessions" } },
  },
  "account, menu": {
    who: "lead",
    path: "/account",
    states: ONLY(".rows", { act: press(".person-open") }),
  },
  "start: organisation": step("organisation", "form", "/organisation"),
  "start: teams": step("teams", "form", "/organisation"),
  "start: source": step("source", "summary", "/keys", press("summary")),
  "start: colleagues": step("colleagues", "form", "/invitations"),
  "not for me": { who: "agent", path: "/sources", states: ONLY("h1") },
  "no such page": { who: "agent", path: "/nowhere", states: ONLY("h1") },
};
