/**
 * Pictures of the pages Me, Sources, Transparency and the wall in every state, on a demo that runs:
 * `node test/support/page-pictures.ts URL [name]`, into .screenshots.
 */
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { launch } from "./browser.ts";

const OUT = new URL("../../.screenshots/", import.meta.url).pathname;
const [url = "", wanted = ""] = process.argv.slice(2);
const SETTLE_MS = 2_000;

interface Shot {
  readonly name: string;
  readonly as: "agent" | "lead" | "admin" | "television";
  readonly path: string;
  readonly size?: readonly [number, number];
  /** What is done before the page opens, or after. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly after?: (page: Page) => Promise<unknown>;
}

const PHONE = [390, 844] as const;
const TV = [1920, 1080] as const;
const gone = (path: string) => (page: Page) =>
  page.route(`**/api/v1${path}`, (route) => route.abort());
const empty = (page: Page) =>
  page.route("**/api/v1/sources", (route) =>
    route.fulfill({
      json: { asOf: "2026-11-18T13:30:00Z", zone: "Europe/Amsterdam", sources: [], gaps: [] },
    }),
  );

const SHOTS: readonly Shot[] = [
  { name: "me", as: "agent", path: "/me" },
  { name: "me-phone", as: "agent", path: "/me", size: PHONE },
  {
    name: "me-hidden",
    as: "agent",
    path: "/me",
    after: (page) => page.locator(".page-actions .button").click(),
  },
  {
    name: "me-contacts",
    as: "agent",
    path: "/me",
    after: (page) => page.locator(".me-card .button").first().click(),
  },
  { name: "me-error", as: "agent", path: "/me", before: gone("/me") },
  { name: "sources", as: "admin", path: "/sources" },
  { name: "sources-phone", as: "admin", path: "/sources", size: PHONE },
  { name: "sources-empty", as: "admin", path: "/sources", before: empty },
  { name: "sources-error", as: "admin", path: "/sources", before: gone("/sources") },
  { name: "transparency", as: "agent", path: "/transparency" },
  { name: "transparency-phone", as: "agent", path: "/transparency", size: PHONE },
  { name: "tv", as: "television", path: "/wall", size: TV },
  {
    name: "tv-editor",
    as: "lead",
    path: "/settings/televisions",
    size: [1440, 1400],
    after: (page) => page.locator(".rows-actions button").first().click(),
  },
];

async function take(
  browser: Browser,
  shot: Shot,
  lang: string,
  theme: "light" | "dark",
): Promise<void> {
  const file = `${shot.name}-${theme}-${lang}.png`;
  if (!file.includes(wanted)) return;
  const [width, height] = shot.size ?? [1440, 900];
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  await page.goto(`${url}/demo/sign-in?as=${shot.as}`);
  await shot.before?.(page);
  await page.goto(`${url}${shot.path}?lang=${lang}&theme=${theme}`);
  await page.waitForTimeout(SETTLE_MS);
  await shot.after?.(page);
  await page.waitForTimeout(shot.after === undefined ? 0 : SETTLE_MS);
  await page.screenshot({ path: OUT + file, fullPage: shot.size !== TV });
  await page.close();
  process.stdout.write(`${file}\n`);
}

mkdirSync(OUT, { recursive: true });
const browser = await launch();
try {
  for (const shot of SHOTS) {
    for (const [lang, theme] of [
      ["en", "light"],
      ["nl", "dark"],
      ["fr", "light"],
    ] as const) {
      await take(browser, shot, lang, theme);
    }
  }
} finally {
  await browser.close();
}
