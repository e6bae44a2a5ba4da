/** The demo on a busy Monday morning: every screen that is behind sign-in, with something in it. */
import type { BrowserContext } from "playwright-core";
import { DEMO_ROLES } from "../../../server/accounts/demo-users.ts";
import { startDemoProcess } from "../demo-process.ts";
import { cookieOf } from "../sign-in.ts";
import { type Act, gone, press, SCREEN, type Shot, STATE, told, WALL, type World } from "./shot.ts";

const NO_SOURCES = {
  asOf: "2026-11-16T09:40:00Z",
  zone: "Europe/Amsterdam",
  sources: [],
  gaps: [],
};
const BUSY = { title: "busy", status: 503, detail: "try again in a moment" };
const key =
  (name: string): Act =>
  (page) =>
    page.keyboard.press(name);
const FIGURE = "/team?figure=frt.p50";
const openClock: Act = async (page) => {
  await press(".behind-row")(page);
  await page.waitForSelector(".clock, .clock-drawing, h1");
};

const TEAM: readonly Shot[] = [
  {
    name: "team",
    as: "lead",
    path: "/team",
    looks: [
      ...SCREEN,
      { size: "tv", theme: "light", lang: "en" },
      { size: "tv", theme: "dark", lang: "fr" },
    ],
  },
  { name: "team-manager", as: "manager", path: "/team?scope=centre", looks: STATE },
  { name: "team-filtered", as: "lead", path: "/team?channel=phone&period=last-60m", looks: STATE },
  { name: "team-week", as: "lead", path: "/team?period=this-week", looks: STATE },
  { name: "team-table", as: "lead", path: "/team", looks: STATE, act: key("t") },
  { name: "team-paused", as: "lead", path: "/team", looks: STATE, act: key("p") },
  { name: "team-help", as: "lead", path: "/team", looks: STATE, act: key("?") },
  { name: "figure", as: "lead", path: FIGURE, looks: SCREEN, ready: ".behind-row" },
  {
    name: "figure-csat",
    as: "lead",
    path: "/team?figure=csat.score",
    looks: STATE,
    ready: ".sheet",
  },
  {
    name: "figure-error",
    as: "lead",
    path: FIGURE,
    looks: STATE,
    before: gone("/figures*"),
    ready: ".sheet-note",
  },
  {
    name: "figure-loading",
    as: "lead",
    path: FIGURE,
    looks: STATE,
    before: (page) => page.route("**/api/v1/figures*", () => {}),
    ready: ".sheet-wait",
    isPending: true,
  },
  { name: "clock", as: "lead", path: FIGURE, looks: SCREEN, ready: ".behind-row", act: openClock },
];

const PAGES: readonly Shot[] = [
  { name: "me", as: "agent", path: "/me", looks: SCREEN },
  {
    name: "me-hidden",
    as: "agent",
    path: "/me",
    looks: STATE,
    act: press(".page-actions .button"),
  },
  { name: "me-contacts", as: "agent", path: "/me", looks: STATE, act: press(".me-card .button") },
  { name: "me-error", as: "agent", path: "/me", looks: STATE, before: gone("/me") },
  { name: "sources", as: "admin", path: "/sources", looks: SCREEN },
  {
    name: "sources-empty",
    as: "admin",
    path: "/sources",
    looks: STATE,
    before: told("/sources", NO_SOURCES),
  },
  { name: "sources-error", as: "admin", path: "/sources", looks: STATE, before: gone("/sources") },
  { name: "transparency", as: "agent", path: "/transparency", looks: SCREEN },
  {
    name: "transparency-error",
    as: "agent",
    path: "/transparency",
    looks: STATE,
    before: told("/transparency", BUSY, 503),
  },
  { name: "account", as: "lead", path: "/account", looks: STATE },
  { name: "menu", as: "lead", path: "/team", looks: STATE, act: press(".person-open") },
  { name: "denied", as: "lead", path: "/sources", looks: STATE },
  { name: "missing", as: "lead", path: "/nowhere", looks: STATE },
];

const section = (name: string, act?: Act, as = "admin"): Shot => ({
  name: `settings-${name}`,
  as,
  path: `/settings/${name.split("_")[0]}`,
  looks: STATE,
  ready: ".settings-section .section",
  ...(act === undefined ? {} : { act }),
});

const officeHours: Act = (page) => page.locator(".hours-which .segment").nth(1).click();

const SETTINGS: readonly Shot[] = [
  section("organisation"),
  section("teams"),
  section("teams_open", press(".rows-actions button")),
  section("people"),
  section("people_open", press(".rows-actions button")),
  section("ids"),
  section("hours", officeHours),
  section("hours_changed", async (page) => {
    await officeHours(page);
    await page.locator(".week-typed textarea").first().fill("9-12, 13-17:30");
    await page.locator(".review .review-quiet").waitFor();
    await press(".holidays summary")(page);
  }),
  section("queues"),
  section("surveys"),
  section("targets"),
  section("privacy"),
  section("privacy_wider", (page) => page.locator("input[type=number]").first().fill("3")),
  section("keys"),
  section("keys_new", press(".section-head button")),
  section("users"),
  section("users_invite", press(".section-head button")),
  section("televisions", undefined, "lead"),
  section("televisions_edit", press(".rows-actions button"), "lead"),
];

const SHOTS: readonly Shot[] = [
  ...TEAM,
  ...PAGES,
  ...SETTINGS,
  { name: "wall", as: "television", path: "/wall", looks: WALL, ready: ".tile" },
];

/** A cookie of each role, by its name: all pictures of a role are of one session. */
async function cookiesOf(url: string): Promise<Map<string, Cookie>> {
  const cookies = new Map<string, Cookie>();
  for (const as of DEMO_ROLES) {
    const entered = await fetch(`${url}/demo/sign-in?as=${as}`, { redirect: "manual" });
    const [name = "", ...value] = cookieOf(entered).split("=");
    cookies.set(as, { name, value: value.join("="), url });
  }
  return cookies;
}

type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

export async function demoWorld(): Promise<World> {
  const { url, stop } = await startDemoProcess();
  const cookies = await cookiesOf(url);
  return {
    url,
    shots: SHOTS,
    enter: async (context, who) => {
      const cookie = cookies.get(who);
      if (cookie === undefined) throw new Error(`nobody is ${who} in the demo`);
      await context.addCookies([cookie]);
    },
    stop,
  };
}
