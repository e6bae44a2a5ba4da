/** JSON of calls, one value or one a line: no deeper and no more of it than systems write, so that it is safe to read (SEC-9). */
import { outgrown } from "../../shared/events/fields.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { parseJson } from "./big-json.ts";
import { type Outcome, wrong } from "./outcome.ts";

/** The most that a connector may declare; Dataverse's contexts within contexts need it. */
export const LEVELS_MAX = 16;
/** Fields and items of one body, at all levels: a megabyte of what systems really write has fewer. */
export const VALUES_MAX = 150_000;

export type JsonProblem = "not_json" | "depth" | "values" | "many";

/** `room`: how much of it there may still be. Never throws. */
export function jsonOf(
  text: string,
  room = { values: VALUES_MAX },
): Result<unknown, Exclude<JsonProblem, "many">> {
  const read = parseJson(text);
  if (!read.ok) return read;
  const grown = outgrown(read.value, LEVELS_MAX, room);
  return grown === null ? read : fail(grown);
}

/** One value, or at most so many lines of one each. Never throws. */
export function jsonValuesOf(text: string, max: number): Result<readonly unknown[], JsonProblem> {
  const whole = jsonOf(text);
  if (whole.ok) return ok([whole.value]);
  if (whole.problem !== "not_json") return whole;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length < 2) return fail("not_json");
  const room = { values: VALUES_MAX };
  const values: unknown[] = [];
  for (const line of lines) {
    if (values.length === max) return fail("many");
    const one = jsonOf(line, room);
    if (!one.ok) return one;
    values.push(one.value);
  }
  return ok(values);
}

/** Why a body was refused whole. */
export const UNREAD: Readonly<Record<JsonProblem, Outcome>> = {
  not_json: wrong("", "is not JSON", "envelope"),
  depth: wrong("", `is nested deeper than ${LEVELS_MAX} levels`, "depth"),
  values: wrong("", `has more than ${VALUES_MAX} values`, "size"),
  many: wrong("", "holds too many records", "size"),
};
