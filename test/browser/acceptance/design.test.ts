/** That the acceptance run misses no screen of the client, and no pair of what makes a look. Without a browser. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cellsOf, LANGUAGES, THEMES } from "./design.ts";
import { SCREENS, STATES } from "./screens.ts";

const client = (file: string) =>
  readFileSync(new URL(`../../../client/${file}`, import.meta.url), "utf8");

/** Addresses that a table of the client names. */
const addressesIn = (file: string, pattern: RegExp) =>
  [...client(file).matchAll(pattern)].map(([, address = ""]) => address);

const walked = Object.values(SCREENS).flatMap(({ path, states }) => [
  path,
  ...Object.values(states).map((state) => state.path ?? path),
]);

test("[ACC-1] every page, way in and section of the settings that the client has is walked", () => {
  const there = [
    ...addressesIn("screens.ts", /(?:path: |^ {2})"(\/[\w-]+)"/gm),
    ...addressesIn("screens/settings/settings.tsx", /"(\/settings\/[\w-]+)"/g),
  ];
  expect(there.length).toBeGreaterThan(20);
  const missing = there.filter((one) => !walked.some((path) => path.startsWith(one)));
  expect(missing).toEqual([]);
});

test("[ACC-1] the looks cover every pair of screen, state, language and theme that there can be", () => {
  const seen = new Set<string>();
  for (const name of Object.keys(SCREENS)) {
    for (const { state, language, theme } of cellsOf(name)) {
      const values = [name, state, language, theme];
      for (const a of values) for (const b of values) seen.add(`${a} + ${b}`);
    }
  }
  const pairs = (some: readonly string[], others: readonly string[]) =>
    some.flatMap((one) => others.map((other) => `${one} + ${other}`));
  const names = Object.keys(SCREENS);
  const states = STATES.filter((state) =>
    Object.values(SCREENS).some((screen) => screen.states[state] !== undefined),
  );
  const wanted = [
    ...pairs(names, LANGUAGES),
    ...pairs(names, THEMES),
    ...names.flatMap((name) => pairs([name], Object.keys(SCREENS[name]?.states ?? {}))),
    ...pairs(states, THEMES),
    ...pairs(states, LANGUAGES),
    ...pairs(LANGUAGES, THEMES),
  ];
  expect(states).toEqual(STATES);
  expect(wanted.filter((pair) => !seen.has(pair))).toEqual([]);
});
