/**
 * Fifty generated weeks: every number of a report is the figures' own, later news never changes a sealed one,
 * every displayed difference has a cause, and the log gives every sealed report again, bit for bit.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyReports } from "../../server/commands/verify/reports.ts";
import { type Core, setOrganisation } from "../../server/core.ts";
import { kpisOf } from "../../server/figures/ask.ts";
import { type By, figures } from "../../server/figures/figure.ts";
import type { Scope } from "../../server/figures/scope.ts";
import { createReporting } from "../../server/reporting.ts";
import { weekPeriod } from "../../server/reports/periods.ts";
import type { Asked, Found, Reports } from "../../server/reports/reports.ts";
import { allRevisions, openSealed } from "../../server/reports/revisions.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { DAY_MS, HOUR_MS } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { type ReportCell, reportAnswer } from "../../shared/wire/report.ts";
import { BEGIN, centre, chances, NOW } from "../support/generate.ts";
import { newWorld, org, runs, send } from "./world.ts";

/** Monday at seven, after the second week. */
const SEALED_AT = BEGIN + 14 * DAY_MS + 8 * HOUR_MS;
const ZONE = "Europe/Amsterdam";
const WEEKS = ["2026-W43", "2026-W44"].map((week) => weekPeriod(week, ZONE));

const SCOPES: readonly Scope[] = [
  { label: "centre", filter: {} },
  { label: "team:north", filter: { team: "north" } },
];
const ASKED: readonly Asked[] = SCOPES.flatMap((scope) =>
  WEEKS.map((period) => ({ scope, period })),
);

type Told = { readonly kpi: string; readonly by?: string | undefined };
const nameOf = ({ kpi, by = "" }: Told): string => `${kpi} ${by}`;

const numbers = ({ value, n, interval }: ReportCell | FigureJson) => ({ value, n, interval });

/** Every cell and line equals the answer of the door that everybody else asks. */
async function expectSame(
  core: Core,
  { answer: { report } }: Found,
  asked: Asked,
): Promise<number> {
  const kpis = kpisOf(report.lines.map(({ kpi }) => kpi).join(","));
  if (!kpis.ok) throw new Error(kpis.problem);
  const now = Date.parse(report.facts.asOf);
  const ask = (by?: By) =>
    figures(core.tail, {
      ...asked,
      kpis: kpis.value,
      zone: ZONE,
      asOf: now,
      now,
      ...(by === undefined ? {} : { by }),
    });
  const whole = await ask();
  for (const [at, line] of report.lines.entries()) {
    const { kpi, value, n, numerator, denominator, interval, parts, pending, definition } = line;
    expect(whole[at]).toMatchObject({
      kpi,
      value,
      n,
      numerator,
      denominator,
      interval,
      definition,
    });
    expect([whole[at]?.parts, whole[at]?.pending]).toEqual([parts, pending]);
  }
  const parts: [By, { readonly key: string; readonly cells: Record<string, ReportCell> }[]][] = [
    ["day", report.byDay.map(({ day, cells }) => ({ key: day, cells }))],
    ["channel", report.byChannel.map(({ channel, cells }) => ({ key: channel, cells }))],
    ["team", report.byTeam.map(({ team, cells }) => ({ key: team, cells }))],
  ];
  let compared = report.lines.length;
  for (const [by, rows] of parts) {
    if (by === "team" && asked.scope.label !== "centre") continue;
    const told = new Map((await ask(by)).map((one) => [nameOf(one), one]));
    for (const { key, cells } of rows) {
      for (const [kpi, cell] of Object.entries(cells)) {
        const figure = told.get(nameOf({ kpi, by: key }));
        expect(figure && numbers(figure)).toEqual(numbers(cell));
        compared += 1;
      }
    }
    const isSome = ({ value, n }: FigureJson) => n > 0 || (value !== null && value !== 0);
    const all = rows.flatMap(({ cells }) => Object.keys(cells)).length;
    expect([...told.values()].filter(isSome)).toHaveLength(all);
  }
  return compared;
}

async function sealAll(reports: Reports): Promise<number> {
  let sealed = 0;
  for (const asked of ASKED) {
    const head = await reports.seal(asked, "schedule");
    if (head.ok) sealed += 1;
    else expect(["empty", "same"]).toContain(head.problem);
  }
  return sealed;
}

test("[R11][REL-3][EXP-8] fifty generated weeks: figures, seals, ledgers, and everything from the log again", async () => {
  const seen = { compared: 0, sealed: 0, revised: 0, causes: 0, unexplained: 0 };
  await fc.assert(
    fc.asyncProperty(centre(10, 8, 8), fc.nat(9_999), async (events, seed) => {
      const chance = chances(seed);
      const [early, late] = [events.filter(() => chance() < 0.7), [] as typeof events];
      late.push(...events.filter((one) => !early.includes(one)));
      const store = new MemoryStore();
      const { core, clock } = await newWorld(store, SEALED_AT);
      await setOrganisation(core, org);
      await send(core, early);
      const reports = createReporting(core, false);
      for (const asked of ASKED) {
        const found = await reports.find(asked);
        if (!found.ok) throw new Error(found.problem);
        reportAnswer.parse(found.value.answer);
        seen.compared += await expectSame(core, found.value, asked);
      }
      const first = await sealAll(reports);
      seen.sealed += first;
      clock.set(NOW);
      await send(core, late);
      const before = await allRevisions(store);
      for (const { scope, week, sealed } of before) {
        const asked = ASKED.find((one) => one.scope.label === scope && one.period.label === week);
        if (asked === undefined) throw new Error("not asked for");
        const found = await reports.find(asked);
        expect(found.ok && found.value.answer.report.facts.position).toBe(sealed.head.position);
        const told = await reports.ledger(asked);
        if (!told.ok) throw new Error(told.problem);
        for (const { causes } of told.value.ledger.differences) {
          seen.causes += causes.length;
          if (causes.length === 0) seen.unexplained += 1;
        }
      }
      seen.revised += await sealAll(reports);
      const log = { end: await store.appended(), read: (after: number) => store.read(after) };
      const all = await allRevisions(store);
      const found = await verifyReports({
        log,
        scratch: new MemoryStore(),
        reports: all,
        keptFrom: 0,
        onProgress: () => {},
      });
      expect(found).toHaveLength(all.length);
      for (const { sealed } of all) {
        const channels = Object.keys(openSealed(sealed).people.channels);
        expect(channels).toEqual(channels.toSorted()); // not in the order in which cells were met
      }
      expect(found.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
    }),
    runs(25),
  );
  expect(seen.sealed).toBeGreaterThan(50);
  expect(seen.revised).toBeGreaterThan(20);
  expect(seen.unexplained).toBe(0);
});
