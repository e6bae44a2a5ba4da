/** An invitation, or a new password, by a link that works once (SEC-23). */
import { useEffect, useState } from "preact/hooks";
import { api, type Problem } from "../../api.ts";
import { HiddenUser, PasswordField, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { Frame } from "./frame.tsx";

interface Invited {
  readonly email: string;
  readonly isPasswordOnly: boolean;
}

/** What stands behind the # of the address: it is never sent to a server by itself. */
export const tokenOf = (hash: string): string => hash.replace(/^#/, "");

export function Join() {
  const { words } = useTongue();
  const [token] = useState(() => tokenOf(location.hash));
  const [invited, setInvited] = useState<Invited | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void api.lookAt(token).then((answer) => {
      if (answer.ok) setInvited(answer.value);
      else setProblem(answer.problem);
    });
  }, [token]);
  if (invited !== null) return <JoinForm token={token} invited={invited} />;
  if (problem === null) return null;
  return (
    <Frame title={words("join.title")}>
      <Notice kind="wrong">{problemText(words, problem)}</Notice>
      <p class="entry-foot">
        <a href="/sign-in">{words("join.sign-in")}</a>
      </p>
    </Frame>
  );
}

function JoinForm({ token, invited }: { readonly token: string; readonly invited: Invited }) {
  const house = useHouse();
  const { words, language } = useTongue();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const { email, isPasswordOnly } = invited;
  const send = async () => {
    const more = isPasswordOnly ? {} : { name };
    const answer = await api.join({ token, password, language, ...more });
    if (!answer.ok) return setProblem(answer.problem);
    house.entered(answer.value);
    house.visit("/", true);
  };
  const isPassword = problem?.code?.startsWith("password") ?? false;
  return (
    <Frame
      title={words(isPasswordOnly ? "join.password" : "join.title")}
      about={words("join.about", { email })}
    >
      <Form onSend={send} submit={words(isPasswordOnly ? "join.save" : "join.submit")}>
        {problem && !isPassword && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        <HiddenUser email={email} />
        {!isPasswordOnly && (
          <TextField
            label={words("field.name")}
            hint={words("field.name.hint")}
            value={name}
            onValue={setName}
            autoComplete="name"
            maxLength={100}
          />
        )}
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
      </Form>
    </Frame>
  );
}
