/** Teams with and without opening hours, for whatever runs on the business clock. */
import type { OrgInput } from "../../../shared/org/org.ts";

/** A: nine to five on weekdays; N: always open; X: no schedule. */
export const hours = {
  schedules: [
    {
      id: "office",
      versions: [
        {
          week: Object.fromEntries(
            ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]]),
          ),
          exceptions: [{ date: "2026-04-06" }],
        },
      ],
    },
    { id: "always", versions: [{ always: true }] },
  ],
  teams: [
    { id: "A", schedules: [{ schedule: "office" }] },
    { id: "N", schedules: [{ schedule: "always" }] },
    { id: "X" },
    { id: "M", schedules: [{ schedule: "office" }, { from: "2026-03-04", schedule: "always" }] },
  ],
} as OrgInput;
