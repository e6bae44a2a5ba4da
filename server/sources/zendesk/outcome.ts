/** What one record of Zendesk's became: events, or why not. */
import type { z } from "zod";
import type { CloudEvent, Refusal } from "../../../shared/events/event.ts";

export interface Outcome {
  readonly events: readonly CloudEvent[];
  readonly refused: readonly Refusal[];
}

export const told = (...events: readonly (CloudEvent | null)[]): Outcome => ({
  events: events.filter((event) => event !== null),
  refused: [],
});

/** It is of a kind that no figure needs. */
export const ignored = (path: string, reason: string): Outcome => ({
  events: [],
  refused: [{ code: "ignored", path, reason }],
});

export const wrong = (path: string, reason: string): Outcome => ({
  events: [],
  refused: [{ code: "data", path, reason }],
});

/** By the first thing that is not right: field names that are ours, and never content (PRIV-1). */
export function unread(prefix: string, error: z.ZodError): Outcome {
  const [issue] = error.issues;
  const path = [prefix, ...(issue?.path ?? []).map(String)].filter((part) => part !== "");
  return wrong(path.join(".").slice(0, 120), wordOf(issue));
}

function wordOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "custom" || issue?.code === "too_big") return issue.message.slice(0, 120);
  return "is missing or of another kind than Zendesk documents";
}

export const joined = (all: readonly Outcome[]): Outcome => ({
  events: all.flatMap(({ events }) => events),
  refused: all.flatMap(({ refused }) => refused),
});
