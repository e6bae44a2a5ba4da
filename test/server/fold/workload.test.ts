/** Chat and messaging (KPIS.md 5.2): k contacts at once share each second; measured effort (5.3). */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LegEntry } from "../../../server/fold/timeline/entry.ts";
import { workloads } from "../../../server/fold/timeline/workload.ts";
import { contact, type Desk, deskWith, event, inEveryOrder, status, ticket } from "./desk.ts";

const ANN = "ann@/t/desk/main";

/** A chat of Ann's, or a call: accepted, ended, wrapped up. */
function leg(id: string, from: string, to: string, done: string, channel = "chat") {
  const about = { contactId: id, legId: id, agentId: "ann" };
  return [
    event("contact.created", from, { contactId: id, channel, direction: "inbound" }),
    event("contact.answered", from, { ...about, via: "direct" }),
    event("contact.leg_ended", to, about),
    event("contact.wrapup_ended", done, about),
  ];
}
const busy = (desk: Desk) => desk.figure("occupied.seconds", { scope: `agent:${ANN}` });

test("[KPIS-5.2] two chats of 600 s that overlap by 300 s are 450 s of work each, 900 s together", async () => {
  const chats = [
    ...leg("a", "08:00:00", "08:10:00", "08:10:00"),
    ...leg("b", "08:05:00", "08:15:00", "08:15:00"),
  ];
  const desk = await deskWith(chats);
  expect(await desk.values("leg.workload")).toEqual([450, 450]);
  expect(await desk.values("leg.session")).toEqual([600, 600]);
  expect(await busy(desk)).toBe(900);
  expect(await desk.figure("concurrency")).toBe(1200 / 900);
  expect(await desk.figure("aht.mean", { channel: "chat" })).toBe(450);
  expect(await desk.figure("session_length.mean")).toBe(600);
});

test("[KPIS-5.2] what cannot be divided goes to whoever was answered first, then by the leg's name", async () => {
  await inEveryOrder(
    [
      ...leg("b", "08:00:00", "08:00:05", "08:00:05"),
      ...leg("c", "08:00:01", "08:00:05", "08:00:05"),
    ].slice(0, 5),
    async (desk) => {
      await desk.send(...leg("c", "08:00:01", "08:00:05", "08:00:05").slice(1));
      await desk.send(...leg("a", "08:00:01", "08:00:05", "08:00:05"));
      const shares = await desk.facts("leg.workload");
      expect(shares.map(({ value }) => value)).toEqual([1, 1, 3]); // b 1 + 2, a 1, c 1
    },
  );
});

test("[KPIS-5.2] a call beside a chat shares as well; on the phone tile its handling time stays whole", async () => {
  const desk = await deskWith([
    ...leg("a", "08:00:00", "08:10:00", "08:10:00"),
    ...leg("p", "08:02:00", "08:04:00", "08:04:00", "phone"),
  ]);
  expect(await desk.values("leg.workload")).toEqual([60, 540]);
  expect(await desk.figure("aht.mean", { channel: "phone" })).toBe(120);
  expect(await desk.figure("aht.mean")).toBe(300);
});

test("[KPIS-5.2] wrap-up is work but no session", async () => {
  const desk = await deskWith(leg("a", "08:00:00", "08:10:00", "08:12:00"));
  expect(await desk.values("leg.workload")).toEqual([720]);
  expect(await desk.values("leg.session")).toEqual([600]);
  expect(await desk.figure("concurrency")).toBe(1);
});

const paused = (...between: unknown[]) =>
  deskWith([
    contact("created", "08:00:00", { channel: "whatsapp", direction: "inbound", kind: "chat" }),
    contact("answered", "08:00:00", { legId: "l1", agentId: "ann", via: "direct" }),
    ...between,
    contact("leg_ended", "09:00:00", { legId: "l1", agentId: "ann" }),
    contact("wrapup_ended", "09:01:00", { legId: "l1", agentId: "ann" }),
  ]);

test.each([
  ["waits for the customer", "waiting_customer", "open", 60 * 60 - 45 * 60 + 60],
  ["is on hold", "on_hold", "open", 60 * 60 - 45 * 60 + 60],
  ["is solved and comes back", "resolved", "open", 60 * 60 - 45 * 60 + 60],
])("[KPIS-5.2] no work while a conversation %s", async (_name, to, back, seconds) => {
  const desk = await paused(status("08:10:00", to), status("08:55:00", back));
  expect(await desk.values("leg.workload")).toEqual([seconds]);
  expect(await busy(desk)).toBe(seconds);
  expect(await desk.values("leg.session")).toEqual([3600]);
});

