/** Survey scales and scores in words, as golden files write them. */
import type { EventData } from "../../../shared/events/event.ts";

type Scale = NonNullable<EventData<"survey.answered">["scale"]>;

const TWO_WORDS: Record<string, Scale> = {
  "good-bad": { min: 0, max: 1, kind: "good-bad" },
  thumbs: { min: 0, max: 1, kind: "thumbs" },
};
const SCORES: Record<string, number> = { good: 1, bad: 0, up: 1, down: 0 };

/** `1-5`, `0-10`, `1-7 (CSAT)`, `good-bad`; undefined when it is no scale. */
export function scaleOf(words: string): Scale | undefined {
  const [, min, max] = /^(\d+) ?- ?(\d+)\b/.exec(words) ?? [];
  if (min === undefined || max === undefined) return TWO_WORDS[words];
  return { min: Number(min), max: Number(max) };
}

/** `good` and `bad` are 1 and 0; everything else stays what it is, to be judged at the door. */
export const scoreOf = (score: unknown): unknown =>
  typeof score === "string" ? (SCORES[score] ?? score) : score;
