/** Who waits, who waits past a promise, and what is still to be decided (KPIS.md 4.2), at any instant. */
import { describe, expect, test } from "vitest";
import type { OrgInput } from "../../../shared/org/org.ts";
import { contact, deskWith, inEveryOrder, queued, reply, status, ticket, writes } from "./desk.ts";
import { hours } from "./hours.ts";

const org: OrgInput = {
  ...hours,
  slas: [
    { metric: "frt", seconds: 3600 },
    { metric: "reply", seconds: 1800 },
    { metric: "frt", team: "A", seconds: 3600, clock: "business" },
  ],
};
const customer = { actor: { kind: "customer" } };
const bot = { actor: { kind: "bot" } };
const asOf = (time: string) => ({ asOf: `2026-03-04T${time}+01:00` });

test("[KPIS-4.2] late from the target instant on, with the age of the whole wait, until the answer", async () => {
  const events = [ticket("10:00:00"), reply("11:30:00", "ann")];
  await inEveryOrder(
    events,
    async ({ ages }) => {
      expect(await ages("state.waiting_late", "10:59:59")).toEqual([]);
      expect(await ages("state.waiting_late", "11:00:00")).toEqual([3600]);
      expect(await ages("state.waiting_late", "11:29:59")).toEqual([5399]);
      expect(await ages("state.waiting_late", "11:30:00")).toEqual([]);
    },
    { org },
  );
});

test("[KPIS-1.2] an answer within the second of the target instant was never late", async () => {
  const { ages } = await deskWith([ticket("10:00:00"), reply("11:00:00.500", "ann")], { org });
  expect(await ages("state.waiting", "11:00:00.200")).toEqual([3600]);
  expect(await ages("state.waiting_late", "11:00:00.200")).toEqual([]);
});

test("[KPIS-4.2] pending from the clock start to the answer or the target instant, not while solved", async () => {
  const pending = async (time: string, ...events: unknown[]) =>
    (await deskWith(events, { org })).ages("state.sla_pending", time);
  const opened = ticket("10:00:00");
  expect(await pending("09:59:59", opened)).toEqual([]);
  expect(await pending("10:59:59", opened)).toEqual([3599]);
  expect(await pending("11:00:00", opened)).toEqual([]);
  expect(await pending("10:30:00", opened, reply("10:20:00", "ann"))).toEqual([]);
  const solved = status("10:20:00", "resolved");
  expect(await pending("10:30:00", opened, solved)).toEqual([]);
  expect(await pending("10:50:00", opened, solved, status("10:40:00", "open"))).toEqual([3000]);
  const replied = [opened, reply("10:20:00", "ann"), writes("10:25:00")];
  expect(await pending("10:30:00", ...replied)).toEqual([]);
});

test("[KPIS-4.2] a hand-over starts wait, target and promise anew; what was late before it was late", async () => {
  const events = [ticket("10:00:00"), queued("11:10:00", { reason: "bot_handover" })];
  const { ages } = await deskWith(events, { org });
  expect(await ages("state.waiting_late", "11:05:00")).toEqual([3900]);
  expect(await ages("state.waiting", "11:20:00")).toEqual([600]);
  expect(await ages("state.sla_pending", "11:20:00")).toEqual([600]);
  expect(await ages("state.waiting_late", "11:20:00")).toEqual([]);
  expect(await ages("state.waiting_late", "12:10:00")).toEqual([3600]);
});

test("[KPIS-4.2] after the first answer the target is that of a reply, and nothing is pending", async () => {
  const events = [ticket("09:00:00"), reply("09:01:00", "ann"), writes("10:00:00")];
  const { ages } = await deskWith([...events, writes("10:20:00")], { org });
  expect(await ages("state.waiting", "10:29:59")).toEqual([1799]);
  expect(await ages("state.waiting_late", "10:29:59")).toEqual([]);
  expect(await ages("state.waiting_late", "10:30:00")).toEqual([1800]);
  expect(await ages("state.sla_pending", "10:10:00")).toEqual([]);
});

test("[D13] by open hours: at rest over night, late with the first open second too many", async () => {
  const { ages } = await deskWith([ticket("16:00:00", { teamId: "A" })], {
    org,
    now: "2026-03-05T12:00:00+01:00",
  });
  expect(await ages("state.sla_pending", "2026-03-05T08:59:59+01:00")).toEqual([17 * 3600 - 1]);
  expect(await ages("state.waiting_late", "2026-03-05T08:59:59+01:00")).toEqual([]);
  expect(await ages("state.waiting_late", "2026-03-05T09:00:00+01:00")).toEqual([17 * 3600]);
});

