/** The words of the agent's own page: their own catalogue, so that no other page loads it. */
import { type MeKey, meEn } from "../../../shared/text/me.en.ts";
import { meFr } from "../../../shared/text/me.fr.ts";
import { meNl } from "../../../shared/text/me.nl.ts";
import { filled, type Language } from "../../../shared/text/words.ts";
import { useTongue } from "../language.ts";

const catalogs: Record<Language, Record<MeKey, string>> = { nl: meNl, fr: meFr, en: meEn };

export type Say = (key: MeKey, values?: Readonly<Record<string, string | number>>) => string;

export function useSay(): Say {
  const { language } = useTongue();
  return (key, values = {}) => filled(catalogs[language][key], values);
}
