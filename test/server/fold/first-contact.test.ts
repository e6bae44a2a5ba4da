/** Other readings of first contact resolution, and what went to the second line, as figures. */
import { expect, test } from "vitest";
import { contact, deskWith, reply, status, ticket } from "./desk.ts";

/** The same events of another contact. */
const of = (contactId: string, events: readonly ReturnType<typeof ticket>[]) =>
  events.map((one) => ({
    ...one,
    id: `${one.id}-${contactId}`,
    subject: `contact/${contactId}`,
    data: { ...(one.data as object), contactId },
  }));

const opened = ticket("08:00:00");
const solved = status("12:00:00", "resolved");
const says = (kind: string, firstContactResolved: boolean) =>
  status("12:00:00", "resolved", { actor: { kind }, native: { firstContactResolved } });

test("[KPIS-6.2] one person with two replies, two people with two, one with one: three readings", async () => {
  const desk = await deskWith([
    ...of("a", [opened, reply("09:00:00", "ann"), reply("10:00:00", "ann"), solved]),
    ...of("b", [opened, reply("09:00:00", "ann"), reply("10:00:00", "ben"), solved]),
    ...of("c", [opened, reply("09:00:00", "ann"), solved]),
    ...of("d", [opened, reply("09:00:00", "ann"), solved]),
  ]);
  expect(await desk.figure("fcr.closed_first")).toBe(75);
  expect(await desk.figure("fcr.first_response")).toBe(50);
  expect(await desk.figure("fcr.agent_says")).toBe(null);
});

test("[KPIS-6.2] as the agent says and as the customer says are two figures", async () => {
  const desk = await deskWith([
    ...of("a", [opened, says("agent", true)]),
    ...of("b", [opened, says("agent", true)]),
    ...of("c", [opened, says("agent", false)]),
    ...of("d", [opened, says("agent", false)]),
    ...of("e", [opened, says("customer", true)]),
  ]);
  expect(await desk.figure("fcr.agent_says")).toBe(50);
  expect(await desk.figure("fcr.customer_says")).toBe(100);
});

test("[KPIS-6.2] a ticket the second line gets after the first has answered is escalated, no transfer of a leg", async () => {
  const teams = [{ id: "first" }, { id: "second", line: 2 as const }];
  const mine = contact("assigned", "08:30:00", { agentId: "ann", teamId: "first" });
  const passed = contact("assigned", "10:00:00", { agentId: null, teamId: "second" });
  const org = { organisation: { zone: "Europe/Amsterdam" }, teams };
  const desk = await deskWith(
    [
      ...of("a", [opened, mine, reply("09:00:00", "ann"), passed]),
      ...of("b", [opened, mine, reply("09:00:00", "ann")]),
    ],
    { org },
  );
  expect(await desk.figure("escalation.rate")).toBe(50);
  expect(await desk.figure("transfer.rate_per_contact")).toBe(null);
});
