/** Browser windows of people of a running server, and what must be true of every page of theirs. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { type House, openHouse } from "../rights/house.ts";
import { openWindow, type Window } from "./browse.ts";
import type { SignedIn } from "./sign-in.ts";

export const LANGUAGES = ["nl", "fr", "en"] as const;
export const THEMES = ["light", "dark"] as const;

export { type House, openHouse };

export interface Shown extends Window {
  close(): Promise<void>;
}

/** A page of somebody, in a language and theme, once its heading is there. */
export async function show(
  browser: Browser,
  house: Pick<House, "url">,
  { cookie }: Pick<SignedIn, "cookie">,
  path: string,
  size = { width: 1440, height: 900 },
): Promise<Shown> {
  // Cookies are bound to the host's name, which is the same for both.
  const window = await openWindow(browser, house.url, { cookie, size });
  await window.page.goto(house.url + path);
  await window.page.waitForSelector("main h1");
  return { ...window, close: () => window.context.close() };
}

/** What axe finds, by rule, with the markup it is about. */
export async function violationsOn(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** How far the page reaches beyond the window to the right, in pixels. */
export const beyond = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
