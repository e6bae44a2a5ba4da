/**
 * The telephone system's own hold and talk columns (EVENTS.md 10.4) are a witness: what it asserts is taken away,
 * and the figures that remain, from timestamps alone, must equal it within the second of its clock. Rows of calls out are none of the queue's: their talk begins, by their own
 * columns, minutes after they were dialled.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCore, setOrganisation } from "../../server/core.ts";
import { asteriskQueueTable } from "../../server/sources/asterisk-queue-log.ts";
import { csvRows, csvStart } from "../../server/sources/csv.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { wholeCells } from "../support/cells.ts";

const SOURCE = "/acme/asterisk/pbx1";
const FILE = join(import.meta.dirname, "../../../shared/payloads/asterisk/queue_log_sample.csv");
const NOW = Date.parse("2018-12-05T00:00:00Z");

/** One row as the telephone system wrote it; columns by their headings. */
interface Row {
  readonly call: string;
  readonly event: string;
  /** Seconds in the queue. */
  readonly hold: number;
  readonly talk: number;
}

function rowsOf(text: string): Row[] {
  const { rows, state } = csvRows({ text, last: true }, csvStart());
  const column = (name: string) => state.columns?.indexOf(name) ?? -1;
  const [call, event, hold, talk] = ["callid", "event", "htime", "ttime"].map(column);
  return rows.map(({ cells }) => ({
    call: cells[call ?? -1] ?? "",
    event: cells[event ?? -1] ?? "",
    hold: Number(cells[hold ?? -1]),
    talk: Number(cells[talk ?? -1]),
  }));
}

/** Whatever the telephone system says of lengths is taken away: instants are left. */
function instantsOnly(events: readonly CloudEvent[]): CloudEvent[] {
  return events
    .filter(({ type }) => type !== "deskpulse.contact.measured.v1")
    .map((event) => {
      const { waitMs: _, ringMs: __, ...data } = event.data;
      return { ...event, data };
    });
}

/** The figures of one call alone, as the fold makes them: every value of a measure. */
async function valuesOf(events: readonly CloudEvent[], measures: readonly CellMeasure[]) {
  const core = await openCore({ store: new MemoryStore(), clock: manualClock(NOW) });
  await setOrganisation(core, { sources: [{ id: SOURCE, wrapup: false }] });
  const answer = await core.ingest.submit(SOURCE, events);
  expect(answer.ok && answer.value.rejected).toEqual([]);
  await core.tail.idle();
  const asked = { minutes: 15, measures, from: NOW - 30 * DAY_MS, to: NOW, bySlab: true } as const;
  const loaded = await core.tail.read(asked);
  return measures.flatMap((measure) => wholeCells(loaded, measure).map(({ values }) => values[0]));
}

const WAITED: readonly CellMeasure[] = ["queue.answered.in_time", "queue.answered.late"];
const LEFT: readonly CellMeasure[] = [
  "queue.abandoned.in_time",
  "queue.abandoned.late",
  "queue.abandoned.short",
];

test("[EVENTS 10.4] wait and talk computed from timestamps equal the system's own columns, to a second", async () => {
  const text = readFileSync(FILE, "utf8");
  const table = asteriskQueueTable(SOURCE);
  const { events, refused } = table.translate({ text, last: true }, table.initial);
  expect(refused).toEqual([]);
  const rows = rowsOf(text);
  const compared = { wait: 0, talk: 0, left: 0 };
  const isNear = async (
    kind: keyof typeof compared,
    call: string,
    measures: readonly CellMeasure[],
    said: number,
  ) => {
    const own = instantsOnly(events.filter(({ data }) => data.contactId === call));
    const [value, ...more] = await valuesOf(own, measures);
    expect([call, kind, more]).toEqual([call, kind, []]);
    expect(Math.abs(Number(value) - said)).toBeLessThanOrEqual(1);
    compared[kind] += 1;
  };
  for (const { call, event, hold, talk } of rows) {
    if (event === "CONNECT") await isNear("wait", call, WAITED, hold);
    if (event === "ABANDON") await isNear("left", call, LEFT, hold);
    if (event === "COMPLETEAGENT" || event === "COMPLETECALLER") {
      await isNear("talk", call, ["leg.talk"], talk);
    }
  }
  const count = (...names: string[]) => rows.filter(({ event }) => names.includes(event)).length;
  expect(compared).toEqual({
    wait: count("CONNECT"),
    talk: count("COMPLETEAGENT", "COMPLETECALLER"),
    left: count("ABANDON"),
  });
  expect(compared.talk).toBeGreaterThan(10);
});
