/** The clocks of a first response (KPIS.md 4.1): business, from creation, since assignment, bots, greetings. */
import { describe, expect, test } from "vitest";
import {
  answered,
  contact,
  deskWith,
  inEveryOrder,
  queued,
  reply,
  status,
  ticket,
  writes,
} from "./desk.ts";
import { hours } from "./hours.ts";

const seconds = async (...events: unknown[]) => (await deskWith(events)).values("frt.seconds");

const assigned = (time: string, teamId: string | null, agentId: string | null = null) =>
  contact("assigned", time, { agentId, teamId });

describe("[KPIS-4.1] business seconds", () => {
  const business = async (now: string, ...events: unknown[]) =>
    (await deskWith(events, { org: hours, now })).values("frt.business");

  test("[KPIS-4.1] C09: half an hour before the weekend and 45 minutes after Easter Monday", async () => {
    const opened = ticket("2026-04-03T16:30:00+02:00", { teamId: "A" });
    const answer = reply("2026-04-07T09:45:00+02:00", "ann");
    await inEveryOrder(
      [opened, answer],
      async ({ values }) => {
        expect(await values("frt.business")).toEqual([4500]);
        expect(await values("frt.seconds")).toEqual([321_300]);
      },
      { org: hours, now: "2026-04-08T00:00:00+02:00" },
    );
  });

  test("[KPIS-4.1] C37: an hour with the office, half an hour with the night team", async () => {
    const events = [
      ticket("16:00:00", { teamId: "A" }),
      assigned("20:00:00", "N"),
      reply("20:30:00", "noor"),
    ];
    await inEveryOrder(
      events,
      async ({ facts }) => {
        expect(await facts("frt.business")).toEqual([
          { value: 5400, agent: "noor@/t/desk/main", team: "N", queue: null },
        ]);
      },
      { org: hours, now: "23:00:00" },
    );
  });

  test("[KPIS-4.1] outside hours is 0, a real value; no schedule, or none in one piece, is no value", async () => {
    const late = "23:00:00";
    const answer = reply("18:00:00", "ann");
    expect(await business(late, ticket("17:30:00", { teamId: "A" }), answer)).toEqual([0]);
    expect(await business(late, ticket("17:30:00", { teamId: "X" }), answer)).toEqual([]);
    expect(await business(late, ticket("17:30:00"), answer)).toEqual([]);
    const through = [ticket("16:00:00", { teamId: "A" }), assigned("16:10:00", "X")];
    expect(await business(late, ...through, assigned("16:20:00", "N"), answer)).toEqual([]);
  });

  test("[KPIS-1.2] a piece that lasts no whole second counts for nobody", async () => {
    const routed = [
      ticket("10:00:00.100"),
      assigned("10:00:00.900", "A"),
      reply("10:10:00", "ann"),
    ];
    expect(await business("23:00:00", ...routed)).toEqual([600]);
  });

  test("[R8] another schedule of the same team counts from the day it took effect", async () => {
    const events = [
      ticket("2026-03-03T16:00:00+01:00", { teamId: "M" }),
      reply("2026-03-04T01:00:00+01:00", "ann"),
    ];
    expect(await business("09:00:00", ...events)).toEqual([3600 + 3600]);
  });

  test("[EVENTS-5] an asserted business duration feeds the business clock alone", async () => {
    const events = [ticket("10:00:00", { teamId: "A" }), reply("10:05:00", "ann")];
    const measured = { final: true, clock: "business", firstReplyMs: 41_500 };
    const desk = await deskWith([...events, contact("measured", "10:06:00", measured)], {
      org: hours,
    });
    expect(await desk.values("frt.business")).toEqual([42]);
    expect(await desk.values("frt.seconds")).toEqual([300]);
    const calendar = { final: true, firstReplyMs: 120_000 };
    const other = await deskWith([...events, contact("measured", "10:06:00", calendar)], {
      org: hours,
    });
    expect(await other.values("frt.business")).toEqual([120]);
  });
});

test("[KPIS-4.1] C12: the view from creation keeps the time of the bot, the clock starts at the hand-over", async () => {
  const events = [
    ticket("10:00:00"),
    reply("10:00:02", "ann", { from: "bot" }),
    queued("10:05:00", { reason: "bot_handover", teamId: "A" }),
    reply("10:09:00", "ben"),
  ];
  await inEveryOrder(events, async ({ values, facts }) => {
    expect(await values("frt.seconds")).toEqual([240]);
    expect(await values("frt.from_creation")).toEqual([540]);
    expect(await facts("frt.bot")).toEqual([{ value: 2, agent: null, team: null, queue: null }]);
  });
  const asserted = contact("measured", "10:20:00", { final: true, firstReplyMs: 200_000 });
  const desk = await deskWith([...events, asserted]);
  expect(await desk.values("frt.from_creation")).toEqual([500]);
});

