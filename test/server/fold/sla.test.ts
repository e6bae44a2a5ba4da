/** Promises kept and broken (KPIS.md 4.2, 6.2), with numbers one can check in the head. */
import { describe, expect, test } from "vitest";
import type { OrgInput } from "../../../shared/org/org.ts";
import {
  answered,
  contact,
  type Desk,
  deskWith,
  inEveryOrder,
  queued,
  reply,
  status,
  ticket,
  writes,
} from "./desk.ts";
import { hours } from "./hours.ts";

type Sla = NonNullable<OrgInput["slas"]>[number];
const promising = (...slas: Sla[]): OrgInput => ({ ...hours, slas });
const within = (minutes: number, more: Partial<Sla> = {}): Sla => ({
  metric: "frt",
  seconds: 60 * minutes,
  ...more,
});
const hour = promising(within(60));
const assigned = (time: string, teamId: string | null, agentId: string | null = null) =>
  contact("assigned", time, { teamId, agentId });
const customer = { actor: { kind: "customer" } };
const bot = { actor: { kind: "bot" } };

const decided = async (org: OrgInput, now: string, ...events: unknown[]) =>
  (await deskWith(events, { org, now })).values("sla.frt");

/** In which quarter of an hour a single decision counts. */
async function decidedAt(desk: Desk, kpi: string, time: string): Promise<boolean> {
  const at = Date.parse(`2026-03-04T${time}+01:00`);
  const [from, to] = [at, at + 900_000].map((one) => new Date(one).toISOString());
  return (await desk.figure(kpi, { period: `${from}/${to}` })) !== null;
}

test("[KPIS-4.2] C13: kept within the hour, broken at the hour, pending before; closed without an answer is neither", async () => {
  const t = (id: string, type: string, time: string, data: object) =>
    contact(type, time, { contactId: id, ...data }, { subject: `contact/${id}` });
  const opened = (id: string, time: string) =>
    t(id, "created", time, { channel: "email", direction: "inbound", teamId: "N" });
  const events = [
    opened("t4", "08:00:00"),
    t("t4", "status_changed", "08:05:00", { to: "resolved", agentId: "anna" }),
    opened("t1", "09:00:00"),
    t("t1", "message", "09:20:00", {
      messageId: "m",
      from: "agent",
      visibility: "public",
      agentId: "anna",
    }),
    opened("t2", "10:00:00"),
    opened("t3", "11:30:00"),
  ];
  const desk = await deskWith(events, { org: hour, now: "12:00:00" });
  expect(await desk.values("sla.frt")).toEqual([0, 1]);
  expect(await desk.figure("sla.frt.attainment")).toBe(50);
  expect(await desk.ages("state.sla_pending", "12:00:00")).toEqual([1800]);
  expect(await decidedAt(desk, "sla.frt.attainment", "11:00:00")).toBe(true);
});

describe("[KPIS-4.2] the target instant", () => {
  test("[KPIS-4.2] reached exactly is met, a second later is not; whole seconds", async () => {
    const at = (time: string) => decided(hour, "12:00:00", ticket("10:00:00"), reply(time, "ann"));
    expect(await at("11:00:00")).toEqual([1]);
    expect(await at("11:00:00.999")).toEqual([1]);
    expect(await at("11:00:01")).toEqual([0]);
    const odd = [ticket("10:00:00.900"), reply("11:00:01.000", "ann")];
    expect(await decided(hour, "12:00:00", ...odd)).toEqual([0]);
  });

  test("[KPIS-4.2] it breaks by time passing alone, at that instant, and not before", async () => {
    const desk = await deskWith([ticket("10:00:00")], { org: hour, now: "10:59:59" });
    expect(await desk.values("sla.frt")).toEqual([]);
    desk.clock.advance(1000);
    expect(await desk.values("sla.frt")).toEqual([0]);
    expect(await decidedAt(desk, "sla.frt.attainment", "11:00:00")).toBe(true);
    expect(await decidedAt(desk, "sla.frt.attainment", "10:45:00")).toBe(false);
  });

  test("[R7] a late answer leaves the breach at the target instant, a kept promise counts at the answer", async () => {
    const events = [ticket("10:00:00"), reply("11:40:00", "ann")];
    await inEveryOrder(
      events,
      async (desk) => {
        expect(await desk.values("sla.frt")).toEqual([0]);
        expect(await decidedAt(desk, "sla.frt.attainment", "11:00:00")).toBe(true);
      },
      { org: hour },
    );
    const kept = await deskWith([ticket("10:00:00"), reply("10:40:00", "ann")], { org: hour });
    expect(await decidedAt(kept, "sla.frt.attainment", "10:30:00")).toBe(true);
  });

  test("[KPIS-9] a breach is its assignee's until somebody answers", async () => {
    const events = [ticket("10:00:00", { teamId: "A" }), assigned("10:10:00", "A", "ben")];
    const desk = await deskWith([...events, assigned("11:30:00", "N", "cas")], { org: hour });
    const credit = { value: 0, queue: null };
    expect(await desk.facts("sla.frt")).toEqual([
      { ...credit, agent: "ben@/t/desk/main", team: "A" },
    ]);
    await desk.send(reply("11:40:00", "ann"));
    expect(await desk.facts("sla.frt")).toEqual([
      { ...credit, agent: "ann@/t/desk/main", team: "N" },
    ]);
  });
});

