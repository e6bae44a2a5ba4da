/** Something to be told, once: what went wrong, what is done, what to know. */
import type { ComponentChildren } from "preact";

interface NoticeProps {
  readonly kind: "wrong" | "done" | "note";
  readonly children: ComponentChildren;
}

const SHAPES: Record<NoticeProps["kind"], string> = {
  wrong: "M8 .8 15.2 8 8 15.2.8 8Z",
  done: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
  note: "M3 7h10v2H3Z",
};

/** Problems interrupt a screen reader, the rest waits its turn. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div class="notice" data-kind={kind} role={kind === "wrong" ? "alert" : "status"}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[kind]} />
      </svg>
      <div>{children}</div>
    </div>
  );
}
