/**
 * One team's week as it happened, in no system's words: tickets, calls and what customers answered afterwards.
 * It begins on the Saturday before and goes on until the Monday after: the edges must not count. Instants in ms,
 * whole seconds; people by their number.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { chances } from "../generate.ts";

export const PEOPLE = [0, 1, 2, 3, 4, 5] as const;
export type Who = (typeof PEOPLE)[number];

/** Somebody did something. */
export interface Deed {
  readonly at: number;
  readonly by: Who;
}

export interface TicketLife {
  readonly id: number;
  readonly createdAt: number;
  readonly assigned: Deed;
  readonly notes: readonly Deed[];
  /** Public ones, in their order. */
  readonly replies: readonly Deed[];
  readonly solves: readonly Deed[];
  /** When its customer wrote again about a solved ticket. */
  readonly reopenedAt: number | null;
}

export interface CallLeg {
  readonly by: Who;
  readonly offeredAt: number;
  readonly answeredAt: number;
  readonly wrapAt: number;
  readonly doneAt: number;
}

/** The first leg of two passes the call on. */
export interface CallLife {
  readonly id: number;
  readonly at: number;
  readonly leftAt: number | null;
  readonly legs: readonly CallLeg[];
}

/** `about` and `by` are null where a customer answered without being asked about anything. */
export interface SurveyLife {
  readonly id: string;
  readonly kind: "csat" | "nps";
  readonly sentAt: number;
  readonly at: number;
  readonly score: number;
  readonly about: string | null;
  readonly by: Who | null;
}

export interface Week {
  readonly tickets: readonly TicketLife[];
  readonly calls: readonly CallLife[];
  readonly surveys: readonly SurveyLife[];
}

type Chance = () => number;

/** So many whole units, from `least` on. */
const some = (chance: Chance, least: number, most: number, unit: number): number =>
  Math.floor(least + chance() * (most - least)) * unit;

const anyone = (chance: Chance): Who => PEOPLE[Math.floor(chance() * PEOPLE.length)] ?? 0;
const another = (who: Who): Who => PEOPLE[(who + 1) % PEOPLE.length] ?? 0;

function ticketOf(id: number, createdAt: number, chance: Chance): TicketLife {
  const owner = anyone(chance);
  let at = createdAt;
  const later = (minutes: number): number => {
    at += some(chance, 30, minutes * 60, 1_000);
    return at;
  };
  const assigned = { at: later(20), by: owner };
  const notes = chance() < 0.3 ? [{ at: later(10), by: owner }] : [];
  const life = { id, createdAt, assigned, notes };
  if (chance() < 0.1) return { ...life, replies: [], solves: [], reopenedAt: null };
  const replies: Deed[] = [{ at: later(300), by: chance() < 0.2 ? another(owner) : owner }];
  if (chance() < 0.2) replies.push({ at: later(60), by: owner });
  if (chance() < 0.15) return { ...life, replies, solves: [], reopenedAt: null };
  const solves: Deed[] = [{ at: later(30 * 60), by: owner }];
  if (chance() < 0.7) return { ...life, replies, solves, reopenedAt: null };
  const reopenedAt = later(24 * 60);
  const again = chance() < 0.3 ? another(owner) : owner;
  replies.push({ at: later(200), by: again });
  if (chance() < 0.8) solves.push({ at: later(60), by: again });
  return { ...life, replies, solves, reopenedAt };
}

/** Nobody is in two calls: `freeAt` says from when each of them can take another. */
function legOf(from: number, not: Who | null, freeAt: number[], chance: Chance): CallLeg {
  const free = PEOPLE.filter((who) => who !== not && (freeAt[who] ?? 0) <= from);
  const soonest = [...PEOPLE].sort((a, b) => (freeAt[a] ?? 0) - (freeAt[b] ?? 0));
  const by = free[Math.floor(chance() * free.length)] ?? soonest.find((who) => who !== not) ?? 0;
  const offeredAt = Math.max(from, freeAt[by] ?? 0) + some(chance, 1, 16, 1_000);
  const answeredAt = offeredAt + some(chance, 1, 14, 1_000);
  const wrapAt = answeredAt + some(chance, 20, 600, 1_000);
  const doneAt = wrapAt + some(chance, 5, 90, 1_000);
  freeAt[by] = doneAt + 1_000;
  return { by, offeredAt, answeredAt, wrapAt, doneAt };
}

function callOf(id: number, at: number, freeAt: number[], chance: Chance): CallLife {
  if (chance() < 0.15) {
    const waited = chance() < 0.3 ? some(chance, 1, 6, 1_000) : some(chance, 6, 80, 1_000);
    return { id, at, leftAt: at + waited, legs: [] };
  }
  const first = legOf(at, null, freeAt, chance);
  if (chance() > 0.15) return { id, at, leftAt: null, legs: [first] };
  return { id, at, leftAt: null, legs: [first, legOf(first.wrapAt, first.by, freeAt, chance)] };
}

/** Never in the hours in which clocks go back: a file of local times could not tell which. */
function answeredAfter(sentAt: number, chance: Chance): number {
  const at = sentAt + some(chance, 60, 20 * 3_600, 1_000);
  return at % DAY_MS < 3 * HOUR_MS ? at + 3 * HOUR_MS : at;
}

function surveyAbout(
  kind: "csat" | "nps",
  id: number,
  solved: Deed,
  chance: Chance,
): readonly SurveyLife[] {
  if (chance() < 0.3) return [];
  const sentAt = solved.at + some(chance, 1, 10, MINUTE_MS);
  const at = answeredAfter(sentAt, chance);
  const score =
    kind === "csat" ? 5 - Math.floor(chance() ** 2 * 5) : 10 - Math.floor(chance() ** 2 * 11);
  const isUnasked = chance() < 0.1;
  const whose = isUnasked ? { about: null, by: null } : { about: String(id), by: solved.by };
  return [{ id: `R${id}`, kind, sentAt, at, score, ...whose }];
}

/** `begin`: midnight UTC of its Monday. */
export function teamWeek(seed: number, begin: number): Week {
  const chance = chances(seed);
  const days = [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7].map((day) => begin + day * DAY_MS);
  const tickets = days.flatMap((day, index) =>
    Array.from({ length: 11 }, (_, at) => {
      const openedAt = day + 6 * HOUR_MS + some(chance, 0, 14 * 3_600, 1_000);
      return ticketOf(40_001 + index * 100 + at, openedAt, chance);
    }),
  );
  const freeAt: number[] = [];
  const calls = days.flatMap((day, index) => {
    const begun = Array.from({ length: 14 }, () => some(chance, 0, 9 * 3_600, 1_000));
    return begun
      .sort((a, b) => a - b)
      .map((at, place) =>
        callOf(5_001 + index * 100 + place, day + 7 * HOUR_MS + at, freeAt, chance),
      );
  });
  const surveys = [
    ...tickets.flatMap(({ id, solves: [solved] }) =>
      solved === undefined ? [] : surveyAbout("csat", id, solved, chance),
    ),
    ...calls.flatMap(({ id, legs }) => {
      const last = legs.at(-1);
      const done = last && { at: last.doneAt, by: last.by };
      return done === undefined ? [] : surveyAbout("nps", id, done, chance);
    }),
  ];
  return { tickets, calls, surveys };
}
