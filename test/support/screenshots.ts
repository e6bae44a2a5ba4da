/**
 * `npm run screenshots`: the demo on a busy Monday morning, every screen, theme, language and width,
 * into .screenshots; and the README's picture. Starts its own demo and ends it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launch } from "./browser.ts";

const MAIN = new URL("../../server/main.ts", import.meta.url).pathname;
const OUT = new URL("../../.screenshots/", import.meta.url).pathname;
const README = new URL("../../.readme/", import.meta.url).pathname;
const MONDAY = "2026-11-16T10:40:00+01:00";
const SIZES = { tv: [1920, 1080], laptop: [1440, 900], phone: [390, 844] } as const;
/** Past the first heartbeats, so that ages and statuses are there. */
const SETTLE_MS = 2_500;

interface Shot {
  readonly file: string;
  readonly path: string;
  readonly size: readonly [number, number];
  readonly theme: "light" | "dark";
  readonly whole?: boolean;
}

async function take(browser: Browser, url: string, shot: Shot): Promise<void> {
  const [width, height] = shot.size;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: shot.theme });
  await page.goto(
    `${url}/demo/sign-in?as=${shot.path.startsWith("/wall") ? "television" : "manager"}`,
  );
  await page.goto(`${url}${shot.path}&theme=${shot.theme}`);
  await page.waitForSelector(".tile");
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: shot.file, fullPage: shot.whole ?? false });
  await page.close();
  console.log(shot.file);
}

function* shots(): Iterable<Shot> {
  const readme = { size: [1600, 1000], theme: "light" } as const;
  yield { ...readme, file: `${README}team.png`, path: "/team?lang=en" };
  for (const lang of ["nl", "fr", "en"]) {
    for (const theme of ["light", "dark"] as const) {
      for (const [name, size] of Object.entries(SIZES)) {
        const file = (screen: string) => `${OUT}${screen}-${name}-${theme}-${lang}.png`;
        const whole = name !== "tv";
        yield { file: file("team"), path: `/team?lang=${lang}`, size, theme, whole };
        if (name === "tv") yield { file: file("wall"), path: `/wall?lang=${lang}`, size, theme };
      }
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), "deskpulse-pictures-"));
const demo = spawn(process.execPath, [MAIN, "demo", "--at", MONDAY], {
  env: { ...process.env, DESKPULSE_STORE: join(folder, "d.db"), DESKPULSE_PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  mkdirSync(OUT, { recursive: true });
  mkdirSync(README, { recursive: true });
  let said = "";
  for await (const text of demo.stdout.setEncoding("utf8")) {
    said += text;
    if (said.includes("as=television")) break;
  }
  const url = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? "";
  const browser = await launch();
  const only = process.argv[2];
  for (const shot of shots()) {
    if (only === undefined || shot.file.includes(only)) await take(browser, url, shot);
  }
  await browser.close();
} finally {
  demo.kill("SIGTERM");
  await once(demo, "exit");
  rmSync(folder, { recursive: true, force: true });
}
