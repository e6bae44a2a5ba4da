/**
 * One number of the report, defended (UX-10): against its target and other times, its weeks, why it moved,
 * how it is computed, its passport, and the way to its contacts. In the address; Esc closes it.
 */
import { useEffect } from "preact/hooks";
import type { Definition } from "../../../shared/wire/definition.ts";
import type { Report, ReportLine } from "../../../shared/wire/report.ts";
import { Sheet } from "../../parts/sheet.tsx";
import { Status } from "../../tiles/status.tsx";
import { TableTwin } from "../../tiles/table-twin.tsx";
import { useSay } from "../drill-words.ts";
import { WhyItMoved } from "../figure/movement.tsx";
import { Computed } from "../figure/number.tsx";
import { againstName, comparedText, lineText } from "./line-text.ts";
import { AGAINST } from "./question.ts";
import { shownCell, useVoice } from "./voice.ts";
import { scopeName } from "./week-bar.tsx";

interface LineProps {
  readonly report: Report;
  readonly line: ReportLine;
  readonly isOwn: boolean;
  /** Null: it has not been told. */
  readonly definition: Definition | null;
  readonly onClose: () => void;
}

export function LineSheet(props: LineProps) {
  const { report, line, isOwn, onClose } = props;
  const voice = useVoice();
  const drill = useSay();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isElsewhere = event.target instanceof Element && event.target.closest("dialog, select");
      if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere) onClose();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  const { scope, period } = report;
  const where = `${scopeName(voice, scope.label, scope.name)} · ${voice.week(period.label)}`;
  const question = { kpi: line.kpi, scope: scope.label, period: period.label };
  const isTold = line.withheld === undefined;
  return (
    <Sheet
      title={voice.name(line.kpi, "long")}
      where={where}
      closeWord={drill("panel.close")}
      about={line.kpi}
      onClose={onClose}
    >
      <TheValue {...props} />
      <Times line={line} isOwn={isOwn} period={period.label} />
      {isTold && !isOwn && (
        <WhyItMoved
          question={question}
          scope={scopeName(voice, scope.label, scope.name)}
          ways={["channel"]}
        />
      )}
      <Explained {...props} />
      <section class="panel-part">
        <h3>{voice.page("lines.weeks")}</h3>
        <Weeks line={line} isOwn={isOwn} />
      </section>
      {isTold && !isOwn && (
        <p class="sheet-on">
          <a class="button" href={`/team?${new URLSearchParams(contactsOf(question))}`}>
            {voice.page("sheet.behind")}
          </a>
        </p>
      )}
    </Sheet>
  );
}

/** The board of that period, with the panel of the figure open. */
const contactsOf = (question: Record<"kpi" | "scope" | "period", string>) => ({
  scope: question.scope,
  period: question.period,
  figure: question.kpi,
});

function TheValue({ line, isOwn, definition }: LineProps) {
  const voice = useVoice();
  const { say, page } = voice;
  const { shown, interval, target, status } = lineText(voice, line, isOwn);
  return (
    <section class="panel-part number-part">
      <p class="number-value">
        <strong data-because={shown.because}>{shown.text}</strong>
        {status !== null && <Status mark={status.mark} word={status.word} />}
      </p>
      <dl class="number-facts">
        {shown.n !== "" && (
          <div>
            <dt>n</dt>
            <dd>{shown.n}</dd>
          </div>
        )}
        {interval !== "" && (
          <div>
            <dt>{page("lines.interval")}</dt>
            <dd>{interval}</dd>
          </div>
        )}
        {target !== "" && (
          <div>
            <dt>{say("column.target")}</dt>
            <dd>{target}</dd>
          </div>
        )}
      </dl>
      <p class="part-about formula">{definition?.formula}</p>
    </section>
  );
}

interface TimesProps {
  readonly line: ReportLine;
  readonly isOwn: boolean;
  readonly period: string;
}

function Times({ line, isOwn, period }: TimesProps) {
  const voice = useVoice();
  const { page, say } = voice;
  const rows = AGAINST.flatMap((against) => {
    const one = comparedText(voice, line, against, isOwn);
    if (one === null) return [];
    const head = againstName(voice, against, period);
    return [{ id: against, head, cells: [one.when, one.before, one.difference, one.verdict] }];
  });
  if (rows.length === 0) return null;
  return (
    <section class="panel-part">
      <h3>{page("lines.against")}</h3>
      <TableTwin
        caption={page("lines.against")}
        columns={[
          "",
          page("sheet.week"),
          page("sheet.then"),
          say("column.difference"),
          say("column.verdict"),
        ]}
        rows={rows}
      />
    </section>
  );
}

function Explained({ line, definition }: LineProps) {
  if (definition === null) return null;
  const { anchor, credit, beware, formula } = definition;
  const explanation = {
    text: "",
    formula,
    anchor,
    credit,
    definition: line.definition,
    ...(beware === undefined ? {} : { beware }),
  };
  const { passport } = line;
  return <Computed figure={{ explanation, ...(passport === undefined ? {} : { passport }) }} />;
}

function Weeks({ line, isOwn }: { readonly line: ReportLine; readonly isOwn: boolean }) {
  const voice = useVoice();
  const { page, say } = voice;
  return (
    <TableTwin
      caption={page("lines.weeks")}
      columns={[page("sheet.week"), say("column.value"), say("column.n")]}
      rows={line.weeks.toReversed().map((one) => {
        const { text, n } = shownCell(voice, one, line, isOwn);
        return { id: one.week, head: voice.week(one.week), cells: [text, n] };
      })}
    />
  );
}
