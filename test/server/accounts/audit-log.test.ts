/** The audit log: a chain that only grows, and shows every change made to it by hand. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { AUDIT_ACTIONS, type AuditAction } from "../../../server/accounts/audit-actions.ts";
import { HEAD, nameOf, PREFIX } from "../../../server/accounts/audit-chain.ts";
import { createAuditLog, type Happened } from "../../../server/accounts/audit-log.ts";
import { NOTED_PER_HOUR_MAX } from "../../../server/accounts/audit-quota.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { Changes, Store } from "../../../server/store/store.ts";
import { manualClock } from "../../../shared/time/clock.ts";

const NOW = Date.parse("2026-03-10T10:00:00Z");
const DAY_MS = 86_400_000;

const changed: Happened = { actor: "u1", role: "admin", action: "targets.changed" };

function desk(store: Store = openMemoryStore()) {
  const clock = manualClock(NOW);
  return { store, clock, audit: createAuditLog(store, () => clock.now()) };
}

async function noted(count: number) {
  const { store, clock, audit } = desk();
  for (let number = 1; number <= count; number += 1) {
    await audit.note({ ...changed, subject: `s${number % 3}`, detail: { number } });
    clock.advance(DAY_MS);
  }
  return { store, clock, audit };
}

const kept = async (store: Store): Promise<Record<string, string>> =>
  Object.fromEntries((await store.settings(PREFIX)).map(({ name, value }) => [name, value]));

const entries = fc.array(
  fc.record({
    actor: fc.string({ minLength: 1 }),
    role: fc.option(fc.string()),
    action: fc.constantFrom(...(Object.keys(AUDIT_ACTIONS) as AuditAction[])),
    subject: fc.string(),
    detail: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
  }),
  { minLength: 2, maxLength: 12 },
);

test("[SEC-11] whatever is noted, the chain is whole", async () => {
  await fc.assert(
    fc.asyncProperty(entries, async (all) => {
      const { store, audit } = desk();
      await Promise.all(all.map((one) => audit.note(one)));
      const verified = await audit.verify();
      expect(verified).toMatchObject({ ok: true, count: all.length, trimmed: 0 });
      const actions = (await audit.page({ limit: 100 })).entries.map(({ action }) => action);
      expect(actions).toEqual(all.map(({ action }) => action).reverse());
      expect(Object.keys(await kept(store))).toEqual(all.map((_, index) => nameOf(index + 1)));
    }),
    { numRuns: 100 },
  );
});

/** One way to falsify a chain of so many entries by hand; null: it changes nothing. */
type Falsify = (records: Record<string, string>, at: number, other: number) => Changes | null;

const flipped = (text: string, at: number): string => {
  const place = at % text.length;
  return `${text.slice(0, place)}${text[place] === "x" ? "y" : "x"}${text.slice(place + 1)}`;
};

const falsifications: Record<string, Falsify> = {
  "a changed character": (records, at, other) => {
    const name = nameOf(at);
    return { [name]: flipped(records[name] ?? "", other * 37) };
  },
  "a space more": (records, at) => ({ [nameOf(at)]: `${records[nameOf(at)]} ` }),
  "a record removed": (_records, at) => ({ [nameOf(at)]: null }),
  "a record emptied": (_records, at) => ({ [nameOf(at)]: "" }),
  "two records swapped": (records, at, other) =>
    at === other
      ? null
      : {
          [nameOf(at)]: records[nameOf(other)] ?? null,
          [nameOf(other)]: records[nameOf(at)] ?? null,
        },
  "a record repeated over another": (records, at, other) =>
    at === other ? null : { [nameOf(at)]: records[nameOf(other)] ?? null },
  "a record inserted, the later ones moved": (records, at) => {
    const all = Object.values(records);
    all.splice(at - 1, 0, all[at - 1] ?? "");
    return Object.fromEntries(all.map((value, index) => [nameOf(index + 1), value]));
  },
  "a record removed, the later ones moved": (records, at) => {
    const all = Object.values(records);
    all.splice(at - 1, 1);
    const moved = Object.fromEntries(all.map((value, index) => [nameOf(index + 1), value]));
    return { ...moved, [nameOf(all.length + 1)]: null };
  },
  "a record before the first": (records) => ({ [nameOf(0)]: records[nameOf(1)] ?? null }),
  "a record beside the others": (records, at) => ({
    [`${nameOf(at)}x`]: records[nameOf(at)] ?? null,
  }),
  "a record after the last": (records) => ({
    [nameOf(Object.keys(records).length + 1)]: records[nameOf(1)] ?? null,
  }),
  "another digest in the head": (records) => {
    const digest = (records[nameOf(1)] ?? "").slice(0, 64);
    const count = Object.keys(records).length;
    return { [HEAD]: JSON.stringify({ count, digest, trimmed: 0, base: "0".repeat(64) }) };
  },
  "no head": () => ({ [HEAD]: null }),
  "a head that is none": () => ({ [HEAD]: "{}" }),
};

