/** Folding alone: no HTTP, no disk. */
import { demoOrganisation } from "../../server/demo/organisation.ts";
import { directoryOf } from "../../server/fold/directory.ts";
import { newEntity } from "../../server/fold/entity.ts";
import { meaningOf } from "../../server/fold/facts/facts-of.ts";
import type { LogEvent, LogGroup } from "../../server/fold/log-event.ts";
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import { homeOf, statedHome } from "../../server/tail/homes.ts";
import { Tail } from "../../server/tail/tail.ts";
import { orgDocument } from "../../shared/org/org.ts";
import { manualClock } from "../../shared/time/clock.ts";
import type { Bench } from "./bench.ts";
import { deskEvents, logOf } from "./log.ts";
import { EVENING } from "./stream.ts";

const EVENTS = 50_000;
const RUNS = 5;

/** Seconds to fold a log into an empty tail. */
async function foldSeconds(log: readonly LogGroup[]): Promise<number> {
  const tail = new Tail({ store: openMemoryStore(), clock: manualClock(EVENING) });
  const began = performance.now();
  for (const group of log) tail.accept(group);
  await tail.idle();
  return (performance.now() - began) / 1000;
}

/** The events of each contact, whole: what `meaningOf` sees last. */
function byHome(events: readonly LogEvent[]): LogEvent[][] {
  const entities = new Map<string, LogEvent[]>();
  for (const event of events) {
    const home = homeOf(statedHome(event) ?? "none", newEntity);
    const own = entities.get(home);
    if (own === undefined) entities.set(home, [event]);
    else own.push(event);
  }
  entities.delete("none");
  return [...entities.values()].filter(([first]) => first?.type.startsWith("contact."));
}

function meaningMicroseconds(contacts: readonly LogEvent[][]): number {
  const directory = directoryOf(orgDocument.parse(demoOrganisation));
  const began = performance.now();
  for (const events of contacts) meaningOf(events, directory, Number.MAX_SAFE_INTEGER);
  return ((performance.now() - began) * 1000) / contacts.length;
}

export const fold: Bench = {
  name: "fold",
  about: "Tail.accept of a day of several centres in groups of 1,000, memory store, one thread",
  async run({ note }) {
    const events = deskEvents(EVENTS, "fold");
    const log = logOf(events);
    const contacts = byHome(events);
    const mean = contacts.reduce((sum, own) => sum + own.length, 0) / contacts.length;
    note(`${events.length} events; ${contacts.length} contacts of ${mean.toFixed(1)} events`);
    const rates: number[] = [];
    const pure: number[] = [];
    for (let run = -1; run < RUNS; run += 1) {
      const seconds = await foldSeconds(log);
      const each = meaningMicroseconds(contacts);
      if (run < 0) continue;
      rates.push(events.length / seconds);
      pure.push(each);
    }
    return [
      {
        figure: "events folded",
        values: rates,
        unit: "events/s",
        aim: { on: "value", is: "at least", bound: 200_000 },
      },
      { figure: "the same", values: rates.map((rate) => 1e6 / rate), unit: "µs/event" },
      { figure: "meaningOf a whole contact", values: pure, unit: "µs" },
    ];
  },
};
