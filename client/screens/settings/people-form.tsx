/** People and their teams: row by row, or as a list pasted or taken from a file; looked at first. */
import { useState } from "preact/hooks";
import type { PeopleAnswer } from "../../../shared/wire/organisation.ts";
import { api, type Problem } from "../../api.ts";
import { Field } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { PeoplePreview } from "./people-preview.tsx";
import { csvOf, PeopleRows, type PersonRow } from "./people-rows.tsx";
import { useSay } from "./words.ts";

interface PeopleFormProps {
  readonly onDone: () => unknown;
  readonly submit: string;
}

const NO_ROWS: readonly PersonRow[] = [
  { name: "", team: "" },
  { name: "", team: "" },
  { name: "", team: "" },
];

export function PeopleForm({ onDone, submit }: PeopleFormProps) {
  const say = useSay();
  const { words } = useTongue();
  const [isList, setIsList] = useState(false);
  const [rows, setRows] = useState(NO_ROWS);
  const [list, setList] = useState("");
  const [preview, setPreview] = useState<PeopleAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const csv = isList ? list : csvOf(rows);
  const isEmpty = csv.trim().split("\n").length < 2;
  const changed = () => {
    setPreview(null);
    setDone(null);
  };
  /** The first press shows what would happen, the second does it. */
  const send = async () => {
    const isPreview = preview === null || preview.problems.length > 0;
    const answer = await api.people(csv, isPreview);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    if (isPreview) return setPreview(answer.value);
    changed();
    setDone(answer.value.agents.length);
    setRows(NO_ROWS);
    setList("");
    await onDone();
  };
  const isReady = preview !== null && preview.problems.length === 0;
  return (
    <Form
      onSend={send}
      submit={isReady ? submit : say("people.preview")}
      isBlocked={isEmpty}
      told={
        <>
          {" "}
          {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
          {done !== null && <Notice kind="done">{say("people.done", { count: done })}</Notice>}
        </>
      }
      beside={
        <button
          type="button"
          class="button button-large"
          onClick={() => {
            setIsList(!isList);
            changed();
          }}
        >
          {say(isList ? "people.as-rows" : "people.as-list")}
        </button>
      }
    >
      {isList ? (
        <ListField
          value={list}
          onValue={(value) => {
            setList(value);
            changed();
          }}
        />
      ) : (
        <PeopleRows
          rows={rows}
          onRows={(next) => {
            setRows(next);
            changed();
          }}
        />
      )}
      {preview && <PeoplePreview preview={preview} />}
    </Form>
  );
}

interface ListProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

const EXAMPLE = "name,team,/acme/zendesk/main\nAn Peeters,Support NL,361507";

function ListField({ value, onValue }: ListProps) {
  const say = useSay();
  return (
    <>
      <Field label={say("people.list")} hint={say("people.list.hint")}>
        {(ids) => (
          <textarea
            {...ids}
            class="input input-list"
            rows={8}
            value={value}
            placeholder={EXAMPLE}
            spellcheck={false}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={say("people.file")}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            class="input-file"
            accept=".csv,text/csv,text/plain"
            onChange={async (event) => {
              const file = event.currentTarget.files?.[0];
              if (file) onValue(await file.text());
            }}
          />
        )}
      </Field>
    </>
  );
}
