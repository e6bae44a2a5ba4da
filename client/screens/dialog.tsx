/** A native dialog: the browser keeps the focus inside and gives it back (2.1.2). */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useTongue } from "./language.ts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: DialogProps) {
  const { words } = useTongue();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
    // A form begins at its first field; anything else where the browser wants.
    element.current?.querySelector<HTMLElement>(".form :is(input, select)")?.focus();
  }, []);
  return (
    <dialog ref={element} class="dialog" aria-label={title} onClose={onClose}>
      <div class="dialog-body">
        <header class="dialog-head">
          <h2>{title}</h2>
          <button
            type="button"
            class="button button-icon"
            aria-label={words("dialog.close")}
            onClick={() => element.current?.close()}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M4 4l8 8M12 4l-8 8" />
            </svg>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
