/**
 * How change events reach us, and what each way is asked for. `cometd`: long polling over HTTP (Bayeux 1.0),
 * which needs no package; the runner sends its requests as it sends all others. `posted`: an event relay or a
 * Pub/Sub client calls our door. A client of the Pub/Sub API (gRPC, Avro) of our own would be another one
 * here, loaded only where a connection names it.
 */
import type { PullAnswer, PullRequest } from "../pull.ts";
import type { RefusedLine } from "../source.ts";
import type { Streaming } from "./cursor.ts";
import type { SalesforceOptions } from "./options.ts";

export interface Heard {
  readonly streaming: Streaming;
  /** Messages as they came, one change each; with the channel. */
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  readonly refused: readonly RefusedLine[];
  /** What was kept for us was thrown away: from when on, ms; null: nothing. */
  readonly lostFrom: number | null;
  /** Do not ask again before, ms. */
  readonly waitMs: number;
}

export interface Transport {
  readonly name: string;
  next(streaming: Streaming, options: SalesforceOptions): PullRequest;
  /** Null: nobody can read this answer. Never throws. */
  read(answer: PullAnswer, streaming: Streaming, options: SalesforceOptions): Heard | null;
}
