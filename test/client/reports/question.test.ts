/** What the address of the Reports screen says, and what of a number may be shown. */
import { expect, test } from "vitest";
import { comparedText, linesFor, lineText } from "../../../client/screens/reports/line-text.ts";
import { addressWith, firstWeek, readQuestion } from "../../../client/screens/reports/question.ts";
import { voiceOf } from "../../../client/screens/reports/voice.ts";
import type { ReportLine } from "../../../shared/wire/report.ts";
import { reportOf } from "../../support/report-world.ts";

const voice = voiceOf("en", "Europe/Amsterdam");

test("[UX-35] what is chosen stands in the address, and reading it back gives the same page", () => {
  const place = { pathname: "/reports", search: "?lang=fr&theme=dark&revision=1" };
  const chosen = { scope: "team:a", period: "2026-W46", against: "lastYear", figure: "nps.score" };
  const address = addressWith(place, { ...chosen, against: "lastYear", revision: null });
  expect(address).toBe(
    "/reports?lang=fr&theme=dark&scope=team:a&week=2026-W46&against=lastYear&figure=nps.score",
  );
  expect(readQuestion(new URL(address, "http://x").search, "centre")).toEqual({
    ...chosen,
    revision: null,
  });
});

test("[UX-35] what an address says wrongly is as if it were not there", () => {
  expect(readQuestion("?revision=0&against=never", "team:a")).toEqual({
    scope: "team:a",
    period: null,
    revision: null,
    against: "previous",
    figure: null,
  });
});

test("[EXP-5] the newest week that is over comes first; the running one only where there is no other", () => {
  const running = { week: "2026-W47", state: "open" };
  const over = { week: "2026-W46", state: "closed" };
  expect(firstWeek([running, over, { week: "2026-W45", state: "sealed" }])).toBe("2026-W46");
  expect(firstWeek([running])).toBe("2026-W47");
  expect(firstWeek([])).toBeNull();
});

const LINE: ReportLine = {
  kpi: "csat.score",
  unit: "%",
  definition: "csat.score@1",
  value: 80,
  n: 50,
  numerator: 40,
  denominator: 50,
  interval: { low: 67, high: 88.8, level: 95 },
  target: { value: 85, limit: null },
  status: "attention",
  compared: {
    previous: {
      label: "2026-W45",
      value: 84.5,
      n: 60,
      difference: -4.5,
      interval: null,
      verdict: "no clear change",
    },
    lastFour: null,
    lastYear: null,
  },
  weeks: [],
};

test("[UX-9] of fewer than five cases there is no score, no interval, no status and no change", () => {
  const few = { ...LINE, n: 4, status: null };
  expect(lineText(voice, few, false)).toMatchObject({
    shown: { text: "too few", n: "4", because: "few" },
    interval: "",
    status: { mark: "few" },
  });
  expect(comparedText(voice, few, "previous", false)).toMatchObject({ difference: "", way: null });
  expect(lineText(voice, few, true).shown.text).toBe("80.0%"); // one's own
});

test("[UX-11] a status is a shape and a word; a change has an arrow only where it is clear", () => {
  expect(lineText(voice, LINE, false)).toMatchObject({
    target: "85.0%",
    status: { mark: "attention", word: "watch" },
  });
  expect(comparedText(voice, LINE, "previous", false)).toMatchObject({
    difference: "\u22124.5\u00a0pt",
    verdict: "no clear change",
    way: null,
    before: "84.5%",
  });
  const { previous } = LINE.compared;
  if (previous === null) throw new Error("there is one");
  const clear = {
    ...LINE,
    compared: { ...LINE.compared, previous: { ...previous, verdict: "lower" as const } },
  };
  expect(comparedText(voice, clear, "previous", false)?.way).toBe("down");
});

test("[UX-13] one's own page has no target and no status", () => {
  expect(lineText(voice, LINE, true)).toMatchObject({ target: "", status: null });
});

test("[UX-29] an agent's handling time stands only beside CSAT or the reopen rate", () => {
  const report = reportOf({ seed: 1, kpis: ["csat.score", "aht.mean", "calls.answered"] });
  const ids = (lines: readonly ReportLine[], isOwn: boolean) =>
    linesFor({ lines: [...lines] }, isOwn).map(({ kpi }) => kpi);
  const without = report.lines.map((line) =>
    line.kpi === "csat.score" ? { ...line, value: null, n: 0 } : { ...line, value: 1 },
  );
  expect(ids(without, true)).toEqual(["csat.score", "calls.answered"]);
  expect(ids(without, false)).toHaveLength(3);
});
