/**
 * What would change (SCR-12): first that something would, then what and why, and below exactly that list the
 * button that issues it as the next revision. A week that is over and not sealed can be sealed here too.
 */
import { useState } from "preact/hooks";
import { weekNumber } from "../../../shared/text/report.ts";
import type { ReportAnswer } from "../../../shared/wire/report.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/notice.tsx";
import { problemText } from "../problem-text.ts";
import { useAnswer } from "../use-answer.ts";
import { DifferenceList } from "./difference-list.tsx";
import { reportApi } from "./report-api.ts";
import { useVoice } from "./voice.ts";

interface PendingProps {
  readonly answer: ReportAnswer;
  /** Another revision is the newest now. */
  readonly onSealed: (revision: number) => void;
}

export function Pending({ answer, onSealed }: PendingProps) {
  const { state, pending, report } = answer;
  const canSeal =
    weekNumber(report.period.label) !== null && !report.scope.label.startsWith("agent:");
  if (!canSeal) return null;
  if (state === "closed") return <First answer={answer} onSealed={onSealed} />;
  return pending.length === 0 ? null : <Changed answer={answer} onSealed={onSealed} />;
}

function Changed({ answer, onSealed }: PendingProps) {
  const { say, page } = useVoice();
  const [isOpen, setOpen] = useState(false);
  const count = answer.pending.length;
  return (
    <section
      class="report-pending"
      aria-label={say(count === 1 ? "pending.one" : "pending.many", { count })}
    >
      <p>
        <strong>{say(count === 1 ? "pending.one" : "pending.many", { count })}</strong>
        <button
          type="button"
          class="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {page(isOpen ? "pending.hide" : "pending.show")}
        </button>
      </p>
      {isOpen && <Why answer={answer} onSealed={onSealed} />}
    </section>
  );
}

/** Asked only when it is opened: it reads what stands in the log since. */
function Why({ answer, onSealed }: PendingProps) {
  const { page, words } = useVoice();
  const { report, pending, revisions } = answer;
  const newest = revisions.at(-1)?.revision ?? 0;
  const { label } = report.period;
  const { value, problem, again } = useAnswer(`${label} ${report.scope.label} ${newest}`, () =>
    reportApi.ledger(label, report.scope.label),
  );
  const next = newest + 1;
  return (
    <>
      <p class="part-about">{page("pending.about")}</p>
      <DifferenceList
        differences={value?.differences ?? pending}
        report={report}
        hasCauses={value !== null}
      />
      {value === null && problem === null && (
        <p class="part-about" role="status">
          {page("pending.asking")}
        </p>
      )}
      {value?.isComplete === false && <p class="part-about">{page("pending.partly")}</p>}
      {problem !== null && (
        <p class="part-about">
          {problemText(words, problem)}{" "}
          <button type="button" class="button" onClick={again}>
            {page("files.again")}
          </button>
        </p>
      )}
      {value !== null && (
        <Seal
          answer={answer}
          label={page("pending.issue", { revision: next })}
          sure={page("pending.issue.sure", { revision: next })}
          about={page("pending.issue.about", { before: newest })}
          onSealed={onSealed}
        />
      )}
    </>
  );
}

function First({ answer, onSealed }: PendingProps) {
  const { page } = useVoice();
  return (
    <section class="report-pending">
      <Seal
        answer={answer}
        label={page("seal.first")}
        sure={page("seal.first.sure")}
        about={page("seal.first.about")}
        onSealed={onSealed}
      />
    </section>
  );
}

interface SealProps extends PendingProps {
  readonly label: string;
  readonly sure: string;
  readonly about: string;
}

/** Why a report cannot be sealed, as the server names it. */
const REFUSALS = ["running", "empty", "same", "taken"] as const;

function Seal({ answer, label, sure, about, onSealed }: SealProps) {
  const { page, words, week } = useVoice();
  const { period, scope } = answer.report;
  const [why, setWhy] = useState("");
  const seal = async () => {
    const sealed = await reportApi.seal(period.label, scope.label);
    if (sealed.ok) return onSealed(sealed.value.revision);
    const refusal = REFUSALS.find((one) => one === sealed.problem.code);
    setWhy(refusal ? page(`seal.${refusal}`) : problemText(words, sealed.problem));
  };
  return (
    <div class="report-seal">
      <p class="part-about">{about}</p>
      <Confirm label={label} sure={sure} of={week(period.label)} onSure={seal} />
      {why !== "" && <Notice kind="wrong">{page("seal.refused", { why })}</Notice>}
    </div>
  );
}
