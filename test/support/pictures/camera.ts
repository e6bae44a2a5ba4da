/** Takes pictures of one screen in one state and size: opens it once, and dresses it in each look. */
import type { Page } from "playwright-core";
import { redress, type Visit } from "../../browser/acceptance/visit.ts";
import { fileOf, type Look, SIZES } from "./looks.ts";

export interface Job {
  /** Screen and state; the file's name begins with it. */
  readonly name: string;
  /** All of one size. */
  readonly looks: readonly Look[];
  /** Time stands still in it: it is opened anew for each look. */
  readonly isStill: boolean;
  /** Resolves when the screen stands there in its state. */
  open(look: Look): Promise<Visit>;
}

/** Past the first frame of what is fetched later: charts, the age of the data. */
const SETTLE_MS = 500;
/** On a phone a page is shown whole, up to this. */
const HEIGHT_MAX = 3_600;

/** The window as high as the page, so that what stands at its foot is at the foot. */
async function stretch(page: Page): Promise<void> {
  const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
  const { width } = SIZES.phone;
  await page.setViewportSize({ width, height: Math.min(height, HEIGHT_MAX) });
}

async function shoot(page: Page, look: Look, path: string): Promise<void> {
  if (look.size === "phone") await stretch(page);
  await page.evaluate("scrollTo(0, 0)");
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path });
}

/** Resolves with what went wrong in it, one a line; the pictures are in `folder`. */
export async function take(job: Job, folder: string): Promise<readonly string[]> {
  const faults: string[] = [];
  let visit: Visit | null = null;
  try {
    for (const look of job.looks) {
      if (visit === null) visit = await job.open(look);
      else await redress(visit.page, look);
      await shoot(visit.page, look, folder + fileOf(job.name, look));
      faults.push(...visit.faults);
      if (job.isStill) {
        await visit.close();
        visit = null;
      }
    }
  } catch (problem) {
    faults.push(String(problem).split("\n")[0] ?? "");
  } finally {
    await visit?.close();
  }
  return faults;
}

/** One job for each size in which `looks` has a look that `isWanted`. */
export function jobsOf(
  screen: Omit<Job, "looks">,
  looks: readonly Look[],
  isWanted: (file: string) => boolean,
): Job[] {
  const wanted = looks.filter((look) => isWanted(fileOf(screen.name, look)));
  const sizes = [...new Set(wanted.map(({ size }) => size))];
  return sizes.map((size) => ({ ...screen, looks: wanted.filter((look) => look.size === size) }));
}
