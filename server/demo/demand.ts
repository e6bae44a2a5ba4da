/** When customers come: a rate per local hour and weekday, drawn as a Poisson process. */
import { type Day, pressure } from "./calendar.ts";
import type { Random } from "./random.ts";

type Hours = readonly number[];

export interface Demand {
  /** Contacts per hour, for each of the 24 local hours. */
  readonly weekday: Hours;
  readonly saturday: Hours;
  readonly sunday: Hours;
}

/** Factors for Monday to Sunday: Monday brings what the weekend left. */
const WEEK: Hours = [1.2, 1.05, 1, 0.97, 0.9, 1, 1];
const FRIDAY_AFTERNOON = { from: 13, factor: 0.65 };

/** Contacts per hour from midnight to midnight. */
const hours = (text: string): Hours => text.trim().split(/\s+/).map(Number);
const NEVER: Hours = Array(24).fill(0);

/** The first line answers day and night. */
export const generalCalls: Demand = {
  weekday: hours("2 2 1.5 1.5 1.5 1.5 2 3  25 36 39 35 23 28 34 33 29 19  9 8 6 4 2.5 2"),
  saturday: hours("2 2 1.5 1.5 1.5 1.5 1.5 2  6 9 10 10 8 9 9 8 7 6  6 5 5 4 2.5 2"),
  sunday: hours("2 2 1.5 1.5 1.5 1.5 1.5 1.5  3 5 7 7 6 7 7 7 7 6  6 6 5 4 2.5 2"),
};

export const technicalCalls: Demand = {
  weekday: hours("0 0 0 0 0 0 0 0  9 11 12 10 7 8 11 10 8 4  0 0 0 0 0 0"),
  saturday: NEVER,
  sunday: NEVER,
};

export const webChats: Demand = {
  weekday: hours("0 0 0 0 0 0 0 0  5 11 14 13 9 10 13 12 9 5  0 0 0 0 0 0"),
  saturday: hours("0 0 0 0 0 0 0 0  0 5 6 6 5 5 6 4 0 0  0 0 0 0 0 0"),
  sunday: NEVER,
};

export const orderMails: Demand = {
  weekday: hours("3 2 2 2 2 2 3 6  12 16 16 14 10 12 13 12 10 8  6 6 6 5 3 2"),
  saturday: hours("2 1.5 1.5 1 1 1 1 2  3 4 5 5 5 4 4 4 3 3  3 3 3 2 2 1"),
  sunday: hours("1.5 1 1 1 1 1 1 1.5  2 3 3 4 4 4 4 4 4 4  5 5 4 3 2 1"),
};

export const technicalMails: Demand = {
  weekday: hours("0.4 0.3 0.2 0.2 0.2 0.3 1 1.5  4 5 5 4.5 3 4 4.5 4 3 2  1.5 1.5 1.5 1 0.6 0.5"),
  saturday: hours("0.3 0.3 0.2 0.2 0.2 0.3 0.3 0.3  1 1 1 1 1 1 1 1 1 1  0.7 0.7 0.6 0.6 0.4 0.4"),
  sunday: hours(
    "0.3 0.3 0.2 0.2 0.2 0.3 0.3 0.3  0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.8 0.8  1 1 1 1 0.5 0.4",
  ),
};

function rate(demand: Demand, day: Day, hour: number): number {
  const hours =
    day.weekday === 7 ? demand.sunday : day.weekday === 6 ? demand.saturday : demand.weekday;
  const late = day.weekday === 5 && hour >= FRIDAY_AFTERNOON.from;
  const factor = (WEEK[day.weekday - 1] ?? 1) * (late ? FRIDAY_AFTERNOON.factor : 1);
  return (hours[hour] ?? 0) * factor * pressure(day, hour);
}

/** The instants of one day, unsorted. */
export function arrivals(demand: Demand, day: Day, random: Random): number[] {
  const instants: number[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    const from = day.at(hour);
    const to = day.at(hour + 1);
    for (let left = random.poisson(rate(demand, day, hour)); left > 0; left -= 1) {
      instants.push(Math.floor(random.between(from, to)));
    }
  }
  return instants;
}
