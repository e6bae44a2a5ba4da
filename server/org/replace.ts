/**
 * What an event may keep (PRIV-1, PRIV-2, PRIV-3): every field that names an agent or a customer gets a
 * stand-in, free text goes or becomes a keyed hash where figures compare it. In place: events are ours
 * from the moment they are parsed, and nothing is made for those that name nobody.
 */
import type { DeskEvent, EventOf } from "../../shared/events/event.ts";
import { replaceSet } from "./replace-set.ts";

/** What a source's `person.erased` says. */
export interface AskedErasure {
  readonly person: "agent" | "customer";
  readonly source: string;
  readonly reference: string;
  readonly requestId: string;
}

export interface StandIns {
  /** For an agent's id in a source. */
  agent(source: string, foreign: string): string;
  /** For whom `person.erased` names; the erasure itself follows. Never learns an id. */
  erased(asked: AskedErasure): string;
  /** For a customer's reference, the same in every source. */
  customer(reference: string): string;
  /** For text that is only ever compared: reasons, topics, priorities. */
  word(text: string): string;
}

/** Fields that several types have; what a type does not have is undefined there. */
interface Fields {
  agentId?: string | null | undefined;
  previousAgentId?: string | undefined;
  customerRef?: string | undefined;
  actor?: Party | undefined;
  to?: Party | string | null | undefined;
  native?: Record<string, unknown> | undefined;
  channelDetail?: string | undefined;
  topic?: string | undefined;
  priority?: string | undefined;
}

interface Party {
  kind: string;
  id?: string | undefined;
}

/** `agent/ID` or, for the states of one day, `agent/ID/2026-03-02`. */
const OF_DAY = /^(.*)(\/\d{4}-\d\d-\d\d)$/s;

/** A correction's target, `kind/id`: contacts and surveys go by the source's own ids. */
function replaceEntity(entity: string, source: string, stand: StandIns): string {
  const [kind = ""] = entity.split("/", 1);
  const rest = entity.slice(kind.length + 1);
  if (kind === "contact" || kind === "survey" || kind === "event") return entity;
  if (kind === "person") return `person/${stand.customer(rest)}`;
  if (kind !== "agent") return `unknown/${stand.word(entity)}`;
  const [, id = rest, day = ""] = OF_DAY.exec(rest) ?? [];
  return `agent/${stand.agent(source, id)}${day}`;
}

function replaceCorrection({ source, data }: EventOf<"record.corrected">, stand: StandIns): void {
  const { target, set } = data;
  if ("entity" in target) target.entity = replaceEntity(target.entity, source, stand);
  data.reason = "";
  data.by = undefined;
  if (set !== undefined) data.set = replaceSet(set, source, stand);
}

/** What the fold reads of a source's own small object; the rest is not ours to keep. */
function nativeOf(native: Record<string, unknown>): { firstContactResolved: boolean } | undefined {
  const { firstContactResolved: said } = native;
  return typeof said === "boolean" ? { firstContactResolved: said } : undefined;
}

function replaceParty(party: Party, source: string, stand: StandIns): void {
  if (party.id === undefined || party.kind === "queue") return;
  if (party.kind === "agent") party.id = stand.agent(source, party.id);
  else party.id = undefined;
}

/** What a gap can be made good by; that it was is a fact, in whatever words a source says it. */
const HEALERS: ReadonlySet<string> = new Set(["pull", "replay", "import", "backfill"]);
const OTHER_HEALER = "other";

const healerOf = (said: string | undefined): string | undefined =>
  said === undefined || HEALERS.has(said) ? said : OTHER_HEALER;

function replaceText(event: DeskEvent, data: Fields, stand: StandIns): void {
  if (data.channelDetail !== undefined) data.channelDetail = undefined;
  if (data.topic !== undefined) data.topic = stand.word(data.topic);
  if (data.priority !== undefined) data.priority = stand.word(data.priority);
  if (data.native !== undefined) data.native = nativeOf(data.native);
  const { type } = event;
  if (type === "contact.leg_ended") event.data.reason = undefined;
  else if (type === "contact.wrapup_ended") event.data.code = undefined;
  else if (type === "team.membership_changed") event.data.timezone = undefined;
  else if (type === "source.gap") event.data.healedBy = healerOf(event.data.healedBy);
  else if (type === "agent.state_changed" && event.data.reason !== undefined) {
    event.data.reason = stand.word(event.data.reason);
  }
}

function replaceErased({ source, data }: EventOf<"person.erased">, stand: StandIns): void {
  const { person, personRef: reference, requestId } = data;
  data.personRef = stand.erased({ person, source, reference, requestId });
  data.requestId = stand.word(requestId);
}

/** Changes the event so that it can be kept. */
export function replaceIn(event: DeskEvent, stand: StandIns): void {
  if (event.type === "unknown") {
    event.data.name = "unknown";
    return;
  }
  if (event.type === "record.corrected") {
    replaceCorrection(event, stand);
    return;
  }
  if (event.type === "person.erased") {
    replaceErased(event, stand);
    return;
  }
  const { source } = event;
  const data: Fields = event.data;
  if (typeof data.agentId === "string") data.agentId = stand.agent(source, data.agentId);
  if (data.customerRef !== undefined) data.customerRef = stand.customer(data.customerRef);
  if (data.previousAgentId !== undefined) {
    data.previousAgentId = stand.agent(source, data.previousAgentId);
  }
  if (data.actor !== undefined) replaceParty(data.actor, source, stand);
  if (typeof data.to === "object" && data.to !== null) replaceParty(data.to, source, stand);
  replaceText(event, data, stand);
}
