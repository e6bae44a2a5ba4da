/** One row per contact over generated centres: its columns add up to every figure, its reasons are the clock's. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Core } from "../../server/core.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { clockOf } from "../../server/figures/clock/find.ts";
import type { Question } from "../../server/figures/figure.ts";
import { aboutOne } from "../../server/figures/read.ts";
import { admits } from "../../server/figures/scope.ts";
import { ALL_COLUMNS } from "../../server/figures/small-columns.ts";
import { jsonOf } from "../../server/reports/contact-cells.ts";
import { contactRows } from "../../server/reports/contact-rows.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { Kpi, Only } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { add } from "../../shared/kpi/multiset.ts";
import {
  type ContactLineJson,
  contactLine,
  OWN_WHYS,
  type OwnWhy,
} from "../../shared/wire/contact-rows.ts";
import { centre } from "../support/generate.ts";
import { ask, runs, worldOf } from "./world.ts";

const ZONE = "Europe/Amsterdam";
const SCOPES = ["centre", "team:north", "team:south", "agent:ann", "agent:ben"];
const WEEKS = ["2026-W43", "2026-W44"];

/** What is no contact's: an agent's time, and events that were refused before they belonged to one. */
const isOfContacts = ({ measures }: Kpi): boolean =>
  measures.length > 0 &&
  measures.every(
    (one) => !isStateMeasure(one) && !one.startsWith("agent.") && one !== "quality.rejected",
  );
const KPIS = catalog.filter(isOfContacts);

function asked(core: Core, scope: string, period: string): Question {
  const question = questionOf({ kpi: "aht.mean", scope, period }, ZONE, core.clock.now());
  if (!question.ok) throw new Error(question.problem);
  return question.value;
}

async function rowsOf(core: Core, question: Question): Promise<ContactLineJson[]> {
  const { scope, period, now } = question;
  const rows = contactRows(core.tail, {
    period,
    admit: admits(scope.filter, undefined),
    isWithheld: () => false,
    showsInstants: true,
    showsReasons: true,
    persons: () => true,
    directory: core.tail.directory(),
    now,
  });
  const shows = { ...ALL_COLUMNS, agents: true };
  const lines: ContactLineJson[] = [];
  for await (const row of rows) {
    lines.push(contactLine.parse(jsonOf(row, { shows, zone: ZONE, words: null })));
  }
  return lines;
}

const OTHER = ".other_direction";

/** The values of the rows, as a figure would read its cells. */
const readOf =
  (rows: readonly ContactLineJson[]) =>
  (measure: string, only: Only = {}): number[] => {
    const values: number[] = [];
    for (const row of rows) {
      const { direction = row.direction } = only;
      const columns = only.direction === undefined ? [measure, `${measure}${OTHER}`] : [measure];
      if (direction !== row.direction) columns.splice(0, 1, `${measure}${OTHER}`);
      for (const column of columns) {
        for (const value of row.values[column] ?? []) add(values, value, 1);
      }
    }
    return values;
  };

test("[EXP-11][EXP-8] over fifty generated weeks the rows add up to every figure of each scope", async () => {
  let figures = 0;
  await fc.assert(
    fc.asyncProperty(centre(10, 6), async (events) => {
      const { core } = await worldOf([events]);
      for (const scope of SCOPES) {
        for (const period of WEEKS) {
          const question = asked(core, scope, period);
          const rows = await rowsOf(core, question);
          const keys = rows.map(({ source, contact }) => `${source}|${contact}`);
          expect(new Set(keys).size, "each contact once").toBe(keys.length);
          const about = aboutOne(question.scope.filter, question.period);
          const found = await ask(core, {
            kpi: KPIS.map(({ id }) => id).join(","),
            scope,
            period,
          });
          for (const [at, kpi] of KPIS.entries()) {
            const { value, n, numerator, denominator, interval } = kpi.answer(readOf(rows), about);
            const figure = found[at];
            expect({ kpi: figure?.kpi, value: figure?.value, n: figure?.n }, scope).toEqual({
              kpi: kpi.id,
              value,
              n,
            });
            expect([figure?.numerator, figure?.denominator]).toEqual([numerator, denominator]);
            expect(figure?.interval).toEqual(interval);
            if (n > 0) figures += 1;
          }
        }
      }
    }),
    runs(25),
  );
  expect(figures).toBeGreaterThan(1_000);
});

test("[EXP-11][SCR-10] why a row did not count is what the clock of its contact says", async () => {
  let reasons = 0;
  const isOwn = (why: string): why is OwnWhy => (OWN_WHYS as readonly string[]).includes(why);
  await fc.assert(
    fc.asyncProperty(centre(8, 5), async (events) => {
      const { core } = await worldOf([events]);
      for (const row of await rowsOf(core, asked(core, "centre", "2026-W43"))) {
        const { contact, source } = row;
        const { clock } = await clockOf(
          core.tail,
          { contact, source, isFor: () => true },
          core.clock.now(),
        );
        const missing = new Map(clock?.missing.map(({ family, why }) => [family as string, why]));
        for (const [group, why] of Object.entries(row.why)) {
          if (!isOwn(why)) reasons += 1;
          expect(isOwn(why) ? undefined : why, `${contact} ${group}`).toBe(missing.get(group));
        }
      }
    }),
    runs(25),
  );
  expect(reasons).toBeGreaterThan(100);
});
