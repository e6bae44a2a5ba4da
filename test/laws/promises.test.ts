/** Promises over generated contacts: time passing, disorder, and what responses owe each other (KPIS.md 4). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import type { Fact } from "../../server/fold/facts/fact.ts";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { DAY_MS, MINUTE_MS, RECENT_MS } from "../../shared/time/interval.ts";
import { BEGIN, centre, disorder, NOW } from "../support/generate.ts";
import { expectSame } from "./same.ts";
import { everything, newWorld, org, runs, send } from "./world.ts";

const TARGET = 3600;
const week = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]]),
);

/** The law tests' organisation with opening hours and promises by team and clock. */
const promising: OrgInput = {
  ...org,
  schedules: [
    { id: "office", versions: [{ week }] },
    { id: "always", versions: [{ always: true }] },
  ],
  teams: (org.teams ?? []).map((team, index) => ({
    ...team,
    schedules: [
      { schedule: "office" },
      ...(index === 0 ? [{ from: "2026-10-27", schedule: "always" }] : []),
    ],
  })),
  slas: [
    { metric: "frt", seconds: TARGET },
    { metric: "frt", team: "south", seconds: 1800, clock: "business" },
    { metric: "reply", seconds: 1800, clock: "business" },
    { metric: "resolution", seconds: DAY_MS / 1000 },
  ],
};

async function openedAt(at: number, described: OrgInput) {
  const world = await newWorld(undefined, at);
  await setOrganisation(world.core, described);
  return world;
}

/** Minutes are kept for 25 hours, and go some time later: those that may go are not compared. */
const kept = (lines: readonly string[]): string[] =>
  lines.filter((line) => {
    const [resolution, , start] = line.split(" ");
    return resolution !== "1" || Date.parse(start ?? "") >= NOW - RECENT_MS;
  });

test("[REL-2] told in any order while time goes by is as told at once when it has gone by", async () => {
  const steps = fc.array(fc.integer({ min: 1, max: 4 * 1440 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(centre(6, 4), fc.integer(), steps, async (events, seed, minutes) => {
      const late = await openedAt(NOW, promising);
      await send(late.core, events);
      const { core, clock } = await openedAt(BEGIN, promising);
      for (const [index, batch] of disorder(events, seed).entries()) {
        await send(core, batch);
        const step = (minutes[index % minutes.length] ?? 1) * MINUTE_MS;
        if (clock.now() + step < NOW) clock.advance(step);
        await core.tail.settle();
      }
      clock.advance(NOW - clock.now());
      expectSame(kept(await everything(core)), kept(await everything(late.core)));
    }),
    runs(30),
  );
});

/** The facts of each contact. */
async function* contactsOf(described: OrgInput, events: readonly unknown[]) {
  const { core } = await openedAt(NOW, described);
  await send(core, events);
  for await (const { meaning } of core.tail.between(0, Number.MAX_SAFE_INTEGER)) {
    const values = (measure: CellMeasure) =>
      meaning.facts.filter((fact: Fact) => fact.measure === measure).map(({ value }) => value);
    yield { values, facts: meaning.facts, spans: meaning.spans };
  }
}

test("[KPIS-4.2] a promise is kept exactly when the response took no longer; one decision a response", async () => {
  const calendar: OrgInput = {
    ...org,
    slas: (["frt", "reply", "resolution"] as const).map((metric) => ({ metric, seconds: TARGET })),
  };
  const pairs = [
    ["frt.seconds", "sla.frt"],
    ["resolution.first", "sla.resolution"],
  ] as const;
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      for await (const { values } of contactsOf(calendar, events)) {
        for (const [wait, sla] of pairs) {
          const [seconds] = values(wait);
          const [kept] = values(sla);
          expect(values(sla).length).toBeLessThanOrEqual(1);
          if (seconds === undefined) expect(kept ?? 0).toBe(0);
          else if (seconds <= TARGET) expect(kept).toBe(1);
          else expect(kept ?? 0).toBe(0);
        }
        const inTime = values("reply.seconds").filter((seconds) => seconds <= TARGET);
        expect(values("sla.reply").filter((kept) => kept === 1).length).toBe(inTime.length);
      }
    }),
    runs(60),
  );
});

test("[KPIS-4.1] open seconds and own time are never longer than the wait, the customer's view never shorter", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      for await (const { values, spans } of contactsOf(promising, events)) {
        const [seconds] = values("frt.seconds");
        const [business] = values("frt.business");
        expect(values("frt.from_creation").length).toBe(values("frt.seconds").length);
        if (seconds === undefined) expect(business).toBeUndefined();
        else {
          expect(business ?? 0).toBeLessThanOrEqual(seconds);
          expect(values("frt.from_creation")[0]).toBeGreaterThanOrEqual(seconds);
          expect(values("frt.since_assignment")[0] ?? 0).toBeLessThanOrEqual(seconds);
        }
        for (const { from, to, since } of spans) {
          expect(to ?? Infinity).toBeGreaterThan(from);
          expect(since).toBeLessThanOrEqual(from);
        }
      }
    }),
    runs(60),
  );
});