test("[KPIS-4.1] a bot's first response is the assignee's and the team's, at the bot's message", async () => {
  const events = [
    ticket("10:00:00", { teamId: "A", agentId: "ann" }),
    reply("10:01:00", "x", { from: "bot", visibility: "internal" }),
    reply("10:02:00", "x", { from: "bot", automated: true }),
    reply("10:03:00", "x", { from: "bot" }),
  ];
  const desk = await deskWith(events);
  expect(await desk.facts("frt.bot")).toEqual([
    { value: 120, agent: "ann@/t/desk/main", team: "A@/t/desk/main", queue: null },
  ]);
  const early = [ticket("10:02:01"), reply("10:00:00", "x", { from: "bot" })];
  const set = await deskWith(early);
  expect(await set.values("frt.bot")).toEqual([]);
  expect(await set.values("quality.quarantined")).toEqual([1]);
});

test("[KPIS-4.1] solved by a bot, put away, opened again by its customer: only coming back starts the clock", async () => {
  const events = [
    ticket("08:00:00"),
    status("08:10:00", "resolved", { actor: { kind: "bot" } }),
    status("08:20:00", "closed", { actor: { kind: "system" } }),
    status("09:00:00", "open", { actor: { kind: "customer" } }),
    status("09:01:00", "on_hold"),
    status("09:02:00", "open"),
    reply("09:03:00", "ann"),
  ];
  expect(await seconds(...events)).toEqual([180]);
});

test("[KPIS-6.2] an agent who opens again what a bot solved corrects the bot: the clock ran on", async () => {
  const events = [
    ticket("08:00:00"),
    status("08:10:00", "resolved", { actor: { kind: "bot" } }),
    status("09:00:00", "open"),
    reply("09:02:00", "ann"),
  ];
  expect(await seconds(...events)).toEqual([3720]);
});

describe("[KPIS-4.1] since the assignment", () => {
  const since = async (...events: unknown[]) =>
    (await deskWith(events)).values("frt.since_assignment");
  const opened = ticket("08:00:00", { teamId: "A" });

  test("[D20] the sender's own time when it is his, else the time of the team that had it", async () => {
    const toBen = assigned("08:10:00", "A", "ben");
    const answer = (agent: string) => reply("08:30:00", agent);
    await inEveryOrder([opened, toBen, answer("ben")], async ({ values }) => {
      expect(await values("frt.since_assignment")).toEqual([1200]);
    });
    expect(await since(opened, toBen, answer("ann"))).toEqual([1800]);
    const moved = assigned("08:20:00", "B");
    expect(await since(opened, toBen, moved, answer("ben"))).toEqual([600]);
  });

  test("[D20] being assigned again to the same is no news; coming back is", async () => {
    const ben = (time: string) => assigned(time, "A", "ben");
    const answer = reply("08:30:00", "ben");
    expect(await since(opened, ben("08:10:00"), ben("08:20:00"), answer)).toEqual([1200]);
    const away = assigned("08:15:00", "A", "ann");
    expect(await since(opened, ben("08:10:00"), away, ben("08:20:00"), answer)).toEqual([600]);
  });

  test("[D20] never before the clock start; not by the reply itself; nobody's ticket has none", async () => {
    const handover = queued("08:20:00", { reason: "bot_handover" });
    expect(await since(opened, handover, reply("08:30:00", "ann"))).toEqual([600]);
    const byReplying = assigned("08:30:00", "A", "ann");
    expect(await since(opened, byReplying, reply("08:30:00", "ann"))).toEqual([1800]);
    expect(await since(ticket("08:00:00"), reply("08:30:00", "ann"))).toEqual([]);
  });
});

describe("[KPIS-4.1] greetings", () => {
  const chat = (time: string, data = {}) => ticket(time, { channel: "chat", ...data });
  const greetings = async (...events: unknown[]) =>
    (await deskWith(events)).facts("agent_greeting");
  const ann = { agent: "ann@/t/desk/main", team: null, queue: null };

  test("[KPIS-4.1] from accepting a chat, not from its offer, to the agent's own first message", async () => {
    const events = [
      chat("08:00:00"),
      contact("assigned", "08:00:05", { agentId: "ann", teamId: null }),
      answered("08:00:10", "ann", { via: "direct" }),
      reply("08:00:25", "ann"),
      reply("08:00:50", "ann"),
    ];
    expect(await greetings(...events)).toEqual([{ value: 15, ...ann }]);
  });

  test("[KPIS-4.1] without accepting it counts from the assignment; each agent greets once", async () => {
    const events = [
      chat("08:00:00"),
      contact("assigned", "08:00:05", { agentId: "ann", teamId: null }),
      reply("08:00:25", "ann"),
      contact("assigned", "08:10:00", { agentId: "ben", teamId: null }),
      reply("08:10:30", "ben"),
      contact("assigned", "08:20:00", { agentId: "ann", teamId: null }),
      reply("08:20:40", "ann"),
    ];
    expect((await greetings(...events)).map(({ value }) => value)).toEqual([20, 30]);
  });

  test("[KPIS-4.1] mail, outbound chats, consultants and who took it by writing do not greet", async () => {
    const take = answered("08:00:10", "ann", { via: "direct" });
    const hello = reply("08:00:25", "ann");
    expect(await greetings(ticket("08:00:00", { kind: "ticket" }), take, hello)).toEqual([]);
    expect(await greetings(chat("08:00:00", { direction: "outbound" }), take, hello)).toEqual([]);
    const consulted = answered("08:00:10", "ann", { role: "consult" });
    expect(await greetings(chat("08:00:00"), consulted, hello)).toEqual([]);
    const taken = contact("assigned", "08:00:25", { agentId: "ann", teamId: null });
    expect(await greetings(chat("08:00:00"), taken, hello)).toEqual([]);
  });
});

