/** A tile's numbers as finished text: every rule on precision, samples and signs is here. */

import { kpiOf } from "../../shared/kpi/catalog.ts";
import { evidence } from "../../shared/kpi/evidence.ts";
import { clockDuration, type Format, NOTHING, round } from "../../shared/text/format.ts";
import { kpiName, partName, type Words } from "../../shared/text/words.ts";
import type { TileItem } from "../../shared/wire/board.ts";
import type { PartText, StatusMark, TileText } from "../tiles/text.ts";
import { rangeOf, trendRange } from "./range.ts";
import { type SeenTile, sinceTime } from "./silence.ts";

const WORDS = ["on_target", "attention", "action", "none", "few", "stale", "incomplete"] as const;

export interface TileContext {
  readonly words: Words;
  readonly format: Format;
  readonly period: string;
  readonly until: string;
  readonly stale: boolean;
  /** The server's clock when the data were current; null: not known. */
  readonly now: number | null;
  readonly zone: string;
  /** The period is over: what is true of this moment is not of it. */
  readonly ended?: boolean;
}

export type Sample = "none" | "hidden" | "few" | "enough";

type Scored = Pick<TileItem, "kpi" | "n" | "nMin" | "value">;

/** How much may be said with so few cases (R13, UX-9); plain counts can always be said. */
export function sampleOf({ kpi, n, nMin, value }: Scored): Sample {
  if (value === null) return nMin !== null && n > 0 && n < nMin ? "hidden" : "none";
  const may = evidence({ id: kpi, nMin }, n);
  if (!may.value) return "hidden";
  return may.status ? "enough" : "few";
}

/** Waits of those who wait: without a value and without anyone, nobody does. */
const WAITS: readonly string[] = ["queue.longest", "waiting.oldest"];

const isNobody = ({ kpi, value, n }: Pick<TileItem, "kpi" | "value" | "n">): boolean =>
  value === null && n === 0 && WAITS.includes(kpi);

/** The value to show, or null: too few, or nothing there. */
export const shownValue = (tile: Scored): number | null =>
  sampleOf(tile) === "hidden" ? null : tile.value;

function markOf(tile: SeenTile, stale: boolean): StatusMark {
  if (stale || tile.silence !== undefined) return "stale";
  if (tile.withheld !== undefined) return "few";
  if (isNobody(tile)) return "plain";
  const sample = sampleOf(tile);
  if (sample === "hidden" || sample === "few") return "few";
  if (sample === "none") return "none";
  return tile.status === "none" ? "plain" : tile.status;
}

/** The distance to the target in words, both rounded as shown, so that the sum is right. */
export function deviation(
  tile: TileItem,
  { words, format }: Pick<TileContext, "words" | "format">,
) {
  const value = shownValue(tile);
  if (value === null || tile.target === null || sampleOf(tile) !== "enough") return null;
  const decimals = tile.unit === "points" && !tile.kpi.startsWith("nps.") ? 1 : 0;
  const off = round(round(value, decimals) - round(tile.target.value, decimals), decimals);
  if (off === 0) return { words: words("tile.exact"), signed: "" };
  const size =
    tile.unit === "s" ? distance(Math.abs(off), format) : format.number(Math.abs(off), decimals);
  const worse = tile.better === "higher" ? off < 0 : off > 0;
  const ratio = tile.better === "higher" ? "high" : "low";
  const kind = tile.unit === "s" ? "s" : tile.unit === "count" && ratio === "low" ? "count" : ratio;
  return {
    words: words(`tile.${kind}.${worse ? "worse" : "better"}`, { value: size }),
    signed: tile.unit === "s" ? `${off > 0 ? "+" : "−"}${size}` : format.signed(off, decimals),
  };
}

/** An arrow only where the change is larger than its noise, and never on old data (UX-9). */
function movedOf({ moved, usual }: TileItem, { words, stale }: TileContext): TileText["moved"] {
  if (moved === undefined || usual === null || stale) return null;
  return { to: moved, word: words(`tile.moved.${moved}`) };
}

/** Per cent, or what the digits before the first colon count. */
const unitOf = (tile: TileItem, shown: number | null, format: Format): string => {
  if (shown === null) return "";
  if (tile.unit === "%") return "%";
  if (tile.unit !== "s") return "";
  return round(shown) < 3600 ? "min" : format.hour;
};

/** Room for the widest plausible value, in digits, so that a change moves nothing (UX-25). */
function widthOf(text: string): number {
  const digits = text.replace(/[:.,\s]/g, "").length;
  return Math.max(3, digits + (text.length - digits) / 2);
}

/** Beside the value seconds say nothing from an hour on: `4 h`, `13 h 29 min`. */
const shortDuration = (seconds: number, format: Format): string =>
  seconds >= 3600 ? format.prose(seconds) : clockDuration(seconds);

