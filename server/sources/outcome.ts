/** What one record of a vendor became: events, why not, and what must be fetched to know the rest. */
import type { z } from "zod";
import type { CloudEvent, Refusal } from "../../shared/events/event.ts";
import type { Read, Wanted } from "./webhook.ts";

export interface Outcome {
  readonly events: readonly CloudEvent[];
  readonly refused: readonly Refusal[];
  readonly fetch: readonly Wanted[];
}

export const told = (...events: readonly (CloudEvent | null)[]): Outcome => ({
  events: events.filter((event) => event !== null),
  refused: [],
  fetch: [],
});

/** It names a record and does not bring what is needed of it. */
export const wanting = (kind: string, id: string): Outcome => ({
  events: [],
  refused: [],
  fetch: [{ kind, id }],
});

/** It is of a kind that no figure needs. */
export const ignored = (path: string, reason: string): Outcome => ({
  events: [],
  refused: [{ code: "ignored", path, reason }],
  fetch: [],
});

export const wrong = (path: string, reason: string, code: Refusal["code"] = "data"): Outcome => ({
  events: [],
  refused: [{ code, path, reason }],
  fetch: [],
});

/** By the first thing that is not right: field names that are the vendor's, and never content (PRIV-1). */
export function unread(prefix: string, error: z.ZodError): Outcome {
  const [issue] = error.issues;
  const path = [prefix, ...(issue?.path ?? []).map(String)].filter((part) => part !== "");
  const isOurs = issue?.code === "custom" || issue?.code === "too_big";
  const reason = isOurs ? issue.message.slice(0, 120) : "is missing or of another kind";
  return wrong(path.join(".").slice(0, 120), reason);
}

export const joined = (all: readonly Outcome[]): Outcome => ({
  events: all.flatMap(({ events }) => events),
  refused: all.flatMap(({ refused }) => refused),
  fetch: all.flatMap(({ fetch }) => fetch),
});

/** Events and refusals of one body: a megabyte of what systems really write becomes fewer. */
export const MADE_MAX = 20_000;
const REST = wrong("", `was read so far: one body becomes at most ${MADE_MAX} events`, "size");

/** What each became, one after the other, as far as one body may go; the rest is refused. */
export function eachOf<Input, Made extends Pick<Outcome, "events" | "refused">>(
  inputs: readonly Input[],
  read: (input: Input) => Made,
): (Made | Outcome)[] {
  const outcomes: (Made | Outcome)[] = [];
  let made = 0;
  for (const input of inputs) {
    if (made > MADE_MAX) return [...outcomes, REST];
    const one = read(input);
    made += one.events.length + one.refused.length;
    outcomes.push(one);
  }
  return outcomes;
}

/** The outcomes of the records of one body, in their order. */
export function readOf(outcomes: readonly Outcome[]): Read {
  const fetch = outcomes.flatMap((one) => one.fetch);
  return {
    events: outcomes.flatMap(({ events }) => events),
    refused: outcomes.flatMap(({ refused }, at) =>
      refused.map((one) => ({ line: at + 1, ...one })),
    ),
    ...(fetch.length === 0 ? {} : { fetch }),
  };
}
