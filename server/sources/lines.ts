/** Lines of a text that comes in pieces: complete ones only, with their numbers, none too long. */
import type { Chunk } from "./source.ts";

export interface LinesState {
  /** Begin of a line whose end has not come yet. */
  readonly rest: string;
  /** Lines seen so far. */
  readonly line: number;
  /** The running line is too long: forget it up to its end. */
  readonly skipping: boolean;
}

export interface Line {
  readonly line: number;
  /** Null: longer than allowed. */
  readonly text: string | null;
}

export const LINES_START: LinesState = { rest: "", line: 0, skipping: false };

export function splitLines(
  chunk: Chunk,
  state: LinesState,
  charsMax: number,
): { readonly lines: readonly Line[]; readonly state: LinesState } {
  const lines: Line[] = [];
  let { line, skipping } = state;
  const text = line === 0 && state.rest === "" ? chunk.text.replace(/^\uFEFF/, "") : chunk.text;
  const parts = (state.rest + text).split("\n");
  const rest = parts.pop() ?? "";
  const ended = chunk.last && (rest !== "" || skipping) ? [...parts, rest] : parts;
  for (const part of ended) {
    line += 1;
    const tooLong = skipping || part.length > charsMax;
    lines.push({ line, text: tooLong ? null : part.replace(/\r$/, "") });
    skipping = false;
  }
  if (chunk.last) return { lines, state: { rest: "", line, skipping: false } };
  skipping = skipping || rest.length > charsMax;
  return { lines, state: { rest: skipping ? "" : rest, line, skipping } };
}
