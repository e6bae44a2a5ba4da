/** How vendors are asked: below their address only, with what lets us in, a token for as long as it lasts. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerText } from "../../../server/ingest/answer-text.ts";
import { authoriser } from "../../../server/ingest/authorise.ts";
import { vendor } from "../../../server/ingest/vendor.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import type { Credential } from "../../../shared/wire/connection.ts";
import { type VendorServer, vendorServer } from "../../support/vendors/vendor-server.ts";

const clock = manualClock(Date.parse("2026-03-02T08:00:00Z"));
const now = () => clock.now();
const signal = new AbortController().signal;
const GET = (path: string) => ({ method: "GET" as const, path });

let server: VendorServer;
let tokens: number;
let isAccepted: boolean;
/** Comes instead of a token. */
let endless: string | null;

beforeEach(async () => {
  tokens = 0;
  isAccepted = true;
  endless = null;
  server = await vendorServer({
    now,
    play: ({ path, body, headers }) => {
      if (path === "/token") {
        if (endless !== null) return { body: endless };
        if (!isAccepted) return { status: 400, body: { error: "invalid_client" } };
        tokens += 1;
        const client = new URLSearchParams(body).get("client_secret");
        return { body: { access_token: `${client}-${tokens}`, expires_in: 600 } };
      }
      if (path === "/api/elsewhere") return { status: 302, headers: { location: "/api/other" } };
      if (path === "/api/denied") return { status: 401 };
      return { body: { path, authorization: headers.authorization, key: headers["x-key"] } };
    },
  });
});
afterEach(() => server.close());

const asking = (credential: Credential) =>
  vendor(`${server.url}/api/`, authoriser(credential, { fetch, now }), fetch);

const told = async (send: ReturnType<typeof asking>, path: string) => {
  const answer = await send(GET(path), signal);
  return answer.ok ? [answer.value.status, answer.value.text] : answer.problem;
};

test("[SEC-8] user and password, a token, a key in a header, or nothing", async () => {
  const basic = await told(asking({ kind: "basic", user: "a", password: "b" }), "/x?y=1");
  expect(basic).toEqual([200, expect.stringContaining(`"Basic ${btoa("a:b")}"`)]);
  const bearer = await told(asking({ kind: "bearer", token: "t" }), "/x");
  expect(bearer).toEqual([200, expect.stringContaining('"Bearer t"')]);
  const header = await told(asking({ kind: "header", name: "X-Key", value: "k" }), "/x");
  expect(header).toEqual([200, expect.stringContaining('"key":"k"')]);
  expect(await told(asking({ kind: "none" }), "/x")).toEqual([200, '{"path":"/api/x"}']);
});

test("[SEC-8] an OAuth token is fetched once, again when it ends, and again when it is not accepted", async () => {
  const send = asking({
    kind: "oauth",
    tokenUrl: `${server.url}/token`,
    clientId: "id",
    clientSecret: "secret",
  });
  const tokenNow = async () => JSON.parse(String((await told(send, "/x"))[1])).authorization;
  expect([await tokenNow(), await tokenNow()]).toEqual(["Bearer secret-1", "Bearer secret-1"]);
  clock.advance(541_000);
  expect(await tokenNow()).toBe("Bearer secret-2");
  expect(await told(send, "/denied")).toEqual([401, ""]);
  expect(await tokenNow()).toBe("Bearer secret-3");
  isAccepted = false;
  clock.advance(600_000);
  expect(await told(send, "/x")).toMatch(/^400: it gives us no token/);
});

const withToken = () =>
  asking({
    kind: "oauth",
    tokenUrl: `${server.url}/token`,
    clientId: "id",
    clientSecret: "secret",
  });

test.each([
  [
    "larger than 64 kB",
    JSON.stringify({ access_token: "t", more: "x".repeat(65_536) }),
    /too large/,
  ],
  ["no JSON", "<html>", /is none/],
  ["another thing", "{}", /is none/],
])("[REL-11] what comes as a token is not taken when it is %s", async (_what, text, said) => {
  endless = text;
  const send = withToken();
  expect(await told(send, "/x")).toMatch(said);
  endless = null;
  expect(await told(send, "/x")).toEqual([200, expect.stringContaining("Bearer secret-1")]);
});

test("[REL-11] a text is read to its limit and not a byte further", async () => {
  const pulled: number[] = [];
  const body = new ReadableStream<Uint8Array>({
    pull: (to) => {
      pulled.push(1);
      to.enqueue(new Uint8Array(1_000));
    },
  });
  expect(await answerText(new Response(body), 10_000)).toBeNull();
  expect(pulled.length).toBeLessThan(15);
  expect(await answerText(new Response("é".repeat(5_000)), 10_000)).toBe("é".repeat(5_000));
  expect(await answerText(new Response(null), 10_000)).toBe("");
});

test.each(["/../../other", "/../other", "/x/../../other", "/%2e%2e/other", "/..\\other", "/.."])(
  "[SEC-9] %s, which leads up and out of its address, is not asked",
  async (path) => {
    const send = asking({ kind: "bearer", token: "t" });
    expect(await told(send, path)).toBe("what is asked next is not below its address");
    expect(server.asked).toEqual([]);
    expect(await told(send, "/y/../x?a=/../..")).toEqual([200, expect.stringContaining("/api/x")]);
  },
);

test("[SEC-9] nothing leads away from its address, and no problem says more than a word", async () => {
  const send = asking({ kind: "bearer", token: "t" });
  expect(await told(send, "@evil.example.com/")).toBe(
    "what is asked next is not below its address",
  );
  expect(await told(send, "/elsewhere")).toEqual([302, ""]);
  expect(server.asked.map(({ path }) => path)).toEqual(["/api/elsewhere"]);
  await server.close();
  expect(await told(send, "/x?token=canary")).toBe("it cannot be reached (ECONNREFUSED)");
});
