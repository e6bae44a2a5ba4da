/**
 * One change event in whatever it comes wrapped in: CometD (`data.payload`), Pub/Sub API (decoded, with the
 * unions of Avro or without), an event relay to EventBridge, or bare. What changed is told the same way.
 */
import { z } from "zod";
import { ignored, type Outcome, unread, wrong } from "../outcome.ts";
import { momentOf, someId } from "./fields.ts";

export const KINDS = [
  "CREATE",
  "UPDATE",
  "DELETE",
  "UNDELETE",
  "GAP_CREATE",
  "GAP_UPDATE",
  "GAP_DELETE",
  "GAP_UNDELETE",
  "GAP_OVERFLOW",
] as const;

/** Records that one event may stand for. */
const RECORDS_MAX = 2_000;
/** Fields that one object has at most. */
const FIELDS_MAX = 1_000;
const names = z.array(z.string()).max(FIELDS_MAX, { error: "holds too many fields" }).nullish();
const digits = z.union([z.int().min(0), z.string().regex(/^\d{1,20}$/)]).transform(String);

const header = z.looseObject({
  entityName: z.string().max(200),
  recordIds: z.array(z.string().max(40)).max(RECORDS_MAX, { error: "holds too many records" }),
  changeType: z.enum(KINDS),
  changedFields: names,
  nulledFields: names,
  /** A UUID; anything else could be anybody's words. */
  transactionKey: z
    .string()
    .nullish()
    .transform((key) => (/^[0-9a-f-]{36}$/i.test(key ?? "") ? key : undefined)),
  sequenceNumber: digits,
  commitTimestamp: z.unknown().transform((value, context) => {
    const at = momentOf(value);
    if (Number.isFinite(at)) return at;
    context.addIssue({ code: "custom", message: "is no instant" });
    return z.NEVER;
  }),
  /** Beyond 2^53: as text. */
  commitNumber: digits,
  commitUser: someId,
});

export type Header = z.infer<typeof header>;
type Fields = Readonly<Record<string, unknown>>;

export interface Change {
  readonly header: Header;
  /** New values only; null: it has none any more. What did not change is not here. */
  readonly fields: Fields;
  /** Opaque; null: it came without one. */
  readonly replayId: string | null;
}

export const isObject = (input: unknown): input is Fields =>
  typeof input === "object" && input !== null && !Array.isArray(input);

const UNIONS = ["string", "long", "int", "double", "float", "boolean", "array"];

/** Avro's JSON writes a value of a union as `{"string": "x"}`. */
function plain(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [name, ...more] = Object.keys(value);
  return name !== undefined && more.length === 0 && UNIONS.includes(name) ? value[name] : value;
}

const plainAll = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));

/** Where the payload may be, and what surrounds it. */
function payloadIn(input: Fields): { readonly payload: Fields; readonly around: Fields } | null {
  const places: readonly unknown[] = [input, input.data, input.event, input.detail, input.message];
  for (const place of places) {
    if (!isObject(place)) continue;
    if (isObject(place.ChangeEventHeader)) return { payload: place, around: input };
    const inner = place.payload;
    if (isObject(inner) && isObject(inner.ChangeEventHeader)) {
      return { payload: inner, around: place };
    }
  }
  return null;
}

function replayIdOf(around: Fields, input: Fields): string | null {
  const event = isObject(around.event) ? around.event : {};
  const found = [event.replayId, around.replayId, input.replayId].find(
    (one) => typeof one === "number" || typeof one === "string",
  );
  return found === undefined ? null : String(found).slice(0, 100);
}

/** Names, or bits of a schema that we do not have: then what has a value has changed. */
const namesIn = (list: readonly string[] | null | undefined): ReadonlySet<string> | null =>
  list === null || list === undefined || list.some((one) => one.startsWith("0x"))
    ? null
    : new Set(list);

/** Null means unchanged unless it is listed; without lists a change brings nothing but what changed. */
function changedIn({ changeType, ...said }: Header, fields: Fields, isWhole: boolean): Fields {
  const nulled = namesIn(said.nulledFields);
  const changed = namesIn(said.changedFields);
  const isListed = (name: string) => changed?.has(name) === true;
  const isNulled = (name: string) => nulled?.has(name) === true || isListed(name);
  const isUpdate = changeType === "UPDATE" && changed !== null && changed.size > 0;
  const kept = Object.entries(fields).filter(([name, value]) => {
    if (name === "ChangeEventHeader" || name === "") return false;
    if (value === null || value === undefined) return !isWhole && isNulled(name);
    return (
      !isUpdate || isListed(name) || name === "LastModifiedDate" || name === "LastModifiedById"
    );
  });
  const gone = [...(nulled ?? [])].map((name) => [name, null] as const);
  return Object.fromEntries([...kept, ...gone]);
}

/** Null: it is no change event at all. */
export function changeOf(input: Fields): Change | Outcome | null {
  if (typeof input.channel === "string" && input.channel.startsWith("/meta/")) {
    return ignored("channel", "is about the connection");
  }
  const found = payloadIn(input);
  if (found === null) return null;
  const { payload, around } = found;
  const fields = plainAll(payload);
  const said = fields.ChangeEventHeader;
  const read = header.safeParse(isObject(said) ? plainAll(said) : said);
  if (!read.success) return unread("ChangeEventHeader", read.error);
  if (read.data.recordIds.length === 0 && read.data.changeType !== "GAP_OVERFLOW") {
    return wrong("ChangeEventHeader.recordIds", "is about no record");
  }
  const isWhole = read.data.changeType !== "UPDATE";
  return {
    header: read.data,
    fields: changedIn(read.data, fields, isWhole),
    replayId: replayIdOf(around, input),
  };
}
