/** Source keys: one source each, kept hashed or encrypted, two live secrets, seen soon after a change. */
import { randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import {
  createKey,
  disableKey,
  isSourceName,
  listKeys,
  makeKey,
  removeKey,
  retireSecret,
  rotateKey,
} from "../../../server/accounts/api-keys.ts";
import { signatureOf } from "../../../server/accounts/signature.ts";
import { createSourceKeys } from "../../../server/accounts/source-keys.ts";
import { digestOf } from "../../../server/accounts/tokens.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import { type ManualClock, manualClock } from "../../../shared/time/clock.ts";

const SOURCE = "/acme/zendesk/main";
const OTHER = "/acme/twilio/flex";
const sealing = randomBytes(32);

/** Settings in memory, read as slowly as told, or not at all. */
class Kept extends MemoryStore {
  reads = 0;
  writes = 0;
  isBroken = false;

  override async settings(prefix: string) {
    this.reads += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (this.isBroken) throw new Error("disk");
    return super.settings(prefix);
  }

  override putSettings(...args: Parameters<MemoryStore["putSettings"]>) {
    this.writes += 1;
    return super.putSettings(...args);
  }

  async text(): Promise<string> {
    return JSON.stringify(await super.settings(""));
  }
}

let kept: Kept;
let clock: ManualClock;
const keysOf = () => createSourceKeys(kept, sealing, () => clock.now());
const making = () => ({ settings: kept, sealing, now: clock.now() });

beforeEach(() => {
  kept = new Kept();
  clock = manualClock(10_000_000);
});

async function made(kind: "bearer" | "hmac", source = SOURCE) {
  const key = await makeKey(making(), source, kind);
  if (!key.ok) throw new Error(key.problem);
  return key.value;
}

const sourceOf = async (keys: ReturnType<typeof keysOf>, key: string) =>
  (await keys.ofBearer(key))?.source ?? null;

function signed(id: string, secret: string, text = "{}") {
  const [timestamp, body] = ["10000", Buffer.from(text)];
  return { id, timestamp, body, signatures: [signatureOf(secret, timestamp, body)] };
}

test("[SEC-8] a key belongs to one source, can be seen once, and is kept hashed", async () => {
  const key = await createKey(kept, SOURCE, 1);
  const other = await createKey(kept, OTHER, 2);
  expect(key).toMatch(/^dp_[\w-]{32}$/);
  const keys = keysOf();
  expect(await sourceOf(keys, key)).toBe(SOURCE);
  expect(await sourceOf(keys, other)).toBe(OTHER);
  expect(await sourceOf(keys, `${key}x`)).toBeNull();
  expect(await sourceOf(keys, "")).toBeNull();
  expect(await kept.text()).not.toContain(key);
  expect((await listKeys(kept)).map(({ source }) => source)).toEqual([SOURCE, OTHER]);
});

test("[SEC-8] a secret that signs is kept encrypted, and is nothing under another install secret", async () => {
  const { id, secret } = await made("hmac");
  expect(await kept.text()).not.toContain(secret);
  expect((await keysOf().ofSigned(signed(id, secret)))?.source).toBe(SOURCE);
  const elsewhere = createSourceKeys(kept, randomBytes(32), () => clock.now());
  expect(await elsewhere.ofSigned(signed(id, secret))).toBeNull();
});

test("[SEC-8] what signs is no bearer key, and what is a bearer key signs nothing", async () => {
  const [bearer, hmac] = [await made("bearer"), await made("hmac")];
  const keys = keysOf();
  expect(await keys.ofBearer(hmac.secret)).toBeNull();
  expect(await keys.ofSigned(signed(bearer.id, bearer.secret))).toBeNull();
  expect(await keys.ofSigned(signed(bearer.id, digestOf(bearer.secret)))).toBeNull();
});

test.each(["bearer", "hmac"] as const)(
  "[SEC-8] rotating a %s key leaves two live secrets, and no moment without one",
  async (kind) => {
    const first = await made(kind);
    const keys = keysOf();
    const opens = async (secret: string) =>
      (kind === "bearer"
        ? await keys.ofBearer(secret)
        : await keys.ofSigned(signed(first.id, secret))) !== null;
    const rotated = async () => {
      const key = await rotateKey(making(), first.id);
      clock.advance(1_000);
      return key?.secret ?? "";
    };
    expect(await opens(first.secret)).toBe(true);
    const second = await rotated();
    expect([await opens(first.secret), await opens(second)]).toEqual([true, true]);
    const third = await rotated();
    expect(await Promise.all([first.secret, second, third].map(opens))).toEqual([
      false,
      true,
      true,
    ]);
    expect(await retireSecret(kept, first.id)).toBe(true);
    clock.advance(1_000);
    expect(await Promise.all([second, third].map(opens))).toEqual([false, true]);
    expect(await rotateKey(making(), "k_none")).toBeNull();
  },
);

test("[SEC-8] a disabled key is none, until it is enabled; a removed one stays so", async () => {
  const { id, secret } = await made("bearer");
  const keys = keysOf();
  const after = async (change: Promise<boolean>) => {
    expect(await change).toBe(true);
    clock.advance(1_000);
    return sourceOf(keys, secret);
  };
  expect(await sourceOf(keys, secret)).toBe(SOURCE);
  expect(await after(disableKey(kept, id, true))).toBeNull();
  expect(await after(disableKey(kept, id, false))).toBe(SOURCE);
  expect(await after(removeKey(kept, id))).toBeNull();
  expect(await removeKey(kept, id)).toBe(false);
  expect(await listKeys(kept)).toEqual([]);
});

test("[SEC-8] last used is written at most once a minute, and not in the request's way", async () => {
  const { id, secret } = await made("bearer");
  const keys = keysOf();
  expect((await listKeys(kept))[0]?.lastUsedAt).toBeNull();
  kept.writes = 0;
  const first = clock.now();
  for (let second = 0; second < 59; second += 1) {
    await keys.ofBearer(secret);
    clock.advance(1_000);
  }
  expect(kept.writes).toBe(1);
  expect((await listKeys(kept))[0]).toMatchObject({ id, lastUsedAt: first });
  clock.advance(1_000);
  kept.putSettings = () => Promise.reject(new Error("the disk is full"));
  expect(await sourceOf(keys, secret)).toBe(SOURCE);
});

test("[SEC-8] keys of the first versions are taken over, once, and go on working", async () => {
  const [old, other] = ["dp_old", "dp_other"];
  const list = [
    { source: SOURCE, sha256: digestOf(old), createdAt: 5 },
    { source: OTHER, sha256: digestOf(other), createdAt: 6 },
  ];
  await kept.putSetting("source-keys", JSON.stringify(list));
  const [here, beside] = [keysOf(), keysOf()];
  const both = [sourceOf(here, old), sourceOf(beside, other)];
  expect(await Promise.all(both)).toEqual([SOURCE, OTHER]);
  expect(await kept.setting("source-keys")).toBeNull();
  const keys = await listKeys(kept);
  expect(keys.map(({ source, createdAt }) => [source, createdAt])).toEqual([
    [SOURCE, 5],
    [OTHER, 6],
  ]);
});

test("[SEC-8] everybody who asks while the keys are read waits for them", async () => {
  const key = await createKey(kept, SOURCE, 1);
  const keys = keysOf();
  const before = kept.reads;
  const asked = await Promise.all(Array.from({ length: 10 }, () => sourceOf(keys, key)));
  expect(asked).toEqual(Array(10).fill(SOURCE));
  expect(kept.reads).toBe(before + 1);
});

test("[SEC-8] a new key is seen after a second, and wrong keys do not make us read all the time", async () => {
  const keys = keysOf();
  expect(await keys.ofBearer("dp_wrong")).toBeNull();
  const key = await createKey(kept, SOURCE, 1);
  const reads = kept.reads;
  for (let asked = 0; asked < 50; asked += 1) expect(await keys.ofBearer("dp_wrong")).toBeNull();
  expect(kept.reads).toBe(reads);
  clock.advance(1_000);
  expect(await sourceOf(keys, key)).toBe(SOURCE);
});

test("[REL-9] a clock that was set back does not keep a new key out", async () => {
  const keys = keysOf();
  expect(await keys.ofBearer("dp_wrong")).toBeNull();
  const key = await createKey(kept, SOURCE, 1);
  clock.set(5_000_000);
  expect(await sourceOf(keys, key)).toBe(SOURCE);
});

test("[SEC-8] keys that cannot be read are not taken for wrong ones, and are read again", async () => {
  const key = await createKey(kept, SOURCE, 1);
  const keys = keysOf();
  kept.isBroken = true;
  await expect(keys.ofBearer(key)).rejects.toThrow("disk");
  kept.isBroken = false;
  expect(await sourceOf(keys, key)).toBe(SOURCE);
});

test("[SEC-8] a source is named /tenant/connector/instance", () => {
  expect(isSourceName(SOURCE)).toBe(true);
  for (const wrong of ["", "acme", "/acme/zendesk", "/a/b/c/d", "/a/b/c d", "/a//c", "/a/b/<c>"]) {
    expect(isSourceName(wrong), wrong).toBe(false);
  }
  expect(isSourceName(`/a/b/${"c".repeat(300)}`)).toBe(false);
});
