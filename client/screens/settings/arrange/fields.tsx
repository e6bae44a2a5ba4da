/** Fields that several sections share: valid from, a small button that says of what, a dialog that applies. */
import type { ComponentChildren } from "preact";
import { Field } from "../../../parts/field.tsx";
import { Form } from "../../../parts/form.tsx";
import { isDate } from "../../../settings/dates.ts";
import { Dialog } from "../../dialog.tsx";
import { useTell } from "./words.ts";

interface DateFieldProps {
  readonly label?: string;
  readonly hint?: string;
  /** `2026-12-01`; empty: from the beginning. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly isRequired?: boolean;
}

/** Valid from; left empty it is from the beginning. */
export function DateField({ label, hint, value, onValue, isRequired = false }: DateFieldProps) {
  const tell = useTell();
  return (
    <Field
      label={label ?? tell("from")}
      hint={hint ?? (value === "" && !isRequired ? tell("from.hint") : undefined)}
    >
      {(ids) => (
        <input
          {...ids}
          type="date"
          class="input input-date"
          value={value}
          required={isRequired}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** As documents have it; null: from the beginning. */
export const fromOf = (typed: string): string | null => (isDate(typed) ? typed : null);

interface ActProps {
  readonly label: string;
  readonly of: string;
  readonly onPress: () => void;
}

/** A small button in a row; its name says of what. */
export function Act({ label, of, onPress }: ActProps) {
  return (
    <button
      type="button"
      class="button button-quiet"
      aria-label={`${label}: ${of}`}
      onClick={onPress}
    >
      {label}
    </button>
  );
}

interface ApplyDialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly isBlocked?: boolean;
  readonly onApply: () => void;
  readonly onClose: () => void;
  /** Below the form: something that is not part of it. */
  readonly after?: ComponentChildren;
}

/** What it is filled with goes into the draft; nothing is saved yet. */
export function ApplyDialog(props: ApplyDialogProps) {
  const tell = useTell();
  const { title, children, isBlocked = false, onApply, onClose, after } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        submit={tell("apply")}
        isBlocked={isBlocked}
        onSend={async () => {
          onApply();
          onClose();
        }}
      >
        {children}
      </Form>
      {after}
    </Dialog>
  );
}
