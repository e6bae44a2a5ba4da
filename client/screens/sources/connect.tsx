/** Connecting a system: which one, the address to give it, its secret to give us, and where we ask it (SCR-14). */
import { useState } from "preact/hooks";
import type { SystemRow } from "../../../shared/wire/connection.ts";
import { api, type MadeKey, type Problem } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { Copy } from "../../parts/copy.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { AskForm } from "./ask-form.tsx";
import { OwnSettings, settingsOf } from "./own-settings.tsx";
import { nameOfSystem } from "./systems.ts";
import { useSay } from "./words.ts";

interface ConnectProps {
  readonly systems: readonly SystemRow[];
  /** First part of the source's name. */
  readonly tenant: string;
  readonly onDone: () => Promise<void>;
}

export function Connect({ systems: given, tenant, onDone }: ConnectProps) {
  const say = useSay();
  const labelOf = (one: string) => (one === "survey" ? say("connect.survey") : nameOfSystem(one));
  const systems = given.toSorted((a, b) => (labelOf(a.connector) < labelOf(b.connector) ? -1 : 1));
  const { words } = useTongue();
  const [connector, setConnector] = useState(systems[0]?.connector ?? "");
  const [instance, setInstance] = useState("main");
  const [own, setOwn] = useState("");
  const [made, setMade] = useState<MadeKey | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const system = systems.find((one) => one.connector === connector);
  const source = `/${tenant}/${connector}/${instance.trim()}`;
  const options = settingsOf(own);
  const isName = /^[\w.-]{1,60}$/.test(instance.trim());
  const isRight =
    isName && options !== undefined && (options !== null || !system?.options?.isNeeded);
  const begin = async () => {
    if (options !== undefined && options !== null) {
      const kept = await api.connect({ source, options });
      setProblem(kept.ok ? null : kept.problem);
      if (!kept.ok) return;
    }
    const answer = await api.makeKey(source, "webhook");
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setMade(answer.value);
    await onDone();
  };
  if (system === undefined) return null;
  return (
    <>
      {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      {made === null ? (
        <Form onSend={begin} submit={say("connect.submit")} isBlocked={!isRight}>
          <SelectField
            label={say("connect.system")}
            value={connector}
            options={systems.map(({ connector: value }) => ({ value, label: labelOf(value) }))}
            onValue={(value) => {
              setConnector(value);
              setOwn("");
            }}
          />
          <TextField
            label={say("connect.instance")}
            hint={say("connect.instance.hint", { source })}
            error={isName ? null : say("connect.instance.wrong")}
            value={instance}
            onValue={setInstance}
            maxLength={60}
            isCode
          />
          {system.options && <OwnSettings options={system.options} value={own} onValue={setOwn} />}
          <p class="field-hint">
            {say("connect.events.about")} <a href="/settings/keys">{say("sources.keys")}</a>
          </p>
        </Form>
      ) : (
        <>
          {system.calls && <Calls made={made} paste={system.paste} />}
          {system.isAsked && <AskForm source={made.source} onDone={onDone} />}
        </>
      )}
    </>
  );
}

/** Fewer characters are no secret. */
const SECRET_MIN = 8;

interface CallsProps {
  readonly made: MadeKey;
  readonly paste: string | null;
}

/** The address to give it; whose secret proves the calls is the system's choice. */
function Calls({ made, paste }: CallsProps) {
  const say = useSay();
  const { words } = useTongue();
  const [secret, setSecret] = useState("");
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isShort = secret.trim() !== "" && secret.trim().length < SECRET_MIN;
  const labels = { copy: say("connect.copy"), copied: say("connect.copied") };
  const give = async () => {
    const answer = await api.rotateKey(made.id, secret.trim());
    setProblem(answer.ok ? null : answer.problem);
    setDone(answer.ok);
    if (answer.ok) setSecret("");
  };
  return (
    <section class="section">
      <h3>{say("connect.calls")}</h3>
      <p>{say("connect.address.about")}</p>
      <Copy
        text={`${location.origin}/api/v1/sources/${made.id}`}
        label={say("connect.address")}
        {...labels}
      />
      <p>{say("connect.ours.about")}</p>
      <Copy text={made.secret} label={say("connect.ours")} {...labels} />
      {paste !== null && (
        <details class="more">
          <summary>{say("connect.paste")}</summary>
          <p class="field-hint">{say("connect.paste.about")}</p>
          <Copy text={paste} label={say("connect.paste")} {...labels} />
        </details>
      )}
      <Form
        onSend={give}
        submit={say("connect.secret.submit")}
        isBlocked={secret.trim().length < SECRET_MIN}
      >
        {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
        {done && <Notice kind="done">{say("connect.secret.done")}</Notice>}
        <TextField
          label={say("connect.secret")}
          hint={say("connect.secret.hint")}
          error={isShort ? say("connect.secret.short", { least: SECRET_MIN }) : null}
          value={secret}
          onValue={setSecret}
          maxLength={400}
          isOptional
          isCode
        />
      </Form>
    </section>
  );
}
