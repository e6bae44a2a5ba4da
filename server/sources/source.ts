/**
 * One foreign system, without I/O: the same input and state always give the same events. A source
 * is one file; `catalog.ts` lists them. Whoever feeds it (HTTP, a followed file, an import) reads
 * bytes and sends the events on through the ordinary door.
 */
import type { CloudEvent, Refusal } from "../../shared/events/event.ts";

/** What one piece of input became. `refused` names what could not be read, never its content. */
export interface Translated<State> {
  readonly events: readonly CloudEvent[];
  readonly refused: readonly (Refusal & { readonly line: number })[];
  readonly state: State;
}

export interface Translator<Input, State> {
  /** Second part of the source's name, `/tenant/connector/instance`. */
  readonly connector: string;
  readonly initial: State;
  /** Customer names, numbers and text end here: no event has a field for them (PRIV-1). */
  translate(input: Input, state: State): Translated<State>;
}
