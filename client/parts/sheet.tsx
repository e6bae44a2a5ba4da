/** Beside a page that goes on: what one thing of it is about. Its heading has the focus when it opens. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface SheetProps {
  readonly title: string;
  /** Of what, and when. */
  readonly where: string;
  readonly closeWord: string;
  /** Another one of these is another sheet, and has the focus again. */
  readonly about: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Sheet({ title, where, closeWord, about, onClose, children }: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [about]);
  return (
    <aside class="sheet" aria-labelledby="sheet-title">
      <div class="sheet-head">
        <div>
          <h2 id="sheet-title" ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <p>{where}</p>
        </div>
        <button type="button" class="button button-icon" aria-label={closeWord} onClick={onClose}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M4 4l8 8M12 4l-8 8" />
          </svg>
        </button>
      </div>
      {children}
    </aside>
  );
}
