/** Source keys: one source each, kept hashed, seen soon after they were made. */
import { expect, test } from "vitest";
import {
  createKey,
  isSourceName,
  listKeys,
  SourceKeys,
} from "../../../server/accounts/api-keys.ts";
import { manualClock } from "../../../shared/time/clock.ts";

const SOURCE = "/acme/zendesk/main";

/** Settings in memory, read as slowly as told. */
function settings() {
  const values = new Map<string, string>();
  let reads = 0;
  return {
    values,
    reads: () => reads,
    setting: async (name: string) => {
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return values.get(name) ?? null;
    },
    putSetting: async (name: string, value: string | null) => {
      if (value === null) values.delete(name);
      else values.set(name, value);
    },
  };
}

test("[SEC-8] a key belongs to one source, can be seen once, and is kept hashed", async () => {
  const kept = settings();
  const key = await createKey(kept, SOURCE, 1);
  const other = await createKey(kept, "/acme/twilio/flex", 2);
  expect(key).toMatch(/^dp_[\w-]{32}$/);
  const keys = new SourceKeys(kept, () => 10_000);
  expect(await keys.sourceOf(key)).toBe(SOURCE);
  expect(await keys.sourceOf(other)).toBe("/acme/twilio/flex");
  expect(await keys.sourceOf(`${key}x`)).toBeNull();
  expect(await keys.sourceOf("")).toBeNull();
  const text = [...kept.values.values()].join();
  expect(text).not.toContain(key);
  expect((await listKeys(kept)).map(({ source }) => source)).toEqual([SOURCE, "/acme/twilio/flex"]);
});

test("[SEC-8] a source may have two live keys, so that one can be replaced", async () => {
  const kept = settings();
  const [old, fresh] = [await createKey(kept, SOURCE, 1), await createKey(kept, SOURCE, 2)];
  const keys = new SourceKeys(kept, () => 10_000);
  expect(await keys.sourceOf(old)).toBe(SOURCE);
  expect(await keys.sourceOf(fresh)).toBe(SOURCE);
});

test("[SEC-8] everybody who asks while the keys are read waits for them", async () => {
  const kept = settings();
  const key = await createKey(kept, SOURCE, 1);
  const keys = new SourceKeys(kept, () => 10_000);
  const before = kept.reads();
  const asked = await Promise.all(Array.from({ length: 10 }, () => keys.sourceOf(key)));
  expect(asked).toEqual(Array(10).fill(SOURCE));
  expect(kept.reads()).toBe(before + 1);
});

test("[SEC-8] a new key is seen after a second, and wrong keys do not make us read all the time", async () => {
  const kept = settings();
  const clock = manualClock(10_000);
  const keys = new SourceKeys(kept, () => clock.now());
  expect(await keys.sourceOf("dp_wrong")).toBeNull();
  const key = await createKey(kept, SOURCE, 1);
  const reads = kept.reads();
  for (let asked = 0; asked < 50; asked += 1) expect(await keys.sourceOf("dp_wrong")).toBeNull();
  expect(kept.reads()).toBe(reads);
  clock.advance(1_000);
  expect(await keys.sourceOf(key)).toBe(SOURCE);
});

test("[REL-9] a clock that was set back does not keep a new key out", async () => {
  const kept = settings();
  const clock = manualClock(10_000_000);
  const keys = new SourceKeys(kept, () => clock.now());
  expect(await keys.sourceOf("dp_wrong")).toBeNull();
  const key = await createKey(kept, SOURCE, 1);
  clock.set(5_000_000);
  expect(await keys.sourceOf(key)).toBe(SOURCE);
});

test("[SEC-8] keys that cannot be read are not taken for wrong ones, and are read again", async () => {
  const kept = settings();
  const key = await createKey(kept, SOURCE, 1);
  let broken = true;
  const moody = {
    ...kept,
    setting: (name: string) => (broken ? Promise.reject(new Error("disk")) : kept.setting(name)),
  };
  const keys = new SourceKeys(moody, () => 10_000);
  await expect(keys.sourceOf(key)).rejects.toThrow("disk");
  broken = false;
  expect(await keys.sourceOf(key)).toBe(SOURCE);
});

test("[SEC-8] a source is named /tenant/connector/instance", () => {
  expect(isSourceName(SOURCE)).toBe(true);
  for (const wrong of ["", "acme", "/acme/zendesk", "/a/b/c/d", "/a/b/c d", "/a//c", "/a/b/<c>"]) {
    expect(isSourceName(wrong), wrong).toBe(false);
  }
  expect(isSourceName(`/a/b/${"c".repeat(300)}`)).toBe(false);
});
