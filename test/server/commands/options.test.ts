/** `--name value` and files, for every command. */
import { expect, test } from "vitest";
import { optionsOf, UsageError } from "../../../server/commands/options.ts";

test("[CLI1] options have values, flags have none, and the rest are files", () => {
  const options = optionsOf(
    ["a.csv", "--mapping", "m.json", "--help", "b.csv"],
    ["mapping"],
    ["help"],
  );
  expect(options.files).toEqual(["a.csv", "b.csv"]);
  expect(options.get("mapping")).toBe("m.json");
  expect(options.has("help")).toBe(true);
  expect(options.has("url")).toBe(false);
});

test("[CLI1] a value may follow an equals sign, and may have one in it", () => {
  const options = optionsOf(["--period=2026-W10", "--key=a=b"], ["period", "key"]);
  expect(options.get("period")).toBe("2026-W10");
  expect(options.get("key")).toBe("a=b");
});

test("[CLI1] --events takes every file that follows it", () => {
  const options = optionsOf(["--events", "a", "b", "--kpi", "csat.score", "c"], ["events", "kpi"]);
  expect(options.all("events")).toEqual(["a", "b"]);
  expect(options.get("kpi")).toBe("csat.score");
  expect(options.files).toEqual(["c"]);
});

test("[CLI1] an option that does not exist is answered with those that do", () => {
  const wrong = () => optionsOf(["--periode", "x"], ["period"], ["help"]);
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow(/--periode.*--period --help/);
});
