/** A status as shape, word and colour, never colour alone (UX-11). Shapes are drawn, not typed. */
import type { StatusMark } from "./text.ts";

const SHAPES: Record<StatusMark, string> = {
  on_target: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z",
  attention: "M8 1.8 15 14H1Z",
  action: "M8 .8 15.2 8 8 15.2.8 8Z",
  none: "M3 7h10v2H3Z",
  few: "M3 7h10v2H3Z",
  plain: "M3 7h10v2H3Z",
  stale: "M3.5 2.5h3v11h-3ZM9.5 2.5h3v11h-3Z",
};

export function Shape({ mark }: { readonly mark: StatusMark }) {
  return (
    <svg class="shape" data-mark={mark} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[mark]} />
    </svg>
  );
}

export function Status({ mark, word }: { readonly mark: StatusMark; readonly word: string }) {
  return (
    <span class="status" data-mark={mark}>
      <Shape mark={mark} />
      <span class="status-word">{word}</span>
    </span>
  );
}
