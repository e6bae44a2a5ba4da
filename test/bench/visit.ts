/** A page opened in Chromium as by somebody who was never there: when its first number stands, and what it took. */
import type { Browser, BrowserContext } from "playwright-core";

/** Of one visit, in ms. */
export interface Visit {
  /** From the start of the navigation until the first tile has a value in the DOM. */
  readonly number: number;
  /** CPU of the page's main thread until then. */
  readonly cpu: number;
  /** From the page's `watch` to the server's snapshot; 0: it watched nothing. */
  readonly snapshot: number;
}

const WATCH_NUMBER = `new MutationObserver((_, watch) => {
  const numbers = [...document.querySelectorAll(".tile-value .number")];
  if (!numbers.some(({ textContent }) => /[0-9]/.test(textContent))) return;
  globalThis.firstNumberAt = performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true, characterData: true });`;

export interface Visiting {
  readonly url: string;
  /** Signs in, so that the page itself is opened by somebody who is known. */
  readonly enter: (context: BrowserContext) => Promise<void>;
}

/** Rejects when no number stands there within a minute. */
export async function visit(browser: Browser, { url, enter }: Visiting): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await enter(context);
    await context.addInitScript(WATCH_NUMBER);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    await cdp.send("Network.enable");
    let asked = 0;
    let told = 0;
    cdp.on("Network.webSocketFrameSent", ({ timestamp, response }) => {
      if (response.payloadData.includes('"watch"')) asked = timestamp;
    });
    cdp.on("Network.webSocketFrameReceived", ({ timestamp, response }) => {
      if (told === 0 && response.payloadData.startsWith('42["snapshot"')) told = timestamp;
    });
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => "firstNumberAt" in globalThis, undefined, { timeout: 60_000 });
    const { metrics } = await cdp.send("Performance.getMetrics");
    const cpu = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    const number = Number(await page.evaluate("globalThis.firstNumberAt"));
    return { number, cpu: cpu * 1000, snapshot: (told - asked) * 1000 };
  } finally {
    await context.close();
  }
}

/** With a `Cookie` header's cookie. */
export const withCookie =
  (url: string, cookie: string) =>
  async (context: BrowserContext): Promise<void> => {
    const at = cookie.indexOf("=");
    await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
  };

/** Through the demo's own door. */
export const asDemo =
  (url: string, role: string) =>
  async (context: BrowserContext): Promise<void> => {
    await context.request.get(`${url}/demo/sign-in?as=${role}`, { maxRedirects: 0 });
  };
