/**
 * What of a period is otherwise than it was at a moment of the log, contact by contact, and why (REL-3):
 * later events, another description of the organisation, or time that went by.
 */
import { setImmediate } from "node:timers/promises";
import type { Period } from "../../shared/time/interval.ts";
import { difference, type Entity, extent } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import { firstContacts } from "../fold/timeline/customer.ts";
import { agentDayOf, type Entry, isTimeline, type VisitEntry } from "../fold/timeline/entry.ts";
import { derive } from "../tail/derive.ts";
import { documentTouch } from "../tail/document-change.ts";
import { membershipsTouch, type Touched } from "../tail/touched.ts";
import { retold } from "./as-known.ts";
import type { History } from "./history.ts";
import { kinOf } from "./kin.ts";
import { type Moment, type News, newsSince } from "./news.ts";

/** So many entities with news are looked at. */
export const SINCE_MAX = 20_000;
/** So many of the period: most say at once that they are the same, in some 30 µs each. */
const LOOKED_MAX = 300_000;
/** Looked at in one go: some milliseconds; then others get their turn. */
const AT_ONCE = 100;

/** One contact (or agent's day) whose facts of the period are others. */
export interface Changed {
  readonly key: string;
  readonly was: readonly Fact[];
  readonly is: readonly Fact[];
  /** Its own events that were not there then, in their order. */
  readonly news: readonly LogEvent[];
  /** The organisation's change may have touched it. */
  readonly isTouched: boolean;
  /** Nothing it is made of is news: only time went by. */
  readonly isByTime: boolean;
}

export interface Since {
  readonly changed: readonly Changed[];
  /** False: there was more than is looked at. */
  readonly isComplete: boolean;
}

const NOTHING_TOUCHED = { touches: () => false };

/** What the organisation's change since then can touch. */
function touchOf(
  history: History,
  moment: Moment,
  { memberships }: News,
): Pick<Touched, "touches"> {
  const now = history.document();
  const { document } = moment;
  const isSame = document === null || JSON.stringify(document) === JSON.stringify(now);
  const parts = [
    isSame ? NOTHING_TOUCHED : documentTouch(document, now),
    memberships.length === 0
      ? NOTHING_TOUCHED
      : membershipsTouch(now, history.directory(), memberships),
  ];
  return { touches: (entity, lastAt) => parts.some(({ touches }) => touches(entity, lastAt)) };
}

/** Entities that something was told of since, and that may say something of before `to`. */
async function toldOf(history: History, { keys }: News, to: number) {
  const told = new Map<string, Entity>();
  let looked = 0;
  for (const key of keys) {
    looked += 1;
    if (looked % AT_ONCE === 0) await setImmediate();
    if (looked > SINCE_MAX) return { told, isComplete: false };
    const entity = await history.homeOf(key);
    if (entity !== null && extent(entity).firstAt < to) told.set(entity.key, entity);
  }
  return { told, isComplete: true };
}

const isVisit = (entry: Entry): entry is VisitEntry => entry.kind === "visit";

const isMoved = (was: readonly Fact[], is: readonly Fact[]): boolean => {
  let moved = false;
  difference(was, is, () => {
    moved = true;
  });
  return moved;
};

/** Collects facts of the period by the contact they are of. */
class Sides {
  readonly #period: Pick<Period, "from" | "to">;
  readonly all = new Map<string, { was: Fact[]; is: Fact[] }>();

  constructor(period: Pick<Period, "from" | "to">) {
    this.#period = period;
  }

  note(side: "was" | "is", { key }: Entity, facts: readonly Fact[]): void {
    const { from, to } = this.#period;
    for (const fact of facts) {
      if (fact.at < from || fact.at >= to) continue;
      const contact = fact.contact ?? key;
      const own = this.all.get(contact) ?? { was: [], is: [] };
      this.all.set(contact, own);
      own[side].push(fact);
    }
  }
}

export async function changedSince(
  history: History,
  read: (after: number) => AsyncIterable<LogGroup>,
  moment: Moment,
  period: Pick<Period, "from" | "to">,
): Promise<Since> {
  const { from, to } = period;
  const news = await newsSince(history, read, moment, to);
  const { past } = news;
  const touch = touchOf(history, moment, news);
  const { told, isComplete: isAllTold } = await toldOf(history, news, to);
  const touched = new Set<string>();
  const timed: { readonly entity: Entity; readonly was: readonly Fact[] }[] = [];
  let looked = 0;
  for await (const entity of history.between(from, to)) {
    looked += 1;
    if (looked % AT_ONCE === 0) await setImmediate();
    if (looked > LOOKED_MAX) break;
    const { key, events, parts, meaning } = entity;
    if (!isTimeline(key) && touch.touches(entity, extent(entity).lastAt)) {
      touched.add(key);
      told.set(key, entity);
    }
    // What an agent's day is made of is another only where something else is.
    if (told.has(key) || agentDayOf(key) !== null) continue;
    const was = isTimeline(key)
      ? firstContacts([...parts.values()].flat().filter(isVisit), past.now).facts
      : derive(events.filter(past.isKnown), past.directory, past.now, false, parts).meaning.facts;
    if (isMoved(was, meaning.facts)) timed.push({ entity, was });
  }
  const kin = await kinOf(history, [...told.values()], past);
  const { replaced, instead } = await retold(history, kin, past, period);
  const sides = new Sides(period);
  for (const entity of replaced) sides.note("is", entity, entity.meaning.facts);
  for (const entity of instead) sides.note("was", entity, entity.meaning.facts);
  const again = new Set([...kin.late, ...kin.timelines]);
  const byTime = new Set<string>();
  for (const { entity, was } of timed) {
    if (again.has(entity.key)) continue;
    for (const { contact } of [...was, ...entity.meaning.facts]) byTime.add(contact ?? entity.key);
    sides.note("is", entity, entity.meaning.facts);
    sides.note("was", entity, was);
  }
  const changed: Changed[] = [];
  for (const [key, { was, is }] of sides.all) {
    if (!isMoved(was, is)) continue;
    const own = told.get(key) ?? kin.members.get(key);
    const fresh = (own?.events ?? []).filter((event) => !past.isKnown(event));
    const isTouched = touched.has(key);
    changed.push({ key, was, is, news: fresh, isTouched, isByTime: byTime.has(key) });
  }
  return { changed, isComplete: news.isComplete && isAllTold && looked <= LOOKED_MAX };
}
