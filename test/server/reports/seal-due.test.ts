/** Sealing by itself: on Monday at seven, once, whatever restarts in between (REL-3). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOrganisation } from "../../../server/core.ts";
import { createReporting } from "../../../server/reporting.ts";
import {
  digestOf,
  openSealed,
  revisionsOf,
  sealedText,
} from "../../../server/reports/revisions.ts";
import { createSealDue, dueAt, SEAL_TIME, weeksDue } from "../../../server/reports/seal-due.ts";
import type { Store } from "../../../server/store/store.ts";
import { several } from "../explain/why-desk.ts";
import { type Desk, openDesk } from "../fold/desk.ts";

const ZONE = "Europe/Amsterdam";
const MONDAY = Date.parse("2026-03-02T08:00:00Z");
const iso = (at: number): string => new Date(at).toISOString();

test("[REL-3] it is due at seven of the wall clock, also after the clocks have changed", () => {
  expect(iso(dueAt("2026-W10", ZONE, SEAL_TIME))).toBe("2026-03-09T06:00:00.000Z");
  expect(iso(dueAt("2026-W13", ZONE, SEAL_TIME))).toBe("2026-03-30T05:00:00.000Z");
  expect(iso(dueAt("2026-W43", ZONE, SEAL_TIME))).toBe("2026-10-26T06:00:00.000Z");
  expect(iso(dueAt("2026-W53", ZONE, { hour: 0, minute: 30 }))).toBe("2027-01-03T23:30:00.000Z");
  const before = Date.parse("2026-03-09T05:59:59.999Z");
  expect(weeksDue(before, ZONE, SEAL_TIME).at(-1)).toBe("2026-W09");
  expect(weeksDue(before + 1, ZONE, SEAL_TIME).at(-1)).toBe("2026-W10");
});

const TEAMS = ["A", "B", "idle"];
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ now: "2026-03-02T07:00:00Z" });
  await setOrganisation(desk.core, {
    organisation: { name: "Acme", zone: ZONE },
    teams: TEAMS.map((id) => ({ id })),
  });
  desk.clock.set(MONDAY + 86_400_000);
  await desk.send(
    ...several(3, { id: "a", at: MONDAY, seconds: 60, teamId: "A" }),
    ...several(3, { id: "b", at: MONDAY, seconds: 60, teamId: "B", agentId: "bob" }),
  );
  await desk.core.tail.idle();
});
afterAll(() => desk.core.store.close());

/** The same store, in a process that ends where it would write. */
const ending = (store: Store): Store =>
  new Proxy(store, {
    get(target, name) {
      if (name === "putSettings") return () => Promise.reject(new Error("ended"));
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

const sealing = (log: string[], store: Store = desk.core.store) =>
  createSealDue({
    reports: createReporting({ ...desk.core, store }, false),
    ledger: desk.core.tail,
    sealed: async ({ scope, period }, revision) => {
      log.push(`${scope.label} ${period.label} ${revision}`);
    },
  });

test("[REL-3] the centre and each team that did anything are sealed, once, and never an empty week", async () => {
  const log: string[] = [];
  const due = Date.parse("2026-03-09T06:00:00Z");
  const sealDue = sealing(log);
  desk.clock.set(due - 1);
  await sealDue(due - 1);
  expect(log).toEqual([]);
  desk.clock.set(due);
  await expect(sealing(log, ending(desk.core.store))(due)).rejects.toThrow("ended");
  expect(await desk.core.store.settings("report")).toEqual([]);
  await Promise.all([sealDue(due), sealDue(due)]);
  expect(log).toEqual(["centre 2026-W10 1", "team:A 2026-W10 1", "team:B 2026-W10 1"]);
  await sealing(log)(due + 1); // another process, after a restart
  expect(log).toHaveLength(3);
  const [only, ...more] = await revisionsOf(desk.core.store, "team:A", "2026-W10");
  expect(more).toEqual([]);
  expect(only?.head).toMatchObject({ by: "schedule", sealedAt: iso(due) });
  if (only === undefined) throw new Error("not sealed");
  expect(only.head.digest).toBe(digestOf(sealedText(only)));
  expect(openSealed(only).report.scope.label).toBe("team:A");
});
