/**
 * How numbers, durations and times are written, and the one rounding there is (R10, EXP-8): once,
 * last, half away from zero. Screens and reports both write with these functions, so they agree.
 */
import type { Unit } from "../kpi/kpi.ts";

export const locales = ["nl-NL", "nl-BE", "fr-BE", "en-GB"] as const;
export type Locale = (typeof locales)[number];

/** Stands for a value there is not; never 0 (UX-19). */
export const NOTHING = "–";
const MINUS = "\u2212";

/** Half away from zero, on the decimal digits people see: 1.005 is a half although its bits are not. */
export function round(value: number, decimals = 0): number {
  const shift = (number: number, by: number) => {
    const [digits = "0", exponent = "0"] = String(number).split("e");
    return Number(`${digits}e${Number(exponent) + by}`);
  };
  const rounded = shift(Math.round(shift(Math.abs(value), decimals)), -decimals);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

const two = (value: number) => String(value).padStart(2, "0");

/** For tiles: `m:ss` up to 59:59, then `h:mm:ss` (UX-23). */
export function clockDuration(seconds: number): string {
  const whole = Math.abs(round(seconds));
  const sign = round(seconds) < 0 ? MINUS : "";
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${sign}${minutes}:${two(whole % 60)}`;
  return `${sign}${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

const hourWord: Record<Locale, string> = { "nl-NL": "u", "nl-BE": "u", "fr-BE": "h", "en-GB": "h" };

/** For sentences: `4 min 32 s`, and from an hour on `3 h 12 min` (UX-23). */
export function proseDuration(seconds: number, locale: Locale): string {
  const whole = round(Math.max(0, seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return join(Math.floor(whole / 60), "min", whole % 60, "s");
  const minutes = round(whole / 60);
  return join(Math.floor(minutes / 60), hourWord[locale], minutes % 60, "min");
}

const join = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

/** How old something is, in one unit and never rounded up: `18 s`, `4 min`, `3 h`. */
export function age(ms: number, locale: Locale): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} ${hourWord[locale]}`;
}

export interface Format {
  readonly locale: Locale;
  /** The letter for hours. */
  readonly hour: string;
  number(value: number, decimals?: number): string;
  /** `value` is already per hundred. */
  percent(value: number, decimals?: number): string;
  /** With its sign, also when positive: NPS, differences. */
  signed(value: number, decimals?: number): string;
  /** A KPI's value as a tile shows it (UX-8). `kpi` decides where the unit alone does not. */
  value(value: number | null, unit: Unit, kpi: string): string;
  prose(seconds: number): string;
  age(ms: number): string;
  /** `14:32` */
  time(at: number, zone: string): string;
  /** `14:32:05` */
  timeWithSeconds(at: number, zone: string): string;
  /** `29-03-2026` */
  date(at: number, zone: string): string;
  /** `zo` */
  weekday(at: number, zone: string): string;
  /** `zondag` */
  weekdayLong(at: number, zone: string): string;
  /** `zondag 29 maart` */
  day(at: number, zone: string): string;
}

/** Intl objects are slow to make and safe to share. */
function cached<Made>(make: (key: string) => Made): (key: string) => Made {
  const made = new Map<string, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

export function createFormat(locale: Locale): Format {
  const digits = (decimals: number) => ({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const plain = cached((key) => new Intl.NumberFormat(locale, digits(Number(key))));
  const percents = cached(
    (key) => new Intl.NumberFormat(locale, { style: "percent", ...digits(Number(key)) }),
  );
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const inZone = cached(
      (zone) => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }),
    );
    return (at: number, zone: string) => inZone(zone).format(at);
  };
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

  const number = (value: number, decimals = 0) =>
    plain(String(decimals)).format(round(value, decimals)).replace("-", MINUS);
  const percent = (value: number, decimals = 0) =>
    percents(String(decimals))
      .format(round(value, decimals) / 100)
      .replace("-", MINUS);
  const signed = (value: number, decimals = 0) =>
    (round(value, decimals) > 0 ? "+" : "") + number(value, decimals);

  return {
    locale,
    hour: hourWord[locale],
    number,
    percent,
    signed,
    value(value, unit, kpi) {
      if (value === null) return NOTHING;
      if (unit === "s") return clockDuration(value);
      if (unit === "%") return percent(value);
      if (kpi.startsWith("nps.")) return signed(value);
      return unit === "points" ? number(value, 1) : number(value);
    },
    prose: (seconds) => proseDuration(seconds, locale),
    age: (ms) => age(ms, locale),
    time: dates(clock),
    timeWithSeconds: dates({ ...clock, second: "2-digit" }),
    date: dates({ dateStyle: "short" }),
    weekday: dates({ weekday: "short" }),
    weekdayLong: dates({ weekday: "long" }),
    day: dates({ weekday: "long", day: "numeric", month: "long" }),
  };
}
