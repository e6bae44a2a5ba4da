/** May I come in? One text for every wrong attempt, and the wait said and counted down (SCR-1). */
import { useEffect, useState } from "preact/hooks";
import { api, type Problem } from "../../api.ts";
import { PasswordField, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { valueIn } from "../../store/place.ts";
import { ownPath } from "../../store/session.ts";
import { useHouse } from "../house.ts";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useStore } from "../use-store.ts";
import { DemoDoors } from "./demo-doors.tsx";
import { Frame } from "./frame.tsx";

/** Seconds left of a wait, counted down; 0: none. */
function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [left === 0]);
  const begin = (seconds: number) => {
    setNow(performance.now());
    setUntil(performance.now() + seconds * 1000);
  };
  return [left, begin];
}

function Trouble({ problem, left }: { readonly problem: Problem; readonly left: number }) {
  const { words } = useTongue();
  if (problem.code !== "wait") return <Notice kind="wrong">{problemText(words, problem)}</Notice>;
  if (left === 0) return <Notice kind="note">{words("sign-in.again")}</Notice>;
  const said = problemText(words, problem);
  return (
    <Notice kind="wrong">
      <span class="hidden">{said}</span>
      <span aria-hidden="true">{words("problem.wait", { seconds: left })}</span>
    </Notice>
  );
}

export function SignIn() {
  const house = useHouse();
  const { words } = useTongue();
  const session = useStore(house.session, (value) => value);
  const place = useStore(house.place, (value) => value);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [left, wait] = useCountdown();

  const send = async () => {
    const answer = await api.signIn(email, password);
    if (answer.ok) {
      const next = ownPath(valueIn(place, "next"));
      house.entered(answer.value);
      return house.visit(next ?? "/", true);
    }
    setProblem(answer.problem);
    if (answer.problem.retryAfterSeconds !== null) wait(answer.problem.retryAfterSeconds);
  };

  return (
    <Frame title={words("sign-in.title")}>
      {session?.needsSetup && <Notice kind="note">{words("sign-in.setup")}</Notice>}
      {session?.demo && <DemoDoors />}
      <Form onSend={send} submit={words("sign-in.submit")} isBlocked={left > 0}>
        {problem && <Trouble problem={problem} left={left} />}
        <TextField
          label={words("field.email")}
          type="email"
          value={email}
          onValue={setEmail}
          autoComplete="username"
        />
        <PasswordField
          label={words("field.password")}
          value={password}
          onValue={setPassword}
          show={words("field.show")}
          hide={words("field.hide")}
        />
      </Form>
      <p class="entry-foot">{words("sign-in.lost")}</p>
    </Frame>
  );
}
