/** The words of settings and set-up: their own catalogue, so that walls and boards never load it. */
import { type SettingsKey, settingsEn } from "../../../shared/text/settings.en.ts";
import { settingsFr } from "../../../shared/text/settings.fr.ts";
import { settingsNl } from "../../../shared/text/settings.nl.ts";
import { filled, type Language } from "../../../shared/text/words.ts";
import { useTongue } from "../language.ts";

const catalogs: Record<Language, Record<SettingsKey, string>> = {
  nl: settingsNl,
  fr: settingsFr,
  en: settingsEn,
};

export type Say = (key: SettingsKey, values?: Readonly<Record<string, string | number>>) => string;

export function useSay(): Say {
  const { language } = useTongue();
  return (key, values = {}) => filled(catalogs[language][key], values);
}
