/** Agents' days in memory: what is told of late reaches the days after it, and only those. */
import { expect, test } from "vitest";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import { HOUR_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { call, contact, type Desk, deskWith, event, openDesk } from "../fold/desk.ts";

const org = { agents: [{ id: "ann" }] };
const state = (time: string, to: string) =>
  event("agent.state_changed", time, { agentId: "ann", state: to });
const chat = (id: string, from: string, to: string) => {
  const about = { contactId: id, legId: id, agentId: "ann" };
  return [
    event("contact.answered", from, { ...about, channel: "chat", via: "direct" }),
    event("contact.leg_ended", to, about),
    event("contact.wrapup_ended", to, about),
  ];
};
const sum = async (desk: Desk, measure: "agent.idle" | "agent.busy") =>
  (await desk.values(measure)).reduce((all, one) => all + one, 0);

test("[KPIS-7.5] a leg told of late changes the share of one that counts days later", async () => {
  const long = chat("a", "20:00:00", "2026-03-06T10:00:00+01:00");
  const desk = await deskWith(long, { org, now: "2026-03-06T12:00:00+01:00" });
  expect(await desk.values("leg.workload")).toEqual([38 * 3600]);
  await desk.core.tail.checkpoint();
  await desk.send(...chat("b", "21:00:00", "22:00:00"));
  expect(await desk.values("leg.workload")).toEqual([1800, 38 * 3600 - 1800]);
  await desk.send(contact("status_changed", "23:00:00", { contactId: "b", to: "deleted" }));
  expect(await desk.values("leg.workload")).toEqual([38 * 3600]);
});

test("[KPIS-7.5] a state told of late ends the one that went on over midnight", async () => {
  const desk = await deskWith([state("22:00:00", "available")], {
    org,
    now: "2026-03-05T02:00:00+01:00",
  });
  expect(await sum(desk, "agent.idle")).toBe(4 * 3600);
  desk.clock.advance(HOUR_MS);
  expect(await sum(desk, "agent.idle")).toBe(5 * 3600);
  await desk.send(state("23:00:00", "offline"));
  expect(await sum(desk, "agent.idle")).toBe(3600);
});

test("[KPIS-7.5] far later, nothing of it in memory: the same", async () => {
  const store = new MemoryStore();
  const desk = await openDesk({ org, store, now: "2026-03-05T02:00:00+01:00" });
  await desk.send(
    state("22:00:00", "available"),
    ...chat("a", "23:30:00", "2026-03-05T01:30:00+01:00"),
  );
  desk.clock.advance(200 * HOUR_MS);
  await desk.core.tail.checkpoint();
  const later = await openDesk({ store, now: "2026-03-14T02:00:00+01:00" });
  expect([...later.core.tail.entities.hot()].some(({ key }) => key.startsWith("|agent/"))).toBe(
    false,
  );
  expect(await sum(later, "agent.idle")).toBe(14 * 3600); // 16 hours less the chat
  await later.send(state("23:00:00", "offline"));
  expect(await sum(later, "agent.idle")).toBe(3600);
  await later.send(contact("status_changed", "23:00:00", { contactId: "a", to: "deleted" }));
  expect(await sum(later, "agent.busy")).toBe(0);
});

test("[KPIS-1.2] the last minutes of an agent's time, whenever one asks, and after a restart", async () => {
  const store = new MemoryStore();
  const desk = await openDesk({ org, store, now: "17:07:00" });
  await desk.send(
    state("16:00:00", "available"),
    call("16:50:00", { contactId: "c" }),
    event("contact.answered", "16:50:00", { contactId: "c", legId: "l", agentId: "ann" }),
  );
  const busy = ({ figure }: Desk, minutes: number) =>
    figure("occupied.seconds", { period: `last-${minutes}m`, scope: "agent:ann" });
  expect(await busy(desk, 15)).toBe(14 * 60); // the running minute has not passed
  expect(await busy(desk, 60)).toBe(17 * 60);
  expect(await desk.figure("occupancy", { period: "last-31m" })).toBeCloseTo(100 * (17 / 30), 6);
  desk.clock.advance(3 * MINUTE_MS);
  expect(await busy(desk, 60)).toBe(20 * 60);
  await desk.core.tail.checkpoint();
  const again = await openDesk({ store, now: "17:11:30" });
  expect(await busy(again, 15)).toBe(14 * 60);
  expect(await busy(again, 60)).toBe(21 * 60);
});

test("[REL-2] without an event a day that goes on changes its last interval only", async () => {
  const desk = await deskWith([state("08:00:00", "available")], { org, now: "12:00:00" });
  await desk.values("agent.idle");
  const day = () => {
    const found = [...desk.core.tail.entities.hot()].find(({ key }) => key.startsWith("|agent/"));
    return found?.meaning.facts ?? [];
  };
  const before = day();
  expect(before).toHaveLength(32); // 16 intervals, idle and on queue
  desk.clock.advance(MINUTE_MS);
  await desk.core.tail.settle();
  const after = day();
  expect(after).toHaveLength(34);
  expect(after.slice(0, 32).every((fact, index) => fact === before[index])).toBe(true);
});
