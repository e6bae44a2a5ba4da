/** The mail server as it is typed. The password stays where nothing is typed. */
import { useState } from "preact/hooks";
import type { MailAnswer, MailBody } from "../../../shared/wire/mail.ts";
import type { Problem } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { Field, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { useMailSay } from "./mail-words.ts";

const TLS = ["starttls", "implicit", "none"] as const satisfies readonly MailBody["tls"][];
const PORTS = { starttls: "587", implicit: "465", none: "25" } as const;

interface MailFormProps {
  readonly held: MailAnswer;
  readonly problem: Problem | null;
  /** False: it was refused. */
  readonly onSave: (body: MailBody) => Promise<boolean>;
}

export function MailForm({ held, problem, onSave }: MailFormProps) {
  const say = useMailSay();
  const [host, setHost] = useState(held?.host ?? "");
  const [port, setPort] = useState(String(held?.port ?? PORTS.starttls));
  const [tls, setTls] = useState<MailBody["tls"]>(held?.tls ?? "starttls");
  const [user, setUser] = useState(held?.user ?? "");
  const [password, setPassword] = useState("");
  const [from, setFrom] = useState(held?.from ?? "");
  const wrong = (path: string, text?: string) =>
    problem?.path === path ? (text ?? problem.detail) : null;
  const number = Number(port);
  const isBlocked =
    host.trim() === "" || from.trim() === "" || !Number.isInteger(number) || number < 1;
  const send = () =>
    onSave({
      host: host.trim(),
      port: number,
      tls,
      user: user.trim() === "" ? null : user.trim(),
      from: from.trim(),
      ...(password === "" ? {} : { password }),
    });
  const change = (next: string) => {
    const chosen = TLS.find((one) => one === next) ?? "starttls";
    if (port === PORTS[tls]) setPort(PORTS[chosen]);
    setTls(chosen);
  };
  return (
    <Form onSend={send} submit={say("save")} isBlocked={isBlocked}>
      <TextField
        label={say("host")}
        hint={say("host.hint")}
        error={wrong("host")}
        value={host}
        onValue={setHost}
      />
      <SelectField
        label={say("tls")}
        error={wrong("tls", say("tls.wrong"))}
        value={tls}
        options={TLS.map((value) => ({ value, label: say(`tls.${value}`) }))}
        onValue={change}
      />
      <TextField label={say("port")} type="number" value={port} onValue={setPort} />
      <TextField
        label={say("user")}
        hint={say("user.hint")}
        value={user}
        onValue={setUser}
        isOptional
      />
      <Field
        label={say("password")}
        hint={held?.hasPassword ? say("password.kept") : undefined}
        error={wrong("password", say("password.needed"))}
      >
        {(ids) => (
          <input
            {...ids}
            type="password"
            class="input"
            value={password}
            autocomplete="new-password"
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <TextField
        label={say("from")}
        hint={say("from.hint")}
        error={wrong("from")}
        type="email"
        value={from}
        onValue={setFrom}
      />
    </Form>
  );
}
