/** Dataverse's audit of cases: every change of owner, state and rating, with when and who. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { parseJson } from "../big-json.ts";
import { ignored, type Outcome, told } from "../outcome.ts";
import { wordOf } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { owned, rated, restatused } from "./facts.ts";
import { type DynamicsOptions, statusOf } from "./options.ts";
import { attributesOfRecord, idOf, isObject, type Reference, secondsIn } from "./values.ts";

/** `operation` of a record of the audit. */
const CREATED = 1;
const UPDATED = 2;
const DELETED = 3;

/** New values by attribute, as text; `changedata` is JSON within JSON. */
function changesIn(raw: Readonly<Record<string, unknown>>): ReadonlyMap<string, string | null> {
  const text = typeof raw.changedata === "string" ? raw.changedata : "";
  const parsed = parseJson(text);
  const list = parsed.ok && isObject(parsed.value) ? parsed.value.changedAttributes : null;
  return new Map(
    (Array.isArray(list) ? list : []).filter(isObject).flatMap(({ logicalName, newValue }) => {
      if (typeof logicalName !== "string") return [];
      const value = newValue === null || newValue === undefined ? null : wordOf(newValue);
      return [[logicalName, value] as const];
    }),
  );
}

/** `systemuser,75c2dd85-…` */
function referenceIn(value: string | null | undefined): Reference | null {
  const [kind, id] = (value ?? "").split(",");
  const known = idOf(id);
  return kind === undefined || known === null ? null : { kind: kind.trim(), id: known };
}

const numberIn = (value: string | null | undefined): number | null =>
  value !== null && value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : null;

export function auditOf(
  write: WriteEvent,
  raw: Readonly<Record<string, unknown>>,
  options: DynamicsOptions,
): Outcome {
  const id = idOf(raw._objectid_value);
  const at = secondsIn(attributesOfRecord(raw), "createdon");
  if (id === null || at === null) return ignored("objectid", "is about no record");
  const by = idOf(raw._userid_value);
  const operation = Number(wordOf(raw.operation));
  if (operation === DELETED) return told(restatused(write, { id, at, to: "deleted", by }, options));
  if (operation !== CREATED && operation !== UPDATED) {
    return ignored("operation", "changes nothing that counts");
  }
  const changes = changesIn(raw);
  const isNew = operation === CREATED;
  const owner = referenceIn(changes.get("ownerid"));
  const state = numberIn(changes.get("statecode"));
  const reason = numberIn(changes.get("statuscode"));
  const to = statusOf(state, reason, options);
  const isFirst = isNew && to === "open" && (state ?? 0) === 0;
  const events: (CloudEvent | null)[] = [
    ...owned(write, { id, at, owner, isNew }),
    to === null || isFirst ? null : restatused(write, { id, at, to, by }, options),
    rated(write, { id, at, score: numberIn(changes.get("customersatisfactioncode")) }),
  ];
  return told(...events);
}
