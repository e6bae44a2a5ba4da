/**
 * A system that calls us: how its calls are proved, and what one body becomes. Pure and without memory: the
 * same request always gives the same events, so a repeated delivery is a repeat (EVENTS.md 1.5).
 */
import type { CloudEvent, Refusal } from "../../shared/events/event.ts";
import type { Result } from "../../shared/result.ts";
import type { RefusedLine } from "./source.ts";

/** As it came in. Names of headers in lower case; one that came twice is absent. */
export interface RawRequest {
  /** As the sender knows it, with its query: some sign it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** `test`: the vendor's own button "send a test"; it is answered and never counts. */
export type Proof = "event" | "test";

export interface Payload {
  /** One body as the vendor sends it: JSON, or a form. */
  readonly text: string;
  readonly headers: RawRequest["headers"];
}

/** `refused[].line`: which record of the body, from 1. */
export interface Read {
  readonly events: readonly CloudEvent[];
  readonly refused: readonly RefusedLine[];
  /** What must be fetched to know the rest, such as a record that was too large to send. */
  readonly fetch?: readonly Wanted[];
}

export interface Wanted {
  /** The vendor's own name of the kind, such as `incident`. */
  readonly kind: string;
  readonly id: string;
}

export interface Webhook {
  /** Second part of the source's name, `/tenant/connector/instance`. */
  readonly connector: string;
  /** What the vendor wants to hear when all was taken. */
  readonly accepted: 200 | 202 | 204;
  /**
   * Did it really come from there? In constant time; never throws. `secrets`: one or two that are live
   * (rotation). `now`: ms since 1970, for the window of signed timestamps.
   */
  verify(request: RawRequest, secrets: readonly string[], now: number): Result<Proof, Refusal>;
  /**
   * `source`: the name of the events' source. Customers' names, texts and addresses end here (PRIV-1); a
   * `customerRef` is the normalised address or number (`mailto:…`, `tel:+…`) or the vendor's own id of
   * the customer, and is hashed before anything is kept.
   */
  translate(payload: Payload, source: string): Read;
}
