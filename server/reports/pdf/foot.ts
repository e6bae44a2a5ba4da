/** What defends the numbers: how complete they are, when they were made, by which definitions (EXP-7). */
import type { Book } from "../book.ts";
import type { Voice } from "../voice.ts";
import { HAIR, HEIGHT, MARGIN, type Paper, QUIET, RIGHT } from "./paper.ts";

export const FOOT_TOP = HEIGHT - 108;

/** The check of a passport's line tells it from every other. */
const passportId = (passport: string): string => /\bcheck=(\w+)/.exec(passport)?.[1] ?? "";

/** Where the first gap that is still open begins; else as of when the report is. */
function completeUntil({ report }: Book): string {
  const open = report.quality.gaps.filter(({ to }) => to === null).map(({ from }) => from);
  return [report.facts.asOf, ...open].sort()[0] ?? report.facts.asOf;
}

/** What was missing, late or not counted; what there is nothing of is not told. */
function qualityText({ report }: Book, { say, format, instant }: Voice): string {
  const { late, unmapped, sources, gaps } = report.quality;
  const sum = (of: "rejected" | "quarantined") =>
    sources.reduce((total, source) => total + source[of], 0);
  const counts = [
    [say("quality.late"), late],
    [say("quality.rejected"), sum("rejected")],
    [say("quality.quarantined"), sum("quarantined")],
    [say("quality.unmapped"), unmapped],
  ] as const;
  const said = counts
    .filter(([, count]) => count > 0)
    .map(([what, count]) => say("quality.count", { what, value: format.number(count) }));
  const holes = gaps.map(({ source, from, to }) =>
    to === null
      ? say("quality.gap.running", { source, from: instant(from) })
      : say("quality.gap.said", { source, from: instant(from), to: instant(to) }),
  );
  const all = [...holes, ...said];
  return all.length === 0 ? say("quality.good") : all.join("  ·  ");
}

export function drawFoot(paper: Paper, book: Book, voice: Voice): void {
  const { report, revision } = book;
  const { say, instant } = voice;
  paper.decorate((pdf) => {
    pdf.moveTo(MARGIN, FOOT_TOP).lineTo(RIGHT, FOOT_TOP).lineWidth(1).stroke(HAIR);
  });
  const head = report.lines.slice(0, 5);
  const ids = head.map(({ passport }) => passportId(passport ?? "")).filter((id) => id !== "");
  const made = [
    ...(report.demo ? [voice.words("app.demo.long")] : []),
    say("pdf.generated", { at: instant(revision?.sealedAt ?? report.facts.asOf) }),
    say("pdf.complete", { at: instant(completeUntil(book)) }),
    voice.state,
    say("report.position", { position: report.facts.position }),
  ];
  const list = head.map(({ definition }) => definition).join(", ");
  paper.group("Sect", () => {
    paper.write(say("quality.title"), MARGIN, FOOT_TOP + 9, { size: 8, weight: "strong" }, "H2");
    let y = FOOT_TOP + 21;
    const line = (text: string, lines: number) => {
      y += paper.write(text, MARGIN, y, { size: 6.8, colour: QUIET, lines }) + 3.5;
    };
    line(qualityText(book, voice), 2);
    line(made.join("  ·  "), 2);
    line(say("pdf.definitions", { list }), 1);
    if (ids.length > 0) line(say("pdf.passports", { list: ids.join(" ") }), 1);
  });
}
