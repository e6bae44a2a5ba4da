/** The targets of one team as rows: each checked while it is typed, all saved together, and taken back. */
import { useState } from "preact/hooks";
import { kpiName } from "../../../../shared/text/words.ts";
import type { TargetsAnswer, TargetsBody } from "../../../../shared/wire/organisation.ts";
import { api, type Problem } from "../../../api.ts";
import { Form } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import {
  draftOf,
  lacksCompanion,
  problemIn,
  type TargetDraft,
  targetOf,
} from "../../../settings/targets.ts";
import { useTongue } from "../../language.ts";
import { problemText } from "../../problem-text.ts";
import { rulesOf, withTargets } from "./rules.ts";
import { TargetRow } from "./target-row.tsx";
import { useTell } from "./words.ts";

interface TargetsFormProps {
  readonly saved: TargetsAnswer;
  /** Those there are, looked at most first. */
  readonly kpis: readonly string[];
}

const draftsOf = ({ targets }: TargetsBody): TargetDraft[] =>
  targets.map((target) => draftOf(target, rulesOf(target.kpi).unit));

export function TargetsForm({ saved, kpis }: TargetsFormProps) {
  const tell = useTell();
  const { words } = useTongue();
  const [held, setHeld] = useState<TargetsBody>({ team: saved.team, targets: saved.targets });
  const [before, setBefore] = useState<TargetsBody | null>(null);
  const [rows, setRows] = useState(() => draftsOf(saved));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<"saved" | "undone" | null>(null);
  const change = (next: TargetDraft[]) => {
    setRows(next);
    setDone(null);
  };
  const isWrong = rows.some((row) => problemIn(row, rulesOf(row.kpi)) !== null);
  const isAlone = lacksCompanion(rows);
  const put = async (to: TargetsBody, as: "saved" | "undone") => {
    const answer = await api.changeTargets(to);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setBefore(as === "saved" ? held : null);
    setHeld(answer.value);
    setRows(draftsOf(answer.value));
    setDone(as);
  };
  const targets = rows.flatMap((row) => targetOf(row, rulesOf(row.kpi).unit) ?? []);
  const isSame = JSON.stringify(targets) === JSON.stringify(held.targets);
  const add = (kpi: string) =>
    change([...rows, { kpi, value: "", limit: "", from: "", channel: "" }]);
  return (
    <Form
      onSend={() => put({ team: held.team, targets }, "saved")}
      submit={tell("review.save")}
      isBlocked={isWrong || isAlone || (isSame && rows.length === targets.length)}
      told={
        <>
          {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
          {done && (
            <Notice kind="done">
              <span>{tell(done === "saved" ? "review.saved" : "review.undone")}</span>
              {done === "saved" && before && (
                <button type="button" class="button" onClick={() => void put(before, "undone")}>
                  {tell("review.undo")}
                </button>
              )}
            </Notice>
          )}
        </>
      }
    >
      {rows.length === 0 && <p class="rows-empty">{tell("targets.none")}</p>}
      <ol class="targets">
        {rows.map((row, index) => (
          <TargetRow
            key={index}
            row={row}
            onRow={(next) => change(rows.map((one, at) => (at === index ? next : one)))}
            onRemove={() => change(rows.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      <Inherited
        targets={(saved.inherited ?? []).filter(({ kpi }) => !rows.some((row) => row.kpi === kpi))}
      />
      <AddTarget kpis={kpis} onAdd={add} />
      {isAlone && (
        <Notice kind="note">
          <span>{tell("targets.companion")}</span>
          <button type="button" class="button" onClick={() => add("csat.score")}>
            {tell("targets.companion.csat")}
          </button>
        </Notice>
      )}
      <p class="arrange-note">{tell("targets.colour")}</p>
    </Form>
  );
}

/** What holds here although nobody set it for this team: quiet, and to be changed elsewhere. */
function Inherited({ targets }: Pick<TargetsBody, "targets">) {
  const tell = useTell();
  const { words, format } = useTongue();
  if (targets.length === 0) return null;
  return (
    <ul class="targets-inherited">
      {targets.map(({ kpi, value, from }) => (
        <li key={`${kpi} ${from ?? ""}`}>
          <span>{kpiName(words, kpi, "long")}</span>
          <span>{format.value(value, rulesOf(kpi).unit, kpi)}</span>
          <span>{tell("targets.inherited")}</span>
        </li>
      ))}
    </ul>
  );
}

interface AddProps {
  readonly kpis: readonly string[];
  readonly onAdd: (kpi: string) => void;
}

function AddTarget({ kpis, onAdd }: AddProps) {
  const tell = useTell();
  const { words } = useTongue();
  return (
    <select
      class="select targets-add"
      aria-label={tell("targets.add")}
      value=""
      onChange={(event) => onAdd(event.currentTarget.value)}
    >
      <option value="" disabled>
        {tell("targets.add")}
      </option>
      {withTargets(kpis).map((kpi) => (
        <option key={kpi} value={kpi}>
          {kpiName(words, kpi, "long")}
        </option>
      ))}
    </select>
  );
}