test("[R9] each part of a wait is of who had the ticket then, also the part in the future", async () => {
  const events = [
    ticket("10:00:00", { teamId: "N" }),
    contact("assigned", "11:30:00", { teamId: "N", agentId: "ann" }),
    contact("assigned", "12:00:00", { teamId: "X", agentId: "ann" }),
  ];
  const desk = await deskWith(events, { org, now: "12:30:00" });
  const late = (time: string, scope: string) =>
    desk.figure("waiting.past_target", { ...asOf(time), scope });
  expect(await late("11:15:00", "team:N")).toBe(1);
  expect(await late("11:45:00", "agent:ann@/t/desk/main")).toBe(1);
  expect(await late("12:15:00", "team:N")).toBe(0);
  expect(await late("12:15:00", "team:X")).toBe(1);
  expect(await late("12:15:00", "centre")).toBe(1);
});

test("[D23] once broken it stays late, whichever team gets it; a promise made later counts from the start", async () => {
  const opened = ticket("16:00:00", { teamId: "N" });
  const move = (time: string, teamId: string) =>
    contact("assigned", time, { teamId, agentId: null });
  const gone = await deskWith([opened, move("17:30:00", "A")], { org, now: "20:00:00" });
  expect(await gone.ages("state.waiting_late", "18:00:00")).toEqual([7200]);
  const saved = await deskWith([opened, move("16:30:00", "A")], { org, now: "20:00:00" });
  expect(await saved.ages("state.waiting_late", "18:00:00")).toEqual([]);
  expect(await saved.ages("state.sla_pending", "18:00:00")).toEqual([7200]);
});

describe("[D21] waiting again", () => {
  const ages = async (time: string, ...events: unknown[]) =>
    (await deskWith(events, { org })).ages("state.waiting", time);
  const opened = ticket("09:00:00");

  test("[D21] solved by a person without an answer: since the clock start, as the response will be", async () => {
    const events = [opened, status("09:10:00", "resolved"), status("10:00:00", "open", customer)];
    expect(await ages("09:30:00", ...events)).toEqual([]);
    expect(await ages("10:01:00", ...events)).toEqual([61 * 60]);
    const { ages: late } = await deskWith(events, { org });
    expect(await late("state.waiting_late", "10:01:00")).toEqual([61 * 60]);
  });

  test("[D21] solved by a bot: since the reopening; by an agent's correction since the clock start", async () => {
    const solved = status("09:10:00", "resolved", bot);
    expect(await ages("10:01:00", opened, solved, status("10:00:00", "open", customer))).toEqual([
      60,
    ]);
    expect(await ages("10:01:00", opened, solved, status("10:00:00", "open"))).toEqual([3660]);
  });

  test("[D21] answered before: since the reopening by the customer, or the message that came first", async () => {
    const answered = [opened, reply("09:05:00", "ann"), status("09:10:00", "resolved")];
    const back = status("10:00:00", "open", customer);
    expect(await ages("10:01:00", ...answered, back)).toEqual([60]);
    expect(await ages("10:01:00", ...answered, writes("09:58:00"), back)).toEqual([180]);
    expect(await ages("09:59:00", ...answered, writes("09:58:00"), back)).toEqual([]);
    expect(await ages("10:01:00", ...answered, status("10:00:00", "open"))).toEqual([]);
  });
});

test("[KPIS-7.5] nothing is open before it was opened, whatever its clocks say", async () => {
  const events = [status("08:58:00", "open"), ticket("09:00:00")];
  const { ages } = await deskWith(events);
  expect(await ages("state.open", "08:59:00")).toEqual([]);
  expect(await ages("state.open", "09:01:00")).toEqual([60]);
});

test("[KPIS-7.5] a ticket solved before it was opened, as clocks go, was never open", async () => {
  const events = [status("08:59:59", "resolved"), ticket("09:00:00")];
  await inEveryOrder(events, async ({ ages }) => {
    expect(await ages("state.open", "10:00:00")).toEqual([]);
    expect(await ages("state.waiting", "10:00:00")).toEqual([]);
  });
});
