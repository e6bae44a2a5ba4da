/** What an entity's events say once repeats, conflicts and corrections are settled (R3, EVENTS.md 5). */
import { compareEvents, contactKey, surveyKey } from "../../shared/events/entity.ts";
import { type DeskEvent, type EventOf, eventSchemas } from "../../shared/events/event.ts";

type Correction = EventOf<"record.corrected">;

/** What the source said: not when it reached us. */
const content = ({ receivedAt: _, ...said }: DeskEvent): string => JSON.stringify(said);

/**
 * Same source and id with other content: a defect of the source, resolved without regard to order. Of
 * the same content the one that came first.
 */
function stronger(a: DeskEvent, b: DeskEvent): DeskEvent {
  const version = (event: DeskEvent) => event.version ?? "";
  if (version(a) !== version(b)) return version(a) > version(b) ? a : b;
  const [own, other] = [content(a), content(b)];
  if (own !== other) return own > other ? a : b;
  return (a.receivedAt ?? 0) <= (b.receivedAt ?? 0) ? a : b;
}

/** The set of both; a repeat adds nothing (REL-6). The result is sorted by what happened when. */
export function union(
  known: readonly DeskEvent[],
  arrived: readonly DeskEvent[],
): readonly DeskEvent[] {
  const merged = known.slice();
  let sorted = true;
  for (const event of arrived) {
    const at = merged.findIndex((other) => other.id === event.id && other.source === event.source);
    const same = merged[at];
    const last = merged.at(-1);
    if (same !== undefined) {
      if (same === event) continue;
      merged[at] = stronger(same, event);
      sorted = false;
    } else {
      if (last !== undefined && compareEvents(last, event) > 0) sorted = false;
      merged.push(event);
    }
  }
  return sorted ? merged : merged.sort(compareEvents);
}

const targetsEvent = (correction: Correction, event: DeskEvent): boolean =>
  "eventId" in correction.data.target &&
  correction.data.target.eventId === event.id &&
  correction.source === event.source;

/** An event is about its contact, its survey, or both: a correction may name either. */
function isAbout(event: DeskEvent, key: string): boolean {
  const { contactId } = event.data as { contactId?: string };
  const { surveyId } = event.data as { surveyId?: string };
  return (
    (contactId !== undefined && contactKey(event.source, contactId) === key) ||
    (surveyId !== undefined && surveyKey(event.source, surveyId) === key)
  );
}

const targetsEntity = (correction: Correction, event: DeskEvent): boolean =>
  "entity" in correction.data.target &&
  isAbout(event, `${correction.source}|${correction.data.target.entity}`);

export interface Settled {
  /** The events as corrected, corrections gone. Events of other kinds pass untouched. */
  readonly events: readonly DeskEvent[];
  /** Corrections that say what their event could not have said, and so change nothing. */
  readonly misfits: readonly Correction[];
}

/** A correction can be corrected in turn; of several that set the same field the later one wins. */
export function settled(events: readonly DeskEvent[]): Settled {
  const corrections = events.filter((event) => event.type === "record.corrected");
  if (corrections.length === 0) return { events, misfits: [] };
  const standing = corrections.filter((one) => !retracted(one, corrections, new Set()));
  const fitting = new Map<Correction, boolean>();
  const kept: DeskEvent[] = [];
  for (const event of events) {
    if (event.type === "record.corrected") continue;
    const own = standing.filter((one) => targetsEvent(one, event) || targetsEntity(one, event));
    if (own.some((one) => one.data.retract)) continue;
    kept.push(own.reduce<DeskEvent>((so, one) => corrected(so, one, fitting), event));
  }
  return { events: kept, misfits: standing.filter((one) => fitting.get(one) === false) };
}

/** The events alone. */
export const settle = (events: readonly DeskEvent[]): readonly DeskEvent[] =>
  settled(events).events;

/** Is this correction itself taken back? `seen` stops two that name each other. */
function retracted(one: Correction, all: readonly Correction[], seen: Set<string>): boolean {
  if (seen.has(one.id)) return false;
  seen.add(one.id);
  return all.some(
    (other) =>
      other.data.retract === true && targetsEvent(other, one) && !retracted(other, all, seen),
  );
}

/**
 * The event as corrected; what does not fit its fields would not have been accepted, and is not now.
 * `fitting` learns whether the correction fitted any event it speaks of.
 */
function corrected(
  event: DeskEvent,
  correction: Correction,
  fitting: Map<Correction, boolean>,
): DeskEvent {
  if (event.type === "unknown") return event;
  const set = Object.entries(correction.data.set ?? {});
  const byEntity = "entity" in correction.data.target;
  const said = event.data as Record<string, unknown>; // a field may be there and undefined
  const applies = byEntity ? set.filter(([field]) => said[field] !== undefined) : set;
  if (applies.length === 0) return event;
  const data = { ...event.data, ...Object.fromEntries(applies) };
  const parsed = eventSchemas[event.type].safeParse(data);
  fitting.set(correction, parsed.success || fitting.get(correction) === true);
  return parsed.success ? ({ ...event, data: parsed.data } as DeskEvent) : event;
}
