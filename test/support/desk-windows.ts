/** Browser windows of people of a running server, and what must be true of every page of theirs. */
import type { Browser } from "playwright-core";
import { type House, openHouse } from "../rights/house.ts";
import { openWindow, type Window } from "./browse.ts";
import type { SignedIn } from "./sign-in.ts";

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
