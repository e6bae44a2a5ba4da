/** Does anything move while numbers change? Ten minutes of updates in a real Chromium (UX-25). */
import { launch } from "../support/browser.ts";
import { FRAME_MS, shiftsOf } from "../support/shifts.ts";
import type { Bench, Row } from "./bench.ts";

const MINUTES = 10;
const FRAMES = (MINUTES * 60_000) / FRAME_MS;
const MOVED_NAMED = 5;

export const shift: Bench = {
  name: "shift",
  about: `UX-25: layout shift over ${MINUTES} minutes of the page's clock, ${FRAMES} frames in each of which every value changes`,
  async run({ note }) {
    const browser = await launch();
    try {
      const rows: Row[] = [];
      for (const screen of ["team", "wall", "wall of two pages"] as const) {
        const began = performance.now();
        const { score, sum, moved, layouts } = await shiftsOf(browser, screen, FRAMES);
        const seconds = ((performance.now() - began) / 1000).toFixed(0);
        note(
          `${screen}: ${layouts} layouts in ${seconds} s of the true clock; all shifts together ${sum.toFixed(3)}`,
        );
        for (const one of [...new Set(moved)].slice(0, MOVED_NAMED)) note(`moved: ${one}`);
        rows.push({
          figure: screen,
          values: [score],
          unit: "CLS",
          aim: { on: "value", is: "at most", bound: 0.005 }, // what reads as 0.00
        });
      }
      return rows;
    } finally {
      await browser.close();
    }
  },
};
