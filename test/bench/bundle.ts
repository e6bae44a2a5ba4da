/** What each screen of the demo makes a browser load: its scripts, compressed. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { CLIENT } from "../../server/pages.ts";
import type { Row } from "./bench.ts";
import { asDemo } from "./visit.ts";

/** Each with the role that sees it; null: nobody is signed in. */
const SCREENS = [
  ["/team", "lead"],
  ["/wall", "television"],
  ["/me", "agent"],
  ["/sources", "admin"],
  ["/settings/organisation", "admin"],
  ["/settings/hours", "admin"],
  ["/settings/people", "admin"],
  ["/settings/televisions", "admin"],
  ["/settings/mail", "admin"],
  ["/reports", "manager"],
  ["/transparency", "lead"],
  ["/account", "lead"],
  ["/sign-in", null],
] as const;
const KILOBYTES_MAX = 180;

async function scriptsOf(browser: Browser, url: string, path: string, role: string | null) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    if (role !== null) await asDemo(url, role)(context);
    const page = await context.newPage();
    const scripts = new Set<string>();
    page.on("response", (response) => {
      const name = /\/assets\/([\w-]+\.js)$/.exec(response.url())?.[1];
      if (name !== undefined) scripts.add(name);
    });
    await page.goto(`${url}${path}`, { waitUntil: "networkidle" });
    return [...scripts];
  } finally {
    await context.close();
  }
}

const sizeOf = (name: string): number =>
  gzipSync(readFileSync(`${CLIENT}/assets/${name}`)).length / 1024;

/** One row per screen, each held against UX-31. */
export async function bundles(browser: Browser, url: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [path, role] of SCREENS) {
    const scripts = await scriptsOf(browser, url, path, role);
    rows.push({
      figure: `scripts of ${path}`,
      values: [scripts.reduce((sum, name) => sum + sizeOf(name), 0)],
      unit: "KB gzip",
      aim: { on: "value", is: "at most", bound: KILOBYTES_MAX },
    });
  }
  return rows;
}
