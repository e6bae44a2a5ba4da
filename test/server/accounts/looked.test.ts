/** Who looked: what is noted when a person's figures are opened, and what that person sees of it. */
import { expect, test } from "vitest";
import type { Happened } from "../../../server/accounts/audit-log.ts";
import { createLooked } from "../../../server/accounts/looked.ts";
import { NOBODY, userOf } from "../../../server/accounts/roles.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { manualClock } from "../../../shared/time/clock.ts";

const NOW = Date.parse("2026-03-10T22:30:00Z"); // 23:30 in Amsterdam
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const lead = userOf("u-lead", [{ role: "lead", teams: ["A"] }]);
const other = userOf("u-other", [{ role: "lead", teams: ["A"] }, { role: "manager" }]);
const self = userOf("u-ana", [{ role: "agent", agent: "ana" }]);

function desk() {
  const store = openMemoryStore();
  const clock = manualClock(NOW);
  const noted: Happened[] = [];
  const open = () =>
    createLooked({
      settings: store,
      audit: { note: async (entry) => void noted.push(entry) },
      now: () => clock.now(),
      zone: () => "Europe/Amsterdam",
    });
  return { store, clock, noted, open, looked: open() };
}

test("[PRIV-13] a person sees the day and the role of who opened their figures, not the name", async () => {
  const { looked, noted } = desk();
  await looked.opened(lead, ["ana"], "figures");
  await looked.opened(other, ["ana"], "contacts");
  const rows = await looked.of("ana");
  expect(rows.map(({ day, role, kinds }) => ({ day, role, kinds }))).toEqual([
    { day: "2026-03-10", role: "lead", kinds: { figures: 1 } },
    { day: "2026-03-10", role: "lead", kinds: { contacts: 1 } },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/u-lead|u-other/);
  expect(await looked.of("ben")).toEqual([]);
  expect(await looked.of("an")).toEqual([]);
  expect(noted).toEqual([
    {
      actor: "u-lead",
      role: "lead",
      action: "person.opened",
      subject: "ana",
      detail: { kind: "figures", day: "2026-03-10" },
    },
    {
      actor: "u-other",
      role: "lead",
      action: "person.opened",
      subject: "ana",
      detail: { kind: "contacts", day: "2026-03-10" },
    },
  ]);
});

test("[PRIV-13] there is one audit entry a day and kind, while looks are counted, a local day long", async () => {
  const { looked, noted, clock } = desk();
  for (let minute = 0; minute < 29; minute += 1) {
    await looked.opened(lead, ["ana"], "figures");
    clock.advance(MINUTE_MS);
  }
  expect(await looked.of("ana")).toMatchObject([{ at: NOW, kinds: { figures: 2 } }]);
  expect(noted.length).toBe(1);
  clock.advance(MINUTE_MS); // midnight
  await looked.opened(lead, ["ana"], "figures");
  expect(noted.length).toBe(2);
  clock.advance(3 * HOUR_MS);
  await looked.opened(lead, ["ana"], "figures");
  await looked.opened(lead, ["ana"], "contacts");
  const days = (await looked.of("ana")).map(({ day, kinds }) => [day, kinds]);
  expect(days).toEqual([
    ["2026-03-11", { figures: 2, contacts: 1 }],
    ["2026-03-10", { figures: 2 }],
  ]);
  expect(noted.length).toBe(3);
});

test("[PRIV-13] the team's agents table counts once a leader and day, for each person in it", async () => {
  const { looked, noted, clock, open } = desk();
  for (let hour = 0; hour < 20; hour += 1) {
    await looked.opened(lead, ["ana", "ben"], "table", "A");
    clock.set(NOW - HOUR_MS * hour);
  }
  await open().opened(lead, ["ana", "ben"], "table", "A"); // after a restart
  expect(await looked.of("ben")).toMatchObject([{ role: "lead", kinds: { table: 1 } }]);
  expect(noted).toEqual([
    {
      actor: "u-lead",
      role: "lead",
      action: "person.opened",
      subject: "A",
      detail: { kind: "table", day: "2026-03-10", persons: 2 },
    },
  ]);
  await looked.opened(lead, ["ana", "ben", "cas"], "table", "A");
  expect(await looked.of("cas")).toMatchObject([{ kinds: { table: 1 } }]);
  expect(noted[1]?.detail).toMatchObject({ persons: 1 });
});

test("[PRIV-13] looking at oneself, televisions and nobody leave no trace", async () => {
  const { looked, noted, store } = desk();
  await looked.opened(self, ["ana"], "figures");
  await looked.opened(NOBODY, ["ana"], "figures");
  await looked.opened({ kind: "device", id: "d1", team: "A" }, ["ana"], "table");
  expect(noted).toEqual([]);
  expect(await store.settings("looked/")).toEqual([]);
});

test("[PRIV-13] many who look at once are all counted, also beside another process", async () => {
  const { looked, open } = desk();
  const beside = open();
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      const user = userOf(`u${index % 20}`, [{ role: "lead", teams: ["A"] }]);
      return (index < 20 ? looked : beside).opened(
        user,
        ["ana"],
        index < 20 ? "figures" : "contacts",
      );
    }),
  );
  const rows = await looked.of("ana");
  expect(rows.length).toBe(20);
  expect(rows.every(({ kinds }) => kinds.figures === 1 && kinds.contacts === 1)).toBe(true);
});

test("[PRIV-13] what cannot be noted is not opened: the caller hears of it", async () => {
  const { store, noted, clock } = desk();
  const looked = createLooked({
    settings: { ...bound(store), putSettings: () => Promise.reject(new Error("disk")) },
    audit: { note: async (entry) => void noted.push(entry) },
    now: () => clock.now(),
    zone: () => "Europe/Amsterdam",
  });
  await expect(looked.opened(lead, ["ana"], "figures")).rejects.toThrow("disk");
  await expect(looked.opened(lead, ["ana"], "figures")).rejects.toThrow("disk");
  expect(noted.length).toBe(2);
});

const bound = (store: ReturnType<typeof openMemoryStore>) => ({
  setting: (name: string) => store.setting(name),
  settings: (prefix: string) => store.settings(prefix),
  putSetting: (name: string, value: string | null) => store.putSetting(name, value),
});

test("[PRIV-6] looks are kept for a time, and go with an erased person", async () => {
  const { looked, clock } = desk();
  await looked.opened(lead, ["ana", "7001@/acme/pbx/main"], "table");
  clock.advance(48 * HOUR_MS);
  await looked.opened(lead, ["ana"], "figures");
  expect(await looked.of("7001@/acme/pbx/main")).toMatchObject([{ day: "2026-03-10" }]);
  expect(await looked.trim("2026-03-10")).toBe(0);
  expect(await looked.trim("2026-03-11")).toBe(2);
  expect((await looked.of("ana")).map(({ day }) => day)).toEqual(["2026-03-12"]);
  expect(await looked.forget("ana")).toBe(1);
  expect(await looked.of("ana")).toEqual([]);
});
