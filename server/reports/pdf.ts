/** A report on one A4, for whoever has a minute (EXP-7). The same book always gives the same bytes. */
import type { Language } from "../../shared/text/words.ts";
import type { Book } from "./book.ts";
import { isHead } from "./kpis.ts";
import { drawFoot, FOOT_TOP } from "./pdf/foot.ts";
import { drawKpi, ROW_HEIGHT } from "./pdf/kpi-row.ts";
import { drawNotable } from "./pdf/notable.ts";
import { newPaper } from "./pdf/paper.ts";
import { drawTeams } from "./pdf/teams.ts";
import { drawTop } from "./pdf/top.ts";
import { voiceOf } from "./voice.ts";

export function pdfFile(book: Book, language: Language): Promise<Buffer> {
  const { report, revision } = book;
  const voice = voiceOf(book, language);
  const paper = newPaper({
    title: [voice.heading, report.organisation, voice.scope].filter(Boolean).join(" · "),
    language: voice.format.locale,
    author: report.organisation,
    at: Date.parse(revision?.sealedAt ?? report.facts.asOf),
  });
  let y = drawTop(paper, book, voice);
  for (const line of report.lines.filter(({ kpi }) => isHead(kpi))) {
    drawKpi(paper, line, voice, y);
    y += ROW_HEIGHT;
  }
  const end = drawNotable(paper, report, voice, y);
  drawTeams(paper, report, voice, { from: end, to: FOOT_TOP - 6 });
  drawFoot(paper, book, voice);
  return paper.finish();
}
