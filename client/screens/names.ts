/** What teams, periods and people are called on the screens. */
import type { Format } from "../../shared/text/format.ts";
import { weekNumber } from "../../shared/text/report.ts";
import { isKey, type Words } from "../../shared/text/words.ts";
import { periodOf } from "../../shared/time/interval.ts";
import type { AgentItem, HeaderItem } from "../../shared/wire/board.ts";

const DATE = /^\d{4}-\d\d-\d\d$/;

/** `9–15 Nov`: first and last day of an ISO week. */
function weekDates(label: string, { locale }: Format): string {
  const found = periodOf(label, "UTC", 0);
  if (!found.ok) return label;
  const { from, to } = found.value;
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" })
    .formatRange(from, to - 1)
    .replaceAll(/\s*–\s*/g, "–");
}

/** A date in words, and a week with its days, where `format` is given. */
export function periodName(words: Words, label: string, format?: Format): string {
  if (label === "today") return words("period.today");
  if (label === "last-60m") return words("period.last-60m");
  if (label === "last-24h") return words("period.last-24h");
  if (label === "this-week") return words("period.this-week");
  if (label === "last-week") return words("period.last-week");
  const week = weekNumber(label);
  if (week !== null) {
    const name = words("period.week", { week });
    return format === undefined ? name : `${name} (${weekDates(label, format)})`;
  }
  if (format !== undefined && DATE.test(label)) return format.day(Date.parse(label), "UTC");
  return label.replace("/", " – ");
}

/** The name people gave, or the id nobody has named yet. */
export const named = (thing: AgentItem["agent"]): string => thing.name ?? thing.id;

export const teamName = (words: Words, header: HeaderItem): string =>
  header.team === null ? words("scope.centre") : named(header.team);

/** A channel in words; one this version does not know, as it is. */
export function channelName(words: Words, channel: string): string {
  const key = `channel.${channel}`;
  return isKey(key) ? words(key) : channel;
}

/** Ids arrive as `team:support-nl` or bare; a scope is always the former. */
export const scopeOf = (id: string): string => (id.startsWith("team:") ? id : `team:${id}`);

export const bareId = (id: string): string => id.replace(/^team:/, "");
