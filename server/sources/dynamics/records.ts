/** Records of Dataverse's Web API, as pages and changes bring them → our events. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, joined, type Outcome, told, wrong } from "../outcome.ts";
import { wordOf } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { emailOf, phonecallOf, resolutionOf } from "./activities.ts";
import { auditOf } from "./audits.ts";
import { opened, owned, rated, restatused } from "./facts.ts";
import { type DynamicsOptions, statusOf } from "./options.ts";
import {
  type Attributes,
  attributesOfRecord,
  idOf,
  isObject,
  optionIn,
  referenceIn,
  secondsIn,
} from "./values.ts";

export const SETS = ["audits", "incidents", "emails", "phonecalls", "incidentresolutions"] as const;
export type EntitySet = (typeof SETS)[number];

/** Records of one page; its API has at most 5,000. */
const RECORDS_MAX = 5_000;

export interface Knowing {
  /** Only what was changed from then on, ms. */
  readonly since: number;
  /** What happened between is told by the audit: of a case only that there is one. */
  readonly isAudited: boolean;
}

const ALL: Knowing = { since: 0, isAudited: false };

/** `statuscode` of every new case. */
const IN_PROGRESS = 1;

/**
 * What it is now stands for what happened, at its last change. That it is in progress says nothing: it may always
 * have been.
 */
function stateOf(
  write: WriteEvent,
  id: string,
  attributes: Attributes,
  options: DynamicsOptions,
): CloudEvent[] {
  const at = secondsIn(attributes, "modifiedon", "createdon");
  if (at === null) return [];
  const reason = optionIn(attributes, "statuscode");
  const isPlain = optionIn(attributes, "statecode") === 0 && reason === IN_PROGRESS;
  const to = isPlain ? null : statusOf(optionIn(attributes, "statecode"), reason, options);
  const by = referenceIn(attributes, "modifiedby")?.id ?? null;
  const status = to === null ? [] : [restatused(write, { id, at, to, by }, options)];
  const owner = owned(write, { id, at, owner: referenceIn(attributes, "ownerid"), isNew: false });
  const score = rated(write, { id, at, score: optionIn(attributes, "customersatisfactioncode") });
  const all = [...owner, ...status, ...(score === null ? [] : [score])];
  return all.map((event) => ({ ...event, quality: "derived" as const }));
}

function incidentOf(
  write: WriteEvent,
  id: string,
  attributes: Attributes,
  options: DynamicsOptions,
  { isAudited }: Knowing,
): Outcome {
  const at = secondsIn(attributes, "createdon");
  if (at === null) return ignored("createdon", "is missing");
  const event = opened(write, id, at, attributes, options);
  const modifiedAt = secondsIn(attributes, "modifiedon") ?? at;
  // What was changed since may have been otherwise when it was told: it stands behind that.
  const isSame = modifiedAt <= at;
  const created = isSame ? event : { ...event, id: `${event.id}/known`, sequence: "9" };
  const isNew = isSame && optionIn(attributes, "statecode") === 0;
  if (isNew) {
    const owner = referenceIn(attributes, "ownerid");
    return told(created, ...owned(write, { id, at, owner, isNew: true }));
  }
  return told(created, ...(isAudited ? [] : stateOf(write, id, attributes, options)));
}

const KEYS: Record<Exclude<EntitySet, "audits">, string> = {
  incidents: "incidentid",
  emails: "activityid",
  phonecalls: "activityid",
  incidentresolutions: "activityid",
};

/** `{"@odata.context": "…/$deletedEntity", "id": …, "reason": "deleted"}`: when it was is not told. */
const isGone = (raw: Readonly<Record<string, unknown>>): boolean =>
  raw.reason === "deleted" || /\$deletedEntity/.test(wordOf(raw["@odata.context"]));

export function recordOf(
  write: WriteEvent,
  set: EntitySet,
  raw: unknown,
  options: DynamicsOptions,
  knowing: Knowing = ALL,
): Outcome {
  if (!isObject(raw)) return ignored("value", "is no record");
  if (set === "audits") return auditOf(write, raw, options);
  if (isGone(raw)) return ignored("reason", "the audit tells when it was deleted");
  const id = idOf(raw[KEYS[set]]);
  if (id === null) return ignored(KEYS[set], "is missing");
  const attributes = attributesOfRecord(raw);
  const changedAt = secondsIn(attributes, "modifiedon", "createdon");
  if (changedAt !== null && changedAt < knowing.since) return told();
  if (set === "incidents") return incidentOf(write, id, attributes, options, knowing);
  if (set === "emails") return emailOf(write, id, attributes, options, true);
  if (set === "phonecalls") return phonecallOf(write, id, attributes, true);
  return resolutionOf(write, id, attributes, true);
}

/** A page, or one record, of a set that `@odata.context` names; null: it is neither. */
export function pageOf(
  write: WriteEvent,
  input: Readonly<Record<string, unknown>>,
  options: DynamicsOptions,
): Outcome | null {
  const [, name] = /#(\w+)/.exec(wordOf(input["@odata.context"])) ?? [];
  const set = SETS.find((one) => one === name);
  if (set === undefined) return null;
  if (!Array.isArray(input.value)) return recordOf(write, set, input, options);
  if (input.value.length > RECORDS_MAX) return wrong("value", "holds too many records");
  return joined(input.value.map((raw: unknown) => recordOf(write, set, raw, options)));
}
