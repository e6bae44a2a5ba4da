/** Dates and times as files write them → instants. Local times need a zone; none is guessed. */
import { tzOffset } from "@date-fns/tz";
import { instantOf } from "../../../shared/events/instant.ts";
import { DAY_MS, MINUTE_MS } from "../../../shared/time/interval.ts";

export const DATE_FORMATS = [
  "iso",
  "epoch",
  "epoch-ms",
  "yyyy-MM-dd",
  "dd-MM-yyyy",
  "dd/MM/yyyy",
  "dd.MM.yyyy",
  "MM/dd/yyyy",
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** `twice`: the local time occurs twice that day and the first occurrence was taken. */
export type Told = { readonly at: number; readonly twice: boolean } | { readonly problem: string };

const DATE = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/;
const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(?: ?([AaPp])[Mm])?$/;
const ORDER: Record<string, readonly [year: number, month: number, day: number]> = {
  iso: [1, 2, 3],
  "yyyy-MM-dd": [1, 2, 3],
  "dd-MM-yyyy": [3, 2, 1],
  "dd/MM/yyyy": [3, 2, 1],
  "dd.MM.yyyy": [3, 2, 1],
  "MM/dd/yyyy": [3, 1, 2],
};

/** Midnight of a date as if it were in UTC; NaN when it is no such date. */
function dateMs(text: string, format: DateFormat): number {
  const parts = DATE.exec(text);
  const order = ORDER[format];
  const separator = format === "iso" ? "-" : /[-/.]/.exec(format)?.[0];
  if (!parts || !order || /[-/.]/.exec(text)?.[0] !== separator) return Number.NaN;
  const [year, month, day] = order.map((place) => Number(parts[place]));
  if (year === undefined || month === undefined || day === undefined || year < 1970)
    return Number.NaN;
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms : Number.NaN;
}

function timeMs(text: string): number {
  const [whole, hours = "", minutes = "", seconds = "0", fraction = "0", half] =
    TIME.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  const given = Number(hours);
  if (half !== undefined && (given < 1 || given > 12)) return Number.NaN;
  const hour = half === undefined ? given : (given % 12) + (/p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return Number.NaN;
  return (
    (hour * 60 + Number(minutes)) * MINUTE_MS +
    Number(seconds) * 1000 +
    Number(fraction.padEnd(3, "0"))
  );
}

const offsetMs = (zone: string, at: number): number => tzOffset(zone, new Date(at)) * MINUTE_MS;

/** A wall clock, written as if it were UTC, in a zone. */
export function fromWallClock(wall: number, zone: string): Told {
  const before = wall - offsetMs(zone, wall - DAY_MS);
  const after = wall - offsetMs(zone, wall + DAY_MS);
  if (before === after) return { at: before, twice: false };
  const fits = [before, after].filter((at) => at + offsetMs(zone, at) === wall);
  if (fits.length === 0) {
    return { problem: `does not exist in ${zone}: the clocks went forward over it` };
  }
  return { at: Math.min(...fits), twice: fits.length > 1 };
}

function epoch(text: string, unitMs: number): Told {
  if (!/^\d{1,16}(\.\d+)?$/.test(text)) return { problem: "is not a number of an epoch" };
  return { at: Math.round(Number(text) * unitMs), twice: false };
}

/** `text` is one instant, or a date and a time with one space between. */
export function instantIn(text: string, format: DateFormat, zone: string | undefined): Told {
  if (format === "epoch") return epoch(text, 1000);
  if (format === "epoch-ms") return epoch(text, 1);
  if (format === "iso") {
    const exact = instantOf(text.replace(" ", "T"));
    if (!Number.isNaN(exact)) return { at: exact, twice: false };
  }
  const [date = "", ...time] = text.split(/[ T]+/);
  const wall = dateMs(date, format) + (time.length === 0 ? 0 : timeMs(time.join(" ")));
  if (Number.isNaN(wall)) return { problem: `is not a date and time as ${format}` };
  if (zone === undefined) return { problem: "has no offset, and the mapping names no zone" };
  return fromWallClock(wall, zone);
}
