/** The languages, and how a message is looked up and filled in. Catalogs: messages.*.ts. */
import type { Locale } from "./format.ts";
import { en, type MessageKey } from "./messages.en.ts";
import { fr } from "./messages.fr.ts";
import { nl } from "./messages.nl.ts";

export const languages = ["nl", "fr", "en"] as const;
export type Language = (typeof languages)[number];

/** A language by its own name. */
export const languageNames: Record<Language, string> = {
  nl: "Nederlands",
  fr: "Français",
  en: "English",
};

const catalogs: Record<Language, Record<MessageKey, string>> = { nl, fr, en };

export type Words = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

export function wordsOf(language: Language): Words {
  const catalog = catalogs[language];
  return (key, values = {}) => filled(catalog[key], values);
}

/** A message with its `{holes}` filled; a hole nobody fills stays as it is. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

export const isKey = (key: string): key is MessageKey => key in en;

/** The label of a KPI, short or long; a KPI this version does not know shows its id. */
export function kpiName(words: Words, kpi: string, length: "label" | "long"): string {
  const key = `kpi.${kpi}${length === "long" ? ".long" : ""}`;
  return isKey(key) ? words(key) : kpi;
}

/** What a companion is called beside the figure it explains; short, for the figure names the rest. */
export function partName(words: Words, kpi: string): string {
  const key = `part.${kpi}`;
  return isKey(key) ? words(key) : kpiName(words, kpi, "label");
}

/** The first wanted language that there is: `nl-BE` is served by nl. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0];
    const found = languages.find((language) => language === base);
    if (found) return found;
  }
  return "en";
}

/** Belgians and Dutch write dates differently; the zone or the browser says who is who. */
export function localeOf(language: Language, hints: readonly string[]): Locale {
  if (language === "fr") return "fr-BE";
  if (language === "en") return "en-GB";
  return hints.some((hint) => /-BE$|Brussels$/.test(hint)) ? "nl-BE" : "nl-NL";
}
