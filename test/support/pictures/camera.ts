/** Takes one picture: opens the page in its look, waits until it stands still, and reports what went wrong in it. */
import type { Browser, Page } from "playwright-core";
import { fileOf, type Look, type Shot, SIZES, type World } from "./shot.ts";

/** Past the first frame of everything that is fetched later: charts, panels, the age of the data. */
const SETTLE_MS = 700;

const LOCALES = { nl: "nl-NL", fr: "fr-BE", en: "en-GB" } as const;
/** A page is shown whole on a phone, up to this. */
const HEIGHT_MAX = 3_600;

/** The window as high as the page, so that what stands at its foot is at the foot. */
async function stretch(page: Page, { width }: { readonly width: number }): Promise<void> {
  const height = await page.evaluate("document.documentElement.scrollHeight");
  await page.setViewportSize({ width, height: Math.min(Number(height), HEIGHT_MAX) });
}

/** `path` with the look in its query, before the fragment. */
function withLook(path: string, { lang, theme }: Look): string {
  const [before = "", fragment] = path.split("#");
  const query = `${before.includes("?") ? "&" : "?"}lang=${lang}&theme=${theme}`;
  return before + query + (fragment === undefined ? "" : `#${fragment}`);
}

/** Resolves with the faults the page showed, one a line; the picture is in `folder`. */
export async function take(
  browser: Browser,
  world: Pick<World, "url" | "enter">,
  shot: Shot,
  look: Look,
  folder: string,
): Promise<readonly string[]> {
  const context = await browser.newContext({
    viewport: SIZES[look.size],
    colorScheme: look.theme,
    reducedMotion: "reduce",
    locale: LOCALES[look.lang],
  });
  const faults: string[] = [];
  try {
    if (shot.as !== undefined) await world.enter(context, shot.as);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => faults.push(error.message));
    await shot.before?.(page);
    await page.goto(world.url + withLook(shot.path, look));
    await page.waitForSelector(shot.ready ?? "h1:not(.hidden), .tile, .empty, .pairing-code");
    if (shot.isPending !== true) await page.waitForLoadState("networkidle");
    await shot.act?.(page);
    if (look.size === "phone") await stretch(page, SIZES.phone);
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: folder + fileOf(shot, look) });
  } catch (problem) {
    faults.push(String(problem).split("\n")[0] ?? "");
  } finally {
    await context.close();
  }
  return faults;
}
