/**
 * A figure in one sentence of its own numbers: `41 positive answers of 81 answers = 50.6%`. It says the
 * value whatever n is, like the figures API: a screen that hides a score of few cases must not show it.
 */
import type { KpiId } from "../kpi/catalog.ts";
import type { Unit } from "../kpi/kpi.ts";
import type { AmountKey, CountKey, NumberKey, Shape } from "../kpi/meaning.ts";
import { meaningOf } from "../kpi/meanings.ts";
import type { FigureJson } from "../wire/http.ts";
import { rankName, termsOf } from "./definition.ts";
import { createFormat, type Format, type Locale } from "./format.ts";
import type { SentenceKey, Terms } from "./terms.en.ts";
import { type Language, localeOf } from "./words.ts";

/** What of a figure the sentence is made of. */
export type Explained = Pick<
  FigureJson,
  "value" | "unit" | "n" | "numerator" | "denominator" | "parts" | "pending"
>;

interface Voice {
  readonly terms: Terms;
  readonly format: Format;
  readonly plural: Intl.PluralRules;
}

const voices = new Map<Locale, Voice>();

function voiceOf(language: Language, zone: string): Voice {
  const locale = localeOf(language, [zone]);
  const known = voices.get(locale);
  if (known !== undefined) return known;
  const voice = {
    terms: termsOf(language),
    format: createFormat(locale),
    plural: new Intl.PluralRules(locale),
  };
  voices.set(locale, voice);
  return voice;
}

const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);

/** Whole numbers whole, others with two decimals: loads and sums of percents. */
const numberOf = (format: Format, value: number): string =>
  format.number(value, Number.isInteger(value) ? 0 : 2);

/** A number with its name: `1 answer`, `81 answers`, `12,345 s waiting time`. */
function said({ terms, format, plural }: Voice, value: number, key: NumberKey): string {
  if (key in terms.counts) {
    const [one, many] = terms.counts[key as CountKey];
    return `${numberOf(format, value)} ${plural.select(Math.abs(value)) === "one" ? one : many}`;
  }
  const name = terms.amounts[key as AmountKey];
  return fill(terms.sentences.amount, { seconds: format.number(value), name });
}

/** The value for a sentence: durations in prose, shares with one decimal, the NPS whole with its sign. */
function valueText(format: Format, value: number, unit: Unit, shape: Shape): string {
  if (shape === "spread") return `± ${format.number(value, 1)}`;
  if (shape === "net") return format.signed(value);
  if (unit === "s") return format.prose(value);
  if (unit === "%") return format.percent(value, 1);
  return unit === "count" ? format.number(value) : format.number(value, 2);
}

const SENTENCE: Record<Shape, SentenceKey> = {
  share: "share",
  ratio: "ratio",
  rank: "rank",
  greatest: "greatest",
  count: "count",
  total: "count",
  net: "net",
  spread: "spread",
  hourly: "hourly",
  load: "load",
};

/** The sentence, in the language's way of writing numbers in that zone. */
export function explain(id: KpiId, figure: Explained, language: Language, zone: string): string {
  const { shape, numerator, denominator, n, pending } = meaningOf(id);
  const voice = voiceOf(language, zone);
  const { terms, format } = voice;
  const say = (value: number | null | undefined, key: NumberKey | null): string =>
    value == null || key === null ? "" : said(voice, value, key);
  const parts = (["promoters", "passives", "detractors"] as const).map(
    (part) => [part, say(figure.parts?.[part], part)] as const,
  );
  const values: Record<string, string> = {
    ...Object.fromEntries(parts),
    numerator: say(figure.numerator, numerator),
    denominator: say(figure.denominator, denominator),
    n: say(figure.n, n),
    rank: rankName(id, language) ?? "",
  };
  if (figure.value !== null) {
    values.value = valueText(format, figure.value, figure.unit, shape);
  }
  const { value } = figure;
  const sentence = value === null ? terms.sentences.nothing : terms.sentences[SENTENCE[shape]];
  const text = fill(sentence, values);
  if (figure.pending === undefined || pending === null) return text;
  return fill(terms.sentences.pending, { text, pending: said(voice, figure.pending, pending) });
}
