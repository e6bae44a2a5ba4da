/** My own account: where I am signed in, and my password. */
import { useState } from "preact/hooks";
import { api, type Problem } from "../api.ts";
import { Confirm } from "../parts/confirm.tsx";
import { HiddenUser, PasswordField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { PageHead, Section } from "../parts/page.tsx";
import { Rows } from "../parts/rows.tsx";
import { useHouse } from "./house.ts";
import { useTongue } from "./language.ts";
import { problemText } from "./problem-text.ts";
import { useLoad } from "./settings/use-load.ts";
import { useMoment } from "./settings/use-moment.ts";
import { useSay } from "./settings/words.ts";
import { useStore } from "./use-store.ts";

export function Account() {
  const house = useHouse();
  const { words } = useTongue();
  const session = useStore(house.session, (value) => value);
  return (
    <main class="page" id="main" tabIndex={-1}>
      <PageHead title={session?.name ?? ""} about={session?.email ?? ""}>
        <button type="button" class="button" onClick={() => void house.signOut()}>
          {words("person.sign-out")}
        </button>
      </PageHead>
      <OwnSessions />
      <OwnPassword />
    </main>
  );
}

function OwnSessions() {
  const say = useSay();
  const house = useHouse();
  const { words } = useTongue();
  const moment = useMoment();
  const own = useStore(house.session, (value) => value?.id);
  const sessions = useLoad(api.sessions);
  const mine = sessions.value?.filter(({ user }) => user === own);
  return (
    <Section title={say("sessions.title")} about={say("sessions.about")}>
      {sessions.problem && <Notice kind="wrong">{problemText(words, sessions.problem)}</Notice>}
      {mine && (
        <Rows
          caption={say("sessions.title")}
          rows={mine}
          keyOf={({ id }) => id}
          empty=""
          columns={[
            {
              head: say("sessions.browser"),
              cell: ({ browser, isThis }) => (isThis ? say("sessions.this", { browser }) : browser),
            },
            { head: say("sessions.seen"), cell: ({ seenAt }) => moment(seenAt) },
            {
              head: say("sessions.since"),
              cell: ({ createdAt }) => moment(createdAt),
              isMinor: true,
            },
          ]}
          actionsHead={say("actions")}
          actions={({ id, isThis, browser }) =>
            !isThis && (
              <Confirm
                label={say("sessions.end")}
                sure={say("sure.end")}
                of={browser}
                onSure={async () => {
                  await api.endSession(id);
                  await sessions.reload();
                }}
              />
            )
          }
        />
      )}
    </Section>
  );
}

function OwnPassword() {
  const say = useSay();
  const house = useHouse();
  const { words } = useTongue();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const isNew = problem?.code?.startsWith("password") ?? false;
  const send = async () => {
    const answer = await api.setPassword(current, password);
    setProblem(answer.ok ? null : answer.problem);
    setSaved(answer.ok);
    if (!answer.ok) return;
    house.entered(answer.value);
    setCurrent("");
    setPassword("");
  };
  const looks = { show: words("field.show"), hide: words("field.hide") };
  return (
    <Section title={say("password.title")} about={say("password.about")}>
      <Form
        onSend={send}
        submit={say("password.submit")}
        told={
          <>
            {" "}
            {problem && !isNew && (
              <Notice kind="wrong">
                {problem.code === "wrong" ? say("password.wrong") : problemText(words, problem)}
              </Notice>
            )}
            {saved && <Notice kind="done">{say("saved")}</Notice>}
          </>
        }
      >
        <HiddenUser email={house.session.get()?.email ?? ""} />
        <PasswordField
          label={say("password.current")}
          value={current}
          onValue={setCurrent}
          {...looks}
        />
        <PasswordField
          label={words("field.new-password")}
          hint={words("field.password.hint")}
          error={problem && isNew ? problemText(words, problem) : null}
          value={password}
          onValue={setPassword}
          isNew
          {...looks}
        />
      </Form>
    </Section>
  );
}
