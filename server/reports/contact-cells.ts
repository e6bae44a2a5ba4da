/** The row of one contact as cells of a file, and the heading over them. */
import { contactRowsEn } from "../../shared/text/contact-rows.en.ts";
import { contactRowsFr } from "../../shared/text/contact-rows.fr.ts";
import { contactRowsNl } from "../../shared/text/contact-rows.nl.ts";
import { filled, type Language, type Words, wordsOf } from "../../shared/text/words.ts";
import { type ContactLineJson, OWN_WHYS, type OwnWhy } from "../../shared/wire/contact-rows.ts";
import { SOMEBODY } from "../figures/redact.ts";
import type { Columns } from "../figures/small-columns.ts";
import { GROUPS, isSeconds, measureOf } from "./contact-groups.ts";
import type { ContactLine, Why } from "./contact-line.ts";
import { isoInZone } from "./csv.ts";

/** A cell of a file: text, a whole number, an instant in ms since 1970, or nothing. */
export type RowCell = null | string | number | { readonly at: number };

/** Which columns there are. */
export interface Shows extends Columns {
  readonly agents: boolean;
}

/** How rows are put: ids and codes for systems, names and words for people. */
export interface Manner {
  readonly shows: Shows;
  readonly zone: string;
  /** Null: for systems. */
  readonly words: Wording | null;
}

export interface Wording {
  readonly language: Language;
  /** What a team, a queue, an agent is called; null: nobody knows. */
  readonly teamName: (id: string) => string | null;
  readonly queueName: (id: string) => string | null;
  readonly agentName: (id: string) => string | null;
}

const CATALOGS = { en: contactRowsEn, fr: contactRowsFr, nl: contactRowsNl } as const;

export const rowTexts = (language: Language): Record<keyof typeof contactRowsEn, string> =>
  CATALOGS[language];

const OWN: ReadonlySet<string> = new Set(OWN_WHYS);
const isOwn = (why: Why): why is OwnWhy => OWN.has(why);

/** What a code means, in a sentence. */
export function whyText(why: Why, language: Language, words: Words = wordsOf(language)): string {
  return isOwn(why) ? rowTexts(language)[`counts.${why}`] : words(`reason.${why}`);
}

/** The first columns: which contact it is. */
const FIXED = [
  "source",
  "contact",
  "channel",
  "direction",
  "team",
  "queue",
  "agent",
  "created",
  "first_reply",
  "resolved",
] as const;

/** What a column of the first ones depends on. */
const ON: Partial<Record<(typeof FIXED)[number], keyof Shows>> = {
  channel: "channels",
  direction: "directions",
  team: "teams",
  queue: "queues",
  agent: "agents",
};

function isShown(column: (typeof FIXED)[number], shows: Shows): boolean {
  const on = ON[column];
  return on === undefined || shows[on];
}

/** One heading a column, in the order of `cellsOf`. Of seconds it says so (EXP-2). */
export function headingOf({ shows, words }: Manner): string[] {
  const fixed = FIXED.filter((column) => isShown(column, shows));
  if (words === null) {
    const measured = GROUPS.flatMap(({ id, measures }) => [
      ...measures.flatMap((measure) => [measure, `${measure}.n`]),
      `${id}.why`,
    ]);
    return [...fixed, ...measured];
  }
  const texts = rowTexts(words.language);
  const measured = GROUPS.flatMap(({ id, measures }) => [
    ...measures.flatMap((measure) => {
      const { measure: of, isOther } = measureOf(measure);
      const own = texts[`measure.${of}`];
      const name = isOther ? filled(texts.other_direction, { name: own }) : own;
      return [isSeconds(measure) ? `${name} (s)` : name, filled(texts.times, { name })];
    }),
    filled(texts.why, { name: texts[`group.${id}`] }),
  ]);
  return [...fixed.map((column) => texts[`column.${column}`]), ...measured];
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Makes the cells of one row after another. Several values of a measure: their sum, and how many. */
export function cellsOf({ shows, words }: Manner): (line: ContactLine) => RowCell[] {
  const texts = words === null ? null : rowTexts(words.language);
  const say = words === null ? null : wordsOf(words.language);
  const whys = new Map<Why, string>();
  const whyCell = (why: Why): string => {
    if (words === null || say === null) return why;
    const known = whys.get(why) ?? `${why}: ${whyText(why, words.language, say)}`;
    whys.set(why, known);
    return known;
  };
  const named = (ids: readonly string[], nameOf: ((id: string) => string | null) | undefined) =>
    ids
      .map((id) => (id === SOMEBODY ? (texts?.somebody ?? id) : (nameOf?.(id) ?? id)))
      .join(", ") || null;
  const instant = (at: number | null): RowCell => (at === null ? null : { at });
  return (line) => {
    const cells: RowCell[] = [line.source, line.contact];
    if (shows.channels) cells.push(line.channel);
    if (shows.directions) cells.push(line.direction);
    if (shows.teams) cells.push(named(line.teams, words?.teamName));
    if (shows.queues) cells.push(named(line.queues, words?.queueName));
    if (shows.agents) cells.push(named(line.agents, words?.agentName));
    cells.push(instant(line.createdAt), instant(line.firstReplyAt), instant(line.resolvedAt));
    for (const { id, measures } of GROUPS) {
      for (const measure of measures) {
        const values = line.values.get(measure);
        if (values === undefined) cells.push(null, null);
        else cells.push(sum(values), values.length);
      }
      cells.push(whyCell(line.why.get(id) ?? "none"));
    }
    return cells;
  };
}

/** The row for systems that read JSON: ids and numbers. */
export function jsonOf(line: ContactLine, { shows, zone }: Manner): ContactLineJson {
  const iso = (at: number | null): string | null => (at === null ? null : isoInZone(at, zone));
  return {
    source: line.source,
    contact: line.contact,
    ...(shows.channels ? { channel: line.channel } : {}),
    ...(shows.directions ? { direction: line.direction } : {}),
    ...(shows.teams ? { teams: [...line.teams] } : {}),
    ...(shows.queues ? { queues: [...line.queues] } : {}),
    ...(shows.agents ? { agents: [...line.agents] } : {}),
    createdAt: iso(line.createdAt),
    firstReplyAt: iso(line.firstReplyAt),
    resolvedAt: iso(line.resolvedAt),
    values: Object.fromEntries([...line.values].map(([measure, values]) => [measure, [...values]])),
    why: Object.fromEntries(line.why) as ContactLineJson["why"],
  };
}
