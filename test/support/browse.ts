/** A browser window of somebody who is signed in, and what must never happen in one. */
import type { Browser, BrowserContext, Page } from "playwright-core";

const IN_PAGE = new URL("./in-page.js", import.meta.url).pathname;

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Scripts that failed, dialogs that opened, what the content policy forbade. */
  readonly faults: string[];
}

export interface Look {
  /** As a `Cookie` header; without it nobody is signed in. */
  readonly cookie?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

export async function openWindow(browser: Browser, url: string, look: Look = {}): Promise<Window> {
  const { cookie, size = { width: 1440, height: 900 } } = look;
  const context = await browser.newContext({ viewport: size, reducedMotion: "reduce" });
  if (cookie !== undefined) {
    const at = cookie.indexOf("=");
    await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
  }
  await context.addInitScript({ path: IN_PAGE });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text());
  });
  return { page, context, faults };
}