describe("[KPIS-4.2] what decides nothing", () => {
  const opened = ticket("10:00:00");

  test("[KPIS-4.2] solved, cancelled, merged or deleted before the target instant", async () => {
    const ends = [
      status("10:30:00", "resolved"),
      status("10:30:00", "cancelled"),
      status("10:30:00", "merged", { intoContactId: "d" }),
      status("10:30:00", "deleted"),
    ];
    for (const end of ends) {
      const desk = await deskWith([opened, end], { org: hour });
      expect(await desk.values("sla.frt")).toEqual([]);
      expect(await desk.ages("state.sla_pending", "10:40:00")).toEqual([]);
    }
    expect(await decided(hour, "18:00:00", opened, status("11:00:01", "resolved"))).toEqual([0]);
  });

  test("[D23] opened again before the target it is still owed; after it nothing is decided any more", async () => {
    const solved = status("10:10:00", "resolved");
    const soon = [opened, solved, status("10:20:00", "open", customer)];
    expect(await decided(hour, "18:00:00", ...soon)).toEqual([0]);
    expect(await decided(hour, "18:00:00", ...soon, reply("10:50:00", "ann"))).toEqual([1]);
    const late = [opened, solved, status("11:20:00", "open", customer)];
    expect(await decided(hour, "18:00:00", ...late)).toEqual([]);
    expect(await decided(hour, "18:00:00", ...late, reply("11:30:00", "ann"))).toEqual([]);
  });

  test("[KPIS-4.2] solved in the second before the answer is answered all the same", async () => {
    const events = [opened, status("10:29:59", "resolved"), reply("10:30:00", "ann")];
    expect(await decided(hour, "18:00:00", ...events)).toEqual([1]);
  });

  test("[KPIS-4.1] no first response, no promise of one: outbound, by telephone, without promise", async () => {
    const outbound = [ticket("10:00:00", { direction: "outbound" }), reply("10:05:00", "ann")];
    expect(await decided(hour, "18:00:00", ...outbound)).toEqual([]);
    expect(await decided(hour, "18:00:00", ticket("10:00:00", { channel: "phone" }))).toEqual([]);
    const nothing = promising(within(60, { metric: "reply" }));
    expect(await decided(nothing, "18:00:00", opened, reply("10:05:00", "ann"))).toEqual([]);
  });

  test("[KPIS-7.5] an answer set aside for its clocks; one clamped to 0 is in time", async () => {
    const far = [ticket("10:02:01"), reply("10:00:00", "ann")];
    const desk = await deskWith(far, { org: hour });
    expect(await desk.values("sla.frt")).toEqual([]);
    expect(await desk.ages("state.sla_pending", "10:30:00")).toEqual([]);
    const near = [ticket("10:02:00"), reply("10:00:00", "ann")];
    expect(await decided(hour, "18:00:00", ...near)).toEqual([1]);
  });

  test("[D22] a call that reached the customer in time; a promise broken before it stays broken", async () => {
    const called = (time: string) => answered(time, "ann", { via: "outbound" });
    expect(await decided(hour, "18:00:00", opened, called("10:30:00"))).toEqual([]);
    expect(await decided(hour, "18:00:00", opened, called("11:30:00"))).toEqual([0]);
  });
});

