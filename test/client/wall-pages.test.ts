import { expect, test } from "vitest";
import { pageOf } from "../../client/screens/board-items.ts";
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
