/** Targets of the centre or of a team: for administrators and managers, and leaders of their own (UX-5, UX-29). */
import { useCallback, useState } from "preact/hooks";
import type { BoardChoice } from "../../../../shared/wire/device.ts";
import { api } from "../../../api.ts";
import { SelectField } from "../../../parts/choice.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { useTongue } from "../../language.ts";
import { problemText } from "../../problem-text.ts";
import { useLoad } from "../use-load.ts";
import { TargetsForm } from "./targets-form.tsx";
import { useTell } from "./words.ts";

const CENTRE = "";

export function TargetsSection() {
  const tell = useTell();
  const { words } = useTongue();
  const boards = useLoad(api.boards);
  if (boards.problem) return <Notice kind="wrong">{problemText(words, boards.problem)}</Notice>;
  return (
    <Section title={tell("targets.title")} about={tell("targets.about")}>
      {boards.value && <Whose boards={boards.value} />}
    </Section>
  );
}

function Whose({ boards }: { readonly boards: BoardChoice }) {
  const tell = useTell();
  const { words } = useTongue();
  const { teams, centre } = boards;
  const [team, setTeam] = useState(centre ? CENTRE : (teams[0]?.id ?? CENTRE));
  const options = [
    ...(centre ? [{ value: CENTRE, label: words("scope.centre") }] : []),
    ...teams.map(({ id, name }) => ({ value: id, label: name ?? id })),
  ];
  return (
    <>
      {options.length === 1 && (
        <p class="targets-team">
          {tell("targets.of")} <strong>{options[0]?.label}</strong>
        </p>
      )}
      {options.length > 1 && (
        <div class="arrange-filter">
          <SelectField
            label={tell("targets.of")}
            value={team}
            options={options}
            onValue={setTeam}
          />
        </div>
      )}
      <Loaded key={team} team={team === CENTRE ? null : team} kpis={boards.tiles} />
    </>
  );
}

function Loaded({
  team,
  kpis,
}: {
  readonly team: string | null;
  readonly kpis: readonly string[];
}) {
  const { words } = useTongue();
  const loaded = useLoad(useCallback(() => api.targets(team), [team]));
  if (loaded.problem) return <Notice kind="wrong">{problemText(words, loaded.problem)}</Notice>;
  return loaded.value && <TargetsForm saved={loaded.value} kpis={kpis} />;
}