describe("[R8] which promise counts", () => {
  test("[KPIS-4.2] a hand-over, or coming back after a bot's solve, starts promise and clock anew", async () => {
    const handover = queued("10:50:00", { reason: "bot_handover" });
    const events = [ticket("10:00:00"), handover, reply("11:40:00", "ann")];
    await inEveryOrder(events, async ({ values }) => expect(await values("sla.frt")).toEqual([1]), {
      org: hour,
    });
    const desk = await deskWith([ticket("10:00:00")], { org: hour, now: "11:10:00" });
    expect(await desk.values("sla.frt")).toEqual([0]);
    await desk.send(queued("11:05:00", { reason: "bot_handover" }));
    expect(await desk.values("sla.frt")).toEqual([]);
    const back = [status("10:05:00", "resolved", bot), status("14:00:00", "open", customer)];
    const after = [ticket("10:00:00"), ...back, reply("14:30:00", "ann")];
    expect(await decided(hour, "18:00:00", ...after)).toEqual([1]);
  });

  test("[D23] another team's promise holds from the change on, measured from the clock start", async () => {
    const org = promising(within(60, { team: "A" }), within(30, { team: "N" }));
    const opened = ticket("10:00:00", { teamId: "A" });
    const answer = (time: string) => reply(time, "ann");
    expect(await decided(org, "18:00:00", opened, answer("10:50:00"))).toEqual([1]);
    const early = assigned("10:10:00", "N");
    expect(await decided(org, "18:00:00", opened, early, answer("10:50:00"))).toEqual([0]);
    expect(await decided(org, "18:00:00", opened, early, answer("10:30:00"))).toEqual([1]);
    const late = await deskWith([opened, assigned("10:50:00", "N", "cas")], { org });
    expect(await late.values("sla.frt")).toEqual([0]);
    expect(await decidedAt(late, "sla.frt.attainment", "10:45:00")).toBe(true);
    const broken = assigned("11:10:00", "X");
    expect(await decided(org, "18:00:00", opened, broken, answer("11:20:00"))).toEqual([0]);
    expect(await decided(org, "18:00:00", opened, assigned("10:10:00", "X"))).toEqual([]);
  });

  test("[R8] the promise of when the clock started, not of today; a more urgent one by priority", async () => {
    const org = promising(
      within(60),
      within(30, { from: "2026-03-04T10:10:00+01:00" }),
      within(10, { priority: "urgent" }),
    );
    const answer = reply("10:50:00", "ann");
    expect(await decided(org, "18:00:00", ticket("10:00:00"), answer)).toEqual([1]);
    expect(await decided(org, "18:00:00", ticket("10:15:00"), answer)).toEqual([0]);
    const moved = [ticket("10:00:00"), assigned("10:20:00", "N")];
    expect(await decided(org, "18:00:00", ...moved, answer)).toEqual([0]);
    const urgent = ticket("10:00:00", { priority: "urgent" });
    expect(await decided(org, "18:00:00", urgent, reply("10:11:00", "ann"))).toEqual([0]);
  });
});

describe("[KPIS-4.2] by open hours", () => {
  const business = promising(within(60, { clock: "business" }));
  const next = "2026-03-05T12:00:00+01:00";
  const tomorrow = (time: string) => `2026-03-05T${time}+01:00`;
  const opened = ticket("16:30:00", { teamId: "A" });

  test("[KPIS-4.2] half an hour today and half an hour tomorrow", async () => {
    expect(await decided(business, next, opened, reply(tomorrow("09:30:00"), "ann"))).toEqual([1]);
    expect(await decided(business, next, opened, reply(tomorrow("09:30:01"), "ann"))).toEqual([0]);
    expect(await decided(business, tomorrow("09:29:59"), opened)).toEqual([]);
    expect(await decided(business, tomorrow("09:30:00"), opened)).toEqual([0]);
  });

  test("[D13] used up at closing time it is kept until the next open second", async () => {
    const atFour = ticket("16:00:00", { teamId: "A" });
    expect(await decided(business, "23:00:00", atFour)).toEqual([]);
    expect(await decided(business, next, atFour, reply("22:00:00", "ann"))).toEqual([1]);
    expect(await decided(business, next, atFour)).toEqual([0]);
  });

  test("[KPIS-4.1] piece by piece over the teams that had it", async () => {
    const toNight = [opened, assigned("20:00:00", "N")];
    expect(await decided(business, "20:29:59", ...toNight)).toEqual([]);
    expect(await decided(business, "20:30:00", ...toNight)).toEqual([0]);
    expect(await decided(business, next, ...toNight, reply("20:30:00", "ann"))).toEqual([1]);
  });

  test("[D23] in a team without a schedule the time cannot be told: nothing is decided or pending", async () => {
    const lost = [ticket("10:00:00", { teamId: "X" }), assigned("10:10:00", "N")];
    const desk = await deskWith([...lost, reply("10:11:00", "ann")], { org: business });
    expect(await desk.values("sla.frt")).toEqual([]);
    expect(await desk.ages("state.sla_pending", "10:10:30")).toEqual([]);
  });

  test("[EVENTS-5] what the source asserts in open seconds is compared with the promise", async () => {
    const measured = (firstReplyMs: number) =>
      contact("measured", "17:30:00", { final: true, clock: "business", firstReplyMs });
    const events = [opened, reply("16:40:00", "ann")];
    expect(await decided(business, next, ...events, measured(3_600_000))).toEqual([1]);
    expect(await decided(business, next, ...events, measured(3_601_000))).toEqual([0]);
    expect(await decided(hour, next, opened, measured(60_000))).toEqual([]);
  });
});

