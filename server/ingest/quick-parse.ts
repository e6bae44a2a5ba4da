/**
 * The common case of parsing, generated from the event schemas themselves: it accepts only what the
 * schema surely accepts, with the same result, and otherwise says nothing; then the schema decides.
 * Four times as fast, because nearly every event is right and has no unknown field.
 */
import { z } from "zod";
import {
  type CloudEvent,
  cloudEvent,
  type DeskEvent,
  eventSchemas,
} from "../../shared/events/event.ts";
import { instant } from "../../shared/events/fields.ts";
import { instantOf } from "../../shared/events/instant.ts";

/** As much of a schema's definition as we read. */
interface Definition {
  readonly type: string;
  readonly shape?: Record<string, Schema>;
  readonly innerType?: Schema;
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
}
interface Check {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly fn?: (value: unknown) => boolean;
}
interface Schema {
  readonly def: Definition;
}

/** What generated code may call, and the names of the values made so far. */
interface Scope {
  readonly functions: ((value: never) => unknown)[];
  variables: number;
}

const GIVE_UP = "return;";

const variable = (scope: Scope): string => {
  scope.variables += 1;
  return `v${scope.variables}`;
};

function call(scope: Scope, fn: (value: never) => unknown): string {
  scope.functions.push(fn);
  return `functions[${scope.functions.length - 1}]`;
}

const checksOf = (schema: Schema): Check[] => (schema.def.checks ?? []).map((one) => one._zod.def);

function stringCode(schema: Schema, name: string, scope: Scope): string {
  let code = `if (typeof ${name} !== "string") ${GIVE_UP}`;
  if (schema === (instant as unknown as Schema)) {
    return `${code} if (${name}.length > 40 || Number.isNaN(${call(scope, instantOf)}(${name}))) ${GIVE_UP}`;
  }
  for (const check of checksOf(schema)) {
    if (check.check === "min_length") code += ` if (${name}.length < ${check.minimum}) ${GIVE_UP}`;
    else if (check.check === "max_length") {
      code += ` if (${name}.length > ${check.maximum}) ${GIVE_UP}`;
    } else return GIVE_UP;
  }
  return code;
}

function numberCode(schema: Schema, name: string): string {
  let code = `if (!Number.isSafeInteger(${name})) ${GIVE_UP}`;
  for (const { check, value, inclusive } of checksOf(schema)) {
    if (check === "greater_than" && inclusive) code += ` if (${name} < ${value}) ${GIVE_UP}`;
    else if (check !== "number_format") return GIVE_UP;
  }
  return code;
}

const oneOf = (name: string, values: readonly unknown[]): string =>
  `if (${values.map((value) => `${name} !== ${JSON.stringify(value)}`).join(" && ")}) ${GIVE_UP}`;

/** Code that returns when the value called `name` is not surely right, and may replace it. */
function codeOf(schema: Schema, name: string, scope: Scope): string {
  const { type, innerType, entries, values } = schema.def;
  switch (type) {
    case "string":
      return stringCode(schema, name, scope);
    case "number":
      return numberCode(schema, name);
    case "boolean":
      return `if (typeof ${name} !== "boolean") ${GIVE_UP}`;
    case "enum":
      return oneOf(name, Object.values(entries ?? {}));
    case "literal":
      return oneOf(name, values ?? []);
    case "nullable":
      return innerType ? `if (${name} !== null) { ${codeOf(innerType, name, scope)} }` : GIVE_UP;
    case "unknown":
      return "";
    case "object":
      return objectCode(schema, name, scope);
    default:
      return GIVE_UP;
  }
}

/** Reads every field, refuses to guess about unknown ones, and makes a fresh object. */
function objectCode(schema: Schema, name: string, scope: Scope): string {
  const known = variable(scope);
  const fields = Object.entries(schema.def.shape ?? {}).map(([field, inner]) => {
    const optional = inner.def.type === "optional";
    const value = optional ? (inner.def.innerType as Schema) : inner;
    const own = variable(scope);
    const check = `${known} += 1; ${codeOf(value, own, scope)}`;
    const read = `let ${own} = ${name}[${JSON.stringify(field)}];`;
    const missing = optional ? "" : ` else ${GIVE_UP}`;
    return { field, own, code: `${read} if (${own} !== undefined) { ${check} }${missing}` };
  });
  const made = fields.map(({ field, own }) => `${JSON.stringify(field)}: ${own}`).join(", ");
  const rules = checksOf(schema).map(({ fn }) =>
    fn === undefined ? GIVE_UP : `if (!${call(scope, fn)}(${name})) ${GIVE_UP}`,
  );
  return [
    `if (typeof ${name} !== "object" || ${name} === null || Array.isArray(${name})) ${GIVE_UP}`,
    `let ${known} = 0;`,
    ...fields.map(({ code }) => code),
    `if (Object.keys(${name}).length !== ${known}) ${GIVE_UP}`,
    `${name} = { ${made} };`,
    ...rules,
  ].join("\n");
}

type Quick = (input: unknown) => unknown;

function compile(schema: Schema): Quick {
  const scope: Scope = { functions: [], variables: 0 };
  const body = `${codeOf(schema, "input", scope)}\nreturn input;`;
  return new Function("functions", `return (input) => { ${body} };`)(scope.functions) as Quick;
}

const plain = (schema: unknown): Schema => schema as Schema;

const DATA = new Map(
  Object.entries(eventSchemas).map(([name, schema]) => [
    `deskpulse.${name}.v1`,
    { type: name, read: compile(plain(schema)) },
  ]),
);

/** The envelope with any data: what that must be depends on the type. */
const readEnvelope = compile(plain(cloudEvent.extend({ data: z.unknown() })));

/** One copy of each source's name instead of one per event. */
const SOURCES = new Map<string, string>();
const SOURCES_MAX = 1_000;

function shared(source: string): string {
  const known = SOURCES.get(source);
  if (known !== undefined) return known;
  if (SOURCES.size < SOURCES_MAX) SOURCES.set(source, source);
  return source;
}

/** The event, if it is surely right; null: ask `parseEvent`. */
export function quickParse(input: unknown): DeskEvent | null {
  const envelope = readEnvelope(input) as (CloudEvent & { data: unknown }) | undefined;
  if (envelope === undefined) return null;
  const known = DATA.get(envelope.type);
  const data = known?.read(envelope.data);
  if (known === undefined || data === undefined) return null;
  return {
    source: shared(envelope.source),
    id: envelope.id,
    at: instantOf(envelope.time),
    version: envelope.entityversion,
    sequence: envelope.sequence,
    quality: envelope.quality,
    type: known.type,
    data,
  } as DeskEvent;
}
