/** Goes to a screen in a state and a look, and says when it stands there. */
import type { Page } from "playwright-core";
import { openWindow } from "../../support/browse.ts";
import type { Cell } from "./design.ts";
import type { Place } from "./place.ts";
import { SCREENS } from "./screens.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Look extends Cell {
  readonly size?: Size;
}

export const DESK: Size = { width: 1440, height: 900 };
export const TELEVISION: Size = { width: 1920, height: 1080 };

export interface Visit {
  readonly page: Page;
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** `/a?b#c` in a language and a theme. */
function dressed(path: string, { language, theme }: Cell): string {
  const [before = "", hash] = path.split("#");
  const look = `lang=${language}&theme=${theme}`;
  return `${before}${before.includes("?") ? "&" : "?"}${look}${hash === undefined ? "" : `#${hash}`}`;
}

/** The line to the boards, which goes silent when told to: nothing comes through any more, and nothing says so. */
async function silenceable(page: Page): Promise<() => void> {
  let isSilent = false;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!isSilent) socket.send(message);
    });
  });
  return () => {
    isSilent = true;
  };
}

/** Resolves when the screen stands there in that state; everything behind it has been asked for and answered. */
export async function visit(place: Place, name: string, look: Look): Promise<Visit> {
  const screen = SCREENS[name];
  const state = screen?.states[look.state];
  if (screen === undefined || state === undefined) throw new Error(`no ${look.state} of ${name}`);
  const { who, isWall = false } = screen;
  const { there, isBare = false, path = screen.path, fails, silentMs, act } = state;
  const server = isBare ? place.bare : place.demo;
  const { size = isWall ? TELEVISION : DESK } = look;
  const { page, context, faults } = await openWindow(place.browser, server.url, {
    ...(who === "nobody" ? {} : { cookie: server.cookies[who] }),
    size,
  });
  const unanswered = () =>
    page.route(new RegExp(`/api/v1${fails}([/?]|$)`), (route) => route.abort());
  const silence = silentMs === undefined ? null : await silenceable(page);
  if (silence !== null) await page.clock.install();
  else if (fails !== undefined) await unanswered();
  const to = path.replace("#INVITATION", place.invitation);
  await page.goto(server.url + dressed(to, look));
  await page.locator(there).first().waitFor();
  if (silence !== null && silentMs !== undefined) {
    silence();
    if (fails !== undefined) await unanswered();
    await page.clock.runFor(silentMs);
  } else {
    await page.evaluate("deskTests.settled()");
  }
  if (act !== undefined) {
    await act(page);
    if (silence === null) await page.evaluate("deskTests.settled()");
  }
  return { page, faults, close: () => context.close() };
}

/** The same page in another language and theme, as if chosen there: nothing is loaded anew. */
export async function redress(page: Page, { language, theme }: Omit<Cell, "state">): Promise<void> {
  const look = `lang=${language}&theme=${theme}`;
  await page.evaluate(`(() => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of new URLSearchParams("${look}")) query.set(name, value);
    history.replaceState(null, "", location.pathname + "?" + query + location.hash);
    dispatchEvent(new PopStateEvent("popstate"));
  })()`);
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
  await page.evaluate("deskTests.settled()");
}
