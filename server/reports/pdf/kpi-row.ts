/** One of the five: value, n and interval, against its target and against other times, 13 weeks as a line. */
import { weekNumber } from "../../../shared/text/report.ts";
import { reportDifference, reportText } from "../../../shared/text/report-value.ts";
import type { ReportLine } from "../../../shared/wire/report.ts";
import type { Voice } from "../voice.ts";
import { COLOURS, drawMark, drawSpark, type Mark } from "./marks.ts";
import { HAIR, INK, MARGIN, type Paper, QUIET, RIGHT } from "./paper.ts";

export const ROW_HEIGHT = 76;

const VALUE_X = MARGIN;
const SPARK = { x: 232, width: 132 };
const THEN_X = 388;
const THEN_WIDTH = 110;

export function drawKpi(paper: Paper, line: ReportLine, voice: Voice, y: number): void {
  paper.group("Sect", () => {
    const { kpi, withheld } = line;
    paper.write(
      voice.name(kpi, "long"),
      MARGIN,
      y + 10,
      { size: 9, weight: "strong", width: SPARK.x - MARGIN - 12 },
      "H2",
    );
    if (withheld !== undefined)
      paper.write(voice.say("report.withheld"), VALUE_X, y + 30, { size: 11, colour: QUIET });
    else drawValue(paper, line, voice, y);
    drawWeeks(paper, line, voice, y);
    drawThen(paper, line, voice, y);
  });
  paper.decorate((pdf) => {
    const end = y + ROW_HEIGHT;
    pdf.moveTo(MARGIN, end).lineTo(RIGHT, end).lineWidth(0.5).stroke(HAIR);
  });
}

const markOf = ({ status }: ReportLine): Mark => status ?? "none";

function drawValue(paper: Paper, line: ReportLine, voice: Voice, y: number): void {
  const { kpi, unit, value, n, interval, target } = line;
  const { say, words, format } = voice;
  const text = (number: number | null) => reportText(format, number, unit, kpi);
  const big = { size: 24, weight: "strong", colour: INK } as const;
  paper.write(text(value), VALUE_X, y + 23, big);
  const beside = VALUE_X + Math.max(76, paper.widthOf(text(value), big) + 12);
  if (target !== null && value !== null) {
    const mark = markOf(line);
    const word = words(line.status === null ? "status.few" : `status.${line.status}`);
    drawMark(paper, mark, beside, y + 28, 8.5);
    const style = { size: 8.5, weight: "strong", colour: COLOURS[mark] } as const;
    paper.write(word, beside + 12, y + 27, { ...style, width: SPARK.x - beside - 20 });
  }
  const aim =
    target === null ? say("pdf.no-target") : say("pdf.target", { value: text(target.value) });
  paper.write(aim, beside, y + 39, { size: 8, colour: QUIET, width: SPARK.x - beside - 8 });
  const range =
    interval === null
      ? []
      : [say("pdf.interval", { low: text(interval.low), high: text(interval.high) })];
  const basis = [words("tile.n", { n: format.number(n) }), ...range].join("  ·  ");
  paper.write(basis, VALUE_X, y + 56, { size: 7.5, colour: QUIET, width: SPARK.x - VALUE_X - 8 });
}

/** `2026-W46` → W46, S46; of another period its label. */
function shortWeek(label: string, { say }: Voice): string {
  const week = weekNumber(label);
  return week === null ? label : say("report.week.mark", { week });
}

function drawWeeks(paper: Paper, line: ReportLine, voice: Voice, y: number): void {
  const { kpi, unit, weeks, target } = line;
  const values = weeks.map(({ value }) => value);
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined || values.every((value) => value === null)) return;
  const said = weeks.map(
    ({ week, value }) => `${shortWeek(week, voice)} ${reportText(voice.format, value, unit, kpi)}`,
  );
  const alt = voice.say("pdf.trend", {
    kpi: voice.name(kpi, "label"),
    count: weeks.length,
    values: said.join(", "),
  });
  const box = { ...SPARK, y: y + 16, height: 34 };
  drawSpark(paper, { values, target: target?.value ?? null, colour: "#4a5763", alt }, box);
  const style = { size: 6.5, colour: QUIET } as const;
  paper.write(shortWeek(first.week, voice), SPARK.x, y + 57, { ...style, width: 40 });
  if (weeks.length > 1)
    paper.write(shortWeek(last.week, voice), SPARK.x + SPARK.width - 40, y + 57, {
      ...style,
      width: 40,
      align: "right",
    });
}

/** Against the week before, the last four, the same week of last year: how far, and whether it is clear. */
function drawThen(paper: Paper, line: ReportLine, voice: Voice, y: number): void {
  const { kpi, unit, compared } = line;
  const { say, format } = voice;
  const times = [
    ["pdf.since.previous", compared.previous],
    ["pdf.since.four", compared.lastFour],
    ["pdf.since.year", compared.lastYear],
  ] as const;
  let at = y + 12;
  for (const [key, then] of times) {
    if (then === null || then.difference === null || then.verdict === null) continue;
    const isClear = then.verdict === "higher" || then.verdict === "lower";
    const far = reportDifference(format, then.difference, unit, kpi);
    const colour = isClear ? INK : QUIET;
    paper.write(say(key), THEN_X, at, { size: 7.5, colour: QUIET, width: THEN_WIDTH });
    paper.write(far, THEN_X + THEN_WIDTH, at - 0.5, {
      size: 8,
      weight: isClear ? "strong" : "regular",
      colour,
      width: RIGHT - THEN_X - THEN_WIDTH,
      align: "right",
    });
    paper.write(say(`verdict.${then.verdict}`), THEN_X, at + 9, {
      size: 7,
      colour,
      width: RIGHT - THEN_X,
      align: "right",
    });
    at += 20;
  }
}
