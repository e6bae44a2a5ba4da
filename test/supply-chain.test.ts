/** What we install (SEC-17, SEC-26): exact versions, none below its floor, no script but the named one. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const json = (name: string) =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const locked: Record<string, Locked> = json("package-lock.json").packages;
const project = json("package.json");

const numbers = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map(Number);

function isAtLeast(version: string, floor: string): boolean {
  const [own, least] = [numbers(version), numbers(floor)];
  const at = own.findIndex((number, index) => number !== least[index]);
  return at === -1 || (own[at] ?? 0) > (least[at] ?? 0);
}

test.each([
  ["socket.io", "4.8.4"],
  ["engine.io", "6.6.11"],
  ["socket.io-parser", "4.2.7"],
])("[SEC-17] every %s that is installed is at least %s", (name, floor) => {
  const found = Object.entries(locked).filter(([path]) => path.endsWith(`node_modules/${name}`));
  expect(found.length).toBeGreaterThan(0);
  for (const [, { version = "0" }] of found) expect(isAtLeast(version, floor), version).toBe(true);
});

test("[SEC-26] only packages of the named list may run a script when they are installed", () => {
  const scripted = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ""));
  const optional = ["fsevents"]; // macOS only: never installed by `npm ci` elsewhere
  expect(names.filter((name) => !optional.includes(name))).toEqual(
    Object.keys(project.allowScripts),
  );
});

test("[SEC-26] versions are exact, and what is fetched is what was locked", () => {
  const wanted = { ...project.dependencies, ...project.devDependencies };
  for (const [name, version] of Object.entries(wanted))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
  for (const [path, { resolved, integrity }] of Object.entries(locked)) {
    if (path === "" || resolved === undefined) continue;
    expect(integrity, path).toMatch(/^sha512-/);
  }
});
