/** The words of the page of sources: their own catalogue, so that no other page loads it. */
import { type SourcesKey, sourcesEn } from "../../../shared/text/sources.en.ts";
import { sourcesFr } from "../../../shared/text/sources.fr.ts";
import { sourcesNl } from "../../../shared/text/sources.nl.ts";
import { filled, type Language } from "../../../shared/text/words.ts";
import { useTongue } from "../language.ts";

const catalogs: Record<Language, Record<SourcesKey, string>> = {
  nl: sourcesNl,
  fr: sourcesFr,
  en: sourcesEn,
};

export type Say = (key: SourcesKey, values?: Readonly<Record<string, string | number>>) => string;

export function useSay(): Say {
  const { language } = useTongue();
  return (key, values = {}) => filled(catalogs[language][key], values);
}
