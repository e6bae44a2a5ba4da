/**
 * A sealed week, then 14 late ends of calls, an agent who was in another team after all, a rating given anew
 * and a corrected one: pending differences, their ledger and revision 2, as counted by hand (REL-3, SCR-12).
 */
import { expect, test } from "vitest";
import { createReporting } from "../../../server/reporting.ts";
import { weekPeriod } from "../../../server/reports/periods.ts";
import type { ReportDifference } from "../../../shared/wire/report.ts";
import { handled, several } from "../explain/why-desk.ts";
import { corrected, type Desk, event, openDesk, SOURCE } from "../fold/desk.ts";

const MONDAY = Date.parse("2026-03-02T08:00:00Z");
const THURSDAY = Date.parse("2026-03-05T08:00:00Z");
const SEALED_AT = Date.parse("2026-03-09T06:00:00Z");
const LATER = Date.parse("2026-03-11T10:00:00Z");
const MINUTE = 60_000;
const WEEK = "2026-W10";

type Memberships = readonly { team: string; from?: string; to?: string }[];

const org = (bob: Memberships) => ({
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [{ id: "A" }, { id: "B" }],
  agents: [
    ...["ann", "cem", "dee"].map((id) => ({ id, memberships: [{ team: "A" }] })),
    { id: "bob", memberships: [...bob] },
  ].map((agent) => ({ ...agent, identities: [{ source: SOURCE, id: agent.id }] })),
});

/** 80 calls of Ann, 4 of Bob before Thursday and 2 after: 86 of 342 s. */
const calls = [
  ...several(80, { id: "ann", at: MONDAY, seconds: 342 }),
  ...several(4, { id: "bob", at: MONDAY, seconds: 342, agentId: "bob" }),
  ...several(2, { id: "moved", at: THURSDAY, seconds: 342, agentId: "bob" }),
];

/** 14 calls of Dee, of which only the beginning was told in time: 12 of 320 s, 2 of 324 s. */
const late = Array.from({ length: 14 }, (_, at) =>
  handled({
    id: `late${at}`,
    at: MONDAY + at * 20 * MINUTE,
    seconds: at < 12 ? 320 : 324,
    agentId: "dee",
  }),
);

const rating = (contact: string, at: number, score: number, id: string) =>
  event(
    "survey.answered",
    new Date(at).toISOString(),
    {
      contactId: contact,
      surveyId: `s-${contact}`,
      kind: "csat",
      scale: { min: 1, max: 5 },
      score,
    },
    { id },
  );

/** Of 12 ratings 6 are good: 50 %. */
const ratings = Array.from({ length: 12 }, (_, at) =>
  rating(`ann${at}`, MONDAY + at * 10 * MINUTE + 9 * MINUTE, at < 6 ? 5 : 2, `r${at}`),
);

async function told(): Promise<Desk> {
  const desk = await openDesk({ now: "2026-03-02T07:00:00Z", org: org([{ team: "A" }]) });
  const early = late.flatMap((one) => one.slice(0, 2));
  const all = [...calls, ...ratings, ...early].sort((a, b) => (a.time < b.time ? -1 : 1));
  for (const one of all) {
    desk.clock.set(Math.max(desk.clock.now(), Date.parse(one.time)));
    await desk.send(one);
  }
  desk.clock.set(SEALED_AT);
  return desk;
}

async function changed(desk: Desk): Promise<void> {
  desk.clock.set(LATER);
  await desk.send(...late.flatMap((one) => one.slice(2)));
  await desk.send(rating("ann6", LATER - MINUTE, 5, "again"));
  const target = { eventId: "r7" };
  await desk.send(corrected(new Date(LATER - MINUTE).toISOString(), target, { set: { score: 4 } }));
  await desk.describe(
    org([
      { team: "A", to: "2026-03-05" },
      { team: "B", from: "2026-03-05" },
    ]),
  );
  await desk.core.tail.idle();
}

const at = (differences: readonly ReportDifference[], part: string, kpi: string, key = "") =>
  differences.find(({ place }) => place.part === part && place.kpi === kpi && place.key === key);

const asked = {
  scope: { label: "centre", filter: {} },
  period: weekPeriod(WEEK, "Europe/Amsterdam"),
};

const value = <Value, Problem>(
  result: { ok: true; value: Value } | { ok: false; problem: Problem },
) => {
  if (!result.ok) throw new Error(String(result.problem));
  return result.value;
};

