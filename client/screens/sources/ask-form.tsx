/** Where a system is asked, with what, and for how many weeks from before. */
import { useState } from "preact/hooks";
import type { Credential } from "../../../shared/wire/connection.ts";
import { BACKFILL_WEEKS_MAX } from "../../../shared/wire/connection-limits.ts";
import { api, type Problem } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { useSay } from "./words.ts";

const KINDS = ["basic", "bearer", "header", "oauth"] as const;
type Kind = (typeof KINDS)[number];

const kindOf = (text: string): Kind => KINDS.find((one) => one === text) ?? "basic";

/** What each kind is made of; `who` is a user, a header's name or a client's id. */
function credentialOf(kind: Kind, who: string, secret: string, tokenUrl: string): Credential {
  if (kind === "basic") return { kind, user: who, password: secret };
  if (kind === "header") return { kind, name: who, value: secret };
  if (kind === "oauth") return { kind, tokenUrl, clientId: who, clientSecret: secret };
  return { kind, token: secret };
}

interface AskFormProps {
  readonly source: string;
  readonly onDone: () => Promise<void>;
}

export function AskForm({ source, onDone }: AskFormProps) {
  const say = useSay();
  const { words } = useTongue();
  const [base, setBase] = useState("https://");
  const [kind, setKind] = useState<Kind>("basic");
  const [who, setWho] = useState("");
  const [secret, setSecret] = useState("");
  const [tokenUrl, setTokenUrl] = useState("https://");
  const [weeks, setWeeks] = useState("4");
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const backfillWeeks = Number(weeks);
  const isWeeks =
    Number.isInteger(backfillWeeks) && backfillWeeks >= 0 && backfillWeeks <= BACKFILL_WEEKS_MAX;
  const send = async () => {
    const credential = credentialOf(kind, who.trim(), secret.trim(), tokenUrl.trim());
    const answer = await api.connect({ source, base: base.trim(), credential, backfillWeeks });
    setProblem(answer.ok ? null : answer.problem);
    setDone(answer.ok);
    if (!answer.ok) return;
    setSecret("");
    await onDone();
  };
  return (
    <section class="section">
      <h3>{say("ask.title")}</h3>
      <p>{say("ask.about")}</p>
      <Form onSend={send} submit={say("ask.submit")} isBlocked={!isWeeks || secret.trim() === ""}>
        {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        {done && <Notice kind="done">{say("ask.done")}</Notice>}
        <TextField label={say("ask.base")} value={base} onValue={setBase} maxLength={300} isCode />
        <SelectField
          label={say("ask.kind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: say(`ask.kind.${value}`) }))}
          onValue={(value) => setKind(kindOf(value))}
        />
        {kind !== "bearer" && (
          <TextField
            label={say(`ask.who.${kind}`)}
            value={who}
            onValue={setWho}
            maxLength={400}
            isCode
          />
        )}
        {kind === "oauth" && (
          <TextField
            label={say("ask.token-url")}
            value={tokenUrl}
            onValue={setTokenUrl}
            maxLength={300}
            isCode
          />
        )}
        <TextField
          label={say("ask.secret")}
          hint={say("ask.secret.hint")}
          value={secret}
          onValue={setSecret}
          maxLength={4000}
          isCode
        />
        <TextField
          label={say("ask.weeks")}
          hint={say("ask.weeks.hint")}
          error={isWeeks ? null : say("ask.weeks.wrong", { most: BACKFILL_WEEKS_MAX })}
          value={weeks}
          onValue={setWeeks}
          type="number"
        />
      </Form>
    </section>
  );
}
