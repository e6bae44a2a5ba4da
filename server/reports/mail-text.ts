/** What a mail about a sealed report says: plain text and HTML, without a figure or a person in it (PRIV-15). Pure. */
import { htmlText, mailWords, oneLine } from "../../shared/text/mail.ts";
import type { Language } from "../../shared/text/words.ts";
import type { Book } from "./book.ts";
import { type Voice, voiceOf } from "./voice.ts";

/** A source that stood still when the mail was written, since before the end of what is reported. */
export interface Silence {
  readonly source: string;
  readonly state: "silent" | "refused";
  /** Ms since 1970. */
  readonly since: number;
}

export interface MailAbout {
  readonly book: Book;
  readonly language: Language;
  readonly silences: readonly Silence[];
  /** An address of ours. */
  readonly link: string;
  /** Null: nothing is attached. `group`: from how many people up it shows what is about their work. */
  readonly attached: { readonly file: string; readonly group: number } | null;
  /** Did the recipient ask for it just now? */
  readonly isTest: boolean;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `link`: a line that is an address, `note`: one about the mail itself. */
interface Block {
  readonly kind: "text" | "warning" | "items" | "link" | "note";
  readonly lines: readonly string[];
}

/** Gaps that its data were sealed with, and sources that have stood still since. */
function missing({ book, silences, language }: MailAbout, voice: Voice): string[] {
  const words = mailWords(language);
  const { zone } = book.report.period;
  const { format, say, instant } = voice;
  const gaps = book.report.quality.gaps.map(({ source, from, to }) =>
    to === null
      ? say("quality.gap.running", { source: oneLine(source), from: instant(from) })
      : say("quality.gap.said", {
          source: oneLine(source),
          from: instant(from),
          to: instant(to),
        }),
  );
  const silent = silences.map(({ source, state, since }) =>
    words(state, {
      source: oneLine(source),
      from: `${format.date(since, zone)} ${format.time(since, zone)}`,
    }),
  );
  return [...gaps, ...silent];
}

function blocksOf(about: MailAbout, voice: Voice, title: string): Block[] {
  const { book, language, link, attached, isTest } = about;
  const { report, revision } = book;
  const words = mailWords(language);
  const gone = missing(about, voice);
  const number = revision?.revision ?? 0;
  const changed = revision?.differences.length ?? 0;
  const sealed = words("sealed", {
    revision: number,
    at: voice.instant(report.facts.asOf),
    position: report.facts.position,
  });
  const revised = words(changed === 1 ? "revised.one" : "revised.many", {
    count: changed,
    before: number - 1,
  });
  return [
    ...(gone.length === 0
      ? []
      : [
          { kind: "warning", lines: [words("incomplete")] } as const,
          { kind: "items", lines: gone } as const,
        ]),
    ...(isTest ? [{ kind: "text", lines: [words("test")] } as const] : []),
    { kind: "text", lines: [title, sealed, ...(number > 1 ? [revised] : [])] },
    { kind: "text", lines: [words("link")] },
    { kind: "link", lines: [link] },
    ...(attached === null ? [] : [{ kind: "text", lines: [words("attached", attached)] } as const]),
    ...(isTest ? [] : [{ kind: "note", lines: [words("why")] } as const]),
  ];
}

const plainOf = ({ kind, lines }: Block): string =>
  lines.map((line) => (kind === "items" ? `- ${line}` : line)).join("\n");

function htmlOf({ kind, lines }: Block): string {
  const safe = lines.map(htmlText);
  switch (kind) {
    case "items":
      return `<ul>${safe.map((line) => `<li>${line}</li>`).join("")}</ul>`;
    case "link":
      return safe.map((line) => `<p><a href="${line}">${line}</a></p>`).join("");
    case "warning":
      return `<p><strong>${safe.join("<br>")}</strong></p>`;
    case "note":
      return `<p><small>${safe.join("<br>")}</small></p>`;
    case "text":
      return `<p>${safe.join("<br>")}</p>`;
  }
}

/** Blocks as a mail; `language` for those who have it read aloud. */
export const dressed = (
  subject: string,
  language: Language,
  blocks: readonly Block[],
): MailText => ({
  subject,
  text: `${blocks.map(plainOf).join("\n\n")}\n`,
  html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${htmlText(subject)}</title></head><body>${blocks.map(htmlOf).join("")}</body></html>\n`,
});

export function mailText(about: MailAbout): MailText {
  const { book, language, isTest } = about;
  const { report, revision } = book;
  const voice = voiceOf(book, language);
  const words = mailWords(language);
  const heading = oneLine(voice.heading);
  const scope = oneLine(voice.scope);
  const organisation = oneLine(report.organisation) || words("unnamed");
  const demo = report.demo ? `${voice.words("app.demo")} · ` : "";
  const title = `${demo}${heading} · ${scope} · ${organisation}`;
  const number = revision?.revision ?? 0;
  const named = number > 1 ? words("subject.revised", { revision: number, title }) : title;
  const subject = isTest ? words("subject.test", { title: named }) : named;
  const ready = `${demo}${words("ready", { heading, scope, organisation })}`;
  return dressed(subject, language, blocksOf(about, voice, ready));
}

/** Says only that mail works. */
export function worksText(language: Language): MailText {
  const words = mailWords(language);
  return dressed(words("subject.works"), language, [{ kind: "text", lines: [words("works")] }]);
}
