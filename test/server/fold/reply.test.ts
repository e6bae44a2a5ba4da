/** Reply times (KPIS.md 4.3), with numbers one can check in the head. */
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

const replies = async (...events: unknown[]) => (await deskWith(events)).values("reply.seconds");
const customer = { actor: { kind: "customer" } };

test("[KPIS-4.3] C34: several messages of the customer are one wait, several of agents one reply", async () => {
  const events = [
    ticket("09:00:00"),
    reply("09:15:00", "ann"),
    writes("10:00:00"),
    writes("10:05:00"),
    reply("10:15:00", "ann"),
  ];
  await inEveryOrder(events, async ({ values }) => {
    expect(await values("frt.seconds")).toEqual([900]);
    expect(await values("reply.seconds")).toEqual([900]);
  });
  const more = [reply("10:16:00", "ann"), writes("11:00:00"), reply("11:01:00", "ann")];
  const desk = await deskWith([...events, ...more]);
  expect(await desk.values("reply.seconds")).toEqual([60, 900]);
  expect(await desk.figure("reply_time.mean")).toBe(480);
});

test("[KPIS-4.3] notes, bots, rules and systems do not reply, and it counts at the reply", async () => {
  const events = [ticket("09:00:00"), reply("09:01:00", "ann"), writes("10:00:00")];
  const no = [{ visibility: "internal" }, { automated: true }, { from: "bot" }, { from: "system" }];
  const others = no.map((data) => reply("10:05:00", "ann", data));
  const desk = await deskWith([...events, ...others, reply("10:20:00", "ben")]);
  expect(await desk.values("reply.seconds")).toEqual([1200]);
  const quarter = (hour: string) => desk.figure("reply_time.p50", { period: hour });
  expect(await quarter("2026-03-04T09:15:00Z/2026-03-04T09:30:00Z")).toBe(1200);
  expect(await quarter("2026-03-04T09:00:00Z/2026-03-04T09:15:00Z")).toBeNull();
});

test("[KPIS-4.3] messages before the first response are its wait, not another", async () => {
  expect(await replies(ticket("09:00:00"), writes("09:05:00"), reply("09:10:00", "ann"))).toEqual(
    [],
  );
});

test("[KPIS-4.3] the sender gets the credit; the team that owned it then, else the sender's own", async () => {
  const org = {
    teams: [{ id: "own" }, { id: "desk" }],
    agents: [{ id: "ann", memberships: [{ team: "own" }] }],
  };
  const wait = [ticket("09:00:00"), reply("09:01:00", "ben"), writes("10:00:00")];
  const assigned = contact("assigned", "10:01:00", { agentId: "ben", teamId: "desk" });
  const credit = { value: 600, agent: "ann", queue: null };
  const owned = await deskWith([...wait, assigned, reply("10:10:00", "ann")], { org });
  expect(await owned.facts("reply.seconds")).toEqual([{ ...credit, team: "desk" }]);
  const free = await deskWith([...wait, reply("10:10:00", "ann")], { org });
  expect(await free.facts("reply.seconds")).toEqual([{ ...credit, team: "own" }]);
});

test("[KPIS-4.1] on an outbound ticket the answer to what the customer writes is a reply", async () => {
  const events = [
    ticket("09:00:00", { direction: "outbound" }),
    reply("09:01:00", "ann"),
    writes("10:00:00"),
    reply("10:05:00", "ann"),
  ];
  await inEveryOrder(events, async ({ values }) => {
    expect(await values("frt.seconds")).toEqual([]);
    expect(await values("reply.seconds")).toEqual([300]);
  });
  const [opened, , ...rest] = events;
  expect(await replies(opened, ...rest)).toEqual([300]);
  const asserted = contact("measured", "10:02:00", { final: true, firstReplyMs: 120_000 });
  const desk = await deskWith([...events, asserted]);
  expect(await desk.values("reply.seconds")).toEqual([300]);
  expect(await desk.values("frt.seconds")).toEqual([]);
});

