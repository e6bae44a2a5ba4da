/** Weekly reports over HTTP: the figures of every screen, sealed, and what is withheld (SCR-12, REL-3, PRIV-5). */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FigureJson } from "../../../shared/wire/http.ts";
import {
  type ReportAnswer,
  reportAnswer,
  reportLedger,
  reportWeeks,
  revisionHead,
} from "../../../shared/wire/report.ts";
import { callOf, type House, openHouse, SOURCE } from "../../rights/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const WEEK = "2026-W10";
const MONDAY_AFTER = Date.parse("2026-03-09T06:00:00Z");

type Asks = (method: string, path: string, body?: unknown) => Promise<Response>;

async function report(ask: Asks, query: string): Promise<ReportAnswer> {
  const response = await ask("GET", `/reports/weekly/${query}`);
  expect(response.status).toBe(200);
  return reportAnswer.parse(await response.json());
}

const lineOf = ({ report: { lines } }: ReportAnswer, kpi: string) =>
  lines.find((line) => line.kpi === kpi);

test("[R11][EXP-8] every line of an open week is the answer of the figures API", async () => {
  const { ask } = await house.enter([{ role: "manager" }]);
  const answer = await report(ask, `${WEEK}?scope=centre`);
  expect(answer.state).toBe("open");
  const { lines } = answer.report;
  expect(lines.length).toBeGreaterThan(5);
  const kpis = lines.map(({ kpi }) => kpi).join(",");
  const response = await ask("GET", `/figures?kpi=${kpis}&period=${WEEK}`);
  const figures = (await response.json()) as FigureJson[];
  for (const [at, { kpi, value, n, numerator, denominator, interval }] of lines.entries()) {
    expect(figures[at]).toMatchObject({ kpi, value, n, numerator, denominator, interval });
  }
});

test("[REL-3] a week is sealed once when it is over, stays as it was, and says what is others now", async () => {
  const early = await house.ask("manager", "POST", `/reports/weekly/${WEEK}/seal`, {});
  expect(early.status).toBe(409); // it still runs
  house.clock.set(MONDAY_AFTER);
  const { ask } = await house.enter([{ role: "manager" }]);
  const seal = () => ask("POST", `/reports/weekly/${WEEK}/seal`, { scope: "centre" });
  const response = await seal();
  expect(response.status).toBe(201);
  const head = revisionHead.parse(await response.json());
  expect(head).toMatchObject({
    revision: 1,
    sealedAt: "2026-03-09T06:00:00.000Z",
    differences: [],
  });
  expect((await seal()).status).toBe(409); // nothing differs

  const before = await report(ask, WEEK);
  expect(before).toMatchObject({ state: "sealed", revision: 1, pending: [] });
  await house.core.ingest.submit(SOURCE, callOf("eva", 7, Date.parse("2026-03-05T09:00:00Z"), 600));
  await house.core.tail.idle();
  const after = await report(ask, WEEK);
  expect(after.report).toEqual(before.report);
  const answered = after.pending.find(
    ({ place }) => place.part === "line" && place.kpi === "aht.mean",
  );
  expect(answered).toMatchObject({ before: { n: 20 }, after: { n: 21 } });

  const ledger = await ask("GET", `/reports/weekly/${WEEK}/ledger`);
  expect(reportLedger.parse(await ledger.json()).differences).toHaveLength(after.pending.length);
  const list = await ask("GET", "/reports/weeks");
  expect(reportWeeks.parse(await list.json()).weeks).toMatchObject([
    { week: "2026-W11", state: "open", revision: null, pending: null },
    { week: WEEK, state: "sealed", revision: 1, pending: true },
  ]);

  expect((await seal()).status).toBe(201);
  const again = await report(ask, WEEK);
  expect(again).toMatchObject({ state: "sealed", revision: 2, pending: [] });
  const name = expect.stringMatching(/^User \d+$/);
  expect(again.revisions).toMatchObject([{ byName: name }, { byName: name }]);
  expect(lineOf(again, "aht.mean")?.n).toBe(21);
  expect((await report(ask, `${WEEK}?revision=1`)).report).toEqual(before.report);
  expect((await ask("GET", `/reports/weekly/${WEEK}?revision=3`)).status).toBe(404);
});

const ticket = (contactId: string, at: number): object => ({
  specversion: "1.0",
  type: "deskpulse.contact.created.v1",
  source: SOURCE,
  id: contactId,
  time: new Date(at).toISOString(),
  subject: `contact/${contactId}`,
  data: { contactId, channel: "email", direction: "inbound" },
});

test("[EXP-5] how many there were so far is not compared with whole weeks, nor anything with a year before the log", async () => {
  const { ask } = await house.enter([{ role: "manager" }]);
  const thisWeek = MONDAY_AFTER - 3_600_000;
  await house.core.ingest.submit(SOURCE, callOf("eva", 9, thisWeek, 300));
  await house.core.ingest.submit(SOURCE, [
    ticket("t-1", thisWeek),
    ticket("t-2", Date.parse("2026-03-05T10:00:00Z")),
  ]);
  await house.core.tail.idle();
  const open = await report(ask, "2026-W11");
  expect(lineOf(open, "tickets.created")).toMatchObject({
    value: 1,
    compared: { previous: null, lastFour: null },
    weeks: [{ value: 1 }, { value: 1 }],
  });
  expect(lineOf(open, "aht.mean")?.compared.previous?.n).toBe(21);
  const whole = await report(ask, WEEK);
  for (const { compared } of [...open.report.lines, ...whole.report.lines]) {
    expect(compared.lastYear).toBeNull();
  }
});