test.each(Object.keys(falsifications))("[SEC-11] verification finds %s", async (kind) => {
  const falsify = falsifications[kind] as Falsify;
  const count = 6;
  const places = fc.tuple(fc.integer({ min: 1, max: count }), fc.integer({ min: 1, max: count }));
  await fc.assert(
    fc.asyncProperty(places, async ([at, other]) => {
      const { store, audit } = await noted(count);
      const changes = falsify(await kept(store), at, other);
      fc.pre(changes !== null);
      await store.putSettings(changes ?? {});
      expect((await audit.verify()).ok).toBe(false);
    }),
    { numRuns: 20 },
  );
});

test("[SEC-11] verification says which entry is the first that is not right, and why", async () => {
  const { store, audit } = await noted(9);
  await store.putSetting(nameOf(9), null);
  expect(await audit.verify()).toEqual({ ok: false, number: 9, why: "missing" });
  await store.putSetting(nameOf(7), null);
  expect(await audit.verify()).toEqual({ ok: false, number: 7, why: "missing" });
  const text = (await store.setting(nameOf(4))) ?? "";
  await store.putSetting(nameOf(4), text.replace('"s1"', '"s2"'));
  expect(await audit.verify()).toEqual({ ok: false, number: 4, why: "changed" });
});

test("[SEC-11] a chain cut off at its end, head and all, is found with a head noted earlier", async () => {
  const { store, audit } = await noted(5);
  const early = await store.setting(HEAD);
  await audit.note(changed);
  const verified = await audit.verify();
  const head = verified.ok ? verified.head : "";
  await audit.note(changed);
  expect(await audit.verify(head)).toMatchObject({ ok: true, count: 7 });
  await store.putSettings({ [nameOf(6)]: null, [nameOf(7)]: null, [HEAD]: early });
  expect(await audit.verify()).toMatchObject({ ok: true, count: 5 });
  expect(await audit.verify(head)).toMatchObject({ ok: false, why: "noted" });
});

test("[SEC-11] a lost head overwrites nothing, and the break stays visible", async () => {
  const { store, audit } = await noted(3);
  const before = await kept(store);
  await store.putSetting(HEAD, null);
  await audit.note(changed);
  expect(await kept(store)).toMatchObject(before);
  expect(await audit.verify()).toEqual({ ok: false, number: 4, why: "changed" });
});

test("[SEC-11] trimming takes the oldest away and leaves their digest, so that the rest still holds", async () => {
  const { store, clock, audit } = await noted(250);
  const whole = await audit.verify();
  const { removed, base } = await audit.trim(NOW + 230 * DAY_MS);
  expect(removed).toBe(230);
  expect(await audit.verify()).toEqual({ ...whole, count: 20, trimmed: 230 });
  expect(await audit.verify(base)).toMatchObject({ ok: true });
  expect(Object.keys(await kept(store))).toEqual(
    Array.from({ length: 20 }, (_, index) => nameOf(231 + index)),
  );
  await audit.note(changed);
  expect(await audit.verify()).toMatchObject({ ok: true, count: 21, trimmed: 230 });
  expect(await audit.trim(NOW)).toEqual({ removed: 0, base });
  await audit.trim(clock.now() + 1);
  expect(await audit.verify()).toMatchObject({ ok: true, count: 0, trimmed: 251 });
  await store.putSetting(nameOf(251), "x");
  expect(await audit.verify()).toMatchObject({ ok: false, number: 252, why: "extra" });
});

