/** The organisation: its name and zone, its teams and people. */
import { api } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { OrganisationForm } from "./organisation-form.tsx";
import { PeopleForm } from "./people-form.tsx";
import { useLoad } from "./use-load.ts";
import { useSay } from "./words.ts";

export function OrganisationSection() {
  const say = useSay();
  const { words } = useTongue();
  const loaded = useLoad(api.organisation);
  if (loaded.problem) return <Notice kind="wrong">{problemText(words, loaded.problem)}</Notice>;
  if (loaded.value === null) return null;
  const { teams, agents, organisation } = loaded.value.document;
  const people = (team: string) =>
    agents.filter(({ memberships }) => memberships.some((one) => one.team === team)).length;
  return (
    <>
      <Section title={say("org.title")} about={say("org.about")}>
        <OrganisationForm organisation={organisation} submit={say("save")} onDone={loaded.reload} />
      </Section>
      <Section title={say("people.title")} about={say("people.about")}>
        <Rows
          caption={say("people.title")}
          rows={teams}
          keyOf={({ id }) => id}
          empty={say("people.none")}
          columns={[
            { head: say("people.team"), cell: ({ id, name }) => name ?? id },
            { head: say("people.agents"), cell: ({ id }) => people(id) },
          ]}
        />
        <PeopleForm onDone={loaded.reload} submit={say("people.submit")} />
      </Section>
      <p class="page-more">
        <a href="/start/organisation">{say("start.again")}</a>
      </p>
    </>
  );
}
