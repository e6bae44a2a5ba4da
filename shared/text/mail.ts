/** The words of mails, and what may stand in one (EXP-9). */
import { type MailKey, mailEn } from "./mail.en.ts";
import { mailFr } from "./mail.fr.ts";
import { mailNl } from "./mail.nl.ts";
import { filled, type Language } from "./words.ts";

const catalogs: Record<Language, Record<MailKey, string>> = { nl: mailNl, fr: mailFr, en: mailEn };

export type MailWords = (
  key: MailKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

export const mailWords =
  (language: Language): MailWords =>
  (key, values = {}) =>
    filled(catalogs[language][key], values);

const LINE_MAX = 200;

/**
 * Text of others as one line: no control characters, none that turn the direction of what follows, no half
 * characters; so it can end no header and hide no part of a mail. At most 200 characters.
 */
export function oneLine(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  const characters = [...plain];
  return characters.length <= LINE_MAX ? plain : `${characters.slice(0, LINE_MAX - 1).join("")}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** As text and as an attribute's value. */
export const htmlText = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
