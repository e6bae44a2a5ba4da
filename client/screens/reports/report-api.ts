/** What the Reports screen asks the server. */
import type {
  ReportAnswer,
  ReportExports,
  ReportLedger,
  ReportWeeks,
  RevisionHead,
} from "../../../shared/wire/report.ts";
import type {
  ScheduleAnswer,
  ScheduleBody,
  ScheduleTest,
  ScheduleTested,
} from "../../../shared/wire/report-schedule.ts";
import { ask } from "../../api.ts";

const to = encodeURIComponent;
const query = (asked: Record<string, string>) => new URLSearchParams(asked).toString();

export const reportApi = {
  weeks: (scope: string) => ask<ReportWeeks>("GET", `/reports/weeks?${query({ scope })}`),
  /** `asked`: scope, and perhaps revision and `notable: "1"`. */
  report: (period: string, asked: Record<string, string>) =>
    ask<ReportAnswer>("GET", `/reports/weekly/${to(period)}?${query(asked)}`),
  ledger: (week: string, scope: string) =>
    ask<ReportLedger>("GET", `/reports/weekly/${to(week)}/ledger?${query({ scope })}`),
  seal: (week: string, scope: string) =>
    ask<RevisionHead>("POST", `/reports/weekly/${to(week)}/seal`, { scope }),
  exports: (scope: string) => ask<ReportExports>("GET", `/reports/exports?${query({ scope })}`),
  schedule: () => ask<ScheduleAnswer>("GET", "/reports/schedule"),
  changeSchedule: (body: ScheduleBody) => ask<ScheduleAnswer>("PUT", "/reports/schedule", body),
  testMail: (body: ScheduleTest) => ask<ScheduleTested>("POST", "/reports/schedule/test", body),
} as const;
