/** What clearly changed, in at most three sentences, each with its largest parts. */
import { clockDuration, type Format } from "../../../shared/text/format.ts";
import { weekNumber } from "../../../shared/text/report.ts";
import { reportDifference, reportRounded } from "../../../shared/text/report-value.ts";
import type { Report } from "../../../shared/wire/report.ts";
import type { Voice } from "../voice.ts";
import { drawArrow } from "./marks.ts";
import { INK, MARGIN, type Paper, QUIET, RIGHT } from "./paper.ts";

type Notable = Report["notable"][number];

const unitOf = (report: Report, kpi: string) =>
  report.lines.find((line) => line.kpi === kpi)?.unit ?? "count";

/** How far, without a direction: the sentence has it. */
function distance(report: Report, { kpi, difference }: Notable, { say, format }: Voice): string {
  const unit = unitOf(report, kpi);
  const far = Math.abs(difference);
  if (unit === "s") return clockDuration(far);
  const number = format.number(far, unit === "count" || kpi.startsWith("nps.") ? 0 : 1);
  return unit === "%" || unit === "points" ? say("notable.points", { value: number }) : number;
}

function partsOf(report: Report, one: Notable, voice: Voice): string {
  const { say, format } = voice;
  const unit = unitOf(report, one.kpi);
  const by = (value: number) => signed(format, value, unit, one.kpi);
  const parts = one.parts.map(({ group, label, mix, within }) => {
    const name = group === null ? say("notable.others") : nameOf(one, group, label, voice);
    return say("notable.part", { group: name, by: by(mix + within) });
  });
  if (one.late !== null && reportRounded(one.late, unit, one.kpi) !== 0)
    parts.push(say("notable.late", { by: by(one.late) }));
  return parts.join("  ·  ");
}

const nameOf = (
  { by }: Notable,
  group: string,
  label: string | null,
  { channel }: Voice,
): string => (by === "channel" ? channel(group) : (label ?? group));

const signed = (format: Format, value: number, unit: ReturnType<typeof unitOf>, kpi: string) =>
  reportDifference(format, value, unit, kpi);

/** `2026-W46` → week 46; of another period its label. */
function weekName(label: string, { say }: Voice): string {
  const week = weekNumber(label);
  return week === null ? label : say("report.week.short", { week });
}

/** Answers where it ends. */
export function drawNotable(paper: Paper, report: Report, voice: Voice, y: number): number {
  const { say, name } = voice;
  let at = y + 14;
  paper.group("Sect", () => {
    paper.write(say("notable.title"), MARGIN, at, { size: 10, weight: "strong" }, "H2");
    at += 17;
    if (report.notable.length === 0) {
      paper.write(say("notable.none"), MARGIN, at, { size: 8.5, colour: QUIET });
      at += 14;
    }
    for (const one of report.notable.slice(0, 3)) {
      const values = {
        kpi: name(one.kpi, "long"),
        by: distance(report, one, voice),
        against: weekName(one.against, voice),
      };
      const sentence = say(one.difference > 0 ? "notable.rose" : "notable.fell", values);
      drawArrow(paper, one.difference > 0, MARGIN, at + 1);
      const width = RIGHT - MARGIN - 14;
      paper.write(sentence, MARGIN + 14, at, { size: 8.5, colour: INK, width });
      const parts = partsOf(report, one, voice);
      const quiet = { size: 7.5, colour: QUIET, width } as const;
      if (parts !== "") paper.write(parts, MARGIN + 14, at + 12, quiet);
      at += parts === "" ? 16 : 27;
    }
  });
  return at;
}
