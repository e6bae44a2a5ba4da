/** F22 (SEC-8): what a signing sender may get wrong, over HTTP, each with its outcome; and key routes. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../server/accounts/roles.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import { problem } from "../../shared/wire/http.ts";
import { keyRow, madeKey } from "../../shared/wire/key.ts";
import { ask, type SignedIn, signIn } from "../support/sign-in.ts";
import {
  type Answer,
  BATCH,
  type Desk,
  event,
  OTHER_SOURCE,
  openDesk,
  SOURCE,
} from "./door-desk.ts";

let clock: ManualClock;
let store: MemoryStore;
let desk: Desk;
let admin: SignedIn;

beforeEach(async () => {
  clock = manualClock(Date.parse("2026-03-04T10:00:00Z"));
  store = new MemoryStore();
  desk = await openDesk(store, { clock });
  admin = await signIn({ url: desk.url, settings: store, now: () => clock.now() }, [
    { role: "admin" },
  ]);
});
afterEach(async () => {
  await desk.stop();
  expect(desk.problems).toEqual([]);
});

async function newKey(kind: "hmac" | "bearer" = "hmac", source = SOURCE) {
  const answer = await admin.ask("POST", "/keys", { source, kind });
  expect(answer.status).toBe(201);
  return madeKey.parse(await answer.json());
}

async function rotate(id: string): Promise<string> {
  const { secret } = madeKey.parse(await (await admin.ask("POST", `/keys/${id}/rotate`)).json());
  clock.advance(1_000);
  return secret;
}

const secondsNow = (): number => Math.floor(clock.now() / 1000);

/** What a sender signs and sends; `more` overrides a part after signing. */
interface Sending {
  readonly id: string;
  readonly secret: string;
  readonly body?: string;
  readonly timestamp?: number | string;
  readonly sent?: { body?: string; timestamp?: string; signature?: string; id?: string };
}

const BODY = JSON.stringify([event("one"), event("two")]);

