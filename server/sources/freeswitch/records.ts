/**
 * Events of FreeSWITCH as its event socket writes them: headers a line, an empty line between two events; or as
 * JSON objects of the same names. Values are encoded as in addresses (`%20`).
 */
import { fail, ok, type Result } from "../../../shared/result.ts";
import { type JsonProblem, jsonOf } from "../call-json.ts";

export type Headers = ReadonlyMap<string, string>;

const EVENTS_MAX = 5_000;
const HEADERS_MAX = 500;

function decoded(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function headersIn(block: string): Headers {
  const headers = new Map<string, string>();
  for (const line of block.split("\n").slice(0, HEADERS_MAX)) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    headers.set(line.slice(0, colon).trim(), decoded(line.slice(colon + 1).trim()));
  }
  return headers;
}

const headersOf = (one: unknown): Headers =>
  new Map(
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.entries(one).flatMap(([name, value]) =>
          typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
        )
      : [],
  );

/** Never throws. */
export function recordsIn(
  text: string,
): Result<readonly Headers[], Exclude<JsonProblem, "not_json">> {
  const json = jsonOf(text);
  if (!json.ok && json.problem !== "not_json") return fail(json.problem);
  const records = json.ok
    ? [json.value].flat().map(headersOf)
    : text
        .replaceAll("\r\n", "\n")
        .split(/\n[ \t]*\n/)
        .filter((block) => block.trim() !== "")
        .map(headersIn);
  return records.length > EVENTS_MAX ? fail("many") : ok(records);
}
