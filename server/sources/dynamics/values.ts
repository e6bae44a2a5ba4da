/** Dataverse's typed values as ours, alike from a webhook (`/Date(…)/`, OptionSetValue) and its Web API. */
import { instantOf } from "../../../shared/events/instant.ts";

export interface Reference {
  /** `systemuser`, `team`, `incident` … */
  readonly kind: string;
  readonly id: string;
}

/** Values by attribute; null: it has none; not there: it is not told. */
export type Attributes = ReadonlyMap<string, unknown>;

type Fields = Readonly<Record<string, unknown>>;

export const isObject = (input: unknown): input is Fields =>
  typeof input === "object" && input !== null && !Array.isArray(input);

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const NOBODY = /^[0-]+$/;

/** In lower case, without braces; null: it is none, or the one that stands for nothing. */
export function idOf(value: unknown): string | null {
  const id = typeof value === "string" ? GUID.exec(value)?.[1]?.toLowerCase() : undefined;
  return id === undefined || NOBODY.test(id) ? null : id;
}

/** `/Date(1506384247000)/`; an offset behind the number is for showing only. ISO too. → ms; NaN: none. */
export function momentOf(value: unknown): number {
  if (typeof value !== "string" || value.length > 60) return Number.NaN;
  const [, ms] = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/.exec(value) ?? [];
  return ms === undefined ? instantOf(value) : Number(ms);
}

/** Whole seconds, in ms: its records know no more. */
export function secondsIn(attributes: Attributes, ...names: readonly string[]): number | null {
  for (const name of names) {
    const at = momentOf(attributes.get(name));
    if (Number.isFinite(at)) return Math.floor(at / 1000) * 1000;
  }
  return null;
}

/** OptionSetValue, a number, or digits; null: none. */
export function optionIn(attributes: Attributes, name: string): number | null {
  const value = attributes.get(name);
  const given = isObject(value) ? value.Value : value;
  const isDigits = typeof given === "string" && /^-?\d{1,10}$/.test(given);
  if (typeof given !== "number" && !isDigits) return null;
  return Number.isSafeInteger(Number(given)) ? Number(given) : null;
}

export function flagIn(attributes: Attributes, name: string): boolean | null {
  const value = attributes.get(name);
  if (typeof value === "boolean") return value;
  return value === "true" || value === 1 ? true : value === "false" || value === 0 ? false : null;
}

export function referenceOf(value: unknown): Reference | null {
  if (!isObject(value) || typeof value.LogicalName !== "string") return null;
  const id = idOf(value.Id);
  return id === null ? null : { kind: value.LogicalName.toLowerCase(), id };
}

export const referenceIn = (attributes: Attributes, name: string): Reference | null =>
  referenceOf(attributes.get(name));

/** `Attributes: [{key, value}]` of an entity in a webhook. */
export function attributesOf(entity: unknown): Attributes {
  const list = isObject(entity) && Array.isArray(entity.Attributes) ? entity.Attributes : [];
  return new Map(
    list
      .filter(isObject)
      .flatMap(({ key, value }) => (typeof key === "string" ? [[key, value] as const] : [])),
  );
}

const KIND = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const LOOKUP = /^_(\w+)_value$/;

/** A record of the Web API with the same names and values: `_ownerid_value` is `ownerid`. */
export function attributesOfRecord(record: Fields): Attributes {
  return new Map(
    Object.entries(record).flatMap(([name, value]) => {
      if (name.includes("@")) return [];
      const lookup = LOOKUP.exec(name)?.[1];
      if (lookup === undefined) return [[name, value] as const];
      const reference = { LogicalName: record[`${name}${KIND}`] ?? "", Id: value };
      return [[lookup, value === null ? null : reference] as const];
    }),
  );
}

/** What changed over what was there before. */
export const over = (before: Attributes, changed: Attributes): Attributes =>
  new Map([...before, ...changed]);
