/** States that the acceptance run does not walk, on its demo and its server of the first day. */
import type { Page } from "playwright-core";
import type { Place, Who } from "../../browser/acceptance/place.ts";
import type { Visit } from "../../browser/acceptance/visit.ts";
import { openWindow } from "../browse.ts";
import { type Job, jobsOf } from "./camera.ts";
import { type Look, SIZES, STATE } from "./looks.ts";

interface More {
  readonly name: string;
  readonly who: Who;
  readonly path: string;
  readonly isBare?: boolean;
  /** A selector of what stands there then. */
  readonly there: string;
  /** A question in it is never answered: it is opened anew for each look. */
  readonly isPending?: boolean;
  readonly before?: (page: Page) => Promise<unknown>;
  readonly act?: (page: Page) => Promise<unknown>;
}

const SLOW = { title: "slow", status: 429, detail: "wait", retryAfterSeconds: 40 };

/** Typed as a list would be: who, and in which team. */
async function typePeople(page: Page): Promise<void> {
  const cells = page.locator(".grid-rows input");
  for (const [index, text] of ["An Peeters", "Support NL", "Bo Maes", "Support FR"].entries()) {
    await cells.nth(index).fill(text);
  }
  await page.locator("button[type=submit]").first().click();
  await page.locator(".people-preview").waitFor();
}

async function tryToSignIn(page: Page): Promise<void> {
  await page.locator("input[type=email]").fill("mia@acme.test");
  await page.locator("input[type=password]").fill("not this one");
  await page.locator("button[type=submit]").click();
  await page.locator(".notice").waitFor();
}

const MORE: readonly More[] = [
  { name: "team manager", who: "manager", path: "/team?scope=centre", there: ".tile" },
  {
    name: "team filtered",
    who: "lead",
    path: "/team?channel=phone&period=last-60m",
    there: ".tile, .empty",
  },
  { name: "team week", who: "lead", path: "/team?period=this-week", there: ".tile" },
  {
    name: "team paused",
    who: "lead",
    path: "/team",
    there: ".tile",
    act: (page) => page.keyboard.press("p"),
  },
  {
    name: "behind a figure loading",
    who: "lead",
    path: "/team?figure=frt.p50",
    there: ".sheet-wait",
    isPending: true,
    before: (page) => page.route("**/api/v1/figures*", () => {}),
  },
  {
    name: "settings privacy wider",
    who: "admin",
    path: "/settings/privacy",
    there: "input[type=number]",
    act: (page) => page.locator("input[type=number]").first().fill("3"),
  },
  {
    name: "sign-in wait",
    who: "nobody",
    path: "/sign-in",
    isBare: true,
    there: "form",
    before: (page) =>
      page.route("**/api/v1/session", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({ json: SLOW, status: 429 })
          : route.continue(),
      ),
    act: tryToSignIn,
  },
  {
    name: "start teams typed",
    who: "admin",
    path: "/start/teams",
    isBare: true,
    there: ".grid-rows",
    act: typePeople,
  },
];

async function open(place: Place, more: More, look: Look): Promise<Visit> {
  const { who, path, there, before, act } = more;
  const server = more.isBare === true ? place.bare : place.demo;
  const cookie = who === "nobody" ? {} : { cookie: server.cookies[who] };
  const { page, context, faults } = await openWindow(place.browser, server.url, {
    ...cookie,
    size: SIZES[look.size],
  });
  await before?.(page);
  const query = `lang=${look.language}&theme=${look.theme}`;
  await page.goto(`${server.url}${path}${path.includes("?") ? "&" : "?"}${query}`);
  await page.locator(there).first().waitFor();
  await act?.(page);
  return { page, faults, close: () => context.close() };
}

export const moreJobs = (place: () => Promise<Place>, isWanted: (file: string) => boolean): Job[] =>
  MORE.flatMap((more) =>
    jobsOf(
      {
        name: more.name,
        isStill: more.isPending ?? false,
        open: async (look) => open(await place(), more, look),
      },
      STATE,
      isWanted,
    ),
  );
