/** The policy in the store: in force, and as it was. */
import { expect, test } from "vitest";
import { policyHistory, policyNow, putPolicy } from "../../../server/org/policy.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { DEFAULT_POLICY } from "../../../shared/org/policy.ts";

const because = { reason: "small teams", reference: "OR 2026-04" };

test("[PRIV-9] every change is dated and kept, with who decided it", async () => {
  const store = openMemoryStore();
  expect((await policyNow(store)).policy).toEqual(DEFAULT_POLICY);
  expect(await policyHistory(store)).toEqual([]);
  await putPolicy(store, { group: 4, because }, "u1", 1_000);
  await putPolicy(store, { retention: { raw: 30 } }, "u2", 2_000);
  const now = await policyNow(store);
  expect(now).toMatchObject({ number: 2, at: 2_000, by: "u2" });
  expect(now.policy).toMatchObject({ group: 4, because: { group: { ...because, at: 1_000 } } });
  expect((await policyHistory(store)).map(({ number, at, by }) => [number, at, by])).toEqual([
    [2, 2_000, "u2"],
    [1, 1_000, "u1"],
  ]);
});

test("[PRIV-9] what is refused or changes nothing leaves no version", async () => {
  const store = openMemoryStore();
  expect(await putPolicy(store, { group: 4 }, "u1", 1_000)).toMatchObject({
    ok: false,
    problem: { code: "needs_decision" },
  });
  expect(await putPolicy(store, { group: 5 }, "u1", 1_000)).toMatchObject({ ok: true });
  expect(await store.settings("policy")).toEqual([]);
});

test("[PRIV-9] of two who change it at once, neither is lost", async () => {
  const store = openMemoryStore();
  await Promise.all([
    putPolicy(store, { group: 6 }, "u1", 1_000),
    putPolicy(store, { retention: { raw: 30 } }, "u2", 1_000),
    putPolicy(store, { contact: "privacy office" }, "u3", 1_000),
  ]);
  const { number, policy } = await policyNow(store);
  expect(number).toBe(3);
  expect(policy).toMatchObject({ group: 6, retention: { raw: 30 }, contact: "privacy office" });
  expect((await policyHistory(store)).length).toBe(3);
});
