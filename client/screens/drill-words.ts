/** The words behind a number: their own catalogue, so that walls and boards never load it. */
import { type DrillKey, drillEn } from "../../shared/text/drill.en.ts";
import { drillFr } from "../../shared/text/drill.fr.ts";
import { drillNl } from "../../shared/text/drill.nl.ts";
import { filled, type Language } from "../../shared/text/words.ts";
import { useTongue } from "./language.ts";

const catalogs: Record<Language, Record<DrillKey, string>> = {
  nl: drillNl,
  fr: drillFr,
  en: drillEn,
};

export type Say = (key: DrillKey, values?: Readonly<Record<string, string | number>>) => string;

export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    filled(catalogs[language][key], values);

export function useSay(): Say {
  const { language } = useTongue();
  return sayIn(language);
}
