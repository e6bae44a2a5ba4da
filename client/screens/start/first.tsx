/** The first step: the first administrator, by the one-time link in the server's log (SCR-2, SEC-23). */
import { useState } from "preact/hooks";
import { api, type Problem } from "../../api.ts";
import { Check } from "../../parts/choice.tsx";
import { PasswordField, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { tokenOf } from "../entry/join.tsx";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useSay } from "../settings/words.ts";
import { pathOf, StepFrame } from "./steps.tsx";

export function First() {
  const house = useHouse();
  const say = useSay();
  const { words, language } = useTongue();
  const [token] = useState(() => tokenOf(location.hash));
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [alsoManager, setAlsoManager] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isPassword = problem?.code?.startsWith("password") ?? false;
  const send = async () => {
    const admin = { token, name, email, password, language, alsoManager };
    const answer = await api.setUp(admin);
    if (!answer.ok) return setProblem(answer.problem);
    house.entered(answer.value);
    house.visit(pathOf("organisation"), true);
  };
  if (token === "") {
    return (
      <StepFrame step="you">
        <Notice kind="note">{say("start.no-link")}</Notice>
      </StepFrame>
    );
  }
  return (
    <StepFrame step="you">
      <Form onSend={send} submit={say("start.continue")}>
        {problem && !isPassword && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        <TextField
          label={words("field.name")}
          value={name}
          onValue={setName}
          autoComplete="name"
          maxLength={100}
        />
        <TextField
          label={words("field.email")}
          type="email"
          value={email}
          onValue={setEmail}
          autoComplete="username"
        />
        <PasswordField
          label={words("field.new-password")}
          hint={words("field.password.hint")}
          error={problem && isPassword ? problemText(words, problem) : null}
          value={password}
          onValue={setPassword}
          isNew
          show={words("field.show")}
          hide={words("field.hide")}
        />
        <Check
          checked={alsoManager}
          onChecked={setAlsoManager}
          hint={say("start.also-manager.hint")}
        >
          {say("start.also-manager")}
        </Check>
      </Form>
    </StepFrame>
  );
}
