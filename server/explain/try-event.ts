/** What one event alone would become: looked at in an engine of its own, and never kept (SCR-14). */
import { entityOf } from "../../shared/events/entity.ts";
import { parseEvent } from "../../shared/events/event.ts";
import type { Measure } from "../../shared/kpi/measure.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { MINUTE_MS } from "../../shared/time/interval.ts";
import type { TestAnswer } from "../../shared/wire/organisation.ts";
import { openCore, setOrganisation } from "../core.ts";
import { kpisOf } from "../figures/clock/kpis-of.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";

const NOTHING = { type: null, about: null, facts: [], states: [] };

export async function tryEvent(input: unknown, organisation: OrgDocument): Promise<TestAnswer> {
  const parsed = parseEvent(input);
  if (!parsed.ok) return { refused: parsed.problem, ...NOTHING };
  const event = parsed.value;
  const core = await openCore({
    store: new MemoryStore(),
    clock: manualClock(event.at + MINUTE_MS),
  });
  await setOrganisation(core, organisation);
  await core.ingest.submit(event.source, [input]);
  await core.tail.idle();
  const key = entityOf(event);
  const entity = await core.tail.entity(key);
  const told = (measure: Measure) => ({ measure, kpis: kpisOf(measure) });
  return {
    refused: null,
    type: event.type,
    about: key.slice(key.indexOf("|") + 1),
    facts: (entity?.meaning.facts ?? []).map(({ measure, value }) => ({ ...told(measure), value })),
    states: [...new Set((entity?.meaning.spans ?? []).map(({ measure }) => measure))].map(told),
  };
}
