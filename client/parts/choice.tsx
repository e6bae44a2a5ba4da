/** Choosing: from a list, or yes and no. Native controls, in our clothes. */
import type { ComponentChildren } from "preact";
import { Field } from "./field.tsx";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly lang?: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onValue: (value: string) => void;
}

export function SelectField(props: SelectFieldProps) {
  const { label, hint, error, value, options, onValue } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <select
          {...ids}
          class="select select-field"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} {...langOf(option)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const langOf = ({ lang }: Option) => (lang === undefined ? {} : { lang });

interface CheckProps {
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly children: ComponentChildren;
  readonly hint?: string;
  readonly disabled?: boolean;
}

export function Check({ checked, onChecked, children, hint, disabled = false }: CheckProps) {
  return (
    <label class="check-field">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>
        {children}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