test("[KPIS-5.2] no work while a conversation is somebody else's or nobody's; wrap-up always is", async () => {
  const given = (time: string, agentId: string | null) =>
    contact("assigned", time, { agentId, teamId: null });
  const desk = await paused(
    given("08:10:00", "ben"),
    given("08:30:00", "ann"),
    given("08:40:00", null),
  );
  expect(await desk.values("leg.workload")).toEqual([10 * 60 + 10 * 60 + 60]);
});

test("[KPIS-5.2] solved at the very end: the conversation until then, and the wrap-up", async () => {
  const desk = await paused(status("09:00:00", "resolved"));
  expect(await desk.values("leg.workload")).toEqual([3660]);
});

test("[KPIS-5.3] mail has handling time only where effort was measured", async () => {
  const mail = ticket("08:00:00");
  const worked = (time: string, workMs: number, data: object = {}) =>
    contact("measured", time, { final: true, workMs, agentId: "ann", ...data });
  const desk = await deskWith([mail, status("09:00:00", "resolved", { agentId: "ann" })]);
  expect(await desk.figure("aht.mean", { channel: "email" })).toBeNull();
  await desk.send(worked("09:00:00", 120_400));
  expect(await desk.facts("leg.workload")).toMatchObject([{ value: 120, agent: ANN }]);
  expect(await desk.figure("aht.mean", { channel: "email" })).toBe(120);
  expect(await busy(desk)).toBe(120);
  await desk.send(worked("09:30:00", 60_000, { agentId: "ben" }));
  expect(await desk.values("leg.workload")).toEqual([60, 120]);
});

test("[KPIS-5.3] measured effort of a chat takes the place of its pieces", async () => {
  const desk = await deskWith([
    ...leg("a", "08:00:00", "08:10:00", "08:10:00"),
    event("contact.measured", "08:10:00", {
      contactId: "a",
      legId: "a",
      agentId: "ann",
      final: true,
      workMs: 90_000,
    }),
  ]);
  expect(await desk.values("leg.workload")).toEqual([90]);
});

test("[KPIS-5.2] a leg of nobody's shares with nobody: all of its seconds are its work", async () => {
  const nobody = { legId: "l1", agentId: null };
  const desk = await deskWith([
    contact("created", "08:00:00", { channel: "phone", direction: "inbound" }),
    contact("answered", "08:00:00", { ...nobody, via: "direct" }),
    contact("leg_ended", "08:02:00", nobody),
    contact("wrapup_ended", "08:02:30", nobody),
  ]);
  expect(await desk.facts("leg.workload")).toMatchObject([{ value: 150, agent: null }]);
});

const dims = {
  agent: "a",
  team: null,
  queue: null,
  channel: "chat",
  direction: "inbound",
} as const;
const legs = fc
  .array(fc.tuple(fc.nat(500_000), fc.nat(300_000), fc.nat(5)), { minLength: 1, maxLength: 12 })
  .map((list) =>
    list.map(
      ([from, length, name], index): LegEntry => ({
        kind: "leg",
        timeline: "t",
        contact: `c${index}`,
        leg: `l${name}`,
        role: "handled",
        pieces: [[from, from + length]],
        session: [from, from + length],
        at: from + length,
        dims,
      }),
    ),
  );

test("[KPIS-5.2] shares add up to the seconds in which anything was open; each is at most its own length", () => {
  fc.assert(
    fc.property(legs, (all) => {
      const shares = workloads(all);
      const seconds = new Set<number>();
      for (const { pieces } of all) {
        const [from, to] = pieces[0] as [number, number];
        for (let at = Math.floor(from / 1000); at < Math.floor(to / 1000); at += 1) seconds.add(at);
      }
      expect([...shares.values()].reduce((sum, one) => sum + one, 0)).toBe(seconds.size);
      for (const [{ pieces }, share] of shares) {
        const [from, to] = pieces[0] as [number, number];
        expect(share).toBeLessThanOrEqual(Math.floor(to / 1000) - Math.floor(from / 1000));
      }
    }),
  );
});

test("[KPIS-5.2] shares do not depend on the order in which legs are told of", () => {
  fc.assert(
    fc.property(legs, (all) => {
      const shares = workloads(all);
      expect(workloads(all.toReversed())).toEqual(shares);
    }),
  );
});

test("[KPIS-5.2] advice given beside a chat takes its share: all shares are the busy time", async () => {
  const advice = { contactId: "other", legId: "k", agentId: "ann" };
  const desk = await deskWith([
    ...leg("a", "08:00:00", "08:10:00", "08:10:00"),
    event("contact.answered", "08:05:00", { ...advice, role: "consult" }),
    event("contact.leg_ended", "08:07:00", advice),
  ]);
  expect(await desk.values("leg.workload")).toEqual([540]);
  expect(await busy(desk)).toBe(600);
});
