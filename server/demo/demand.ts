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

const NONE: Hours = Array(24).fill(0);
/** Factors for Monday to Sunday: Monday brings what the weekend left. */
const WEEK: Hours = [1.27, 1.06, 1, 0.97, 0.9, 1, 1];
const FRIDAY_AFTERNOON = { from: 13, factor: 0.65 };

const night = (rate: number, hours: number): Hours => Array(hours).fill(rate);

/** The first line answers day and night. */
export const generalCalls: Demand = {
  weekday: [...night(0.6, 6), 1.5, 4, 30, 43, 46, 41, 27, 32, 39, 38, 33, 21, 10, 8, 6, 3, 1.5, 1],
  saturday: [...night(0.6, 7), 2, 4, 8, 9, 9, 7, 8, 8, 7, 6, 5, 4, 3, 3, 2, 1, 1],
  sunday: [...night(0.5, 8), 2, 4, 5, 5, 4, 4, 5, 5, 5, 5, 5, 4, 3, 2, 1, 1],
};

export const technicalCalls: Demand = {
  weekday: [...night(0, 8), 9, 11, 12, 10, 7, 8, 11, 10, 8, 4, ...night(0, 6)],
  saturday: NONE,
  sunday: NONE,
};

export const orderChats: Demand = {
  weekday: [...night(0, 8), 6, 12, 15, 14, 10, 11, 14, 13, 10, 6, ...night(0, 6)],
  saturday: [...night(0, 9), 5, 7, 7, 5, 6, 6, 4, ...night(0, 8)],
  sunday: NONE,
};

export const orderMails: Demand = {
  weekday: [...night(1, 6), 3, 6, 12, 16, 16, 14, 10, 12, 13, 12, 10, 8, 6, 6, 6, 5, 3, 2],
  saturday: [...night(1, 7), 2, 3, 4, 5, 5, 5, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 1],
  sunday: [...night(1, 7), 1, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 4, 3, 2, 1],
};

export const technicalMails: Demand = {
  weekday: [...night(0.3, 6), 1, 1.5, 4, 5, 5, 4.5, 3, 4, 4.5, 4, 3, 2, 1.5, 1.5, 1.5, 1, 0.5, 0.5],
  saturday: [...night(0.3, 8), ...night(0.8, 12), ...night(0.4, 4)],
  sunday: [...night(0.3, 8), ...night(0.8, 12), ...night(0.4, 4)],
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