describe("[KPIS-4.1] solved and opened again", () => {
  const solved = [ticket("09:00:00"), reply("09:01:00", "ann"), status("09:30:00", "resolved")];

  test("[KPIS-4.1] by its customer: a reply time from the reopening, and no second first response", async () => {
    const back = status("14:00:00", "open", customer);
    await inEveryOrder([...solved, back, reply("14:10:00", "ben")], async ({ values }) => {
      expect(await values("frt.seconds")).toEqual([60]);
      expect(await values("reply.seconds")).toEqual([600]);
    });
  });

  test("[D21] from the customer's message if that came first", async () => {
    const back = [writes("13:55:00"), status("14:00:00", "open", customer)];
    expect(await replies(...solved, ...back, reply("14:10:00", "ben"))).toEqual([900]);
    const after = [status("14:00:00", "open", customer), writes("14:05:00")];
    expect(await replies(...solved, ...after, reply("14:10:00", "ben"))).toEqual([600]);
  });

  test("[D21] a source that does not say who reopened it is taken to mean the customer", async () => {
    const back = [contact("status_changed", "14:00:00", { to: "open" }), reply("14:10:00", "ben")];
    expect(await replies(...solved, ...back)).toEqual([600]);
    const byWhom = { to: "open", agentId: "ben" };
    const named = [contact("status_changed", "14:00:00", byWhom), reply("14:10:00", "ben")];
    expect(await replies(...solved, ...named)).toEqual([]);
  });

  test("[D21] by an agent or a rule nobody waits until the customer writes", async () => {
    for (const kind of ["agent", "system", "bot"]) {
      const back = [status("14:00:00", "open", { actor: { kind } }), reply("14:10:00", "ben")];
      expect(await replies(...solved, ...back)).toEqual([]);
    }
  });

  test("[KPIS-4.2] a solve ends the wait", async () => {
    const events = [
      ticket("09:00:00"),
      reply("09:01:00", "ann"),
      writes("10:00:00"),
      status("10:05:00", "resolved"),
      reply("10:06:00", "ann"),
    ];
    expect(await replies(...events)).toEqual([]);
  });

  test("[KPIS-4.3] what the customer writes on a solved ticket waits for its answer like any other", async () => {
    expect(await replies(...solved, writes("10:00:00"), reply("10:02:00", "ann"))).toEqual([120]);
  });

  test("[KPIS-4.1] solved by a person without an answer, then answered: one first response, from creation", async () => {
    const events = [
      ticket("09:00:00"),
      status("09:10:00", "resolved"),
      status("10:00:00", "open", customer),
      reply("10:05:00", "ann"),
    ];
    const desk = await deskWith(events);
    expect(await desk.values("frt.seconds")).toEqual([3900]);
    expect(await desk.values("reply.seconds")).toEqual([]);
  });
});

test("[KPIS-4.1] a ticket made by a call: the first answer to what the customer writes is its first response", async () => {
  const byPhone = ticket("09:00:00", { channel: "phone", kind: "ticket" });
  const wait = [writes("10:00:00"), reply("10:05:00", "ann")];
  const desk = await deskWith([byPhone, ...wait, writes("11:00:00"), reply("11:01:00", "ann")]);
  expect(await desk.values("frt.seconds")).toEqual([300]);
  expect(await desk.values("frt.from_creation")).toEqual([300]);
  expect(await desk.values("reply.seconds")).toEqual([60]);
  const mailed = await deskWith([byPhone, reply("09:10:00", "ann"), ...wait]);
  expect(await mailed.values("frt.seconds")).toEqual([]);
  expect(await mailed.values("reply.seconds")).toEqual([300]);
});

test("[D22] a call that reaches the waiting customer ends the wait, and is neither response nor reply", async () => {
  const calls = (time: string, data: object = { via: "outbound" }) => answered(time, "ann", data);
  const first = await deskWith([ticket("09:00:00"), calls("09:05:00"), reply("09:30:00", "ann")]);
  expect(await first.values("frt.seconds")).toEqual([]);
  expect(await first.ages("state.waiting", "09:04:59")).toEqual([299]);
  expect(await first.ages("state.waiting", "09:05:00")).toEqual([]);
  const wait = [ticket("09:00:00"), reply("09:01:00", "ann"), writes("10:00:00")];
  expect(await replies(...wait, calls("10:05:00"), reply("10:06:00", "ann"))).toEqual([]);
  const inbound = calls("10:05:00", { via: "direct" });
  expect(await replies(...wait, inbound, reply("10:06:00", "ann"))).toEqual([360]);
});

test("[EVENTS-6] what a source asserts of the first response ends its wait; later messages are replies", async () => {
  const asserted = contact("measured", "09:30:00", {
    final: true,
    firstReplyAt: "2026-03-04T09:10:00+01:00",
  });
  const events = [ticket("09:00:00"), asserted, writes("10:00:00"), reply("10:05:00", "ann")];
  await inEveryOrder(events, async ({ values, ages }) => {
    expect(await values("frt.seconds")).toEqual([600]);
    expect(await values("reply.seconds")).toEqual([300]);
    expect(await ages("state.waiting", "09:09:59")).toEqual([599]);
    expect(await ages("state.waiting", "09:10:00")).toEqual([]);
  });
});

test("[KPIS-7.5] after a reply stamped before the opening the opening message waits for nothing", async () => {
  const events = [ticket("09:02:01"), writes("09:02:01"), reply("09:00:00", "ann")];
  await inEveryOrder(events, async ({ values, ages }) => {
    expect(await values("quality.quarantined")).toEqual([1]);
    expect(await values("reply.seconds")).toEqual([]);
    expect(await ages("state.waiting", "10:00:00")).toEqual([]);
  });
});

test("[KPIS-1.3] calls, contacts without a beginning and what is gone have no reply times", async () => {
  const wait = [writes("10:00:00"), reply("10:05:00", "ann")];
  expect(await replies(...wait)).toEqual([]);
  const call = ticket("09:00:00", { channel: "phone" });
  expect(await replies(call, queued("09:00:00"), ...wait)).toEqual([]);
  const gone = status("12:00:00", "deleted");
  expect(await replies(ticket("09:00:00"), reply("09:01:00", "ann"), ...wait, gone)).toEqual([]);
});
