/**
 * What was said: raw events, each once, as corrected, in the order of EVENTS.md section 5. Everything
 * in this folder is written from KPIS.md and EVENTS.md alone and shares no code with the product.
 */
import type { CloudEvent } from "../../shared/events/event.ts";

interface Item {
  readonly score: number;
  readonly min: number;
  readonly max: number;
  readonly weight: number;
  readonly critical: boolean;
}

/** All fields of all types that anybody here reads. */
export interface Words {
  readonly contactId?: string;
  readonly channel?: string;
  readonly direction?: string;
  readonly kind?: string;
  readonly legId?: string;
  readonly agentId?: string | null;
  readonly teamId?: string | null;
  readonly queueId?: string;
  readonly customerRef?: string;
  readonly topic?: string;
  readonly parentContactId?: string;
  readonly openedAt?: string;
  readonly actor?: { readonly kind: string };
  readonly reason?: string;
  readonly party?: string;
  readonly offerId?: string;
  readonly outcome?: string;
  readonly role?: string;
  readonly via?: string;
  readonly from?: string;
  readonly visibility?: string;
  readonly automated?: boolean;
  readonly onHold?: boolean;
  readonly fromLegId?: string;
  readonly toLegId?: string;
  readonly stage?: string;
  readonly to?: string;
  readonly surveyId?: string;
  readonly purpose?: string;
  readonly score?: number;
  readonly scale?: { readonly min: number; readonly max: number };
  readonly items?: readonly Item[];
  readonly state?: string;
  readonly change?: string;
  readonly effectiveAt?: string;
  readonly primary?: boolean;
  readonly talkMs?: number;
  readonly holdMs?: number;
  readonly wrapupMs?: number;
}

export interface Said {
  readonly source: string;
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  /** The short name, such as `contact.created`. */
  readonly type: string;
  readonly version: string;
  readonly words: Words;
}

/** Both instants of a duration are floored to the second before they are subtracted (KPIS.md 1.2). */
export const second = (at: number): number => Math.floor(at / 1000);

const ORDER = [
  ["team.membership_changed", "agent.state_changed", "contact.created", "contact.transferred"],
  ["contact.queued", "contact.offered", "contact.assigned", "contact.answered"],
  ["contact.hold_changed", "contact.message", "contact.abandoned", "contact.leg_ended"],
  ["contact.wrapup_ended", "contact.status_changed", "contact.measured"],
  ["survey.sent", "survey.answered", "record.corrected", "person.erased", "source.gap"],
].flat();

const byOrder = (a: Said, b: Said): number =>
  a.at - b.at || ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (a.id < b.id ? -1 : 1);

/** Refused at the door: a score outside its scale, an agent's message without its agent. */
export function isInvalid({ type, data }: CloudEvent): boolean {
  const { score, scale, from, agentId } = data as Words;
  if (type.includes("survey.answered") && score !== undefined && scale !== undefined) {
    return score < scale.min || score > scale.max;
  }
  return type.includes("contact.message") && from === "agent" && agentId === undefined;
}

interface Correction {
  readonly target?: { readonly eventId?: string };
  readonly set?: Words;
  readonly retract?: true;
}

/** What had happened by `until`, valid, once, corrected and in order. */
export function listen(events: readonly CloudEvent[], until: number): Said[] {
  const once = new Map<string, CloudEvent>();
  for (const one of events) {
    if (!isInvalid(one) && Date.parse(one.time) <= until) once.set(`${one.source} ${one.id}`, one);
  }
  const corrections = [...once.values()].filter(({ type }) => type.includes("record.corrected"));
  const said: Said[] = [];
  for (const { source, id, time, type, entityversion = "", data } of once.values()) {
    if (type.includes("record.corrected")) continue;
    let words = data as Words;
    let isRetracted = false;
    for (const other of corrections) {
      const { target, set, retract } = other.data as Correction;
      if (other.source !== source || target?.eventId !== id) continue;
      if (retract) isRetracted = true;
      else words = { ...words, ...set };
    }
    if (isRetracted) continue;
    const name = type.replace("deskpulse.", "").replace(".v1", "");
    said.push({ source, id, at: Date.parse(time), type: name, version: entityversion, words });
  }
  return said.sort(byOrder);
}
