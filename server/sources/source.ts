/**
 * One foreign system, without I/O: the same input and state always give the same events. A source
 * is one file; `catalog.ts` lists them. Whoever feeds it (HTTP, a followed file, an import) reads
 * bytes and sends the events on through the ordinary door.
 */
import type { CloudEvent, Refusal } from "../../shared/events/event.ts";

/** What could not be read, and where. Names columns and reasons, never content (PRIV-1). */
export interface RefusedLine extends Refusal {
  /** 1-based within what was read so far; a row of several lines is named by its first. */
  readonly line: number;
}

/** What one piece of input became. */
export interface Translated<State> {
  readonly events: readonly CloudEvent[];
  readonly refused: readonly RefusedLine[];
  readonly state: State;
}

export interface Translator<Input, State> {
  /** Second part of the source's name, `/tenant/connector/instance`. */
  readonly connector: string;
  readonly initial: State;
  /**
   * Customer names, numbers and text end here: no event has a field for them (PRIV-1).
   * A state is handed on: who has passed one in goes on with the one that came out.
   */
  translate(input: Input, state: State): Translated<State>;
}

/** A piece of a text, cut anywhere, even within a row. `last`: nothing follows. */
export interface Chunk {
  readonly text: string;
  readonly last: boolean;
}
