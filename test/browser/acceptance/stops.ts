/** Where the Tab key leads on a page: every stop it makes, and what it should have stopped at. */
import type { Page } from "playwright-core";

/** More than any page has; a walk that is longer goes in circles. */
const STOPS_MAX = 400;

export interface Walk {
  /** Names of the stops, in order. */
  readonly stops: readonly string[];
  /** What was wrong with one of them, in words. */
  readonly faults: readonly string[];
  /** What can be used with a mouse and was never reached. */
  readonly missed: readonly string[];
}

interface Stop {
  readonly name: string;
  readonly faults: readonly string[];
  /** Its place among all elements of the page; −1: the focus has left the page. */
  readonly place: number;
}

/** Tab from the beginning of the page, or of the dialog that is open, until it leaves or comes round. */
export async function walk(page: Page): Promise<Walk> {
  await page.evaluate("deskTests.atStart()");
  const stops: Stop[] = [];
  for (let count = 0; count < STOPS_MAX; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<Stop>("deskTests.stopNow()");
    if (stop.place === stops.at(-1)?.place) continue; // a date has three parts
    if (stop.place < 0 || stops.some(({ place }) => place === stop.place)) break;
    stops.push(stop);
  }
  const order = stops.flatMap(({ name, place }, at) => {
    const before = stops[at - 1];
    return before !== undefined && before.place > place
      ? [`${name} comes after ${before.name}`]
      : [];
  });
  const endless = stops.length === STOPS_MAX ? ["there is no end to it"] : [];
  return {
    stops: stops.map(({ name }) => name),
    faults: [...stops.flatMap((stop) => stop.faults), ...order, ...endless],
    missed: await page.evaluate<string[]>("deskTests.missed()"),
  };
}
