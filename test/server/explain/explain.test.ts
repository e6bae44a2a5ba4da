/** Why did it move? Weeks one can check in the head, told as they happen (WHY1 to WHY4). */
import { expect, test } from "vitest";
import { movement } from "../../../shared/wire/movement.ts";
import { corrected, deskWith, openDesk, timeOf } from "../fold/desk.ts";
import { handled, MONDAY, numbersOf, several, tellInTime, WEEK_MS, why } from "./why-desk.ts";

const BEGIN = "2026-03-02T08:00:00Z";
const NEXT = MONDAY + WEEK_MS;
const open = (now = BEGIN) => openDesk({ now });

/** Ten calls of 100 s and ten chats of 200 s; a week later five and fifteen. */
const tenAndTen = [
  ...several(10, { id: "call", at: MONDAY, seconds: 100 }),
  ...several(10, { id: "chat", at: MONDAY + 86_400_000, seconds: 200, channel: "chat" }),
];
const fiveAndFifteen = [
  ...several(5, { id: "later-call", at: NEXT, seconds: 100 }),
  ...several(15, { id: "later-chat", at: NEXT + 86_400_000, seconds: 200, channel: "chat" }),
];
const AHT = { kpi: "aht.mean", period: "2026-W11" };

test("[WHY1] [WHY2] more chats, nobody slower: all of it is mix", async () => {
  const desk = await open();
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen]);
  const told = await why(desk, AHT);
  expect(movement.parse(told)).toEqual(told);
  expect([told.before.value, told.after.value, told.difference]).toEqual([150, 175, 25]);
  expect(told.before.period.label).toBe("2026-W10");
  expect(told.basis).toBe("known_in_time");
  expect(told.late).toEqual({ before: 0, after: 0 });
  expect(told.parts.map(({ group, mix, within }) => [group, mix, within])).toEqual([
    ["chat", 9.375, 0],
    ["phone", 15.625, 0],
  ]);
  expect(told.parts.map(({ before, after }) => [before.share, after.share])).toEqual([
    [0.5, 0.75],
    [0.5, 0.25],
  ]);
});

test("[WHY2] handling time is read as the whole reads it: by channel as well as mixed", async () => {
  const desk = await open();
  const together = [
    ...handled({ id: "a", at: MONDAY, seconds: 100 }),
    ...handled({ id: "b", at: MONDAY, seconds: 100, channel: "chat" }),
  ];
  await tellInTime(desk, [...together, ...several(2, { id: "c", at: NEXT, seconds: 100 })]);
  const told = await why(desk, AHT);
  // Both at a time: 50 s of the agent's time each, the call too, though alone a call is read by its parts.
  expect([told.before.value, told.after.value]).toEqual([50, 100]);
  expect(told.parts.map(({ group, before }) => [group, before.value])).toEqual([
    ["chat", 50],
    ["phone", 50],
  ]);
});

test("[WHY4] a call that was told a day after its week had ended is what came late", async () => {
  const desk = await open();
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen]);
  desk.clock.set(NEXT + WEEK_MS + 86_400_000);
  await desk.send(...handled({ id: "late", at: NEXT + 5 * 3_600_000, seconds: 595 }));
  const told = await why(desk, AHT);
  // (3500 + 595) / 21 = 195: 20 more than was known, and the parts are of what was known.
  expect([told.after.value, told.difference]).toEqual([195, 45]);
  expect(told.late).toEqual({ before: 0, after: 20 });
  expect(told.parts.map(({ mix, within }) => mix + within)).toEqual([9.375, 15.625]);
  expect(numbersOf(told).reduce((sum, one) => sum + one, 0)).toBe(45);
});

test("[WHY4] a call told late but within its week is not late for the week", async () => {
  const desk = await open();
  await tellInTime(desk, tenAndTen);
  desk.clock.set(NEXT + 2 * 86_400_000);
  await desk.send(...fiveAndFifteen);
  expect((await why(desk, AHT)).late).toEqual({ before: 0, after: 0 });
});

test("[WHY4] a call that a late correction took out of its week is late too", async () => {
  const desk = await open();
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen]);
  await desk.send(...handled({ id: "wrong", at: desk.clock.now() + 60_000, seconds: 595 }));
  desk.clock.set(NEXT + WEEK_MS + 86_400_000);
  const retract = { target: { entity: "contact/wrong" }, retract: true };
  await desk.send(
    corrected(new Date(NEXT + 2 * 86_400_000).toISOString(), retract.target, { retract: true }),
  );
  const told = await why(desk, AHT);
  expect([told.after.value, told.late]).toEqual([175, { before: 0, after: -20 }]);
  expect(numbersOf(told).reduce((sum, one) => sum + one, 0)).toBe(25);
});

test("[WHY4] what was loaded afterwards has nothing late: the split is of what is known now", async () => {
  const desk = await deskWith([...tenAndTen, ...fiveAndFifteen], { now: "2026-04-01T08:00:00Z" });
  const told = await why(desk, AHT);
  expect([told.basis, told.late, told.difference]).toEqual(["loaded_later", null, 25]);
  expect(told.parts.map(({ mix }) => mix)).toEqual([9.375, 15.625]);
});

test("[WHY2] a count, a share, a percentile and a net score are taken apart alike", async () => {
  const desk = await open();
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen]);
  const parts = async (kpi: string) =>
    (await why(desk, { kpi, period: "2026-W11" })).parts.map(({ group, mix, within }) => [
      group,
      mix,
      within,
    ]);
  expect(await parts("tickets.created")).toEqual([["chat", 0, 5]]);
  expect(await parts("session_length.p50")).toEqual([
    ["chat", 50, 0],
    ["phone", 50, 0],
  ]);
  expect(await parts("aht.coverage")).toEqual([
    ["chat", 0, 0],
    ["phone", 0, 0],
  ]);
});

