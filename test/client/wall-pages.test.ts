import { expect, test } from "vitest";
import { pageOf } from "../../client/screens/board-items.ts";
import { mostAcute } from "../../client/screens/wall-acute.ts";
import { added, moved, removed } from "../../client/screens/wall-pages.ts";
import { tile } from "../support/board-fixtures.ts";

const COUNT = { value: 4, unit: "count", better: "lower", n: 4, usual: 4, nMin: null } as const;
const waiting = tile({ ...COUNT, kpi: "queue.waiting", status: "on_target" });
const csat = tile({ ...COUNT, kpi: "csat.score", status: "attention" });
const frt = tile({ ...COUNT, kpi: "frt.p50", status: "none" });
const all = [waiting, csat, frt];
const kpis = (...page: Parameters<typeof pageOf>) => pageOf(...page).map(({ kpi }) => kpi);

test("[UX-4] pages take turns, each with its figures in the order they were chosen in", () => {
  const pages = [["frt.p50", "queue.waiting"], ["csat.score"]];
  expect(kpis(all, pages, 0)).toEqual(["frt.p50", "queue.waiting"]);
  expect(kpis(all, pages, 1)).toEqual(["csat.score"]);
  expect(kpis(all, pages, 2)).toEqual(["frt.p50", "queue.waiting"]);
});

test("[UX-4] a page with a figure that asks for action stays", () => {
  const acute = [waiting, { ...csat, status: "action" as const }, frt];
  const pages = [["queue.waiting"], ["csat.score"], ["frt.p50"]];
  expect([0, 1, 2].map((turn) => kpis(acute, pages, turn))).toEqual([
    ["csat.score"],
    ["csat.score"],
    ["csat.score"],
  ]);
});

test("[UX-4] a page without any figure takes no turn; who chose no pages sees all", () => {
  expect(kpis(all, [["nps.score"], ["csat.score"]], 0)).toEqual(["csat.score"]);
  expect(kpis(all, [["nps.score"]], 0)).toEqual([]);
  expect(kpis(all, null, 5)).toEqual(["queue.waiting", "csat.score", "frt.p50"]);
});

test("[UX-4] a figure stands on one page only, at the place it is given", () => {
  const pages = [["a", "b"], ["c"]];
  expect(added(pages, 1, "a")).toEqual([["b"], ["c", "a"]]);
  expect(removed(pages, 0, "b")).toEqual([["a"], ["c"]]);
  expect(moved(pages, 0, 1, -1)).toEqual([["b", "a"], ["c"]]);
  expect(moved(pages, 0, 1, 1)).toEqual(pages);
});

test("[UX-4] the strip has the two most acute: first by status, then by distance to the target", () => {
  const target = { value: 10, limit: null };
  const of = (kpi: string, value: number, status: Parameters<typeof tile>[0]["status"]) =>
    tile({ kpi, value, unit: "count", better: "lower", n: 50, nMin: null, target, status });
  const calm = of("backlog.open", 9, "on_target");
  const near = of("waiting.count", 11, "attention");
  const far = of("queue.waiting", 14, "attention");
  const act = of("waiting.past_target", 11, "action");
  const ids = (...tiles: (typeof calm)[]) => mostAcute(tiles).map(({ kpi }) => kpi);
  expect(ids(calm, near, far)).toEqual(["queue.waiting", "waiting.count"]);
  expect(ids(calm, near, far, act)).toEqual(["waiting.past_target", "queue.waiting"]);
  const high = tile({
    ...calm,
    kpi: "csat.score",
    better: "higher",
    value: 4,
    status: "attention",
  });
  expect(ids(far, high)).toEqual(["csat.score", "queue.waiting"]);
  const untold = tile({ ...calm, kpi: "nps.score", target: null });
  expect(ids(untold, calm)).toEqual(["backlog.open"]);
});
