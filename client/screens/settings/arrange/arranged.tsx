/** The frame of a section about the organisation: loaded, drawn, and reviewed below. */
import type { ComponentChildren } from "preact";
import { Notice } from "../../../parts/notice.tsx";
import { useTongue } from "../../language.ts";
import { problemText } from "../../problem-text.ts";
import { Review } from "./review.tsx";
import { type Arrange, useArrange } from "./use-arrange.ts";

interface ArrangedProps {
  readonly children: (arrange: Arrange) => ComponentChildren;
}

export function Arranged({ children }: ArrangedProps) {
  const { words } = useTongue();
  const { arrange, problem } = useArrange();
  if (arrange === null) {
    return problem ? <Notice kind="wrong">{problemText(words, problem)}</Notice> : null;
  }
  return (
    <div class="arranged">
      {children(arrange)}
      <Review arrange={arrange} />
    </div>
  );
}
