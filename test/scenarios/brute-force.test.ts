/** F21 in small: many tries from one address, and on one account from many, against a whole server. */
import { afterEach, expect, test } from "vitest";
import { HASHES_MAX } from "../../server/accounts/hashing.ts";
import { FREE_TRIES } from "../../server/accounts/limits.ts";
import { type AccountDesk, accountDesk } from "../support/account-desk.ts";
import { PASSWORD } from "../support/sign-in.ts";

let desk: AccountDesk | null = null;
afterEach(() => desk?.stop());

const TRIES = 200;

/** One wrong or right try, as a proxy passes it on. */
const knock = (email: string, password: string, from: string): Promise<Response> =>
  fetch(`${desk?.url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify({ email, password }),
  });

/** How many were evaluated: each costs a hash. */
const hashed = () => desk?.accounts.hashing.counts() ?? { done: 0, atOnceMax: 0 };

test("[F21] 200 tries from one address: five are evaluated, the others are told how long to wait, nothing is hashed for them", async () => {
  desk = await accountDesk();
  const owner = await desk.enter([{ role: "manager" }]);
  const before = hashed().done;
  const all = await Promise.all(
    Array.from({ length: TRIES }, (_, index) => knock(owner.email, `wrong ${index}`, "x")),
  );
  expect(all.filter(({ status }) => status === 401)).toHaveLength(FREE_TRIES);
  const waiting = all.filter(({ status }) => status === 429);
  expect(waiting).toHaveLength(TRIES - FREE_TRIES);
  for (const one of waiting) {
    expect(Number(one.headers.get("retry-after"))).toBe(1);
    expect(await one.json()).toMatchObject({ code: "wait", retryAfterSeconds: 1 });
  }
  expect(hashed().done - before).toBe(FREE_TRIES);
  expect(hashed().atOnceMax).toBeLessThanOrEqual(HASHES_MAX);
});

test("[F21] 200 tries on one account from 100 addresses behind a trusted proxy: at most 30 an hour are evaluated", async () => {
  desk = await accountDesk({ reached: { trustProxy: 1 } });
  const owner = await desk.enter([{ role: "manager" }]);
  const before = hashed().done;
  for (let second = 0; second < 3_600; second += 18) {
    const from = `192.0.2.${(second / 18) % 100}`;
    await knock(owner.email, `wrong ${second}`, from);
    desk.clock.advance(18_000);
  }
  const evaluated = hashed().done - before;
  expect(evaluated).toBeGreaterThan(FREE_TRIES);
  expect(evaluated).toBeLessThanOrEqual(30);
  // No lock for good: after a wait of five minutes at most the owner gets in, and all is forgiven.
  desk.clock.advance(300_000);
  expect((await knock(owner.email, PASSWORD, "198.51.100.9")).status).toBe(200);
  expect((await knock(owner.email, "a slip", "198.51.100.9")).status).toBe(401);
  expect((await knock(owner.email, PASSWORD, "198.51.100.9")).status).toBe(200);
});

test("[SEC-12] without a trusted proxy a made-up address in a header is not believed", async () => {
  desk = await accountDesk();
  for (let at = 0; at < FREE_TRIES; at += 1) {
    expect((await knock(`${at}@b.example`, "wrong", `192.0.2.${at}`)).status).toBe(401);
  }
  expect((await knock("new@b.example", "wrong", "192.0.2.99")).status).toBe(429);
});

test("[SEC-3] the account is the parsed address: other ways of writing it or the header are the same one", async () => {
  desk = await accountDesk({ reached: { trustProxy: 1 } });
  const spellings = ["a@b.example", "A@B.example", " a@b.example ", "a@B.EXAMPLE", "A@b.Example"];
  for (const [index, spelling] of spellings.entries()) {
    expect((await knock(spelling, "wrong", `192.0.2.${index}`)).status).toBe(401);
  }
  expect((await knock("a@b.example", "wrong", "192.0.2.50")).status).toBe(429);
});

test("[SEC-2] unknown user, wrong password, deactivated: the same answer, after the same work", async () => {
  desk = await accountDesk({ reached: { trustProxy: 1 } });
  const boss = await desk.enter([{ role: "admin" }]);
  const [known, gone] = [
    await desk.enter([{ role: "manager" }]),
    await desk.enter([{ role: "manager" }]),
  ];
  await boss.ask("POST", `/users/${gone.id}/deactivate`);
  const before = hashed().done;
  const answers = await Promise.all([
    knock("nobody@b.example", PASSWORD, "192.0.2.1"),
    knock(known.email, "wrong", "192.0.2.2"),
    knock(gone.email, PASSWORD, "192.0.2.3"),
  ]);
  const texts = await Promise.all(answers.map((one) => one.text()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  expect(new Set(texts).size).toBe(1);
  expect(hashed().done - before).toBe(3);
});

test("[SEC-2] a flood from everywhere is answered 503 with Retry-After, counts for nobody, and passes", async () => {
  desk = await accountDesk({ reached: { trustProxy: 1 } });
  const owner = await desk.enter([{ role: "manager" }]);
  const all = await Promise.all(
    Array.from({ length: 120 }, (_, at) => knock(`${at}@b.example`, "wrong", `198.51.100.${at}`)),
  );
  const busy = all.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(0);
  expect(busy.every((one) => Number(one.headers.get("retry-after")) > 0)).toBe(true);
  expect(hashed().atOnceMax).toBe(HASHES_MAX);
  expect((await knock(owner.email, PASSWORD, "203.0.113.1")).status).toBe(200);
});
