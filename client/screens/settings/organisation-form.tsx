/** Name, time zone, and the language of whoever sets it up. */
import { useState } from "preact/hooks";
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { Problem } from "../../api.ts";
import { SelectField } from "../../parts/choice.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { editOrganisation } from "./edit-organisation.ts";
import { useSay } from "./words.ts";

interface OrganisationFormProps {
  readonly organisation: OrgDocument["organisation"];
  readonly submit: string;
  readonly onDone: () => unknown;
}

/** Every zone this browser knows, with the chosen one even if it does not. */
function zonesWith(chosen: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(chosen) ? known : [chosen, ...known];
}

export function OrganisationForm({ organisation, submit, onDone }: OrganisationFormProps) {
  const say = useSay();
  const { words } = useTongue();
  const [name, setName] = useState(organisation.name);
  const [zone, setZone] = useState(organisation.zone);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const send = async () => {
    const answer = await editOrganisation((document) => ({
      ...document,
      organisation: { ...document.organisation, name: name.trim(), zone },
    }));
    setProblem(answer.ok ? null : answer.problem);
    setSaved(answer.ok);
    if (answer.ok) await onDone();
  };
  return (
    <Form
      onSend={send}
      submit={submit}
      isBlocked={name.trim() === ""}
      told={
        <>
          {" "}
          {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
          {saved && <Notice kind="done">{say("saved")}</Notice>}
        </>
      }
    >
      <TextField
        label={say("org.name")}
        value={name}
        onValue={setName}
        autoComplete="organization"
        maxLength={100}
      />
      <SelectField
        label={say("org.zone")}
        hint={say("org.zone.hint")}
        value={zone}
        options={zonesWith(zone).map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        onValue={setZone}
      />
    </Form>
  );
}
