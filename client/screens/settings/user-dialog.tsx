/** One user's name and roles. Other rights hold at once, in every open window (SEC-14). */
import { useState } from "preact/hooks";
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { RoleGiven } from "../../../shared/wire/account.ts";
import { api, type Problem, type User } from "../../api.ts";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Dialog } from "../dialog.tsx";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { RolesField } from "./roles-field.tsx";
import { useSay } from "./words.ts";

interface UserDialogProps {
  readonly user: User;
  readonly organisation: Pick<OrgDocument, "teams" | "agents">;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function UserDialog({ user, organisation, onDone, onClose }: UserDialogProps) {
  const say = useSay();
  const house = useHouse();
  const { words } = useTongue();
  const [name, setName] = useState(user.name);
  const [roles, setRoles] = useState<RoleGiven[]>(user.roles);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async () => {
    const answer = await api.changeUser(user.id, { name: name.trim(), roles });
    if (!answer.ok) return setProblem(answer.problem);
    await onDone();
    if (user.id === house.session.get()?.id) await house.refresh();
  };
  return (
    <Dialog title={user.email} onClose={onClose}>
      <Form onSend={send} submit={say("save")} isBlocked={roles.length === 0}>
        {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        <TextField label={words("field.name")} value={name} onValue={setName} maxLength={100} />
        <RolesField roles={roles} onRoles={setRoles} organisation={organisation} />
      </Form>
    </Dialog>
  );
}
