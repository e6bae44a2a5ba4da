/** The daily job (PRIV-6): what goes beside events and cells, and the proof it leaves. */
import { expect, test } from "vitest";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import { createLooked } from "../../../server/accounts/looked.ts";
import { lastRun, runRetention } from "../../../server/commands/retention.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";
import { contact, openDesk, ticket } from "../fold/desk.ts";

test("[PRIV-6] one run takes old events, the audit log's and who looked, and proves it with counts", async () => {
  const desk = await openDesk({ org: {}, now: "12:00:00" });
  const { core, clock } = desk;
  const now = () => clock.now();
  const audit = createAuditLog(core.store, now);
  const looked = createLooked({ settings: core.store, audit, now, zone: () => "UTC" });
  const lead = {
    kind: "user",
    id: "l",
    agent: null,
    leads: ["t"],
    isManager: false,
    isAdmin: false,
  } as const;
  await desk.send(ticket("09:00:00"), contact("status_changed", "09:10:00", { to: "closed" }));
  await looked.opened(lead, ["ann"], "figures");
  expect(await audit.page({ limit: 10 })).toMatchObject({ entries: [{ action: "person.opened" }] });
  const asked: number[] = [];
  const people = { forgetHashes: async (at: number) => asked.push(at) };

  clock.advance(89 * DAY_MS);
  expect(await runRetention(core, audit, people)).toMatchObject({ events: { removed: 0 } });
  clock.advance(3 * DAY_MS);
  const run = await runRetention(core, audit, people);
  expect(run).toMatchObject({ entities: { removed: 1 }, events: { removed: 2 } });
  expect(await lastRun(core)).toEqual(run);
  expect(run.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(asked.map((at) => Math.round((clock.now() - at) / DAY_MS))).toEqual([93, 90]);
  expect(await looked.of("ann")).toHaveLength(1); // 13 months, as the audit log

  clock.advance(400 * DAY_MS);
  expect(await runRetention(core, audit, people)).toMatchObject({ auditEntries: { removed: 3 } });
  expect(await looked.of("ann")).toEqual([]);
  expect(await audit.verify()).toMatchObject({ ok: true });
  const { entries } = await audit.page({ limit: 10 });
  expect(entries.map(({ action }) => action)).toContain("retention.run");
});