test("[KPIS-7.5] clocks that disagree are counted once, however many measures the response feeds", async () => {
  const opened = ticket("10:02:00", { teamId: "A" });
  const near = await deskWith([opened, reply("10:00:00", "ann")], { org: hours });
  for (const measure of ["frt.seconds", "frt.business", "frt.from_creation"] as const) {
    expect(await near.values(measure)).toEqual([0]);
  }
  expect(await near.values("quality.skew_clamped")).toEqual([1]);
  const far = await deskWith([opened, reply("09:59:59", "ann")], { org: hours });
  expect(await far.values("frt.business")).toEqual([]);
  expect(await far.values("frt.from_creation")).toEqual([]);
  expect(await far.values("quality.quarantined")).toEqual([1]);
});

test("[EVENTS-3] a ticket told late belongs from its opening on to the team it was told with", async () => {
  const opened = ticket("10:30:00", { openedAt: "2026-03-04T10:00:00+01:00", teamId: "A" });
  const desk = await deskWith([opened, reply("10:40:00", "ann")], { org: hours });
  expect(await desk.values("frt.business")).toEqual([2400]);
  expect(await desk.facts("ticket.created")).toEqual([
    { value: 1, agent: null, team: "A", queue: null },
  ]);
  expect(await desk.ages("state.open", "10:20:00")).toEqual([1200]);
});

describe("[KPIS-4.1] closed without an answer", () => {
  const closed = async (...events: unknown[]) =>
    (await deskWith(events)).facts("ticket.closed_without_reply");
  const solved = status("08:05:00", "resolved", { agentId: "ann" });

  test("[KPIS-4.1] C13: solved by a person or a rule counts once, for the first solver", async () => {
    const again = [
      status("08:10:00", "open", { actor: { kind: "customer" } }),
      status("08:20:00", "resolved", { agentId: "ben" }),
    ];
    const ann = { value: 1, agent: "ann@/t/desk/main", team: null, queue: null };
    await inEveryOrder([ticket("08:00:00"), solved, ...again], async ({ facts }) => {
      expect(await facts("ticket.closed_without_reply")).toEqual([ann]);
    });
    const byRule = status("08:05:00", "closed", { actor: { kind: "system" } });
    expect(await closed(ticket("08:00:00"), byRule)).toEqual([{ ...ann, agent: null }]);
  });

  test("[KPIS-4.1] reopened and answered takes it back; any answer of agent or bot, also asserted, prevents it", async () => {
    const back = status("09:00:00", "open", { actor: { kind: "customer" } });
    const desk = await deskWith([ticket("08:00:00"), solved, back]);
    expect(await desk.values("ticket.closed_without_reply")).toEqual([1]);
    await desk.send(reply("09:01:00", "ann"));
    expect(await desk.values("ticket.closed_without_reply")).toEqual([]);
    const bot = reply("08:01:00", "x", { from: "bot" });
    expect(await closed(ticket("08:00:00"), bot, solved)).toEqual([]);
    const asserted = contact("measured", "08:06:00", { final: true, firstReplyMs: 60_000 });
    expect(await closed(ticket("08:00:00"), asserted, solved)).toEqual([]);
  });

  test("[KPIS-4.1] a bot's solve, an outbound ticket and one made by a call are none", async () => {
    const byBot = status("08:05:00", "resolved", { actor: { kind: "bot" } });
    expect(await closed(ticket("08:00:00"), byBot)).toEqual([]);
    expect(await closed(ticket("08:00:00", { direction: "outbound" }), solved)).toEqual([]);
    const byPhone = ticket("08:00:00", { channel: "phone", kind: "ticket" });
    expect(await closed(byPhone, solved)).toEqual([]);
    expect(await closed(byPhone, writes("08:01:00"), solved)).toHaveLength(1);
  });
});
