/** A form that is sent once at a time; while it is under way its button says so. */
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";

interface FormProps {
  readonly onSend: () => Promise<unknown>;
  readonly submit: string;
  readonly children: ComponentChildren;
  /** Over the button, where one looks who has just pressed it: what became of it, or why it cannot be pressed. */
  readonly told?: ComponentChildren;
  /** Beside the button: another way on. */
  readonly beside?: ComponentChildren;
  readonly isBlocked?: boolean;
}

export function Form({ onSend, submit, children, told, beside, isBlocked = false }: FormProps) {
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const send = async () => {
    if (under.current || isBlocked) return;
    under.current = true;
    setBusy(true);
    await onSend();
    under.current = false;
    setBusy(false);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
      {told}
      <div class="form-end">
        <button
          type="submit"
          class="button button-main button-large"
          aria-busy={busy}
          aria-disabled={isBlocked}
        >
          {submit}
        </button>
        {beside}
      </div>
    </form>
  );
}
