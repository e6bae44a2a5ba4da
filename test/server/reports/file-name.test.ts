/** What report files are called. */
import { expect, test } from "vitest";
import { fileName } from "../../../server/reports/file-name.ts";

const named = (period: string, scope: string, revision: number | null = null) =>
  fileName({ period, scope, revision }, "xlsx");

test("[EXP-5] a week of a team", () => {
  expect(named("2026-W47", "team:support-nl")).toBe("kpi-week_2026-W47_support-nl.xlsx");
  expect(named("2026-W47", "team:support-nl", 1)).toBe("kpi-week_2026-W47_support-nl.xlsx");
  expect(named("2026-W47", "centre")).toBe("kpi-week_2026-W47_centre.xlsx");
});

test("[REL-3] a later revision never overwrites an earlier one in somebody's downloads", () => {
  expect(named("2026-W47", "centre", 3)).toBe("kpi-week_2026-W47_centre_r3.xlsx");
});

test("[EXP-5] other periods say what they are", () => {
  expect(named("2026-10", "centre")).toBe("kpi-month_2026-10_centre.xlsx");
  expect(named("2026-10-05", "centre")).toBe("kpi-day_2026-10-05_centre.xlsx");
  expect(named("2026-10-05T00:00:00+02:00/2026-10-07T00:00:00+02:00", "centre")).toBe(
    "kpi-period_2026-10-05T00-00-00-02-00-2026-10-07T00-00-00-02-00_centre.xlsx",
  );
});

test.each(["Équipe Łódź", "Ομάδα", "客服", "../../etc/passwd", 'a"\r\nb', "=cmd|x", "….", ""])(
  "[EXP-10] a team called %j has an ASCII file name that no header and no disk minds",
  (team) => {
    expect(named("2026-W47", `team:${team}`)).toMatch(
      /^kpi-week_2026-W47_[A-Za-z0-9][\w.-]*\.xlsx$/,
    );
  },
);
