/** Why a number moved, in sentences: one for the whole, one for each part, what to keep in mind. */
import type { Movement, MovementPart } from "../wire/movement.ts";
import { clockDuration, createFormat, type Format } from "./format.ts";
import { isKey, kpiName, type Language, localeOf, type Words, wordsOf } from "./words.ts";

export interface WhyText {
  readonly headline: string;
  /** One for each part, the one that moved most first; at the end what came late, if anything did. */
  readonly parts: readonly string[];
  /** Whether it may be chance, and what could not be told. */
  readonly notes: readonly string[];
}

/** A difference or value below this many seconds is told in tenths, and its parts are. */
const TENTHS_BELOW_S = 10;
/** What is told as nothing: less than half of the last digit that is shown. */
const NOTHING_BELOW = 0.05;

interface Voice {
  readonly words: Words;
  readonly format: Format;
  readonly movement: Movement;
}

/** A value as a sentence says it: shares with one decimal, durations by the clock. */
function said({ format, movement }: Voice, value: number | null): string {
  const { unit, kpi } = movement;
  if (value === null) return format.value(null, unit, kpi);
  if (unit === "%") return format.percent(value, 1);
  if (unit === "s" && Math.abs(value) < TENTHS_BELOW_S && !Number.isInteger(value)) {
    return `${format.number(value, 1)} s`;
  }
  if (unit === "ratio" || unit === "h") return format.number(value, 2);
  return format.value(value, unit, kpi);
}

/** How far, without a direction. */
function distance({ words, format, movement }: Voice, by: number): string {
  const far = Math.abs(by);
  switch (movement.unit) {
    case "s":
      return Math.abs(movement.difference ?? 0) < TENTHS_BELOW_S
        ? `${format.number(far, 1)} s`
        : clockDuration(far);
    case "%":
    case "points":
      return words("why.points", { value: format.number(far, 1) });
    case "count":
      return format.number(far, Number.isInteger(far) ? 0 : 1);
    default:
      return format.number(far, 2);
  }
}

const MINUS = "\u2212";

const signed = (voice: Voice, by: number): string => (by < 0 ? MINUS : "+") + distance(voice, by);

/** Several that the reader may not tell apart, as one group (PRIV-5). */
const OTHERS = "*";

/** The name of a group: of a channel in words, of others as the organisation calls them. */
export function groupName(
  words: Words,
  by: Movement["by"],
  { group, label }: Pick<MovementPart, "group" | "label">,
): string {
  if (group === null) return words(`group.${by}.none`);
  if (group === OTHERS) return words(`group.${by}.others`);
  const known = `channel.${group}`;
  return by === "channel" && isKey(known) ? words(known) : (label ?? group);
}

function partText(voice: Voice, part: MovementPart): string {
  const { words, format, movement } = voice;
  const { before, after, mix, within } = part;
  const share = (of: number | null) => (of === null ? "–" : format.percent(100 * of, 0));
  const values = {
    group: groupName(words, movement.by, part),
    mix: signed(voice, mix),
    within: signed(voice, within),
    share0: share(before.share),
    share1: share(after.share),
    value0: said(voice, before.value),
    value1: said(voice, after.value),
  };
  // What they were before and after is not told: only what they did together.
  if (part.group === OTHERS) {
    const group = groupName(words, movement.by, part);
    return words("why.part.others", { group, by: signed(voice, mix + within) });
  }
  const least = Math.min(NOTHING_BELOW, Math.abs(movement.difference ?? 0) / 100);
  const [isMix, isWithin] = [Math.abs(mix) > least, Math.abs(within) > least];
  if (!isMix && !isWithin) return words("why.part.nothing", values);
  if (movement.unit === "count") return words("why.part.count", values);
  if (isMix && before.n === 0) return words("why.part.came", values);
  if (isMix && after.n === 0) return words("why.part.went", values);
  if (isMix && isWithin) return words("why.part.both", values);
  return words(isMix ? "why.part.mix" : "why.part.within", values);
}

function headline(voice: Voice, scope: string): string {
  const { words, movement } = voice;
  const { before, after, difference } = movement;
  const values = {
    kpi: kpiName(words, movement.kpi, "label"),
    scope,
    before: said(voice, before.value),
    after: said(voice, after.value),
    earlier: before.period.label.replace("/", " – "),
    later: after.period.label.replace("/", " – "),
    by: distance(voice, difference ?? 0),
  };
  if (difference === null) return words("why.no-value", values);
  if (difference === 0) return words("why.same", values);
  return words(difference > 0 ? "why.rose" : "why.fell", values);
}

/** `scope`: what the scope is called; without it the centre, or the id of a team or agent. */
export function whyText(movement: Movement, language: Language, scope?: string): WhyText {
  const words = wordsOf(language);
  const format = createFormat(localeOf(language, [movement.after.period.zone]));
  const voice = { words, format, movement };
  const own = movement.scope === "centre" ? words("scope.centre") : movement.scope;
  const moved = ({ mix, within }: MovementPart): number => Math.abs(mix + within);
  const parts = [...movement.parts]
    .sort((a, b) => moved(b) - moved(a))
    .map((part) => partText(voice, part));
  const late = movement.late === null ? 0 : movement.late.after - movement.late.before;
  const notes: string[] = [];
  if (movement.verdict !== null) notes.push(words(`why.verdict.${movement.verdict}`));
  if (movement.basis !== "known_in_time") notes.push(words(`why.basis.${movement.basis}`));
  return {
    headline: headline(voice, scope ?? own),
    parts: late === 0 ? parts : [...parts, words("why.late", { late: signed(voice, late) })],
    notes,
  };
}
