/** The steps after the first, for an administrator: in any order, at any time. */
import { useEffect } from "preact/hooks";
import type { OrgDocument } from "../../../shared/org/org.ts";
import { api } from "../../api.ts";
import { useHouse } from "../house.ts";
import { OrganisationForm } from "../settings/organisation-form.tsx";
import { PeopleForm } from "../settings/people-form.tsx";
import { useLoad } from "../settings/use-load.ts";
import { useSay } from "../settings/words.ts";
import { useStore } from "../use-store.ts";
import { Colleagues } from "./colleagues.tsx";
import { FirstSource } from "./first-source.tsx";
import { Onward, pathOf, type Step, StepFrame, steps } from "./steps.tsx";

const stepIn = (pathname: string): Step | undefined =>
  steps.find((step) => step !== "you" && pathOf(step) === pathname);

export function Start() {
  const house = useHouse();
  const step = useStore(house.place, ({ pathname }) => stepIn(pathname));
  useEffect(() => {
    if (step === undefined) house.visit(pathOf("organisation"), true);
  }, [step]);
  if (step === "organisation") return <OrganisationStep />;
  if (step === "teams") return <TeamsStep />;
  if (step === "source") return <FirstSource />;
  return step === "colleagues" ? <Colleagues /> : null;
}

/** Before anything was filled in: the zone this browser is in, unless it keeps none of its own. */
function suggested({ organisation, teams }: OrgDocument): OrgDocument["organisation"] {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isUntouched = teams.length === 0 && organisation.name === "Deskpulse";
  return isUntouched && zone !== "UTC" ? { ...organisation, zone } : organisation;
}

function OrganisationStep() {
  const house = useHouse();
  const say = useSay();
  const { value, problem } = useLoad(api.organisation);
  return (
    <StepFrame step="organisation" problem={problem}>
      {value && (
        <OrganisationForm
          organisation={suggested(value.document)}
          submit={say("start.continue")}
          onDone={() => house.visit(pathOf("teams"))}
        />
      )}
      <div class="step-end">
        <Onward step="organisation" />
      </div>
    </StepFrame>
  );
}

function TeamsStep() {
  const say = useSay();
  const { value, problem, reload } = useLoad(api.organisation);
  const { teams = [], agents = [] } = value?.document ?? {};
  return (
    <StepFrame step="teams" problem={problem}>
      {teams.length > 0 && (
        <p class="step-so-far">
          {say("start.teams.so-far", { teams: teams.length, people: agents.length })}{" "}
          {teams.map(({ id, name }) => name ?? id).join(", ")}
        </p>
      )}
      <PeopleForm onDone={reload} submit={say("people.submit")} />
      <div class="step-end">
        <Onward step="teams" isDone={teams.length > 0} />
      </div>
    </StepFrame>
  );
}
