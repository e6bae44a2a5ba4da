/** The mail server (EXP-9): where it is, how it is spoken to, and a test. */
import { useState } from "preact/hooks";
import type { MailAnswer, MailBody } from "../../../shared/wire/mail.ts";
import type { Problem } from "../../api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { MailForm } from "./mail-form.tsx";
import { type MailSay, mailApi, useMailSay } from "./mail-words.ts";
import { useLoad } from "./use-load.ts";

export function MailSection() {
  const { words } = useTongue();
  const { value, problem, reload } = useLoad(mailApi.read);
  if (problem) return <Notice kind="wrong">{problemText(words, problem)}</Notice>;
  return value && <Mail held={value.held} reload={reload} />;
}

/** What is wrong with a field is said there, not on top. */
const FIELDS = ["password", "tls", "host", "from"];

interface MailProps {
  readonly held: MailAnswer;
  readonly reload: () => Promise<void>;
}

function Mail({ held, reload }: MailProps) {
  const say = useMailSay();
  const { words } = useTongue();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState("");
  const told = (wrong: Problem | null, text: string) => {
    setProblem(wrong);
    setDone(wrong === null ? text : "");
  };
  const save = async (body: MailBody): Promise<boolean> => {
    const answer = await mailApi.put(body);
    told(answer.ok ? null : answer.problem, say("saved"));
    if (answer.ok) await reload();
    return answer.ok;
  };
  const test = async () => {
    const answer = await mailApi.test();
    told(
      answer.ok ? null : answer.problem,
      say("tested", { to: answer.ok ? answer.value.to : "" }),
    );
  };
  const remove = async () => {
    const answer = await mailApi.remove();
    told(answer.ok ? null : answer.problem, "");
    await reload();
  };
  const isAbove = problem !== null && !FIELDS.includes(problem.path ?? "");
  return (
    <Section
      title={say("title")}
      about={say("about")}
      actions={
        held && (
          <div class="line-actions">
            <button type="button" class="button" onClick={() => void test()}>
              {say("test")}
            </button>
            {held.isEditable && (
              <Confirm
                label={say("remove")}
                sure={say("remove.sure")}
                of={held.host}
                onSure={remove}
              />
            )}
          </div>
        )
      }
    >
      {held === null && <Notice kind="note">{say("none")}</Notice>}
      {isAbove && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      {done !== "" && <Notice kind="done">{done}</Notice>}
      {held?.isEditable === false ? (
        <Given held={held} say={say} />
      ) : (
        <MailForm key={JSON.stringify(held)} held={held} problem={problem} onSave={save} />
      )}
    </Section>
  );
}

interface GivenProps {
  readonly held: NonNullable<MailAnswer>;
  readonly say: MailSay;
}

/** As the environment has it: to be read only. */
const Given = ({ held, say }: GivenProps) => (
  <>
    <Notice kind="note">{say("environment")}</Notice>
    <p>
      {held.host}:{held.port} · {say(`tls.${held.tls}`)} · {held.from}
    </p>
  </>
);