test("[REL-3] the ledger of a sealed week says what changed it, exactly as counted by hand", async () => {
  const desk = await told();
  const reports = createReporting(desk.core, false);
  const first = value(await reports.seal(asked, "ines"));
  expect(first).toMatchObject({ revision: 1, by: "ines", differences: [] });
  await changed(desk);

  const { answer } = value(await reports.find(asked));
  const aht = at(answer.pending, "line", "aht.mean");
  expect(aht).toMatchObject({
    unit: "s",
    before: { value: 342, n: 86 },
    after: { value: 339, n: 100 },
    causes: [],
  });

  const { ledger } = value(await reports.ledger(asked));
  expect(ledger).toMatchObject({ revision: 1, isComplete: true });
  const ends = {
    cause: "late",
    type: "contact.leg_ended",
    contacts: 14,
    keys: late.map((_, index) => `${SOURCE}|late${index}`).sort(),
  };
  const moves = {
    cause: "re_attributed",
    type: null,
    contacts: 2,
    keys: [`${SOURCE}|moved0`, `${SOURCE}|moved1`],
  };
  expect(at(ledger.differences, "line", "aht.mean")?.causes).toEqual([ends]);
  expect(at(ledger.differences, "team", "aht.mean", "A")).toMatchObject({
    before: { n: 86 },
    after: { n: 98 },
    causes: [ends, moves],
  });
  expect(at(ledger.differences, "team", "aht.mean", "B")).toMatchObject({
    before: { value: null, n: 0 },
    after: { value: 342, n: 2 },
    causes: [moves],
  });
  expect(at(ledger.differences, "team_day", "aht.mean", "B 2026-03-05")?.causes).toEqual([moves]);
  expect(at(ledger.differences, "day", "aht.mean", "2026-03-05")).toBeUndefined();
  expect(at(ledger.differences, "line", "csat.score")).toMatchObject({
    before: { value: 50, n: 12 },
    after: { n: 12 },
    causes: [
      { cause: "correction", type: "record.corrected", contacts: 1, keys: [`${SOURCE}|ann7`] },
      { cause: "re_rated", type: "survey.answered", contacts: 1, keys: [`${SOURCE}|ann6`] },
    ],
  });
  expect(at(ledger.differences, "line", "csat.score")?.after.value).toBeCloseTo(66.67, 1);

  const second = value(await reports.seal(asked, "ines"));
  expect(second).toMatchObject({ revision: 2, differences: ledger.differences });
  expect(await reports.seal(asked, "ines")).toEqual({ ok: false, problem: "same" });
  const again = value(await reports.find({ ...asked, revision: 1 }));
  expect(again.answer.report.lines).toEqual(answer.report.lines);
  expect(again.answer).toMatchObject({ revision: 1, pending: [] });
});

test("[REL-3] of two who seal at once one is told that somebody was first", async () => {
  const desk = await told();
  const reports = createReporting(desk.core, false);
  const both = await Promise.all([reports.seal(asked, "ines"), reports.seal(asked, "joris")]);
  expect(both.map((one) => (one.ok ? one.value.revision : one.problem)).sort()).toEqual([
    1,
    "taken",
  ]);
});

/** Customers who called once: the first three before six on Monday morning, two after eight. */
const visits = [
  ...several(3, { id: "early", at: MONDAY - 4 * 60 * MINUTE, seconds: 60 }),
  ...several(2, { id: "kate", at: MONDAY, seconds: 60 }),
].map((one) =>
  one.type.endsWith("contact.created.v1")
    ? { ...one, data: { ...one.data, customerRef: `c-${one.id}` } }
    : one,
);

test("[REL-3] what only had to wait seven days is told as time that went by, beside late news of others", async () => {
  const desk = await openDesk({ now: "2026-03-02T03:00:00Z", org: org([{ team: "A" }]) });
  const early = late.flatMap((one) => one.slice(0, 2));
  for (const one of [...visits, ...early].sort((a, b) => (a.time < b.time ? -1 : 1))) {
    desk.clock.set(Math.max(desk.clock.now(), Date.parse(one.time)));
    await desk.send(one);
  }
  desk.clock.set(SEALED_AT); // Monday, seven in the morning: of three customers the week is over
  const reports = createReporting(desk.core, false);
  value(await reports.seal(asked, "ines"));
  desk.clock.set(LATER);
  await desk.send(...late.flatMap((one) => one.slice(2)));
  await desk.core.tail.idle();

  const { ledger } = value(await reports.ledger(asked));
  expect(at(ledger.differences, "line", "fcr")).toMatchObject({
    before: { n: 3 },
    after: { n: 5 },
    causes: [
      { cause: "time", type: null, contacts: 2, keys: [`${SOURCE}|kate0`, `${SOURCE}|kate1`] },
    ],
  });
  expect(at(ledger.differences, "line", "aht.mean")?.causes).toMatchObject([
    { cause: "late", contacts: 14 },
  ]);
});
