/** The status colours as people see them who lack one kind of cone (ACC-8). */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { distance, EYES, labOf, lightOf, seenWith } from "../support/colour.ts";

const css = readFileSync(new URL("../../client/styles/tokens.css", import.meta.url), "utf8");
const DELTA_E_MIN = 11;
const STATUS = ["on-target", "attention", "action", "neutral"] as const;

/** The colours of a theme, in the order of STATUS, then the text colour. */
function coloursOf(theme: "light" | "dark"): string[] {
  const block = new RegExp(`data-theme="${theme}"\\][^{]*\\{(.*?)\\n\\}`, "s").exec(css)?.[1] ?? "";
  return [...STATUS, "text"].map(
    (name) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? "",
  );
}

/** The smallest distance between any two, for these eyes. */
function closest(colours: readonly string[], eyes: keyof typeof EYES): number {
  const matrix = EYES[eyes];
  if (matrix === undefined) throw new Error(`no eyes ${eyes}`);
  const seen = colours.map((hex) => labOf(seenWith(matrix, lightOf(hex))));
  const pairs = seen.flatMap((a, at) => seen.slice(at + 1).map((b) => distance(a, b)));
  return Math.min(...pairs);
}

test("[ACC-8] the distance of colours is that of CIEDE2000's own reference data", () => {
  const grey = distance([50, 2.6772, -79.7751], [50, 0, -82.7485]);
  expect(grey).toBeCloseTo(2.0425, 4);
  expect(distance([50, 2.49, -0.001], [50, -2.49, 0.0009])).toBeCloseTo(7.1792, 4);
  expect(distance([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
  expect(distance([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
});

describe.each(["light", "dark"] as const)("the status colours, %s", (theme) => {
  test.each(Object.keys(EYES))(
    `[ACC-8][UX-11] any two, and the text, are at least ${DELTA_E_MIN} apart with %s`,
    (eyes) => {
      expect(closest(coloursOf(theme), eyes)).toBeGreaterThanOrEqual(DELTA_E_MIN);
    },
  );
});

test("[UX-11] the distances are those that SCREENS.md 3 states", () => {
  const of = (theme: "light" | "dark") =>
    Object.keys(EYES).map((eyes) =>
      closest(coloursOf(theme).slice(0, STATUS.length), eyes).toFixed(1),
    );
  expect(of("dark")).toEqual(["15.6", "14.4", "17.9"]);
  expect(of("light")).toEqual(["15.1", "11.9", "12.6"]);
});
