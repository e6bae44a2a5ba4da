/** JSON whose numbers beyond 2^53 survive: ids, sequences and commit numbers are names, not amounts. */
import { fail, ok, type Result } from "../../shared/result.ts";

/** The third argument of a reviver (ES2025), which the compiler's library does not know yet. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const INTEGER = /^-?\d+$/;
/** A reviver makes reading several times slower; nearly always there is nothing for it to do. */
const MAY_BE_BIG = /(?:^|[:[,\s])-?\d{16}/;

const keepingBig: Reviver = (_key, value, context) =>
  typeof value === "number" &&
  !Number.isSafeInteger(value) &&
  context?.source !== undefined &&
  INTEGER.test(context.source)
    ? context.source
    : value;

/** Integers that a number cannot hold exactly come as text, digit by digit. Never throws. */
export function parseJson(text: string): Result<unknown, "not_json"> {
  try {
    if (!MAY_BE_BIG.test(text)) return ok(JSON.parse(text));
    return ok(JSON.parse(text, keepingBig as (key: string, value: unknown) => unknown));
  } catch {
    return fail("not_json");
  }
}
