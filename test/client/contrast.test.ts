import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

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

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const pairs: readonly [string, readonly string[], number][] = [
  ["text", ["page", "surface", "raised", "control", "control-hover"], 7],
  ["text-quiet", ["page", "surface", "raised", "control"], 4.5],
  ["text-wall", ["page", "surface"], 7],
  ["demo", ["page"], 4.5],
  ["page", ["text"], 7],
  ["on-target", ["page", "surface", "raised"], 4.5],
  ["attention", ["page", "surface"], 4.5],
  ["action", ["page", "surface"], 4.5],
  ["neutral", ["page", "surface"], 4.5],
  ["line-now", ["surface"], 3],
  ["line-before", ["surface"], 3],
  ["spark", ["surface"], 3],
  ["focus", ["page", "surface", "raised"], 3],
];

describe.each(Object.entries(themes))("[ACC-9] the tokens of the %s theme", (_, theme) => {
  for (const [ink, papers, least] of pairs) {
    test.each(papers)(`[ACC-9] ${ink} on %s has at least ${least}:1`, (paper) => {
      const [a, b] = [theme.get(ink), theme.get(paper)];
      if (a === undefined || b === undefined) throw new Error(`no token ${ink} or ${paper}`);
      expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
    });
  }
});

test("[UX-11] the status colours are those of SCREENS.md 3", () => {
  const of = (theme: Map<string, string>) =>
    ["on-target", "attention", "action", "neutral", "text"].map((name) =>
      theme.get(name)?.toUpperCase(),
    );
  expect(of(themes.dark)).toEqual(["#4CB3F5", "#F5D547", "#FF6B4A", "#9DA7B3", "#E8EDF2"]);
  expect(of(themes.light)).toEqual(["#005F9E", "#946200", "#A8123A", "#59636E", "#1A2026"]);
});