test("[SEC-11] a changed entry that would be trimmed next is not taken away with its trace", async () => {
  const { store, audit } = await noted(5);
  await store.putSetting(nameOf(2), "x");
  expect((await audit.trim(NOW + 4 * DAY_MS)).removed).toBe(1);
  expect(await audit.verify()).toEqual({ ok: false, number: 2, why: "changed" });
});

test("[SEC-11] two that write at once to one store make one chain", async () => {
  const { store, audit } = desk();
  const other = createAuditLog(store, () => NOW);
  await Promise.all(
    Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? audit : other).note(changed)),
  );
  expect(await audit.verify()).toMatchObject({ ok: true, count: 300 });
});

test("[SEC-11] pages are newest first, filtered, and together everything once", async () => {
  const { audit } = await noted(450);
  const numbers: number[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await audit.page({ limit: 70, subject: "s1", ...(before ? { before } : {}) });
    numbers.push(...page.entries.map(({ number }) => number));
    if (page.next === null) break;
    before = page.next;
  }
  const expected = Array.from({ length: 450 }, (_, index) => 450 - index).filter(
    (n) => n % 3 === 1,
  );
  expect(numbers).toEqual(expected);
  expect((await audit.page({ limit: 5, action: "key.made" })).entries).toEqual([]);
  const after = await audit.page({ limit: 500, after: 398 });
  expect(after.entries.at(-1)?.number).toBe(399);
  expect(after).toMatchObject({ entries: { length: 52 }, next: null });
  const recent = await audit.page({ limit: 500, since: NOW + 440 * DAY_MS });
  expect(recent.entries.map(({ number }) => number)).toEqual([
    450, 449, 448, 447, 446, 445, 444, 443, 442, 441,
  ]);
});

test("[SEC-11] a flood of refused sign-ins is noted so often an hour, and the rest is counted", async () => {
  const { clock, audit } = desk();
  const refused: Happened = { actor: "nobody", role: null, action: "session.refused" };
  for (let tried = 0; tried < 10_000; tried += 1) await audit.note(refused);
  expect(await audit.verify()).toMatchObject({ count: NOTED_PER_HOUR_MAX });
  await audit.note(changed);
  clock.advance(3_600_000);
  await audit.note(refused);
  const [last] = (await audit.page({ limit: 1 })).entries;
  expect(last?.detail).toEqual({ unnoted: 10_000 - NOTED_PER_HOUR_MAX });
  expect(await audit.verify()).toMatchObject({ ok: true, count: NOTED_PER_HOUR_MAX + 2 });
});

test("[SEC-11] addresses and secrets do not get in, whoever hands them over", async () => {
  const { store, audit } = desk();
  const token = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyMDE";
  const digest = "a1".repeat(32);
  await audit.note({
    ...changed,
    actor: "an.agent@example.com",
    subject: `key dp_${"a".repeat(32)}`,
    detail: { token, digest, who: "<x@y.example>", long: "z".repeat(5_000) },
  });
  const text = Object.values(await kept(store)).join();
  for (const secret of ["example", token, "dp_a"]) expect(text).not.toContain(secret);
  expect(text).toContain(digest);
  expect(text.length).toBeLessThan(1_000);
});

test("[REL-11] what cannot be written is refused, and nothing of it was noted", async () => {
  const store = openMemoryStore();
  let full = true;
  const moody = {
    setting: (name: string) => store.setting(name),
    settings: (prefix: string) => store.settings(prefix),
    putSettings: (changes: Changes, expected?: Changes) =>
      full ? Promise.reject(new Error("disk")) : store.putSettings(changes, expected),
  };
  const audit = createAuditLog(moody, () => NOW);
  await expect(audit.note(changed)).rejects.toThrow("disk");
  full = false;
  await audit.note(changed);
  expect(await audit.verify()).toMatchObject({ ok: true, count: 1 });
});

test("[REL-11] no more wait to be noted than a thousand", async () => {
  const { audit } = desk();
  const all = Array.from({ length: 1_200 }, () => audit.note(changed));
  const failed = (await Promise.allSettled(all)).filter(({ status }) => status === "rejected");
  expect(failed.length).toBe(200);
  expect(await audit.verify()).toMatchObject({ ok: true, count: 1_000 });
});