/** How far off: from ten hours on nobody cares for the minutes. */
const distance = (seconds: number, format: Format): string =>
  shortDuration(seconds >= 36_000 ? round(seconds / 3600) * 3600 : seconds, format);

const besideValue = (value: number, tile: TileItem, format: Format): string =>
  tile.unit === "s" ? shortDuration(value, format) : format.value(value, tile.unit, tile.kpi);

export function partsOf(
  { parts = [] }: TileItem,
  { words, format }: Pick<TileContext, "words" | "format">,
): PartText[] {
  return parts.map((part) => {
    const { unit = "count", nMin = null } = kpiOf(part.kpi) ?? {};
    const value = format.value(shownValue({ ...part, nMin }), unit, part.kpi);
    return isNobody(part)
      ? { id: part.kpi, name: "", value: words("tile.nobody") }
      : { id: part.kpi, name: partName(words, part.kpi), value };
  });
}

/** From the first step in which something happened: the night says nothing. One point is no line. */
function sinceBegun(trend: readonly (number | null)[]): readonly (number | null)[] {
  const first = trend.findIndex((value) => value !== null && value !== 0);
  const points = trend.filter((value) => value !== null).length;
  return first < 0 || points < 2 ? [] : trend.slice(first);
}

/** Which source it misses, in place of what the value would be compared with. */
function silenceOf({ silence }: SeenTile, context: TileContext): TileText["silence"] {
  if (silence === undefined) return null;
  const { words, format, now, zone } = context;
  const { name, kind } = silence;
  const time = sinceTime(format, silence.from, now, zone);
  if (kind !== "incomplete") {
    return { name, since: words(`tile.${kind}`, { time }), short: words("tile.since", { time }) };
  }
  const to = sinceTime(format, silence.to, now, zone);
  return { name, since: words("tile.incomplete", { from: time, to }), short: `${time}–${to}` };
}

/** A hole in its middle does not make a number old. */
const wordOf = (mark: StatusMark, { silence }: SeenTile, { words, stale }: TileContext): string => {
  if (mark === "plain") return "";
  if (!stale && silence?.kind === "incomplete") return words("status.incomplete");
  return words(`status.${mark}`);
};

export function tileText(tile: SeenTile, context: TileContext): TileText {
  const { words, format } = context;
  const silence = silenceOf(tile, context);
  const shown = shownValue(tile);
  const sample = sampleOf(tile);
  const parts = partsOf(tile, context);
  const nobody = isNobody(tile);
  const whole = nobody ? words("tile.nobody") : format.value(shown, tile.unit, tile.kpi);
  const value = whole.replace(/\s?%$/, "");
  const say = (number: number | null) => format.value(number, tile.unit, tile.kpi);
  const mark = markOf(tile, context.stale);
  const off = silence === null ? deviation(tile, context) : null;
  const few = sample === "few" || sample === "hidden";
  return {
    id: tile.id,
    label: kpiName(words, tile.kpi, "label"),
    name: kpiName(words, tile.kpi, "long"),
    value,
    said: nobody,
    ofNow: context.ended === true && tile.trend.length === 0 ? words("tile.now") : "",
    unit: unitOf(tile, shown, format),
    width: widthOf(value),
    mark,
    word: wordOf(mark, tile, context),
    wordRoom: Math.max(...WORDS.map((one) => words(`status.${one}`).length)),
    silence,
    target:
      tile.target === null || silence !== null
        ? ""
        : words("tile.target", { value: besideValue(tile.target.value, tile, format) }),
    off: off?.words ?? "",
    offSigned: off?.signed ?? "",
    usual:
      tile.usual === null || silence !== null
        ? ""
        : words("tile.usual", { value: besideValue(tile.usual, tile, format) }),
    moved: movedOf(tile, context),
    n: tile.withheld
      ? words("tile.group")
      : tile.nMin === null
        ? ""
        : words(few ? "tile.few" : "tile.n", { n: format.number(tile.n) }),
    // Half a sentence without its number says nothing.
    parts: parts.length === 1 && parts[0]?.value === NOTHING ? [] : parts,
    until: context.until === "" ? "" : words("tile.until", { time: context.until }),
    flows: tile.trend.length > 0,
    trend: sample === "enough" ? sinceBegun(tile.trend) : [],
    trendRange: trendRange(tile),
    // A step of a count has no target of its own.
    trendTarget: tile.unit === "count" ? null : (tile.target?.value ?? null),
    bulletTarget: tile.target?.value ?? null,
    amount: sample === "enough" ? shown : null,
    range: rangeOf(tile),
    plain: {
      value: whole,
      target: tile.target === null ? NOTHING : say(tile.target.value),
      usual: say(tile.usual),
      n: format.number(tile.n),
    },
    open: words("passport.open", { kpi: kpiName(words, tile.kpi, "label") }),
  };
}
