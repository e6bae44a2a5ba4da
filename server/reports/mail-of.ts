/** A sealed report as a mail to one person: from the sealed revision alone, in that person's language (EXP-9, EXP-10). */

import { mailWords, oneLine } from "../../shared/text/mail.ts";
import type { Language } from "../../shared/text/words.ts";
import type { Recipient } from "../../shared/wire/report-schedule.ts";
import { scopeOf } from "../figures/scope.ts";
import { type Book, bookOf } from "./book.ts";
import { type Attachment, mailBytes } from "./mail.ts";
import { mailText, type Silence } from "./mail-text.ts";
import { type About, messageId, type Recording } from "./outbox.ts";
import { weekPeriod } from "./periods.ts";
import { type Reports, seen } from "./reports.ts";

/** Somebody who may sign in. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly language: Language | null;
  /** May this person have the reports of a scope now? */
  readonly may: (scope: string) => boolean;
}

export interface MailOf {
  readonly reports: Pick<Reports, "find">;
  readonly zone: () => string;
  /** From how many people up a report that leaves the product shows what is about their work (PRIV-5). */
  readonly group: () => Promise<number>;
  /** What stands still now, since before an instant, ms. */
  readonly silences: (before: number) => readonly Silence[];
  readonly attach: (
    book: Book,
    format: Exclude<Recipient["format"], "link">,
    language: Language,
  ) => Promise<Attachment>;
  /** Where somebody who signs in reads it. */
  readonly link: (week: string, scope: string) => string;
}

export interface Wish extends Pick<Recipient, "format" | "language"> {
  readonly about: About;
  /** SHA-256 of the sealed report. */
  readonly digest: string;
  readonly person: Person;
  readonly from: string;
  readonly isTest: boolean;
}

/** Of one look: the same report for many is read and made into a file once. */
export interface Kitchen {
  make(wish: Wish, now: number): Promise<Recording | null>;
}

/** `make` answers null where there is no such revision. */
export function createKitchen(deps: MailOf): Kitchen {
  const books = new Map<string, Book | null>();
  const files = new Map<string, Attachment>();

  /** An attachment carries aggregates of groups only, whoever gets it (PRIV-15). */
  async function bookFor({ week, scope, revision }: About, group: number): Promise<Book | null> {
    const name = `${week} ${revision} ${group} ${scope}`;
    const known = books.get(name);
    if (known !== undefined) return known;
    const asked = scopeOf(scope);
    const found = asked.ok
      ? await deps.reports.find({
          scope: asked.value,
          period: weekPeriod(week, deps.zone()),
          revision,
        })
      : null;
    const book = found?.ok ? bookOf(seen(found.value, group)) : null;
    books.set(name, book);
    return book;
  }

  async function fileFor(
    book: Book,
    format: Exclude<Recipient["format"], "link">,
    language: Language,
    group: number,
  ): Promise<Attachment> {
    const { report, revision } = book;
    const name = `${report.period.label} ${revision?.revision} ${group} ${format} ${language} ${report.scope.label}`;
    const file = files.get(name) ?? (await deps.attach(book, format, language));
    files.set(name, file);
    return file;
  }

  return {
    async make({ about, digest, person, from, isTest, ...wish }, now) {
      const group = await deps.group();
      const book = await bookFor(about, group);
      if (book === null) return null;
      const { week, scope } = about;
      const language = wish.language ?? person.language ?? "en";
      const { format } = wish;
      const file = format === "link" ? null : await fileFor(book, format, language, group);
      const content = mailText({
        book,
        language,
        silences: deps.silences(Date.parse(book.report.period.to)),
        link: deps.link(week, scope),
        attached: file === null ? null : { file: file.name, group },
        isTest,
      });
      const id = messageId(about, isTest ? `${digest} test ${now}` : digest, from);
      const organisation = oneLine(book.report.organisation);
      const raw = await mailBytes({
        id,
        at: now,
        from: { name: organisation || mailWords(language)("unnamed"), address: from },
        to: { name: person.name, address: person.email },
        content,
        attachments: file === null ? [] : [file],
      });
      return { format, id, from, group: file === null ? null : group, raw };
    },
  };
}