describe("[KPIS-4.2] the promise of a reply", () => {
  const org = promising(within(30, { metric: "reply" }));
  const wait = [ticket("09:00:00"), reply("09:01:00", "ann"), writes("10:00:00")];

  test("[KPIS-4.2] each wait of the customer is decided for itself", async () => {
    const events = [
      ...wait,
      reply("10:30:00", "ann"),
      writes("11:00:00"),
      writes("11:20:00"),
      reply("11:31:00", "ben"),
    ];
    const desk = await deskWith(events, { org });
    expect(await desk.facts("sla.reply")).toEqual([
      { value: 0, agent: "ben@/t/desk/main", team: null, queue: null },
      { value: 1, agent: "ann@/t/desk/main", team: null, queue: null },
    ]);
    expect(await desk.values("sla.frt")).toEqual([]);
  });

  test("[KPIS-4.2] unanswered it breaks as time passes; solved before it decides nothing", async () => {
    const broken = await deskWith(wait, { org, now: "10:30:00" });
    expect(await broken.values("sla.reply")).toEqual([0]);
    const solved = await deskWith([...wait, status("10:29:00", "resolved")], { org });
    expect(await solved.values("sla.reply")).toEqual([]);
    const late = await deskWith([...wait, status("10:31:00", "resolved")], { org });
    expect(await late.values("sla.reply")).toEqual([0]);
  });

  test("[D21] after a reopening by the customer too", async () => {
    const back = [status("09:30:00", "resolved"), status("14:00:00", "open", customer)];
    const events = [ticket("09:00:00"), reply("09:01:00", "ann"), ...back];
    const desk = await deskWith([...events, reply("14:10:00", "ben")], { org });
    expect(await desk.values("sla.reply")).toEqual([1]);
  });
});

describe("[KPIS-6.2] the promise of a solution", () => {
  const org = promising(within(120, { metric: "resolution" }));
  const opened = ticket("10:00:00", { teamId: "A" });
  const solved = (time: string) => status(time, "resolved", { agentId: "ann" });

  test("[KPIS-6.2] from creation to the first solve, the solver's; a reopening changes nothing", async () => {
    const events = [opened, solved("12:00:00"), status("12:30:00", "open", customer)];
    const ann = { agent: "ann@/t/desk/main", team: "A", queue: null };
    await inEveryOrder(
      [...events, solved("13:00:00")],
      async ({ facts }) => expect(await facts("sla.resolution")).toEqual([{ value: 1, ...ann }]),
      { org },
    );
    const late = await deskWith([opened, solved("12:00:01")], { org });
    expect(await late.facts("sla.resolution")).toEqual([{ value: 0, ...ann }]);
    expect(await decidedAt(late, "sla.resolution.attainment", "12:00:00")).toBe(true);
  });

  test("[KPIS-6.2] unsolved it breaks as time passes, and is the assignee's", async () => {
    const events = [opened, assigned("10:05:00", "A", "ben")];
    const desk = await deskWith(events, { org, now: "11:59:59" });
    expect(await desk.values("sla.resolution")).toEqual([]);
    desk.clock.advance(1000);
    expect(await desk.facts("sla.resolution")).toEqual([
      { value: 0, agent: "ben@/t/desk/main", team: "A", queue: null },
    ]);
    expect(await desk.values("sla.frt")).toEqual([]);
  });
});
