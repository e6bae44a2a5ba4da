/** What a system has of its own, as JSON: an office's own states, the mapping of a survey tool. */
import type { SystemRow } from "../../../shared/wire/connection.ts";
import { Field } from "../../parts/field.tsx";
import { useSay } from "./words.ts";

/** Undefined: it is no JSON object yet. Nothing typed says nothing: null. */
export function settingsOf(text: string): Record<string, unknown> | null | undefined {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

interface OwnSettingsProps {
  readonly options: NonNullable<SystemRow["options"]>;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

export function OwnSettings({ options, value, onValue }: OwnSettingsProps) {
  const say = useSay();
  const isWrong = settingsOf(value) === undefined;
  return (
    <Field
      label={say("connect.own")}
      hint={say(options.isNeeded ? "connect.own.needed" : "connect.own.hint")}
      error={isWrong ? say("connect.own.not-json") : null}
    >
      {(ids) => (
        <>
          <textarea
            {...ids}
            class="input input-list"
            rows={value === "" ? 4 : options.example.split("\n").length}
            value={value}
            required={options.isNeeded}
            spellcheck={false}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          {value === "" && (
            <div>
              <button type="button" class="button" onClick={() => onValue(options.example)}>
                {say("connect.own.example")}
              </button>
            </div>
          )}
        </>
      )}
    </Field>
  );
}
