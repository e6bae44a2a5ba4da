/** One report, from its state down to what its numbers mean: the order in which a manager reads it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Definition } from "../../../shared/wire/definition.ts";
import type { Report, ReportAnswer, ReportCell, ReportWeeks } from "../../../shared/wire/report.ts";
import { api } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { lettersOn, useKeys } from "../keyboard.ts";
import { useAnswer } from "../use-answer.ts";
import { Definitions, QualityPart } from "./about.tsx";
import { Files } from "./files.tsx";
import { LineSheet } from "./line-sheet.tsx";
import { isEmpty } from "./line-text.ts";
import { Lines } from "./lines.tsx";
import { Notable } from "./notable.tsx";
import { Parts } from "./parts.tsx";
import { Pending } from "./pending.tsx";
import type { ReportQuestion } from "./question.ts";
import { reportApi } from "./report-api.ts";
import { Revisions } from "./revisions.tsx";
import { Schedule } from "./schedule.tsx";
import { StateLine } from "./state-line.tsx";
import { useVoice } from "./voice.ts";

interface ViewProps {
  readonly answer: ReportAnswer;
  readonly question: ReportQuestion;
  readonly go: (changes: Partial<ReportQuestion>) => void;
  readonly hrefOf: (changes: Partial<ReportQuestion>) => string;
  readonly onSealed: (revision: number) => void;
  /** What there are reports of, with their names. */
  readonly scopes: ReportWeeks["scopes"];
}

export function ReportView(props: ViewProps) {
  const { answer, question, go, hrefOf, onSealed, scopes } = props;
  const { report } = answer;
  const isOwn = report.scope.label.startsWith("agent:");
  const definitions = useDefinitions(report);
  const [asTable, setAsTable] = useState(false);
  const [issued, setIssued] = useState<number | null>(null);
  const keys = useMemo(() => ({ t: () => setAsTable((on) => !on) }), []);
  useKeys(keys, lettersOn());
  useEffect(() => setIssued(null), [question.period, question.scope]);
  const sealed = (revision: number) => {
    setIssued(revision);
    onSealed(revision);
  };
  const notable = useNotable(answer);
  const { page } = useVoice();
  return (
    <>
      <div class="report-top">
        <StateLine answer={answer} />
        <Older answer={answer} href={hrefOf({ revision: null })} />
        {issued !== null && (
          <Notice kind="done">{page("pending.done", { revision: issued })}</Notice>
        )}
        <Pending
          answer={answer}
          onSealed={sealed}
          key={`${report.period.label} ${report.scope.label}`}
        />
        <Withheld report={report} />
      </div>
      {isEmpty(report) ? (
        <Nothing />
      ) : (
        <>
          <Lines
            report={report}
            isOwn={isOwn}
            against={question.against}
            onAgainst={(against) => go({ against })}
            asTable={asTable}
            onAsTable={setAsTable}
            onOpen={(figure) => go({ figure })}
          />
          <Notable report={report} notable={notable} />
          <Parts
            report={report}
            isOwn={isOwn}
            teamHref={(team) => hrefOf({ scope: `team:${team}`, revision: null })}
          />
          <QualityPart quality={report.quality} />
          <Revisions answer={answer} hrefOf={(revision) => hrefOf({ revision })} />
          <Files answer={answer} isOwn={isOwn} />
          {!isOwn && <Schedule scopes={scopes} scope={report.scope.label} />}
          <Definitions report={report} definitions={definitions} />
        </>
      )}
      <Opened {...props} isOwn={isOwn} definitions={definitions} />
    </>
  );
}

/** What is sealed has its notable changes; of what is computed now they are asked for on their own. */
function useNotable({ revision, report }: ReportAnswer): Report["notable"] | null {
  const { period, scope, facts } = report;
  const key = revision === null ? `${period.label} ${scope.label} ${facts.position}` : null;
  const asked = { scope: scope.label, notable: "1" };
  const { value, problem } = useAnswer(key, () => reportApi.report(period.label, asked));
  if (revision !== null || problem !== null) return report.notable;
  return value?.report.notable ?? null;
}

function useDefinitions({ lines }: Report): ReadonlyMap<string, Definition> | null {
  const { language } = useVoice();
  const kpis = lines.map(({ kpi }) => kpi).join(",");
  const key = kpis === "" ? null : `${language} ${kpis}`;
  const { value } = useAnswer(key, () => api.definitions(kpis, language));
  return useMemo(
    () => (value === null ? null : new Map(value.map((one) => [one.id, one]))),
    [value],
  );
}

interface OpenedProps extends ViewProps {
  readonly isOwn: boolean;
  readonly definitions: ReadonlyMap<string, Definition> | null;
}

/** The number that the address names; closed, the focus is where it was opened. */
function Opened({ answer, question, go, isOwn, definitions }: OpenedProps) {
  const { figure } = question;
  const line = answer.report.lines.find(({ kpi }) => kpi === figure);
  if (figure === null || line === undefined) return null;
  const close = () => {
    go({ figure: null });
    document.querySelector<HTMLElement>(`[data-line="${CSS.escape(figure)}"] button`)?.focus();
  };
  return (
    <LineSheet
      report={answer.report}
      line={line}
      isOwn={isOwn}
      definition={definitions?.get(figure) ?? null}
      onClose={close}
    />
  );
}

function Older({ answer, href }: { readonly answer: ReportAnswer; readonly href: string }) {
  const { page } = useVoice();
  const newest = answer.revisions.at(-1)?.revision ?? null;
  const { revision } = answer;
  if (newest === null || revision === null || revision === newest) return null;
  return (
    <Notice kind="note">
      <p>
        {page("state.older", { revision, newest })} <a href={href}>{page("state.older.show")}</a>
      </p>
    </Notice>
  );
}

const isHidden = ({ withheld }: Pick<ReportCell, "withheld">): boolean => withheld !== undefined;

/** Why something is not told stands where it is not told, and once on top (PRIV-5). */
function Withheld({ report }: { readonly report: Report }) {
  const { page } = useVoice();
  const { lines, byDay, byTeam, byChannel } = report;
  const cells = [...byDay, ...byTeam, ...byChannel].flatMap((one) => Object.values(one.cells));
  if (isEmpty(report) || ![...lines, ...cells].some(isHidden)) return null;
  return (
    <p class="part-about">
      {page("state.withheld")} <a href="/transparency">{page("state.withheld.why")}</a>
    </p>
  );
}

function Nothing() {
  const { page } = useVoice();
  return (
    <section class="empty">
      <h2>{page("week.none")}</h2>
      <p>{page("week.none.about")}</p>
    </section>
  );
}
