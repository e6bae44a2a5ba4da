/** What the demo's centre planned and promised: opening hours, promises, and everybody's shifts. */
import type { OrgInput } from "../../shared/org/org.ts";
import { HOUR_MS, MINUTE_MS, plusDays } from "../../shared/time/interval.ts";
import { dayOf, HISTORY_DAYS, ZONE } from "./calendar.ts";
import type { TeamId } from "./organisation.ts";
import { people } from "./people.ts";
import { type Shift, shiftOf } from "./rota.ts";
import { BREAKS, weekOf } from "./shift-plan.ts";

const WORKDAYS = ["mon", "tue", "wed", "thu", "fri"] as const;
const EVERY_DAY = [...WORKDAYS, "sat", "sun"] as const;

const week = (days: readonly (typeof EVERY_DAY)[number][], from: string, to: string) =>
  Object.fromEntries(days.map((day) => [day, [[from, to] as [string, string]]]));

/** The telephone is always open; letters are answered on working days. */
export const schedules: OrgInput["schedules"] = [
  { id: "always", name: "Around the clock", versions: [{ always: true }] },
  { id: "office", name: "Office hours", versions: [{ week: week(WORKDAYS, "08:00", "18:00") }] },
];

export const scheduleOf: Readonly<Record<TeamId, string>> = {
  "first-line": "always",
  orders: "office",
  technical: "office",
};

export const promises: OrgInput["slas"] = [
  { metric: "frt", channel: "email", seconds: 4 * 3600, clock: "business" },
  { metric: "frt", channel: "chat", seconds: 120 },
  { metric: "reply", channel: "email", seconds: 4 * 3600, clock: "business" },
  { metric: "resolution", channel: "email", seconds: 20 * 3600, clock: "business" },
];

/** How far ahead shifts are known. */
const AHEAD_DAYS = 14;

type Planned = NonNullable<OrgInput["shifts"]>[number];

function piecesOf(agent: string, from: number, to: number): Planned[] {
  const pieces: Planned[] = [];
  const put = (activity: string, start: number, end: number) => {
    const [at, until] = [new Date(start).toISOString(), new Date(end).toISOString()];
    if (end > start) pieces.push({ agent, activity, from: at, to: until });
  };
  let at = from;
  for (const { after, minutes } of BREAKS) {
    const start = from + after * HOUR_MS;
    const end = start + minutes * MINUTE_MS;
    if (end > to) break;
    put("productive", at, start);
    put("break", start, end);
    at = end;
  }
  put("productive", at, to);
  return pieces;
}

/** The rota of four weeks from local midnight `from` on, and of two more. */
export function shiftsFrom(from: number): Planned[] {
  const shifts: Planned[] = [];
  for (let index = 0; index < HISTORY_DAYS + AHEAD_DAYS; index += 1) {
    const day = dayOf(plusDays(from, index, ZONE), index);
    const members = new Map<TeamId, number>();
    for (const { id, team } of people) {
      const member = members.get(team) ?? 0;
      members.set(team, member + 1);
      const shift: Shift | null = shiftOf(team, member, weekOf(day), day.weekday);
      if (shift !== null) shifts.push(...piecesOf(id, day.at(shift.from), day.at(shift.to)));
    }
  }
  return shifts;
}
