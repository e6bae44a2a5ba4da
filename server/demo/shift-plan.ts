/** What plans and days have in common: when breaks are, and which week of the rota it is. */
import type { Day } from "./calendar.ts";

/** Hours after the start of the shift. */
export const BREAKS = [
  { after: 1.75, minutes: 15, reason: "coffee" },
  { after: 3.75, minutes: 30, reason: "lunch" },
  { after: 6.25, minutes: 15, reason: "coffee" },
] as const;

export const weekOf = ({ index, weekday }: Day): number =>
  Math.floor((index - weekday + 8) / 7) + 4;
