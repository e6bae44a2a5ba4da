/** RFC 3339 instants, read digit by digit: every event has one, and a general parser is slow. */

const ZERO = 48;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Two digits at `at`, or NaN. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0);

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
function epochDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Milliseconds of a fraction such as `.1234567`; `end` is where its digits stop. */
function fraction(text: string, from: number): { ms: number; end: number } {
  let ms = 0;
  let end = from + 1;
  for (; end < text.length; end += 1) {
    const digit = text.charCodeAt(end) - ZERO;
    if (digit < 0 || digit > 9) break;
    const place = end - from;
    if (place <= 3) ms += digit * (place === 1 ? 100 : place === 2 ? 10 : 1);
  }
  return { ms: end === from + 1 ? Number.NaN : ms, end };
}

/** Minutes of `Z` or `+hh:mm` at the end of the text, or NaN. */
function offsetMinutes(text: string, at: number): number {
  const sign = text[at];
  if (sign === "Z" || sign === "z") return at + 1 === text.length ? 0 : Number.NaN;
  if ((sign !== "+" && sign !== "-") || at + 6 !== text.length || text[at + 3] !== ":") {
    return Number.NaN;
  }
  const hours = two(text, at + 1);
  const minutes = two(text, at + 4);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (hours * 60 + minutes) * (sign === "-" ? -1 : 1);
}

/** Milliseconds since 1970 of an RFC 3339 instant with an offset, or NaN. */
export function instantOf(text: string): number {
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  const letter = text[10];
  if (text[4] !== "-" || text[7] !== "-" || text[13] !== ":" || text[16] !== ":") return Number.NaN;
  if (letter !== "T" && letter !== "t") return Number.NaN;
  if (!(month >= 1 && day >= 1 && day <= daysIn(year, month))) return Number.NaN;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  const { ms, end } = text[19] === "." ? fraction(text, 19) : { ms: 0, end: 19 };
  const offset = offsetMinutes(text, end);
  const wall = ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
  return epochDay(year, month, day) * 86_400_000 + wall;
}
