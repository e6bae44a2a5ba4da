/** The last step: what I see myself, and links for colleagues. */
import { useState } from "preact/hooks";
import type { RoleGiven } from "../../../shared/wire/account.ts";
import { api, type Problem } from "../../api.ts";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { Invitations } from "../settings/invitations.tsx";
import { InviteForm } from "../settings/invite.tsx";
import { RolesField } from "../settings/roles-field.tsx";
import { useLoad } from "../settings/use-load.ts";
import { useSay } from "../settings/words.ts";
import { useStore } from "../use-store.ts";
import { Onward, StepFrame } from "./steps.tsx";

export function Colleagues() {
  const say = useSay();
  const organisation = useLoad(api.organisation);
  const invitations = useLoad(api.invitations);
  const { document } = organisation.value ?? {};
  return (
    <StepFrame step="colleagues" problem={organisation.problem ?? invitations.problem}>
      {document && (
        <>
          <Section title={say("start.invite")}>
            <InviteForm organisation={document} onInvited={invitations.reload} />
          </Section>
          <Invitations loaded={invitations} organisation={document} />
          <Section title={say("start.own-roles")} about={say("start.own-roles.about")}>
            <OwnRoles organisation={document} />
          </Section>
        </>
      )}
      <div class="step-end">
        <Onward step="colleagues" isDone />
      </div>
    </StepFrame>
  );
}

function OwnRoles({ organisation }: Pick<Parameters<typeof RolesField>[0], "organisation">) {
  const say = useSay();
  const house = useHouse();
  const { words } = useTongue();
  const session = useStore(house.session, (value) => value);
  const [roles, setRoles] = useState<RoleGiven[]>(session?.roles ?? []);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const send = async () => {
    const answer = await api.changeUser(session?.id ?? "", { roles });
    setProblem(answer.ok ? null : answer.problem);
    setSaved(answer.ok);
    if (answer.ok) await house.refresh();
  };
  return (
    <Form onSend={send} submit={say("save")}>
      {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      {saved && <Notice kind="done">{say("saved")}</Notice>}
      <RolesField
        roles={roles}
        onRoles={setRoles}
        organisation={organisation}
        without={["admin", "agent"]}
        legend={say("roles.own")}
      />
    </Form>
  );
}
