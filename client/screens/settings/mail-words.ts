/** The words of the mail server's section, which loads them with it; and what it asks the server. */
import { ok } from "../../../shared/result.ts";
import { type MailServerKey, mailServerEn } from "../../../shared/text/mail-server.en.ts";
import { mailServerFr } from "../../../shared/text/mail-server.fr.ts";
import { mailServerNl } from "../../../shared/text/mail-server.nl.ts";
import { filled, type Language } from "../../../shared/text/words.ts";
import type { MailAnswer, MailBody } from "../../../shared/wire/mail.ts";
import { type Answer, ask } from "../../api.ts";
import { useTongue } from "../language.ts";

const catalogs: Record<Language, Record<MailServerKey, string>> = {
  nl: mailServerNl,
  fr: mailServerFr,
  en: mailServerEn,
};

export type MailSay = (key: MailServerKey, values?: Readonly<Record<string, string>>) => string;

export function useMailSay(): MailSay {
  const { language } = useTongue();
  return (key, values = {}) => filled(catalogs[language][key], values);
}

export const mailApi = {
  /** `held` null: there is none. */
  read: async (): Promise<Answer<{ readonly held: MailAnswer }>> => {
    const answer = await ask<MailAnswer>("GET", "/mail");
    return answer.ok ? ok({ held: answer.value }) : answer;
  },
  put: (body: MailBody) => ask<MailAnswer>("PUT", "/mail", body),
  remove: () => ask<null>("DELETE", "/mail"),
  test: () => ask<{ readonly to: string }>("POST", "/mail/test"),
} as const;