test("[WHY3] the weeks swapped, every part is negated", async () => {
  const desk = await open();
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen]);
  const there = await why(desk, { ...AHT, against: "2026-W10" });
  const back = await why(desk, { ...AHT, period: "2026-W10", against: "2026-W11" });
  expect(back.difference).toBe(-25);
  expect(back.parts.map(({ mix, within }) => [0 - mix, 0 - within])).toEqual(
    there.parts.map(({ mix, within }) => [mix, within]),
  );
});

test("[WHY6] each part has its contacts, the hardest pulling first, and the question that lists them", async () => {
  const desk = await open();
  const slow = handled({ id: "slow", at: NEXT + 86_400_000 * 3, seconds: 820 });
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen, ...slow]);
  const [chat, phone] = (await why(desk, AHT)).parts;
  expect([chat?.contacts.before, chat?.contacts.after]).toEqual([10, 15]);
  expect([phone?.contacts.before, phone?.contacts.after]).toEqual([10, 6]);
  expect(phone?.contacts.rows[0]).toMatchObject({
    contact: "slow",
    period: "after",
    channel: "phone",
    facts: [{ measure: "leg.workload", value: 820 }],
  });
  expect(chat?.contacts.rows.length).toBeLessThanOrEqual(20);
  expect(phone?.contacts.query).toBeNull(); // one channel alone reads other values
  const byAgent = await why(desk, { ...AHT, by: "agent" });
  expect(byAgent.parts[0]?.contacts.query?.after).toBe(
    "/api/v1/contacts?kpi=aht.mean&scope=agent%3Aann%40%2Ft%2Fdesk%2Fmain&period=2026-03-08T23%3A00%3A00.000Z%2F2026-03-15T23%3A00%3A00.000Z",
  );
});

test("[WHY6] every contact's own pull can be checked: all of a group add up to its part", async () => {
  const desk = await open();
  await tellInTime(desk, [...tenAndTen, ...fiveAndFifteen]);
  const [chat] = (await why(desk, AHT)).parts;
  // Each chat is 37.5 s from the middle of 150 and 175, and one of 20: 1.875 up, or down where it was before.
  const rows = chat?.contacts.rows ?? [];
  expect(rows.map(({ period, pull }) => [period, pull])).toEqual(
    Array.from({ length: 15 }, () => ["after", 1.875]),
  );
  expect(15 * 1.875 - 10 * 1.875).toBe(9.375);
});

test("[WHY1] a period that is not over is compared with as much of the one before", async () => {
  const desk = await open();
  await tellInTime(desk, [...several(8, { id: "a", at: MONDAY, seconds: 60 })]);
  await tellInTime(desk, [...several(3, { id: "b", at: NEXT, seconds: 60 })]);
  const told = await why(desk, { kpi: "calls.answered", period: "today" });
  expect(told.before.period.to).toBe("2026-03-02T08:30:00.000Z");
  expect(told.before.period.label).toBe("2026-03-02");
});

test("[WHY7] what cannot be taken apart is refused in one sentence", async () => {
  const desk = await open();
  const refused = (asked: object): Promise<string> =>
    why(desk, { period: "2026-W10", ...asked }).then(
      () => "",
      (problem: unknown) => (problem instanceof Error ? problem.message : ""),
    );
  expect(await refused({ kpi: "backlog.open" })).toMatch(/instant.*asOf/);
  expect(await refused({ kpi: "erlang.load" })).toMatch(/several figures/);
  expect(await refused({ kpi: "period.hours" })).toMatch(/several figures/);
  expect(await refused({ kpi: "nps.se" })).toMatch(/nps\.score/);
  expect(await refused({ kpi: "aht.mean,csat.score" })).toMatch(/one figure/);
  expect(await refused({ kpi: "aht.mean", by: "day" })).toMatch(/channel, team, agent/);
  expect(await refused({ kpi: "sl.E", by: "agent" })).toMatch(/by=team/);
  expect(await refused({ kpi: "aht.mean", period: "last-60m" })).toMatch(/rolling/);
  expect(await refused({ kpi: "aht.mean", against: "2026-03-03" })).toMatch(/overlap/);
  expect(await refused({ kpi: "aht.mean", against: "soon" })).toMatch(/^against: a period is/);
});

test("[WHY1] where one week has no value there is no difference and no part", async () => {
  const desk = await open();
  await tellInTime(desk, fiveAndFifteen);
  const told = await why(desk, AHT);
  expect([told.before.value, told.after.value]).toEqual([null, 175]);
  expect([told.difference, told.parts, told.late, told.verdict]).toEqual([
    null,
    [],
    null,
    "too few",
  ]);
});

test("[WHY1] the same earlier period: a day a week before, a month before, as long before", async () => {
  const desk = await open("2026-05-01T08:00:00Z");
  const before = async (period: string) =>
    (await why(desk, { kpi: "calls.answered", period })).before.period;
  expect((await before("2026-03-10")).label).toBe("2026-03-03");
  expect((await before("2026-03")).label).toBe("2026-02");
  expect((await before("2026-W01")).label).toBe("2025-W52");
  // The clocks went forward on 29 March: the same wall clock a week before.
  const quarter = await before("2026-03-31T10:00:00+02:00/2026-03-31T11:00:00+02:00");
  expect([quarter.from, quarter.to]).toEqual([
    timeOf("2026-03-24T09:00:00.000Z"),
    "2026-03-24T10:00:00.000Z",
  ]);
});
