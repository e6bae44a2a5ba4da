/** One more recipient: who, of what, as what, and when in the week. */
import { useState } from "preact/hooks";
import { type Language, languageNames, languages } from "../../../shared/text/words.ts";
import type { Recipient, ScheduleAnswer } from "../../../shared/wire/report-schedule.ts";
import { SelectField } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { dayName, teamsOf } from "./schedule-text.ts";
import { useVoice } from "./voice.ts";
import { scopeName } from "./week-bar.tsx";

interface RecipientFormProps {
  readonly found: ScheduleAnswer;
  readonly scopes: readonly { readonly label: string; readonly name: string | null }[];
  /** Of which the page is. */
  readonly scope: string;
  readonly onAdd: (one: Recipient) => Promise<unknown>;
  readonly problem: string | null;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const FORMATS: readonly Recipient["format"][] = ["link", "xlsx", "pdf", "csv"];
/** Monday at seven (EXP-9), as a time field has it. */
const [DAY, HOUR, MINUTE, USUAL] = [1, 7, 0, "07:00"];

export function RecipientForm({ found, scopes, scope, onAdd, problem }: RecipientFormProps) {
  const voice = useVoice();
  const { page } = voice;
  const { candidates } = found;
  const [user, setUser] = useState(candidates[0]?.user ?? "");
  const [wanted, setWanted] = useState(scope);
  const [format, setFormat] = useState<Recipient["format"]>("link");
  const [language, setLanguage] = useState<Language | null>(null);
  const [day, setDay] = useState<number>(DAY);
  const [time, setTime] = useState(USUAL);
  const may = candidates.find((one) => one.user === user)?.scopes ?? [];
  const of = may.includes(wanted) ? wanted : (may[0] ?? wanted);
  const [hour = HOUR, minute = MINUTE] = time.split(":").map(Number);
  const add = () => onAdd({ user, scope: of, language, format, day, hour, minute });
  return (
    <Form onSend={add} submit={page("mail.save")} isBlocked={user === "" || may.length === 0}>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      <SelectField
        label={page("mail.who")}
        value={user}
        options={candidates.map((one) => ({
          value: one.user,
          label: `${one.name} · ${one.email}`,
        }))}
        onValue={setUser}
      />
      <SelectField
        label={page("mail.scope")}
        value={of}
        options={may.map((each) => ({
          value: each,
          label: scopeName(voice, each, teamsOf(scopes, each)),
        }))}
        onValue={setWanted}
      />
      <SelectField
        label={page("mail.format")}
        value={format}
        options={FORMATS.map((each) => ({ value: each, label: page(`mail.format.${each}`) }))}
        onValue={(each) => setFormat(FORMATS.find((one) => one === each) ?? "link")}
      />
      <SelectField
        label={page("mail.language")}
        value={language ?? ""}
        options={[
          { value: "", label: page("mail.language.own") },
          ...languages.map((each) => ({ value: each, label: languageNames[each], lang: each })),
        ]}
        onValue={(each) => setLanguage(languages.find((one) => one === each) ?? null)}
      />
      <SelectField
        label={page("mail.day")}
        value={String(day)}
        options={DAYS.map((each) => ({ value: String(each), label: dayName(voice, each) }))}
        onValue={(each) => setDay(Number(each))}
      />
      <Field label={page("mail.time")} hint={page("mail.time.hint")}>
        {(ids) => (
          <input
            {...ids}
            type="time"
            class="input"
            value={time}
            required
            onInput={(event) => setTime(event.currentTarget.value)}
          />
        )}
      </Field>
    </Form>
  );
}
