/** What fits a wallboard: the table of SCREENS.md section 4, and what follows from it. */
import { expect, test } from "vitest";
import {
  FLOOR_ARCMIN,
  fontVh,
  misfitOf,
  PREFERRED_ARCMIN,
  scaleOf,
  tilesMaxOf,
} from "../../shared/legibility.ts";

const screen = (screenInches: number, distanceMetres: number) => ({ screenInches, distanceMetres });

test.each([
  [43, 6.0, 7.5, 9.6, 15.1],
  [55, 4.7, 5.9, 7.6, 11.8],
  [65, 4.0, 5.0, 6.4, 10.0],
  [75, 3.4, 4.4, 5.6, 8.6],
])("[UX-2] the table of font sizes, row %i inch", (inches, floor, preferred, far, hero) => {
  const near = (got: number, said: number) => expect(Math.abs(got - said)).toBeLessThan(0.08);
  near(fontVh(screen(inches, 5), FLOOR_ARCMIN), floor);
  near(fontVh(screen(inches, 5), PREFERRED_ARCMIN), preferred);
  near(fontVh(screen(inches, 8), FLOOR_ARCMIN), far);
  near(fontVh(screen(inches, 10), PREFERRED_ARCMIN), hero);
});

test.each([
  [55, 5, 6],
  [75, 5, 6],
  [43, 5, 4],
  [65, 8, 4],
  [75, 8, 4],
  [55, 8, 2],
  [43, 8, 1],
  [55, 10, 1],
  [43, 10, 1],
  [43, 15, 0],
])("[UX-2] %i inch at %i m has room for %i tiles", (inches, metres, tiles) => {
  expect(tilesMaxOf(screen(inches, metres))).toBe(tiles);
});

test("[UX-1] type is never smaller than in the default profile, however near one stands", () => {
  expect(scaleOf(screen(55, 5))).toBe(1);
  expect(scaleOf(screen(75, 1))).toBe(1);
  expect(scaleOf(screen(43, 5))).toBeCloseTo(55 / 43, 9);
});

test("[UX-2] nearer or larger never has room for less", () => {
  for (let inches = 20; inches <= 120; inches += 1) {
    for (let metres = 1; metres <= 19; metres += 1) {
      const here = tilesMaxOf(screen(inches, metres));
      expect(tilesMaxOf(screen(inches + 1, metres))).toBeGreaterThanOrEqual(here);
      expect(tilesMaxOf(screen(inches, metres + 1))).toBeLessThanOrEqual(here);
    }
  }
});

test("[UX-2] a page with more tiles than fit is told how many do", () => {
  expect(misfitOf(screen(43, 5), [4])).toBeNull();
  expect(misfitOf(screen(43, 5), [5])).toEqual({ tilesMax: 4 });
  expect(misfitOf(screen(55, 5), [6])).toBeNull();
});

test("[UX-2] pages that take turns have room for at most four tiles: the strip below takes the rest", () => {
  expect(tilesMaxOf({ screenInches: 55, distanceMetres: 5 }, 1)).toBe(6);
  expect(tilesMaxOf({ screenInches: 55, distanceMetres: 5 }, 2)).toBe(4);
  expect(tilesMaxOf({ screenInches: 43, distanceMetres: 5 }, 2)).toBe(2);
  expect(misfitOf({ screenInches: 55, distanceMetres: 5 }, [5])).toBeNull();
  expect(misfitOf({ screenInches: 55, distanceMetres: 5 }, [5, 1])).toEqual({ tilesMax: 4 });
});
