/** One target: value, limit, from when; what is wrong stands under it. */
import { kpiName } from "../../../../shared/text/words.ts";
import { TextField } from "../../../parts/field.tsx";
import { problemIn, type TargetDraft } from "../../../settings/targets.ts";
import { useTongue } from "../../language.ts";
import { Act, DateField } from "./fields.tsx";
import { rulesOf } from "./rules.ts";
import { useTell } from "./words.ts";

interface TargetRowProps {
  readonly row: TargetDraft;
  readonly onRow: (row: TargetDraft) => void;
  readonly onRemove: () => void;
}

export function TargetRow({ row, onRow, onRemove }: TargetRowProps) {
  const tell = useTell();
  const { words } = useTongue();
  const rules = rulesOf(row.kpi);
  const problem = problemIn(row, rules);
  const name = kpiName(words, row.kpi, "long");
  const wrong = (of: readonly string[], typed: string) =>
    problem !== null && of.includes(problem) && typed !== ""
      ? tell(`targets.wrong.${problem}`)
      : null;
  return (
    <li>
      <fieldset class="target">
        <legend>{name}</legend>
        <div class="target-fields">
          <TextField
            label={`${tell("targets.value")} (${tell(`targets.unit.${rules.unit}`)})`}
            error={wrong(["value"], row.value)}
            value={row.value}
            onValue={(value) => onRow({ ...row, value })}
            maxLength={12}
          />
          <TextField
            label={tell("targets.limit")}
            error={wrong(["limit", "side"], row.limit)}
            value={row.limit}
            onValue={(limit) => onRow({ ...row, limit })}
            maxLength={12}
            isOptional
          />
          <DateField value={row.from} hint="" onValue={(from) => onRow({ ...row, from })} />
          <Act label={tell("remove")} of={name} onPress={onRemove} />
        </div>
      </fieldset>
    </li>
  );
}
