/** What clearly changed since the week before, as sentences, each with its largest parts. */
import { clockDuration } from "../../../shared/text/format.ts";
import { weekNumber } from "../../../shared/text/report.ts";
import { reportDifference, reportRounded } from "../../../shared/text/report-value.ts";
import type { Report } from "../../../shared/wire/report.ts";
import { Section } from "../../parts/page.tsx";
import { useVoice, type Voice } from "./voice.ts";

type Change = Report["notable"][number];
type Unit = Report["lines"][number]["unit"];

/** How far, without a direction: the sentence has it. */
function distance({ kpi, difference }: Change, unit: Unit, { say, format }: Voice): string {
  const far = Math.abs(difference);
  if (unit === "s") return clockDuration(far);
  const number = format.number(far, unit === "count" || kpi.startsWith("nps.") ? 0 : 1);
  return unit === "%" || unit === "points" ? say("notable.points", { value: number }) : number;
}

function partTexts(one: Change, unit: Unit, voice: Voice): string[] {
  const { say, format, channel } = voice;
  const by = (value: number) => reportDifference(format, value, unit, one.kpi);
  const parts = one.parts.map(({ group, label, mix, within }) => {
    const named = one.by === "channel" ? channel(group ?? "") : (label ?? group ?? "");
    const name = group === null ? say("notable.others") : named;
    return say("notable.part", { group: name, by: by(mix + within) });
  });
  const late = one.late ?? 0;
  return reportRounded(late, unit, one.kpi) === 0
    ? parts
    : [...parts, say("notable.late", { by: by(late) })];
}

/** In the middle of a sentence, where French has an article. */
function againstText(label: string, { say }: Voice): string {
  const week = weekNumber(label);
  return week === null ? label : say("report.week.short", { week });
}

interface NotableProps {
  readonly report: Report;
  /** Null: still being looked for. */
  readonly notable: Report["notable"] | null;
}

export function Notable({ report, notable }: NotableProps) {
  const voice = useVoice();
  const { say, name, words } = voice;
  const unitOf = (kpi: string): Unit =>
    report.lines.find((line) => line.kpi === kpi)?.unit ?? "count";
  const sentence = (one: Change) =>
    say(one.difference > 0 ? "notable.rose" : "notable.fell", {
      kpi: name(one.kpi, "long"),
      by: distance(one, unitOf(one.kpi), voice),
      against: againstText(one.against, voice),
    });
  return (
    <Section title={say("notable.title")}>
      {notable === null && <p class="part-about">{words("app.loading")}</p>}
      {notable?.length === 0 && <p class="part-about">{say("notable.none")}</p>}
      {notable !== null && notable.length > 0 && (
        <ul class="notable">
          {notable.map((one) => (
            <li key={one.kpi}>
              <strong>{sentence(one)}</strong>
              <span>{partTexts(one, unitOf(one.kpi), voice).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
