/** Local time by plain Intl, and opening hours minute by minute (KPIS.md 7.4). */
import type { OrgInput } from "../../shared/org/org.ts";

const MINUTE = 60_000;
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How far a zone's clock is ahead of UTC, in ms. Clocks change on a quarter of an hour. */
export function offsetOf(zone: string, at: number): number {
  const quarter = Math.floor(at / (15 * MINUTE)) * 15 * MINUTE;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  formats.set(zone, format);
  const part = Object.fromEntries(
    format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour, minute) - quarter;
  offsets.set(key, offset);
  return offset;
}

/** A local day begins at midnight in its zone; anything longer is an instant. */
export function begin(since: string | undefined | null, zone: string): number {
  if (since === undefined || since === null) return Number.NEGATIVE_INFINITY;
  if (since.length > 10) return Date.parse(since);
  const midnight = Date.parse(`${since}T00:00:00Z`);
  const guess = midnight - offsetOf(zone, midnight);
  return midnight - offsetOf(zone, guess);
}

/** The last of several dated entries that has begun. */
export function inForce<Entry extends { readonly from?: string | undefined }>(
  entries: readonly Entry[],
  at: number,
  zone: string,
): Entry | undefined {
  return entries
    .filter(({ from }) => begin(from, zone) <= at)
    .toSorted((a, b) => begin(a.from, zone) - begin(b.from, zone))
    .at(-1);
}

type Schedule = NonNullable<OrgInput["schedules"]>[number];
type Version = Schedule["versions"][number];

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function blocksOf(version: Version, date: Date): readonly (readonly [string, string])[] {
  const day = date.toISOString().slice(0, 10);
  const special = version.exceptions?.find((one) => one.date === day);
  if (special !== undefined) return special.blocks ?? [];
  return version.week?.[DAYS[date.getUTCDay()] ?? "mon"] ?? [];
}

const known = new WeakMap<Schedule, Map<number, boolean>>();

/** Whether a schedule is open in the minute that holds `at`. */
export function isOpen(schedule: Schedule, at: number, houseZone: string): boolean {
  const minute = Math.floor(at / MINUTE);
  const memory = known.get(schedule) ?? new Map<number, boolean>();
  known.set(schedule, memory);
  const remembered = memory.get(minute);
  if (remembered !== undefined) return remembered;
  const answer = look(schedule, minute * MINUTE, houseZone);
  memory.set(minute, answer);
  return answer;
}

function look(schedule: Schedule, at: number, houseZone: string): boolean {
  const version = inForce(schedule.versions, at, houseZone);
  if (version === undefined) return false;
  if (version.always) return true;
  const zone = schedule.zone ?? houseZone;
  const local = new Date(at + offsetOf(zone, at));
  const now = local.getUTCHours() * 60 + local.getUTCMinutes();
  const yesterday = new Date(local.getTime() - 1440 * MINUTE);
  const isNight = ([from, to]: readonly [string, string]) => minuteOf(to) <= minuteOf(from);
  return (
    blocksOf(version, local).some(
      (block) => now >= minuteOf(block[0]) && (isNight(block) || now < minuteOf(block[1])),
    ) || blocksOf(version, yesterday).some((block) => isNight(block) && now < minuteOf(block[1]))
  );
}
