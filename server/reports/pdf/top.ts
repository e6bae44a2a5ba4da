/** What stands on top: whose report, of which week, in which state; DEMO where it is one. */
import type { Book } from "../book.ts";
import type { Voice } from "../voice.ts";
import { DEMO, HAIR, INK, MARGIN, type Paper, QUIET, RIGHT } from "./paper.ts";

/** Answers where the rest begins. */
export function drawTop(paper: Paper, { report, revision }: Book, voice: Voice): number {
  const { say, words, heading, scope, state, instant } = voice;
  const { demo, organisation, facts, period } = report;
  const isWeek = /-W\d\d$/.test(period.label);
  const over = [say(isWeek ? "report.title" : "report.title.period"), organisation, scope];
  paper.write(over.filter(Boolean).join("  ·  "), MARGIN, 34, {
    size: 9,
    weight: "strong",
    colour: QUIET,
    width: RIGHT - MARGIN - (demo ? 60 : 0),
  });
  if (demo) badge(paper, words("app.demo"));
  paper.write(heading, MARGIN, 48, { size: 21, weight: "strong", colour: INK }, "H1");
  const said = [capital(state), say("report.facts", { at: instant(facts.asOf) })];
  const changed = revision?.differences.length ?? 0;
  if (revision !== null && changed > 0)
    said.push(
      say(changed === 1 ? "state.revised.one" : "state.revised.many", {
        count: changed,
        revision: revision.revision - 1,
      }),
    );
  paper.write(said.join("  ·  "), MARGIN, 78, { size: 8, colour: QUIET });
  paper.decorate((pdf) => {
    pdf.moveTo(MARGIN, 96).lineTo(RIGHT, 96).lineWidth(1).stroke(HAIR);
  });
  return 97;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function badge(paper: Paper, word: string): void {
  const style = { size: 9, weight: "strong", colour: "#ffffff" } as const;
  const width = paper.widthOf(word, style) + 14;
  paper.decorate((pdf) => {
    pdf.roundedRect(RIGHT - width, 31, width, 17, 3).fill(DEMO);
  });
  paper.write(word, RIGHT - width, 34.5, { ...style, width, align: "center" });
}
