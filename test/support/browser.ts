/** A real Chromium for tests and pictures, and one sentence when there is none. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** True: there is no Chromium here. Where everything must run (REQUIRE_ALL), that is an error. */
export function withoutChromium(): boolean {
  if (existsSync(CHROMIUM)) return false;
  if (process.env.REQUIRE_ALL) throw new Error(`there is no Chromium at ${CHROMIUM}`);
  process.stdout.write(`skipped: there is no Chromium at ${CHROMIUM}\n`);
  return true;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
