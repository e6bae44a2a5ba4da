/** A new key: for which source, and how it proves itself. */
import { useState } from "preact/hooks";
import type { KeyRow } from "../../../shared/wire/key.ts";
import { api, type MadeKey, type Problem } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useSay } from "./words.ts";

interface KeyFormProps {
  readonly onMade: (made: MadeKey) => Promise<void>;
  /** A name to begin with. */
  readonly source?: string;
}

const KINDS: readonly KeyRow["kind"][] = ["bearer", "hmac"];
const SOURCE = /^\/[\w.-]+\/[\w.-]+\/[\w.-]+$/;

export function KeyForm({ onMade, source: given = "" }: KeyFormProps) {
  const say = useSay();
  const { words } = useTongue();
  const [source, setSource] = useState(given);
  const [kind, setKind] = useState<KeyRow["kind"]>("bearer");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [tried, setTried] = useState(false);
  const isRight = SOURCE.test(source.trim());
  const send = async () => {
    setTried(true);
    if (!isRight) return;
    const answer = await api.makeKey(source.trim(), kind);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) await onMade(answer.value);
  };
  return (
    <Form onSend={send} submit={say("keys.make.submit")}>
      {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      <TextField
        label={say("keys.source")}
        hint={say("keys.source.hint")}
        error={tried && !isRight ? say("keys.source.wrong") : null}
        value={source}
        onValue={setSource}
        maxLength={200}
        isCode
      />
      <SelectField
        label={say("keys.kind")}
        hint={say(`keys.${kind}.hint`)}
        value={kind}
        options={KINDS.map((value) => ({ value, label: say(`keys.${value}`) }))}
        onValue={(value) => setKind(value === "hmac" ? "hmac" : "bearer")}
      />
    </Form>
  );
}
