/** An event tried out: what it would be taken for, and which figures it would change. Never counted. */
import { useState } from "preact/hooks";
import { kpiName } from "../../../shared/text/words.ts";
import type { TestAnswer } from "../../../shared/wire/organisation.ts";
import { api, type Problem } from "../../api.ts";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { testEvent } from "../settings/test-event.ts";
import { useSay } from "../settings/words.ts";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function TestEvent({ source }: { readonly source: string }) {
  const say = useSay();
  const { words } = useTongue();
  const [text, setText] = useState(() => JSON.stringify(testEvent(source, Date.now()), null, 2));
  const [answer, setAnswer] = useState<TestAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const event = parsed(text);
  const send = async () => {
    const tried = await api.tryEvent(event);
    setProblem(tried.ok ? null : tried.problem);
    setAnswer(tried.ok ? tried.value : null);
  };
  return (
    <details class="more">
      <summary>{say("test.title")}</summary>
      <p class="field-hint">{say("test.about")}</p>
      <Form onSend={send} submit={say("test.submit")} isBlocked={event === undefined}>
        <Field label={say("test.event")} error={event === undefined ? say("test.not-json") : null}>
          {(ids) => (
            <textarea
              {...ids}
              class="input input-list"
              rows={12}
              value={text}
              spellcheck={false}
              onInput={(change) => setText(change.currentTarget.value)}
            />
          )}
        </Field>
        {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        {answer && <Outcome answer={answer} />}
      </Form>
    </details>
  );
}

function Outcome({ answer }: { readonly answer: TestAnswer }) {
  const say = useSay();
  const { words } = useTongue();
  const { refused, type, about, facts, states } = answer;
  if (refused !== null) {
    return (
      <Notice kind="wrong">
        {say("test.refused", { path: refused.path })} <span lang="en">{refused.reason}</span>
      </Notice>
    );
  }
  const kpis = [...new Set([...facts, ...states].flatMap((one) => one.kpis))];
  return (
    <Notice kind="done">
      <p>{say("test.read", { type: type ?? "", about: about ?? "" })}</p>
      {kpis.length === 0 ? (
        <p>{say("test.nothing")}</p>
      ) : (
        <>
          <p>{say("test.changes")}</p>
          <ul class="lines">
            {kpis.map((kpi) => (
              <li key={kpi}>{kpiName(words, kpi, "long")}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
