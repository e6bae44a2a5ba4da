/**
 * One contact as one row: the values it brought to figures of a scope and a period, and why the rest did
 * not count. The reasons are the contact clock's own, so that row and clock cannot disagree.
 */
import type { Period } from "../../shared/time/interval.ts";
import type { Family, Reason } from "../../shared/wire/contact-clock.ts";
import type { GroupId, OwnWhy } from "../../shared/wire/contact-rows.ts";
import { fills, missingOf } from "../figures/clock/missing.ts";
import { toldOf } from "../figures/clock/told.ts";
import { contactOf } from "../figures/contacts.ts";
import { SOMEBODY } from "../figures/redact.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity } from "../fold/entity.ts";
import type { Dims, Fact, Span } from "../fold/facts/fact.ts";
import { CONTACT_MEASURES, columnOf, GROUPS } from "./contact-groups.ts";

export type Why = OwnWhy | Reason;

export interface ContactLine {
  readonly source: string;
  readonly contact: string;
  readonly channel: Dims["channel"];
  readonly direction: Dims["direction"];
  /** Of what counts here, each once. */
  readonly teams: readonly string[];
  readonly queues: readonly string[];
  /** Those who may not be told apart are one "*". */
  readonly agents: readonly string[];
  /** Ms since 1970; null: it did not come to that, or nobody told. */
  readonly createdAt: number | null;
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
  /** By column (`RowMeasure`): what counts here, in order of the instants. */
  readonly values: ReadonlyMap<string, readonly number[]>;
  readonly why: ReadonlyMap<GroupId, Why>;
}

/** What a row is asked for. */
export interface Asked {
  readonly period: Pick<Period, "from" | "to">;
  /** Does it belong to the scope? */
  readonly admit: (dims: Dims) => boolean;
  /** Is it one that too few people are behind? */
  readonly isWithheld: (fact: Fact) => boolean;
  /** False: nothing that is withheld may be worked out from instants either. */
  readonly showsInstants: boolean;
  /** False: nor from why it does not count, nor from what was done the other way round. */
  readonly showsReasons: boolean;
  /** May this agent be told apart? */
  readonly persons: (agent: string) => boolean;
  readonly directory: Directory;
  /** When it is asked, ms since 1970. */
  readonly now: number;
}

/** What timelines tell about one contact (server/figures/clock/contact-clock.ts). */
export interface Shared {
  readonly facts: readonly Fact[];
  readonly pending: readonly Span[];
}

const MEASURES: ReadonlySet<string> = new Set(CONTACT_MEASURES);

export const isInPeriod = ({ at }: Pick<Fact, "at">, { period }: Asked): boolean =>
  at >= period.from && at < period.to;

/** Does it enter a figure of this scope and period? */
export const isCounted = (fact: Fact, asked: Asked): boolean =>
  MEASURES.has(fact.measure) && isInPeriod(fact, asked) && asked.admit(fact);

const unique = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

/** Null: nothing of it counts here, or nothing that may be seen. */
export function lineOf(entity: Entity, shared: Shared, asked: Asked): ContactLine | null {
  const all = [...entity.meaning.facts, ...shared.facts];
  const counted = all.filter((fact) => isCounted(fact, asked) && !asked.isWithheld(fact));
  if (counted.length === 0) return null;
  counted.sort((a, b) => a.at - b.at);
  const told = toldOf(entity, asked.directory, asked.now);
  const missing = new Map<GroupId, Reason>(
    missingOf(told, all, shared.pending).map(({ family, why }) => [family, why]),
  );
  const values = new Map<string, number[]>();
  for (const { measure, value, direction } of counted) {
    const column = columnOf(measure, direction, told.contact.direction);
    if (!asked.showsReasons && column !== measure) continue;
    const known = values.get(column);
    if (known === undefined) values.set(column, [value]);
    else known.push(value);
  }
  const { contact, answers, solving } = told;
  const { showsInstants, persons } = asked;
  return {
    ...contactOf(entity.key),
    channel: contact.channel,
    direction: contact.direction,
    teams: unique(counted.map(({ team }) => team)),
    queues: unique(counted.map(({ queue }) => queue)),
    agents: unique(
      counted.map(({ agent }) => (agent === null || persons(agent) ? agent : SOMEBODY)),
    ),
    createdAt: contact.openedAt ?? null,
    firstReplyAt: showsInstants ? (answers?.response.calendar?.at ?? null) : null,
    resolvedAt: showsInstants && solving.isSolved ? (solving.solves.at(-1)?.at ?? null) : null,
    values,
    why: whysOf(all, missing, asked),
  };
}

/** Of a family the measures that fill it decide, of a group of our own any. */
function whysOf(
  all: readonly Fact[],
  missing: ReadonlyMap<GroupId, Reason>,
  asked: Asked,
): Map<GroupId, Why> {
  return new Map(
    GROUPS.map(({ id, measures }): [GroupId, Why] => {
      const reason = missing.get(id);
      if (reason !== undefined) return [id, asked.showsReasons ? reason : "withheld"];
      const own = all.filter(({ measure }) => (measures as readonly string[]).includes(measure));
      const filling = own.filter(({ measure }) => fills(id as Family, measure));
      return [id, counting(filling.length > 0 ? filling : own, asked)];
    }),
  );
}

function counting(facts: readonly Fact[], asked: Asked): OwnWhy {
  const here = facts.filter((fact) => isCounted(fact, asked));
  if (here.length > 0) return here.every(asked.isWithheld) ? "withheld" : "counted";
  if (facts.some((fact) => isInPeriod(fact, asked))) return "other_credit";
  return facts.length > 0 ? "other_period" : "none";
}
