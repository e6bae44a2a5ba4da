/** The clock of one contact for a manager (PRIV-4, PRIV-5): no persons, and no team of fewer than k. */
import { afterEach, expect, test } from "vitest";
import { contactClock } from "../../shared/wire/contact-clock.ts";
import { type AccountDesk, accountDesk } from "../support/account-desk.ts";

let desk: AccountDesk;
afterEach(() => desk.stop());

const SOURCE = "/acme/phone/main";
const event = (id: string, type: string, at: string, data: object) => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source: SOURCE,
  id,
  time: `2026-11-02T${at}Z`,
  subject: "contact/c",
  data: { contactId: "c", ...data },
});
const CALL = [
  event("1", "contact.created", "08:00:00", { channel: "phone", direction: "inbound" }),
  event("2", "contact.queued", "08:00:00", { queueId: "line", reason: "new" }),
  event("3", "contact.answered", "08:00:10", { legId: "l", agentId: "p1", via: "queue" }),
  event("4", "contact.leg_ended", "08:03:10", { legId: "l", agentId: "p1" }),
  event("5", "contact.wrapup_ended", "08:03:40", { legId: "l", agentId: "p1" }),
];

async function clockFor(members: number) {
  const people = Array.from({ length: members }, (_, index) => `p${index + 1}`);
  desk = await accountDesk({
    org: {
      teams: [{ id: "team" }],
      queues: [{ id: "line", team: "team" }],
      agents: people.map((id) => ({ id, memberships: [{ team: "team" }] })),
    },
  });
  await desk.core.ingest.submit(SOURCE, CALL);
  await desk.core.tail.idle();
  const manager = await desk.enter([{ role: "manager" }]);
  const clock = contactClock.parse(await (await manager.ask("GET", "/contacts/c")).json());
  return [...clock.stretches, ...clock.facts, ...clock.states];
}

test("[PRIV-4] a manager sees the team that had a contact, and none of its people", async () => {
  const credits = await clockFor(5);
  expect(credits.some(({ team }) => team === "team")).toBe(true);
  expect(new Set(credits.map(({ agent }) => agent))).toEqual(new Set([null, "*"]));
});

test("[PRIV-5] of a contact that a team of four had a manager sees neither team nor queue", async () => {
  const credits = await clockFor(4);
  expect(credits.length).toBeGreaterThan(5);
  expect(credits.filter(({ team, queue }) => team !== null || queue !== null)).toEqual([]);
});
