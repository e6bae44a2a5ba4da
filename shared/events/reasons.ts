/** Why a field was refused, as the end of a sentence that begins with its path. Never its content. */
import type { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "an array",
  object: "an object",
  record: "an object",
};

const kindOf = (expected: string): string => KINDS[expected] ?? expected;

function sizeReason(word: "most" | "least", limit: number | bigint, origin: string): string {
  if (origin === "string" && word === "least") return "must not be empty";
  if (origin === "string") return `may have at ${word} ${limit} characters`;
  if (origin === "array") return `must have at ${word} ${limit} entries`;
  return `must be at ${word} ${limit}`;
}

/** Undefined: the schema's own words stand. */
export function reasonOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is required";
      return issue.path?.length === 0 || issue.path === undefined
        ? "is not a JSON object; an event is one, with the attributes of CloudEvents 1.0"
        : `must be ${kindOf(issue.expected)}`;
    case "invalid_value":
      if (issue.input === undefined) return `is required: ${issue.values.join(", ")}`;
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.join(", ")}`;
    case "too_big":
      return sizeReason("most", issue.maximum, issue.origin);
    case "too_small":
      return sizeReason("least", issue.minimum, issue.origin);
    case "invalid_union":
      return issue.input === undefined ? "is required" : undefined;
    case "invalid_key":
      return "has a name that is too long";
    default:
      return undefined;
  }
}
