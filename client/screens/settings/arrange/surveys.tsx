/** Survey scales: which answers count as satisfied (KPIS.md 2). */
import { useState } from "preact/hooks";
import { RANK_N_MIN, SCORE_N_MIN } from "../../../../shared/kpi/evidence.ts";
import { Check } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Section } from "../../../parts/page.tsx";
import {
  isScale,
  type Scale,
  scoresOf,
  togglePositive,
  usualPositive,
  withoutScale,
  withScale,
} from "../../../settings/teams.ts";
import { Arranged } from "./arranged.tsx";
import { ApplyDialog } from "./fields.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

export const SurveysSection = () => (
  <Arranged>{(arrange) => <Surveys arrange={arrange} />}</Arranged>
);

function Surveys({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const [isNew, setNew] = useState(false);
  const { scales } = arrange.draft;
  const add = (
    <button type="button" class="button button-main" onClick={() => setNew(true)}>
      {tell("surveys.add")}
    </button>
  );
  return (
    <Section title={tell("surveys.title")} about={tell("surveys.about")} actions={add}>
      {scales.length === 0 && <p class="rows-empty">{tell("surveys.none")}</p>}
      {scales.map((scale) => (
        <ScaleRow key={`${scale.min} ${scale.max}`} arrange={arrange} scale={scale} />
      ))}
      <p class="arrange-note">
        {tell("surveys.date")} {tell("surveys.least", { n: SCORE_N_MIN, few: RANK_N_MIN - 1 })}
      </p>
      {isNew && <NewScale arrange={arrange} onClose={() => setNew(false)} />}
    </Section>
  );
}

function ScaleRow({ arrange, scale }: { readonly arrange: Arrange; readonly scale: Scale }) {
  const tell = useTell();
  const { min, max, positive } = scale;
  const title = tell("surveys.scale", { min, max });
  return (
    <fieldset class="field-group scale">
      <legend>{title}</legend>
      <div class="scale-scores">
        <span>{tell("surveys.positive")}</span>
        {scoresOf(scale).map((score) => (
          <Check
            key={score}
            checked={positive.includes(score)}
            onChecked={() => arrange.edit((document) => togglePositive(document, scale, score))}
          >
            {score}
          </Check>
        ))}
        <Confirm
          label={tell("remove")}
          sure={tell("sure.remove")}
          of={title}
          onSure={async () => arrange.edit((document) => withoutScale(document, scale))}
        />
      </div>
    </fieldset>
  );
}

interface NewScaleProps {
  readonly arrange: Arrange;
  readonly onClose: () => void;
}

function NewScale({ arrange, onClose }: NewScaleProps) {
  const tell = useTell();
  const [lowest, setLowest] = useState("1");
  const [highest, setHighest] = useState("5");
  const limits = { min: Number(lowest), max: Number(highest) };
  const isThere = arrange.draft.scales.some(
    ({ min, max }) => min === limits.min && max === limits.max,
  );
  return (
    <ApplyDialog
      title={tell("surveys.add")}
      isBlocked={!isScale(limits) || isThere || lowest === "" || highest === ""}
      onApply={() =>
        arrange.edit((document) =>
          withScale(document, { ...limits, positive: usualPositive(limits) }),
        )
      }
      onClose={onClose}
    >
      <TextField label={tell("surveys.min")} type="number" value={lowest} onValue={setLowest} />
      <TextField label={tell("surveys.max")} type="number" value={highest} onValue={setHighest} />
    </ApplyDialog>
  );
}
