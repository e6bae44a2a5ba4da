/** The tokens of both themes: each colour that must be told from another is, in numbers (ACC-9). */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, laidOver } from "../support/colour.ts";

const css = readFileSync(new URL("../../client/styles/tokens.css", import.meta.url), "utf8");
const [, lightBlock = "", darkBlock = ""] =
  /:root \{(.*?)\n\}.*?\[data-theme="dark"\] \{(.*?)\n\}/s.exec(css) ?? [];

const tokens = (block: string) =>
  new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [
      name,
      hex,
    ]),
  );
const themes = { light: tokens(lightBlock), dark: tokens(darkBlock) };

/** Ink, what it is laid on, and the least there must be between them: 4.5 for text, 3 for what means something. */
const pairs: readonly [string, readonly string[], number][] = [
  ["text", ["page", "surface", "raised", "control", "control-hover"], 7],
  ["text-quiet", ["page", "surface", "raised", "control", "control-hover"], 4.5],
  ["text-wall", ["page", "surface"], 7],
  ["demo", ["page", "surface", "raised"], 4.5],
  ["page", ["text"], 7],
  ["on-target", ["page", "surface", "raised"], 4.5],
  ["attention", ["page", "surface"], 4.5],
  ["action", ["page", "surface"], 4.5],
  ["neutral", ["page", "surface"], 4.5],
  ["danger", ["page", "surface", "raised", "control"], 4.5],
  ["on-danger", ["danger"], 4.5],
  ["line-now", ["surface"], 3],
  ["line-before", ["surface"], 3],
  ["spark", ["surface"], 3],
  ["focus", ["page", "surface", "raised"], 3],
  ["field-edge", ["page", "surface", "raised"], 3],
  // Stretches of the contact clock, and the words in them.
  ["wait", ["surface"], 3],
  ["hold", ["surface"], 3],
  ["page", ["wait", "hold", "line-now", "demo"], 4.5],
  ["on-grey", ["line-before"], 4.5],
  ["text", ["track"], 7],
];

/** Colours that nobody needs to tell from what they lie on, and why. */
const DECORATION: Readonly<Record<string, string>> = {
  hairline: "parts what space parts already",
  glass: "a television drawn beside its tiles",
  "glass-tile": "a tile on that drawing; their number stands in words beside it",
};

describe.each(Object.entries(themes))("[ACC-9] the tokens of the %s theme", (_, theme) => {
  const hexOf = (name: string) => {
    const hex = theme.get(name);
    if (hex === undefined) throw new Error(`no token ${name}`);
    return hex;
  };

  for (const [ink, papers, least] of pairs) {
    test.each(papers)(`[ACC-9] ${ink} on %s has at least ${least}:1`, (paper) => {
      expect(contrast(hexOf(ink), hexOf(paper))).toBeGreaterThanOrEqual(least);
    });
  }

  test("[ACC-9] every colour is in a pair, or is decoration with a reason", () => {
    const used = new Set(pairs.flatMap(([ink, papers]) => [ink, ...papers]));
    const left = [...theme.keys()].filter((name) => !used.has(name) && !(name in DECORATION));
    expect(left).toEqual([]);
  });

  test("[ACC-9] text can be read on the hatch of stale tiles too", () => {
    const block = theme === themes.light ? lightBlock : darkBlock;
    const share = Number(/--hatch: rgb\([\d ]+ \/ (\d+)%\)/.exec(block)?.[1]) / 100;
    const hatched = laidOver(hexOf("text"), share, hexOf("surface"));
    expect(contrast(hexOf("text-quiet"), hatched)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(hexOf("text-wall"), hatched)).toBeGreaterThanOrEqual(7);
  });

  test.each(["wait", "hold", "line-now", "demo", "line-before", "track"])(
    "[ACC-9] words can be read in an estimated stretch of the contact clock: %s",
    (bar) => {
      const tint = laidOver(hexOf(bar), ESTIMATED_SHARE, hexOf("surface"));
      expect(contrast(hexOf("text"), tint)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

/** How strong an estimated stretch is drawn (lanes.css). */
const ESTIMATED_SHARE = 0.35;

test("[UX-11] the status colours are those of SCREENS.md 3", () => {
  const of = (theme: Map<string, string>) =>
    ["on-target", "attention", "action", "neutral", "text"].map((name) =>
      theme.get(name)?.toUpperCase(),
    );
  expect(of(themes.dark)).toEqual(["#4CB3F5", "#F5D547", "#FF6B4A", "#9DA7B3", "#E8EDF2"]);
  expect(of(themes.light)).toEqual(["#005F9E", "#946200", "#A8123A", "#59636E", "#1A2026"]);
});
