/** Somebody new: an address and roles make a link that works once, for 72 hours (SEC-23). */
import { useState } from "preact/hooks";
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { RoleGiven } from "../../../shared/wire/account.ts";
import { api, type Invited, type Problem } from "../../api.ts";
import { Copy } from "../../parts/copy.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { RolesField } from "./roles-field.tsx";
import { useSay } from "./words.ts";

interface InviteProps {
  readonly organisation: Pick<OrgDocument, "teams" | "agents">;
  readonly onInvited: () => unknown;
}

export function InviteForm({ organisation, onInvited }: InviteProps) {
  const say = useSay();
  const { words } = useTongue();
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<readonly RoleGiven[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const send = async () => {
    const answer = await api.invite(email.trim(), roles);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setInvited(answer.value);
    setEmail("");
    setRoles([]);
    await onInvited();
  };
  return (
    <>
      {invited && <LinkMade invited={invited} />}
      <Form onSend={send} submit={say("invite.submit")} isBlocked={roles.length === 0}>
        {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        <TextField label={words("field.email")} type="email" value={email} onValue={setEmail} />
        <RolesField roles={roles} onRoles={setRoles} organisation={organisation} />
      </Form>
    </>
  );
}

/** The link, this once; it goes to the person by a way of one's own. */
export function LinkMade({ invited }: { readonly invited: Invited }) {
  const say = useSay();
  const isPassword = invited.user !== null;
  return (
    <Notice kind="done">
      <p>{say(isPassword ? "link.password" : "link.invited", { email: invited.email })}</p>
      <Copy
        text={invited.link}
        label={say("link.label", { email: invited.email })}
        copy={say("copy.link")}
        copied={say("copy.done")}
      />
    </Notice>
  );
}
