/** One row as its mapping reads it: only mapped columns, every refusal with its column, no content. */
import { TEXT_LENGTH_MAX } from "../../../shared/events/limits.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { FIELDS, REQUIRED } from "./fields.ts";
import { instantIn } from "./local-time.ts";
import type { Mapping, Place } from "./mapping.ts";

/** Room for what we append to a source's id, within the 200 of an event's. */
const FOREIGN_ID_MAX = 180;
const ROUNDED_BY_A_SPREADSHEET = /^\d([.,]\d+)?E\+\d+$/i;

interface Field {
  readonly place: Place;
  readonly heading: string;
  readonly indexes: readonly number[];
}

/** The mapping with the header's positions in it. */
export interface Plan {
  readonly mapping: Mapping;
  readonly fields: ReadonlyMap<string, Field>;
}

export function planOf(mapping: Mapping, header: readonly string[]): Result<Plan, string> {
  const fields = new Map<string, Field>();
  for (const [field, place] of Object.entries(mapping.columns)) {
    const headings =
      "column" in place ? [place.column] : "date" in place ? [place.date, place.time] : [];
    const indexes = headings.map((heading) => header.indexOf(heading));
    const missing = headings.find((heading) => !header.includes(heading));
    const doubled = headings.find(
      (heading) => header.indexOf(heading) !== header.lastIndexOf(heading),
    );
    if (doubled !== undefined) return fail(`the header has the column "${doubled}" twice`);
    if (missing === undefined) {
      fields.set(field, { place, heading: headings[0] ?? field, indexes });
    } else if (!mapping.isByName || REQUIRED[mapping.profile].includes(field)) {
      return fail(`the header has no column "${missing}", which the mapping names`);
    }
  }
  return ok({ mapping, fields });
}

export interface RowProblem {
  readonly path: string;
  readonly reason: string;
}

/** One row on its way through. Fields are asked for one by one; what cannot be read is noted. */
export interface Row {
  readonly plan: Plan;
  readonly cells: readonly string[];
  readonly problems: RowProblem[];
  /** A local time in it occurs twice that day. */
  twice: boolean;
}

export const rowOf = (plan: Plan, cells: readonly string[]): Row => ({
  plan,
  cells,
  problems: [],
  twice: false,
});

/** Notes why a field cannot be used, the first reason for each. Every reader answers undefined then, as for an empty cell. */
export function refuse(row: Row, field: string, reason: string): undefined {
  const path = row.plan.fields.get(field)?.heading ?? field;
  if (!row.problems.some((problem) => problem.path === path)) row.problems.push({ path, reason });
  return undefined;
}

const cellsOf = (row: Row, { indexes }: Field): string[] =>
  indexes.map((index) => (row.cells[index] ?? "").trim());

function raw(row: Row, field: string): string | undefined {
  const found = row.plan.fields.get(field);
  if (found === undefined) return undefined;
  const { place } = found;
  if ("value" in place) return String(place.value);
  const parts = cellsOf(row, found);
  const text = parts.join(" ");
  if (parts.includes("") || row.plan.mapping.blank.includes(text)) return undefined;
  if (text.includes("\uFFFD")) return refuse(row, field, "is not UTF-8");
  if (!("values" in place) || place.values === undefined) return text;
  return Object.hasOwn(place.values, text)
    ? place.values[text]
    : refuse(row, field, "is none of the values that the mapping names");
}

/** The value, which must be there. */
export function need<const Value>(
  row: Row,
  field: string,
  value: Value | undefined,
): Value | undefined {
  return value ?? refuse(row, field, "is empty");
}

export function instant(row: Row, field: string): number | undefined {
  const text = raw(row, field);
  if (text === undefined) return undefined;
  const { mapping, fields } = row.plan;
  const place = fields.get(field)?.place;
  const own = place !== undefined && "dates" in place ? place.dates : undefined;
  const told = instantIn(text, own ?? mapping.dates, mapping.zone);
  if ("problem" in told) return refuse(row, field, told.problem);
  row.twice = row.twice || told.twice;
  return told.at;
}

function numberIn(text: string, decimals: string): number {
  const pattern = decimals === "," ? /^\d{1,12}(,\d{1,9})?$/ : /^\d{1,12}(\.\d{1,9})?$/;
  return pattern.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
}

const CLOCKS: Record<string, RegExp> = {
  "hh:mm:ss": /^(\d{1,5}):([0-5]\d):([0-5]\d)$/,
  "mm:ss": /^(\d{1,7}):([0-5]\d)$/,
};
const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, min: 60_000 };

function inUnit(text: string, unit: string, decimals: string): number {
  const clock = CLOCKS[unit];
  if (clock === undefined) return Math.round(numberIn(text, decimals) * (UNIT_MS[unit] ?? 1000));
  const parts = clock.exec(text)?.slice(1);
  if (parts === undefined) return Number.NaN;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}

export function durationMs(row: Row, field: string): number | undefined {
  const text = raw(row, field);
  if (text === undefined) return undefined;
  const { mapping, fields } = row.plan;
  const place = fields.get(field)?.place;
  const unit = (place !== undefined && "unit" in place ? place.unit : undefined) ?? "s";
  const ms = inUnit(text, unit, mapping.decimals);
  return Number.isNaN(ms) ? refuse(row, field, `is not a duration in ${unit}`) : ms;
}

export function whole(row: Row, field: string): number | undefined {
  const text = raw(row, field);
  if (text === undefined) return undefined;
  const value = numberIn(text.replace(/^-/, ""), row.plan.mapping.decimals);
  if (Number.isNaN(value)) return refuse(row, field, "is not a number");
  if (!Number.isInteger(value)) {
    return refuse(row, field, "is not a whole number: averages are never imported (R4)");
  }
  return text.startsWith("-") ? 0 - value : value;
}

export function id(row: Row, field: string): string | undefined {
  const text = raw(row, field);
  if (text === undefined) return undefined;
  if (text.length > FOREIGN_ID_MAX) {
    return refuse(row, field, `is longer than ${FOREIGN_ID_MAX} characters`);
  }
  if (ROUNDED_BY_A_SPREADSHEET.test(text)) {
    return refuse(row, field, "was rounded by a spreadsheet, as in 1.2E+15");
  }
  return text;
}

export function text(row: Row, field: string): string | undefined {
  const found = raw(row, field);
  if (found === undefined || found.length <= TEXT_LENGTH_MAX) return found;
  return refuse(row, field, `is longer than ${TEXT_LENGTH_MAX} characters`);
}

export function oneOf<Option extends string>(
  row: Row,
  field: string,
  options: readonly Option[],
): Option | undefined {
  const found = raw(row, field);
  const option = options.find((candidate) => candidate === found?.toLowerCase());
  if (found === undefined || option !== undefined) return option;
  return refuse(row, field, `is not one of ${options.join(", ")}`);
}

export function yes(row: Row, field: string): boolean | undefined {
  const option = oneOf(row, field, ["yes", "no", "true", "false", "1", "0"]);
  return option === undefined ? undefined : ["yes", "true", "1"].includes(option);
}

/** What the mapped columns hold, in our order: equal for equal rows of any export. */
export function canonical(row: Row): string[] {
  const { mapping, fields } = row.plan;
  return Object.keys(FIELDS[mapping.profile]).map((field) => {
    const found = fields.get(field);
    if (found === undefined || field === "customerRef") return ""; // a person must not be in a hash
    return "value" in found.place ? String(found.place.value) : cellsOf(row, found).join(" ");
  });
}
