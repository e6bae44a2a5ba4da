/** One labelled field of a form: label, what it is for, the control, and what is wrong with it. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  /** Draws the control with the ids that tie it to its words. */
  readonly children: (ids: ControlIds) => ComponentChildren;
}

export interface ControlIds {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: boolean;
}

export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  const ids: ControlIds = {
    id,
    ...(described === "" ? {} : { "aria-describedby": described }),
    ...(error ? { "aria-invalid": true } : {}),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(ids)}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** Which type an input has is decided while it is drawn; the markup's types want one written down. */
const typed = (type: "text" | "email" | "number" | "password"): object => ({ type });

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: "text" | "email" | "number";
  readonly autoComplete?: "username" | "name" | "organization" | "off";
  readonly isOptional?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isCode?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, value, onValue, type = "text", isOptional = false } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          {...ids}
          {...typed(type)}
          class="input"
          data-code={props.isCode ?? false}
          value={value}
          required={!isOptional}
          maxLength={props.maxLength ?? 254}
          placeholder={props.placeholder ?? ""}
          autocomplete={props.autoComplete ?? "off"}
          spellcheck={false}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly isNew?: boolean;
  readonly show: string;
  readonly hide: string;
}

/** Can be pasted into, filled in by a password manager, and looked at. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, hint, error, value, onValue, isNew = false } = props;
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <div class="input-with">
          <input
            {...ids}
            {...typed(shown ? "text" : "password")}
            class="input"
            value={value}
            required
            autocomplete={isNew ? "new-password" : "current-password"}
            autocapitalize="none"
            spellcheck={false}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <button
            type="button"
            class="input-action"
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? props.hide : props.show}
          </button>
        </div>
      )}
    </Field>
  );
}

/** Tells password managers whose password a form is about; nobody sees it. */
export function HiddenUser({ email }: { readonly email: string }) {
  return (
    <input
      class="hidden"
      type="email"
      value={email}
      autocomplete="username"
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
