/** When a tile changes its colour, and against which target (UX-9, UX-12, UX-13). */
import { describe, expect, test } from "vitest";
import { standing } from "../../../server/figures/standing.ts";
import { targetOf } from "../../../server/figures/targets.ts";
import { BETTER_MS, Statuses, WORSE_MS } from "../../../server/live/status.ts";
import { orgDocument } from "../../../shared/org/org.ts";
import { timeOf } from "../fold/desk.ts";

const ninety = { value: 90, limit: 80 };
const minute = { value: 60, limit: 120 };

describe("[UX-13] limits are inclusive", () => {
  test.each([
    [90, "on_target"],
    [89.9, "attention"],
    [80, "attention"],
    [79.9, "action"],
  ] as const)("[UX-13] where higher is better %d is %s of 90, or 80 at least", (value, status) => {
    expect(standing(value, ninety, "higher", true)).toBe(status);
  });
  test.each([
    [60, "on_target"],
    [61, "attention"],
    [120, "attention"],
    [121, "action"],
  ] as const)("[UX-13] where lower is better %d s is %s of 60, or 120 at most", (value, status) => {
    expect(standing(value, minute, "lower", true)).toBe(status);
  });
});

test("[UX-13] without a limit a missed target asks for attention, never for action", () => {
  expect(standing(10_000, { value: 60, limit: null }, "lower", true)).toBe("attention");
});

test("[R5] nothing, no target, a neutral figure and a small sample have no status", () => {
  expect(standing(null, ninety, "higher", true)).toBe("none");
  expect(standing(95, null, "higher", true)).toBe("none");
  expect(standing(95, ninety, "neutral", true)).toBe("none");
  expect(standing(95, ninety, "higher", false)).toBe("none");
});

test("[UX-12] worse is believed after a minute, better after two, the first value at once", () => {
  const statuses = new Statuses();
  expect(statuses.settle("t", "on_target", 0)).toBe("on_target");
  expect(statuses.settle("t", "action", 1_000)).toBe("on_target");
  expect(statuses.settle("t", "action", 1_000 + WORSE_MS - 1)).toBe("on_target");
  expect(statuses.settle("t", "action", 1_000 + WORSE_MS)).toBe("action");
  expect(statuses.settle("t", "on_target", 100_000)).toBe("action");
  expect(statuses.settle("t", "on_target", 100_000 + BETTER_MS - 1)).toBe("action");
  expect(statuses.settle("t", "on_target", 100_000 + BETTER_MS)).toBe("on_target");
});

test("[UX-12] a change that does not last begins its minute anew", () => {
  const statuses = new Statuses();
  statuses.settle("t", "on_target", 0);
  statuses.settle("t", "action", 10_000);
  statuses.settle("t", "on_target", 50_000);
  expect(statuses.settle("t", "action", 75_000)).toBe("on_target");
  expect(statuses.settle("t", "action", 134_999)).toBe("on_target");
  expect(statuses.settle("t", "action", 135_000)).toBe("action");
});

test("[UX-12] what is not known any more is said at once, and so is the next value", () => {
  const statuses = new Statuses();
  statuses.settle("t", "action", 0);
  expect(statuses.settle("t", "none", 1)).toBe("none");
  expect(statuses.settle("t", "on_target", 2)).toBe("on_target");
});

test("[UX-12] a board that nobody watches is forgotten, its neighbours are not", () => {
  const statuses = new Statuses();
  statuses.settle("a kpi", "on_target", 0);
  statuses.settle("ab kpi", "on_target", 0);
  statuses.forget("a");
  expect(statuses.settle("a kpi", "action", 1)).toBe("action");
  expect(statuses.settle("ab kpi", "action", 1)).toBe("on_target");
});

test("[R8] the target that holds is the team's own before the centre's, then the latest begun", () => {
  const org = orgDocument.parse({
    teams: [{ id: "north" }],
    targets: [
      { kpi: "csat.score", value: 80 },
      { kpi: "csat.score", value: 85, from: "2026-03-04" },
      { kpi: "csat.score", value: 99, from: "2026-03-05" },
      { kpi: "csat.score", value: 70, limit: 60, team: "north" },
      { kpi: "csat.score", value: 10, channel: "chat" },
      { kpi: "frt.p50", value: 600 },
    ],
  });
  const noon = Date.parse(timeOf("12:00:00"));
  expect(targetOf(org, "csat.score", null, noon)).toEqual({ value: 85, limit: null });
  expect(targetOf(org, "csat.score", "south", noon)).toEqual({ value: 85, limit: null });
  expect(targetOf(org, "csat.score", "north", noon)).toEqual({ value: 70, limit: 60 });
  expect(targetOf(org, "csat.score", null, noon - 86_400_000)).toEqual({ value: 80, limit: null });
  expect(targetOf(org, "csat.score", null, Date.parse(timeOf("00:00:00")))).toEqual({
    value: 85,
    limit: null,
  });
  expect(targetOf(org, "aht.mean", null, noon)).toBeNull();
});
