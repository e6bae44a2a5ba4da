/**
 * One row per contact (EXP-11), as they are found: read in small pieces, never all in memory, and everybody
 * else gets a turn meanwhile. Over a period that is over, the values of all rows are the facts behind
 * each figure of the scope, exactly.
 */
import { setImmediate } from "node:timers/promises";
import type { Ledger } from "../figures/ledger.ts";
import type { Entity } from "../fold/entity.ts";
import { type Asked, type ContactLine, isCounted, isInPeriod, lineOf } from "./contact-line.ts";
import { createTimelines } from "./contact-timelines.ts";

/** Contacts whose timelines are looked up together. */
const TOGETHER_MAX = 200;
/** Rows that are made at a stretch: two milliseconds or so. */
const ROWS_AT_ONCE = 20;
/** Entities that are passed over at a stretch. */
const PASSED_AT_ONCE = 1_000;

/** A contact, or a survey that came without one. */
const isContact = (key: string): boolean => /\|(contact|survey)\//.test(key);

/** Could something of it count here? What it brings to a timeline counts at the entry's own instant. */
function mayCount({ key, meaning, movedTo }: Entity, asked: Asked): boolean {
  if (movedTo !== null || !isContact(key)) return false;
  if (meaning.facts.some((fact) => isCounted(fact, asked))) return true;
  return meaning.entries.some(
    (entry) =>
      (entry.kind === "leg" || entry.kind === "visit") &&
      entry.at !== null &&
      isInPeriod({ at: entry.at }, asked),
  );
}

/** Each contact of which something counts, once, in no particular order. Stops when nobody asks on. */
export async function* contactRows(ledger: Ledger, asked: Asked): AsyncGenerator<ContactLine> {
  const { from, to } = asked.period;
  const timelinesOf = createTimelines(ledger);
  let together: Entity[] = [];
  let passed = 0;
  async function* rows(): AsyncGenerator<ContactLine> {
    const shared = await timelinesOf(together);
    let made = 0;
    for (const [entity, own] of shared) {
      const line = lineOf(entity, own, asked);
      made += 1;
      if (line !== null) yield line;
      if (made % ROWS_AT_ONCE === 0) await setImmediate();
    }
    together = [];
  }
  for await (const entity of ledger.between(from, to)) {
    if (mayCount(entity, asked)) together.push(entity);
    else if (++passed % PASSED_AT_ONCE === 0) await setImmediate();
    if (together.length === TOGETHER_MAX) yield* rows();
  }
  yield* rows();
}
