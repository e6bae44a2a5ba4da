/** What a correction sets, without content: as `replaceIn` would have changed the field it sets. */
import { eventSchemas } from "../../shared/events/event.ts";
import type { StandIns } from "./replace.ts";

type Value = string | number | boolean | null;

/** As much of a schema's definition as we read. */
interface Schema {
  readonly def: {
    readonly shape?: Readonly<Record<string, Schema>>;
    readonly innerType?: Schema;
    readonly entries?: Readonly<Record<string, string>>;
  };
}

const innermost = (schema: Schema): Schema =>
  schema.def.innerType === undefined ? schema : innermost(schema.def.innerType);

/** Every field of every type, and every word that some field may be. */
const FIELDS = new Set<string>();
const WORDS = new Set<string>();
for (const schema of Object.values(eventSchemas) as unknown as readonly Schema[]) {
  for (const [field, own] of Object.entries(schema.def.shape ?? {})) {
    FIELDS.add(field);
    for (const word of Object.values(innermost(own).def.entries ?? {})) WORDS.add(word);
  }
}

const AGENTS: ReadonlySet<string> = new Set(["agentId", "previousAgentId"]);
const COMPARED: ReadonlySet<string> = new Set(["topic", "priority", "reason"]);
/** Free text that `replaceIn` takes away. */
const GONE: ReadonlySet<string> = new Set([
  "channelDetail",
  "code",
  "healedBy",
  "timezone",
  "by",
  "requestId",
]);
/** Ids of things, by which the source knows them. */
const IDS: ReadonlySet<string> = new Set([
  "contactId",
  "parentContactId",
  "intoContactId",
  "legId",
  "fromLegId",
  "toLegId",
  "teamId",
  "queueId",
  "fromQueueId",
  "offerId",
  "messageId",
  "surveyId",
]);
const INSTANTS: ReadonlySet<string> = new Set([
  "openedAt",
  "firstReplyAt",
  "effectiveAt",
  "from",
  "to",
]);
const INSTANT = /^[\dTtZz:.+-]{1,40}$/;

/** Stands for text that no field could have: as wrong as what was there, so it is refused as that was. */
const WRONG = "?";

function textOf(field: string, value: string, source: string, stand: StandIns): string {
  if (value === "" || IDS.has(field)) return value;
  if (AGENTS.has(field)) return stand.agent(source, value);
  if (field === "customerRef") return stand.customer(value);
  if (WORDS.has(value)) return value;
  if (COMPARED.has(field)) return stand.word(value);
  return INSTANTS.has(field) && INSTANT.test(value) ? value : WRONG;
}

/** Is this one of the words that a field of some event may be? Those say nothing of anybody. */
export const isOurWord = (text: string): boolean => WORDS.has(text);

/** Fields that no event has would have changed nothing, and go. */
export function replaceSet(
  set: Readonly<Record<string, Value>>,
  source: string,
  stand: StandIns,
): Record<string, Value> {
  const kept: Record<string, Value> = {};
  for (const [field, value] of Object.entries(set)) {
    if (!FIELDS.has(field)) continue;
    if (typeof value !== "string") kept[field] = value;
    else if (!GONE.has(field)) kept[field] = textOf(field, value, source, stand);
  }
  return kept;
}