const sign = (secret: string, timestamp: number | string, body: string): string =>
  `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

function send({ id, secret, body = BODY, timestamp = secondsNow(), sent = {} }: Sending) {
  return desk.knock({
    method: "POST",
    headers: {
      "content-type": BATCH,
      "x-deskpulse-key": sent.id ?? id,
      "x-deskpulse-timestamp": sent.timestamp ?? String(timestamp),
      "x-deskpulse-signature": sent.signature ?? sign(secret, timestamp, body),
    },
    body: sent.body ?? body,
  });
}

const taken = ({ status, body, text }: Answer, accepted: number, duplicates: number) => {
  expect(status, text).toBe(200);
  expect(body).toMatchObject({ accepted, duplicates, rejected: [] });
};

/** Refused as unproved: 401 and never 429, one text for all, nothing written. */
const refused = async (answer: Answer, why = /does not fit the key and the body/) => {
  expect([answer.status, answer.headers["retry-after"]]).toEqual([401, undefined]);
  expect(problem.parse(answer.body).detail).toMatch(why);
  expect(await store.appended()).toBe(0);
};
const TIME = /time of sending.*300 s/;

describe("a signature that is right", () => {
  test("[F22][SEC-8] is taken, and a replay of it is answered as duplicates", async () => {
    const key = await newKey();
    taken(await send(key), 2, 0);
    taken(await send(key), 0, 2);
    expect(await store.appended()).toBe(2);
  });

  test.each([-300, -299, 299, 300])("[F22] %i s from our clock is near enough", async (offset) => {
    taken(await send({ ...(await newKey()), timestamp: secondsNow() + offset }), 2, 0);
  });

  test("[F22] events may be days old: only the sending must be recent", async () => {
    const body = JSON.stringify([event("old", { time: "2026-02-01T08:00:00Z" })]);
    taken(await send({ ...(await newKey()), body }), 1, 0);
  });

  test("[F22] several signatures, one of them right, suffice: a sender changes secrets as it likes", async () => {
    const key = await newKey();
    const signature = `${sign("wrong", secondsNow(), BODY)} ${sign(key.secret, secondsNow(), BODY)}`;
    taken(await send({ ...key, sent: { signature } }), 2, 0);
  });

  test("[F22] after one rotation both secrets are live, after two the first is not", async () => {
    const key = await newKey();
    const second = await rotate(key.id);
    taken(await send(key), 2, 0);
    taken(await send({ ...key, secret: second }), 0, 2);
    await rotate(key.id);
    expect((await send(key)).status).toBe(401);
    taken(await send({ ...key, secret: second }), 0, 2);
  });

  test("[F22] it is not for binary mode, where headers that nobody signed say which event it is", async () => {
    const { id, secret } = await newKey();
    const { data, ...attributes } = event("one") as { data: object } & Record<string, string>;
    const body = JSON.stringify(data);
    const knock = (eventId: string) =>
      desk.knock({
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...Object.fromEntries(
            Object.entries({ ...attributes, id: eventId }).map(([name, value]) => [
              `ce-${name}`,
              encodeURIComponent(value),
            ]),
          ),
          "x-deskpulse-key": id,
          "x-deskpulse-timestamp": String(secondsNow()),
          "x-deskpulse-signature": sign(secret, secondsNow(), body),
        },
        body,
      });
    for (const eventId of ["one", "another"]) expect((await knock(eventId)).status).toBe(415);
    expect(await store.appended()).toBe(0);
  });

  test("[F22] it speaks for its own source only", async () => {
    const key = await newKey("hmac", OTHER_SOURCE);
    const { status, body } = await send(key);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 0, rejected: [{ index: 0 }, { index: 1 }] });
  });
});

describe("a signature that is not", () => {
  test("[F22] a replay 301 s later", async () => {
    const key = await newKey();
    const timestamp = secondsNow();
    clock.advance(301_000);
    await refused(await send({ ...key, timestamp }), TIME);
  });

  test.each([-301, 301])("[F22] %i s from our clock", async (offset) => {
    await refused(await send({ ...(await newKey()), timestamp: secondsNow() + offset }), TIME);
  });

  test.each([
    ["milliseconds", () => String(clock.now())],
    ["an instant", () => new Date(clock.now()).toISOString()],
    ["a fraction", () => `${secondsNow()}.5`],
    ["nothing", () => ""],
  ])("[F22] %s for a timestamp", async (_name, timestamp) => {
    await refused(await send({ ...(await newKey()), timestamp: timestamp() }), TIME);
  });

  const changed: readonly (readonly [string, (key: Sending) => Sending["sent"]])[] = [
    ["one byte of the body changed", () => ({ body: BODY.replace("two", "twp") })],
    ["one byte added to the body", () => ({ body: `${BODY} ` })],
    ["another timestamp than was signed", () => ({ timestamp: String(secondsNow() + 1) })],
    [
      "one digit of the signature changed",
      ({ secret }) => {
        const right = sign(secret, secondsNow(), BODY);
        return { signature: right.slice(0, -1) + (right.endsWith("0") ? "1" : "0") };
      },
    ],
    ["a wrong key id", () => ({ id: "k_nobodys00000" })],
    ["no key id but a name of ours", () => ({ id: "../source-keys" })],
    ["no signature", () => ({ signature: "" })],
    [
      "a signature without its version",
      ({ secret }) => ({
        signature: sign(secret, secondsNow(), BODY).slice(3),
      }),
    ],
    [
      "a signature of another version",
      ({ secret }) => ({
        signature: sign(secret, secondsNow(), BODY).replace("v1", "v2"),
      }),
    ],
    ["the secret itself as signature", ({ secret }) => ({ signature: `v1=${secret}` })],
  ];
  test.each(changed)("[F22] %s", async (_name, sent) => {
    const key = await newKey();
    await refused(await send({ ...key, sent: sent(key) ?? {} }));
  });

  test("[F22] another key's id", async () => {
    const [key, other] = [await newKey(), await newKey("hmac", OTHER_SOURCE)];
    await refused(await send({ ...key, sent: { id: other.id } }));
  });

  test("[F22] a secret that was retired; a key that was disabled, or removed", async () => {
    const key = await newKey();
    const second = await rotate(key.id);
    expect((await admin.ask("POST", `/keys/${key.id}/retire`)).status).toBe(204);
    clock.advance(1_000);
    await refused(await send(key));
    const fresh = { ...key, secret: second };
    const change = async (method: string, body?: object) => {
      expect((await admin.ask(method, `/keys/${key.id}`, body)).status).toBe(204);
      clock.advance(1_000);
    };
    await change("PATCH", { isDisabled: true });
    await refused(await send(fresh));
    await change("PATCH", { isDisabled: false });
    await change("DELETE");
    await refused(await send(fresh));
  });

  test("[F22] a signing secret as bearer token, and a bearer key that signs", async () => {
    const [hmac, bearer] = [await newKey(), await newKey("bearer")];
    await refused(await send(bearer));
    const headers = { authorization: `Bearer ${hmac.secret}`, "content-type": BATCH };
    const answer = await desk.knock({ method: "POST", headers, body: BODY });
    await refused(answer, /Bearer KEY/);
  });

  test("[SEC-8] an unknown key and a bad signature are answered alike, byte for byte", async () => {
    const key = await newKey();
    const [unknown, bad] = [
      await send({ ...key, sent: { id: "k_nobodys00000" } }),
      await send({ ...key, secret: "wrong" }),
    ];
    const { date: _a, ...unknownHeaders } = unknown.headers;
    const { date: _b, ...badHeaders } = bad.headers;
    expect([unknown.status, unknown.text, unknownHeaders]).toEqual([
      bad.status,
      bad.text,
      badHeaders,
    ]);
  });
});

describe("keys over HTTP", () => {
  test("[SEC-8] a list says everything but secrets; a secret is in one answer only", async () => {
    const [bearer, hmac] = [await newKey("bearer"), await newKey()];
    await rotate(hmac.id);
    taken(await send(hmac), 2, 0);
    const text = await (await admin.ask("GET", "/keys")).text();
    const rows = keyRow.array().parse(JSON.parse(text));
    const listed = rows.find(({ id }) => id === hmac.id);
    expect(listed).toMatchObject({ source: SOURCE, kind: "hmac", isDisabled: false });
    expect(listed?.secretsMadeAt).toHaveLength(2);
    expect(listed?.lastUsedAt).toBe(clock.now());
    expect(rows.find(({ id }) => id === bearer.id)?.lastUsedAt).toBeNull();
    const everything = text + JSON.stringify(await store.settings(""));
    for (const secret of [bearer.secret, hmac.secret]) expect(everything).not.toContain(secret);
    expect(everything).not.toMatch(/"(sha256|text)":/);
  });

  test("[SEC-7] they are for administrators: nobody else sees or changes any", async () => {
    const key = await newKey();
    const at = { url: desk.url, settings: store, now: () => clock.now() };
    const asked: readonly (readonly [string, string, object?])[] = [
      ["GET", "/keys"],
      ["POST", "/keys", { source: SOURCE, kind: "bearer" }],
      ["POST", `/keys/${key.id}/rotate`],
      ["POST", `/keys/${key.id}/retire`],
      ["PATCH", `/keys/${key.id}`, { isDisabled: true }],
      ["DELETE", `/keys/${key.id}`],
      ["DELETE", "/keys/k_none"],
    ];
    const roles: readonly Role[] = [
      { role: "manager" },
      { role: "lead", teams: ["support"] },
      { role: "agent", agent: "ann" },
    ];
    for (const role of roles) {
      const person = await signIn(at, [role]);
      for (const [method, path, body] of asked) {
        expect((await person.ask(method, path, body)).status, `${role.role} ${path}`).toBe(403);
      }
    }
    for (const [method, path, body] of asked) {
      expect((await ask(desk.url, method, path, { body })).status).toBe(401);
    }
    taken(await send(key), 2, 0);
  });

  test("[SEC-8] a key opens the door for events and nothing else", async () => {
    const { secret } = await newKey("bearer");
    const headers = { authorization: `Bearer ${secret}` };
    for (const path of ["/api/v1/keys", "/api/v1/devices", "/api/v1/sessions"]) {
      expect((await desk.knock({ path, headers })).status, path).toBe(401);
    }
  });

  test("[SEC-9] what is no source or no kind is refused with its path; what is not there is not found", async () => {
    for (const [body, path] of [
      [{ source: "zendesk", kind: "hmac" }, "source"],
      [{ source: SOURCE, kind: "rsa" }, "kind"],
    ] as const) {
      const answer = await admin.ask("POST", "/keys", body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ path });
    }
    expect((await admin.ask("POST", "/keys/k_none/rotate")).status).toBe(404);
    expect((await admin.ask("DELETE", "/keys/%2e%2e%2fuser")).status).toBe(404);
  });

  test("[SEC-11] making, rotating, retiring, disabling and removing are audited, without secrets", async () => {
    const key = await newKey();
    const second = await rotate(key.id);
    await admin.ask("POST", `/keys/${key.id}/retire`);
    await admin.ask("PATCH", `/keys/${key.id}`, { isDisabled: true });
    await admin.ask("DELETE", `/keys/${key.id}`);
    const entries = (await store.settings("audit/")).map(({ value }) => value);
    const about = entries.filter((text) => text.includes(key.id));
    expect(about.map((text) => /key\.\w+/.exec(text)?.[0])).toEqual([
      "key.made",
      "key.rotated",
      "key.retired",
      "key.changed",
      "key.removed",
    ]);
    for (const text of about) expect(text).toContain(admin.id);
    for (const secret of [key.secret, second]) expect(entries.join()).not.toContain(secret);
  });
});
