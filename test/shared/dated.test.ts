/** Since when something of the organisation holds: a local date or an instant (R8). */
import { expect, test } from "vitest";
import { inForce, inOrder, sinceOf } from "../../shared/org/dated.ts";
import { orgDocument } from "../../shared/org/org.ts";

test("[R8] a date is its local midnight, an instant is itself", () => {
  expect(sinceOf("2026-03-01", "Europe/Amsterdam")).toBe(Date.parse("2026-03-01T00:00:00+01:00"));
  expect(sinceOf("2026-07-01", "Europe/Amsterdam")).toBe(Date.parse("2026-07-01T00:00:00+02:00"));
  expect(sinceOf("2026-03-01", "America/New_York")).toBe(Date.parse("2026-03-01T05:00:00Z"));
  expect(sinceOf("2026-03-01T08:15:00+01:00", "UTC")).toBe(Date.parse("2026-03-01T07:15:00Z"));
});

test("[R8] where clocks change at midnight a date begins with its first instant", () => {
  expect(sinceOf("2026-03-29", "Asia/Beirut")).toBe(Date.parse("2026-03-28T22:00:00Z")); // 01:00
  expect(sinceOf("2026-04-05", "America/Santiago")).toBe(Date.parse("2026-04-05T04:00:00Z"));
});

test("[R8] the entry in force is the last that has begun, however they are listed", () => {
  const dated = inOrder(
    [{ from: "2026-03-02", is: "b" }, { is: "a" }, { from: "2026-03-03", is: "c" }],
    "UTC",
  );
  const on = (text: string) => inForce(dated, Date.parse(text))?.is;
  expect(["2020-01-01", "2026-03-01T23:59:59Z", "2026-03-02", "2026-03-03"].map(on)).toEqual([
    "a",
    "a",
    "b",
    "c",
  ]);
  expect(inForce([], 0)).toBe(undefined);
});

test.each([
  "2026-02-30",
  "2026-3-1",
  "1 March 2026",
  "2026-03-01 08:00",
  "2026-03-01T08:00:00",
  "2026-03-01T25:00:00Z",
])("[R8] %s is no beginning: an organisation that says so is refused, never guessed at", (from) => {
  const targets = (value: string) =>
    orgDocument.safeParse({ targets: [{ kpi: "csat.score", value: 85, from: value }] });
  expect(targets("2026-03-01").success).toBe(true);
  expect(targets("2026-03-01T08:00:00+01:00").success).toBe(true);
  expect(targets(from).success).toBe(false);
});
