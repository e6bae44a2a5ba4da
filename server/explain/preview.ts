/**
 * What a change of the organisation would touch, before anybody makes it (SCR-18): how much, and which
 * figures of this week and the last one would move. Looked at only: nothing is folded, kept or written.
 */
import { setImmediate } from "node:timers/promises";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { type Period, periodOf, plusDays, weekOf } from "../../shared/time/interval.ts";
import type { PreviewAnswer } from "../../shared/wire/preview.ts";
import type { Core } from "../core.ts";
import { kpisOf } from "../figures/clock/kpis-of.ts";
import { type Directory, directoryOf } from "../fold/directory.ts";
import { difference, type Entity, extent } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import { derive } from "../tail/derive.ts";
import { documentTouch } from "../tail/document-change.ts";
import type { Touched } from "../tail/touched.ts";

/** So many entities of these two weeks, and as many of all time before, are looked at. */
export const LOOKED_MAX = 20_000;

/** Looked at in one go: some milliseconds; then others get their turn. */
const AT_ONCE = 200;

const WEEKS = ["this-week", "last-week"] as const;
type Week = (typeof WEEKS)[number];

export type PreviewCore = Pick<Core, "tail" | "clock" | "pseudonyms">;

interface Move {
  readonly contacts: Set<string>;
  readonly teams: Set<string>;
}

/** What changed facts say, gathered by week and KPI. */
class Moves {
  readonly #weeks: readonly (readonly [Week, Period])[];
  readonly #moves = new Map<string, Move>();
  readonly contacts: Record<Week, Set<string>> = { "this-week": new Set(), "last-week": new Set() };

  constructor(weeks: readonly (readonly [Week, Period])[]) {
    this.#weeks = weeks;
  }

  note(fact: Fact, key: string): void {
    const [week] = this.#weeks.find(([, { from, to }]) => fact.at >= from && fact.at < to) ?? [];
    if (week === undefined) return;
    const contact = fact.contact ?? key;
    if (!isTimeline(contact)) this.contacts[week].add(contact);
    for (const kpi of kpisOf(fact.measure as CellMeasure)) {
      const name = `${week} ${kpi}`;
      const move = this.#moves.get(name) ?? { contacts: new Set(), teams: new Set() };
      this.#moves.set(name, move);
      move.contacts.add(contact);
      if (fact.team !== null) move.teams.add(fact.team);
    }
  }

  all(): PreviewAnswer["moves"] {
    return [...this.#moves]
      .map(([name, { contacts, teams }]) => {
        const [week = "", kpi = ""] = name.split(" ");
        return { week: week as Week, kpi, contacts: contacts.size, teams: [...teams].sort() };
      })
      .sort((a, b) => b.contacts - a.contacts || (a.kpi < b.kpi ? -1 : 1));
  }
}

/** This ISO week and the one before. */
function weeksAt(now: number, zone: string): (readonly [Week, Period])[] {
  const labels = ["this-week", weekOf(plusDays(now, -7, zone), zone)];
  return WEEKS.flatMap((week, index) => {
    const period = periodOf(labels[index] ?? "", zone, now);
    return period.ok ? [[week, period.value] as const] : [];
  });
}

const membershipsIn = ({ tail }: PreviewCore) =>
  tail.organisation().filter((event) => event.type === "team.membership_changed");

/** Facts that an entity would have instead, or no longer. */
function eachChange(entity: Entity, directory: Directory, now: number, note: (fact: Fact) => void) {
  const { events, parts, meaning } = entity;
  const next = derive(events, directory, now, false, parts).meaning;
  difference(meaning.facts, next.facts, note);
}

interface Counted {
  readonly touched: number;
  readonly isMore: boolean;
}

/** Counts what is touched among at most LOOKED_MAX entities, and shows each to `look`. */
async function countTouched(
  entities: AsyncIterable<Entity>,
  { touches }: Touched,
  isMine: (entity: Entity) => boolean,
  look: (entity: Entity) => void = () => {},
): Promise<Counted> {
  let looked = 0;
  let touched = 0;
  for await (const entity of entities) {
    if (!isMine(entity) || entity.key.startsWith("|")) continue;
    looked += 1;
    if (looked % AT_ONCE === 0) await setImmediate();
    if (looked > LOOKED_MAX) return { touched, isMore: true };
    if (!touches(entity, extent(entity).lastAt)) continue;
    touched += 1;
    look(entity);
  }
  return { touched, isMore: false };
}

/** `to` is described as people do. Reads at most twice LOOKED_MAX entities, others get their turn meanwhile. */
export async function previewOf(core: PreviewCore, to: OrgDocument): Promise<PreviewAnswer> {
  const { tail, clock, pseudonyms } = core;
  const now = clock.now();
  const before = tail.document();
  const after = pseudonyms.pretend(to, before);
  const touch = documentTouch(before, after);
  const weeks = weeksAt(now, before.organisation.zone);
  const nothing = { from: null, touched: 0, isMore: false, contacts: NONE, moves: [] };
  if (touch.from === Infinity && touch.planned.size === 0) return { ...nothing, changes: false };
  const recentFrom = Math.min(...weeks.map(([, { from }]) => from));
  const directory = directoryOf(after, membershipsIn(core));
  const moves = new Moves(weeks);
  const isRecent = (entity: Entity) => extent(entity).lastAt >= recentFrom;
  const recent = await countTouched(
    tail.between(recentFrom, Number.MAX_SAFE_INTEGER),
    touch,
    isRecent,
    (entity) => eachChange(entity, directory, now, (fact) => moves.note(fact, entity.key)),
  );
  const earliest = Math.max(touch.from, Number.MIN_SAFE_INTEGER);
  const old =
    earliest >= recentFrom
      ? { touched: 0, isMore: false }
      : await countTouched(tail.between(earliest, recentFrom), touch, (one) => !isRecent(one));
  return {
    changes: true,
    from:
      touch.from > -Infinity && touch.from < Infinity ? new Date(touch.from).toISOString() : null,
    touched: recent.touched + old.touched + touch.planned.size,
    isMore: recent.isMore || old.isMore,
    contacts: {
      thisWeek: moves.contacts["this-week"].size,
      lastWeek: moves.contacts["last-week"].size,
    },
    moves: moves.all(),
  };
}

const NONE = { thisWeek: 0, lastWeek: 0 };
