/** One operation on a record of Dataverse's → our events. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, wanting, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { emailOf, phonecallOf, resolutionOf } from "./activities.ts";
import type { Context } from "./context.ts";
import { joined, opened, owned, rated, restatused } from "./facts.ts";
import { type DynamicsOptions, statusOf } from "./options.ts";
import {
  type Attributes,
  attributesOf,
  idOf,
  isObject,
  momentOf,
  optionIn,
  over,
  referenceIn,
  referenceOf,
  secondsIn,
} from "./values.ts";

/** What can be asked for when a call is too large to bring it. */
export const FETCHED: readonly string[] = ["incident", "email", "phonecall", "incidentresolution"];

const OTHERS: Outcome = ignored("PrimaryEntityName", "no figure needs this kind of record");
const NOTHING: Outcome = ignored("", "changes nothing that counts");

interface Of {
  readonly write: WriteEvent;
  readonly called: Context;
  readonly id: string;
  readonly options: DynamicsOptions;
}

const imageIn = (images: ReadonlyMap<string, unknown>): Attributes =>
  new Map([...images.values()].flatMap((image) => [...attributesOf(image)]));

/** The number is the instant; what stands behind it is for showing. */
const operatedAt = ({ OperationCreatedOn }: Context): number =>
  Math.floor(momentOf(OperationCreatedOn) / 1000) * 1000;

const byIn = ({ InitiatingUserId, UserId }: Context): string | null => InitiatingUserId ?? UserId;

/** Only what is another value than before: a form sends also what was not touched. */
function changedIn(target: Attributes, before: Attributes): Attributes {
  const same = (name: string, value: unknown) =>
    before.has(name) &&
    JSON.stringify(referenceOf(value) ?? optionIn(target, name) ?? value) ===
      JSON.stringify(referenceIn(before, name) ?? optionIn(before, name) ?? before.get(name));
  return new Map([...target].filter(([name, value]) => !same(name, value)));
}

function statusIn(of: Of, changed: Attributes, now: Attributes, at: number): CloudEvent | null {
  if (!changed.has("statecode") && !changed.has("statuscode")) return null;
  const state = optionIn(now, "statecode");
  // A status reason that is not new belongs to the state before.
  const isStale = changed.has("statecode") && !changed.has("statuscode");
  const reason = isStale ? null : optionIn(now, "statuscode");
  const to = statusOf(state, reason, of.options);
  if (to === null) return null;
  return restatused(of.write, { id: of.id, at, to, by: byIn(of.called) }, of.options);
}

function incidentCreated(of: Of, target: Attributes): Outcome {
  const now = over(target, imageIn(of.called.PostEntityImages));
  const { write, id, options } = of;
  const at = secondsIn(now, "createdon") ?? operatedAt(of.called);
  const status = statusIn(of, now, now, at);
  const isNew = status === null || (status.data.to === "open" && optionIn(now, "statecode") !== 1);
  const score = optionIn(now, "customersatisfactioncode");
  const owner = referenceIn(now, "ownerid");
  return told(
    opened(write, id, at, now, options),
    ...owned(write, { id, at, owner, isNew: true }),
    isNew ? null : status,
    rated(write, { id, at, score }),
  );
}

function incidentUpdated(of: Of, target: Attributes): Outcome {
  const { write, id, called } = of;
  const before = imageIn(called.PreEntityImages);
  const changed = changedIn(target, before);
  const now = over(before, target);
  const at = secondsIn(target, "modifiedon") ?? operatedAt(called);
  const owner = changed.has("ownerid") ? referenceIn(changed, "ownerid") : null;
  const score = optionIn(changed, "customersatisfactioncode");
  const events = [
    ...owned(write, { id, at, owner, isNew: false }),
    statusIn(of, changed, now, at),
    rated(write, { id, at, score }),
  ].filter((event) => event !== null);
  return events.length === 0 ? NOTHING : told(...events);
}

const entityIn = ({ InputParameters }: Context, name: string): unknown => InputParameters.get(name);

