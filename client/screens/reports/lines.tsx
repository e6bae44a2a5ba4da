/** The figures of a report, one a line: value, target, n, interval, against another time, its weeks. */
import { isHead } from "../../../shared/kpi/report-head.ts";
import type { Report, ReportLine } from "../../../shared/wire/report.ts";
import { Section } from "../../parts/page.tsx";
import { Status } from "../../tiles/status.tsx";
import { Trend } from "../../tiles/trend.tsx";
import { weeksRange } from "../range.ts";
import { againstName, comparedText, linesFor, lineText, weekValues } from "./line-text.ts";
import { AGAINST, type Against } from "./question.ts";
import { useVoice } from "./voice.ts";
import { WeeksTable } from "./weeks-table.tsx";

interface LinesProps {
  readonly report: Report;
  readonly isOwn: boolean;
  readonly against: Against;
  readonly onAgainst: (against: Against) => void;
  readonly asTable: boolean;
  readonly onAsTable: (on: boolean) => void;
  readonly onOpen: (kpi: string) => void;
}

export function Lines(props: LinesProps) {
  const { report, isOwn, against, asTable, onAsTable } = props;
  const voice = useVoice();
  const { page, say } = voice;
  const lines = linesFor(report, isOwn);
  const actions = (
    <div class="line-actions">
      <AgainstPicker {...props} />
      <button
        type="button"
        class="button"
        aria-pressed={asTable}
        onClick={() => onAsTable(!asTable)}
      >
        {page(asTable ? "lines.as-lines" : "lines.as-table")}
      </button>
    </div>
  );
  return (
    <Section title={page("lines.title")} actions={actions}>
      {asTable ? (
        <WeeksTable lines={lines} isOwn={isOwn} />
      ) : (
        <table class="report-lines">
          <caption class="hidden">{page("lines.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("column.kpi")}</th>
              <th scope="col">{say("column.value")}</th>
              <th scope="col">{isOwn ? "" : say("column.target")}</th>
              <th scope="col">{page("lines.interval")}</th>
              <th scope="col">{againstName(voice, against, report.period.label)}</th>
              <th scope="col">{page("lines.weeks")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.kpi} line={line} {...props} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function AgainstPicker({ report, against, onAgainst }: LinesProps) {
  const voice = useVoice();
  const times = AGAINST.filter(
    (one) => one === against || report.lines.some(({ compared }) => (compared[one]?.n ?? 0) > 0),
  );
  return (
    <fieldset class="segments">
      <legend class="hidden">{voice.page("lines.against")}</legend>
      {times.map((one) => (
        <label class="segment" key={one}>
          <input
            type="radio"
            name="against"
            class="hidden"
            checked={one === against}
            onChange={() => onAgainst(one)}
          />
          <span>{againstName(voice, one, report.period.label)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface LineProps extends LinesProps {
  readonly line: ReportLine;
}

function Line({ line, isOwn, against, onOpen }: LineProps) {
  const voice = useVoice();
  const { page, say, words, name } = voice;
  const { kpi } = line;
  const { shown, interval, target, status } = lineText(voice, line, isOwn);
  const compared = comparedText(voice, line, against, isOwn);
  return (
    <tr data-line={kpi} data-main={isHead(kpi)}>
      <th scope="row">
        <button
          type="button"
          class="line-open"
          aria-label={page("lines.open", { kpi: name(kpi, "long") })}
          onClick={() => onOpen(kpi)}
        >
          {name(kpi, "long")}
        </button>
      </th>
      <td class="line-value" data-because={shown.because}>
        <span>{shown.text}</span>
        {shown.n !== "" && <small>{words("tile.n", { n: shown.n })}</small>}
      </td>
      <td class="line-status">
        {status !== null && <Status mark={status.mark} word={status.word} />}
        {target !== "" && <small>{say("pdf.target", { value: target })}</small>}
      </td>
      <td class="line-interval">{interval}</td>
      <td class="line-compared">
        {compared === null ? <small>{page("lines.nothing")}</small> : <Compared {...compared} />}
      </td>
      <td class="line-weeks">
        <Weeks line={line} isOwn={isOwn} />
      </td>
    </tr>
  );
}

const ARROWS = { up: "M8 13V3M4 7l4-4 4 4", down: "M8 3v10M4 9l4 4 4-4" } as const;

/** An arrow only where it is clear, and without a colour: whether it is good, the target says. */
function Compared(compared: NonNullable<ReturnType<typeof comparedText>>) {
  const { difference, verdict, way } = compared;
  return (
    <>
      <span class="line-moved">
        {way !== null && (
          <svg viewBox="0 0 16 16" fill="none" aria-hidden="true">
            <path d={ARROWS[way]} />
          </svg>
        )}
        {difference}
      </span>
      <small>{verdict}</small>
    </>
  );
}

function Weeks({ line, isOwn }: { readonly line: ReportLine; readonly isOwn: boolean }) {
  const voice = useVoice();
  const values = weekValues(voice, line, isOwn);
  const target = isOwn ? null : (line.target?.value ?? null);
  if (values.filter((value) => value !== null).length < 2) return null;
  const range = weeksRange(line.kpi, line.unit, [...values, target]);
  return <Trend values={values} target={target} range={range} />;
}
