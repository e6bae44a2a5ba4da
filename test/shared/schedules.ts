/** Schedules for tests, and a slow reckoning of the same time: every minute asked what the clock shows. */
import fc from "fast-check";
import { type Schedule, schedule, WEEKDAYS } from "../../shared/org/schedule.ts";

type Blocks = [string, string][];
export interface VersionInput {
  from?: string;
  always?: boolean;
  week?: Partial<Record<(typeof WEEKDAYS)[number], Blocks>>;
  exceptions?: { date: string; blocks?: Blocks }[];
}

export const scheduleOf = (versions: VersionInput[], zone?: string): Schedule =>
  schedule.parse({ id: "s", versions, ...(zone === undefined ? {} : { zone }) });

/** The same blocks on every day of the week. */
export const daily = (...blocks: Blocks): NonNullable<VersionInput["week"]> =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, blocks]));

/** The same blocks from Monday to Friday. */
export const workdays = (...blocks: Blocks): NonNullable<VersionInput["week"]> =>
  Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, blocks]));

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 96 * QUARTER;

const two = (value: number) => String(value).padStart(2, "0");
const dateText = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const nextDate = (date: string) => dateText(Date.parse(date) / DAY + 1);
/** `24:00` is the next day's `00:00`. */
const wall = (date: string, time: string) =>
  time === "24:00" ? `${nextDate(date)}T00:00` : `${date}T${time}`;

/** Per zone: what a clock on the wall shows when a quarter of an hour begins, `2026-03-29T03:00`. */
const clocks = new Map<string, (at: number) => string>();
function clockOf(zone: string): (at: number) => string {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const { format } = new Intl.DateTimeFormat("sv", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const shown = new Map<number, string>();
  const clock = (at: number) => {
    const text = shown.get(at) ?? format(at).replace(" ", "T");
    shown.set(at, text);
    return text;
  };
  clocks.set(zone, clock);
  return clock;
}

/** The same for every minute. */
function wallClock(from: number, to: number, zone: string): string[] {
  const clock = clockOf(zone);
  const shown: string[] = [];
  for (let at = from; at < to; at += QUARTER) {
    const text = clock(at);
    const minute = Number(text.slice(-2));
    for (let more = 0; more < 15; more += 1) shown.push(text.slice(0, -2) + two(minute + more));
  }
  return shown;
}

/** Each minute from two days before `from` to two days after `to`: is the schedule open in it? */
export function naiveMinutes(described: Schedule, from: number, to: number) {
  const { zone = "UTC", versions } = described;
  const begin = Math.floor(from / DAY) * DAY - 2 * DAY;
  const shown = wallClock(begin, Math.ceil(to / DAY) * DAY + 2 * DAY, zone);
  const first = new Map<string, number>();
  for (let minute = shown.length - 1; minute >= 0; minute -= 1)
    first.set(shown[minute] ?? "", minute);
  /** Where the clock first shows this time, or jumps over it. */
  const firstShowing = (text: string) => {
    const index = first.get(text) ?? shown.findIndex((one) => one >= text);
    return index < 0 ? shown.length : index;
  };
  const dates = [...new Set(shown.map((text) => text.slice(0, 10)))];
  const startOf = ({ from: since }: { from?: string | undefined }) => {
    if (since === undefined) return -Infinity;
    const early = since.length > 10 || Date.parse(since) < begin;
    return early ? (Date.parse(since) - begin) / MINUTE : firstShowing(`${since}T00:00`);
  };
  const starts = versions.map(startOf);
  const open = versions.map((version) => {
    const minutes = new Uint8Array(shown.length);
    for (const date of dates) {
      const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7] ?? "mon";
      const special = version.exceptions.findLast((one) => one.date === date);
      for (const [start, end] of special?.blocks ?? version.week[weekday] ?? []) {
        const last = end > start ? wall(date, end) : wall(nextDate(date), end);
        minutes.fill(1, firstShowing(wall(date, start)), firstShowing(last));
      }
    }
    return minutes;
  });
  return shown.map((_, minute) => {
    let now = -1;
    starts.forEach((start, index) => {
      if (start <= minute && (now < 0 || start >= (starts[now] ?? 0))) now = index;
    });
    const isOpen = now >= 0 && (versions[now]?.always || open[now]?.[minute] === 1);
    return { at: begin + minute * MINUTE, isOpen: isOpen === true };
  });
}

/** Open seconds of `[from, to)`, minute by minute. */
export function naiveSeconds(described: Schedule, from: number, to: number): number {
  let open = 0;
  for (const { at, isOpen } of naiveMinutes(described, from, to)) {
    if (isOpen) open += Math.max(0, Math.min(to, at + MINUTE) - Math.max(from, at)) / 1000;
  }
  return open;
}

/** Clock changes at night, by half an hour, at midnight, by none; ahead and behind. */
const ZONES = [
  "Europe/Amsterdam",
  "Europe/Brussels",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Beirut",
  "America/Santiago",
  "Asia/Kathmandu",
  "UTC",
];

/** Days of 2026 before which or on which a zone above changes its clocks, and quiet ones. */
const DAYS = [
  "2026-03-08",
  "2026-03-28",
  "2026-03-29",
  "2026-04-04",
  "2026-06-03",
  "2026-09-05",
  "2026-10-03",
  "2026-10-24",
  "2026-10-25",
  "2026-11-01",
  "2026-12-31",
];

/** An instant within nine days of one of those, to the second. */
export const instant = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: -3 * 86_400, max: 6 * 86_400 }))
  .map(([date, seconds]) => Date.parse(date) + seconds * 1000);

/** Often in the hours in which clocks are changed. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 0, max: 240 }),
  fc.constantFrom(0, 540, 1020, 1440),
);
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const block = fc.tuple(time, time).map(([from, to]): [string, string] => [clock(from), clock(to)]);
const blocks = fc.array(block, { maxLength: 3 });
const date = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: -2, max: 6 }))
  .map(([day, more]) => dateText(Date.parse(day) / DAY + more));

const version = fc.record({
  always: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.boolean()),
  week: fc.oneof(
    blocks.map((same) => daily(...same)),
    fc
      .array(blocks, { minLength: 7, maxLength: 7 })
      .map((week) => Object.fromEntries(WEEKDAYS.map((day, at) => [day, week[at] ?? []]))),
  ),
  exceptions: fc.array(fc.record({ date, blocks }), { maxLength: 4 }),
});

/** From a local date, or from an instant on a whole minute. */
const since = fc.oneof(
  date,
  instant.map((at) => new Date(Math.floor(at / MINUTE) * MINUTE).toISOString()),
);

/** Any schedule that people can describe, with up to three versions. */
export const anySchedule: fc.Arbitrary<Schedule> = fc
  .tuple(
    fc.constantFrom(...ZONES),
    version,
    fc.option(since),
    fc.array(fc.tuple(since, version), { maxLength: 2 }),
  )
  .map(([zone, first, from, later]) =>
    scheduleOf(
      [
        from === null ? first : { ...first, from },
        ...later.map(([at, one]) => ({ ...one, from: at })),
      ],
      zone,
    ),
  );