function incidentOf(of: Of): Outcome {
  const { write, called, id, options } = of;
  const target = attributesOf(entityIn(called, "Target"));
  const at = operatedAt(called);
  const by = byIn(called);
  switch (called.MessageName) {
    case "Create":
      return incidentCreated(of, target);
    case "Update":
      return incidentUpdated(of, target);
    case "Assign": {
      const owner = referenceOf(entityIn(called, "Assignee"));
      const before = referenceIn(imageIn(called.PreEntityImages), "ownerid");
      if (owner?.id === before?.id) return NOTHING;
      return told(...owned(write, { id, at, owner, isNew: false }));
    }
    case "SetState":
    case "SetStateDynamicEntity": {
      const given = new Map([
        ["statecode", entityIn(called, "State")],
        ["statuscode", entityIn(called, "Status")],
      ]);
      return told(statusIn(of, given, given, at));
    }
    case "CloseIncident": {
      const resolution = attributesOf(entityIn(called, "IncidentResolution"));
      const closed = referenceIn(resolution, "incidentid")?.id ?? id;
      return told(restatused(write, { id: closed, at, to: "resolved", by }, options));
    }
    case "Merge": {
      const from = idOf(entityIn(called, "SubordinateId"));
      const into = referenceOf(entityIn(called, "Target"))?.id ?? id;
      if (from === null) return wrong("InputParameters.SubordinateId", "is missing");
      return told(restatused(write, { id: from, at, to: "merged", by, into }, options));
    }
    case "Delete":
      return told(restatused(write, { id, at, to: "deleted", by }, options));
    case "Restore":
      return told(restatused(write, { id, at, to: "restored", by }, options));
    default:
      return ignored("MessageName", "no figure needs this operation");
  }
}

const CHANGES = ["Create", "Update", "Send"];

/** An activity as far as it is told: its target over the images of it. */
function activityOf(of: Of): Outcome {
  const { write, called, id, options } = of;
  const { MessageName: name, PrimaryEntityName: kind, PreEntityImages, PostEntityImages } = called;
  if (!CHANGES.includes(name)) return ignored("MessageName", "what happened stays");
  if (name === "Send") return wanting(kind, id);
  const target = attributesOf(entityIn(called, "Target"));
  const known = over(over(imageIn(PreEntityImages), target), imageIn(PostEntityImages));
  const isNew = name === "Create";
  const all = isNew && !known.has("createdon") ? over(known, created(called)) : known;
  if (kind === "email") return emailOf(write, id, all, options, false);
  if (kind === "phonecall") {
    return isNew ? phonecallOf(write, id, all, false) : NOTHING;
  }
  return isNew ? resolutionOf(write, id, all, false) : NOTHING;
}

const created = (called: Context): Attributes =>
  new Map([["createdon", new Date(operatedAt(called)).toISOString()]]);

/** `Associate` and `Disassociate` of a team and its users, told from either side. */
function membersOf({ write, called }: Omit<Of, "id">): Outcome {
  const relationship = entityIn(called, "Relationship");
  const name = isObject(relationship) ? relationship.SchemaName : null;
  if (name !== "teammembership_association") {
    return ignored("InputParameters.Relationship", "is no membership of a team");
  }
  const related = entityIn(called, "RelatedEntities");
  const people = (Array.isArray(related) ? related : []).map(referenceOf);
  const target = referenceOf(entityIn(called, "Target"));
  const at = operatedAt(called);
  const isJoining = called.MessageName === "Associate";
  const pairs = people.flatMap((one) => {
    const both = [target, one];
    const team = both.find((each) => each?.kind === "team")?.id;
    const user = both.find((each) => each?.kind === "systemuser")?.id;
    return team === undefined || user === undefined ? [] : [{ team, user, at, isJoining }];
  });
  return told(...pairs.map((each) => joined(write, each)));
}

/** `isCut`: Dataverse says that the call was too large, and left out what it is about. */
export function operationOf(
  write: WriteEvent,
  called: Context,
  options: DynamicsOptions,
  isCut: boolean,
): Outcome {
  const { PrimaryEntityName: kind, PrimaryEntityId, MessageName, InputParameters } = called;
  if (!Number.isFinite(operatedAt(called))) return wrong("OperationCreatedOn", "is no instant");
  if (MessageName === "Associate" || MessageName === "Disassociate") {
    return membersOf({ write, called, options });
  }
  if (!FETCHED.includes(kind)) return OTHERS;
  const target = entityIn(called, "Target");
  const id = PrimaryEntityId ?? idOf(isObject(target) ? target.Id : null);
  const bare =
    MessageName === "CloseIncident" ? attributesOf(entityIn(called, "IncidentResolution")) : null;
  const named = id ?? (bare === null ? null : (referenceIn(bare, "incidentid")?.id ?? null));
  if (named === null) return wrong("PrimaryEntityId", "is missing");
  const needsTarget = MessageName !== "Delete" && MessageName !== "Restore";
  if (needsTarget && (isCut || InputParameters.size === 0)) return wanting(kind, named);
  const of = { write, called, id: named, options };
  const outcome = kind === "incident" ? incidentOf(of) : activityOf(of);
  const { CorrelationId: traceid } = called;
  if (traceid === null) return outcome;
  return { ...outcome, events: outcome.events.map((event) => ({ ...event, traceid })) };
}
