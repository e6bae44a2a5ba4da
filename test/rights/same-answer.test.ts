/** F20: what is out of scope answers byte for byte, and in the same time, as what does not exist (SEC-7). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { callOf, DAY, type House, NOW, openHouse, ROLES, type RoleName } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const of = (scope: string, more = "") => `?kpi=aht.mean&period=${DAY}&scope=${scope}${more}`;

interface Case {
  readonly what: string;
  readonly method?: string;
  readonly path: (id: string) => string;
  readonly body?: unknown;
  /** One of somebody else's, and one that nobody has. */
  readonly foreign: () => string;
  readonly unknown: string;
  /** For whom the foreign one is out of scope, or the whole resource closed. */
  readonly roles: readonly RoleName[];
}

const closed: readonly RoleName[] = ["agent", "lead", "manager", "device", "nobody"];
const persons = {
  foreign: () => "fay",
  unknown: "zoe",
  roles: ["agent", "lead", "manager", "admin", "device", "nobody"],
} as const;
const teams = {
  foreign: () => "sales",
  unknown: "moons",
  roles: ["agent", "lead", "admin", "device", "nobody"],
} as const;
const television = { foreign: () => house.ids.otherDevice, unknown: "d_AAAAAAAAAAAAAAAAAAAA" };
const some: Omit<Case, "what" | "path"> = {
  foreign: () => house.ids.user,
  unknown: "u_none",
  roles: closed,
};

const CASES: readonly Case[] = [
  { what: "figures of a person", path: (id) => `/figures${of(`agent:${id}`)}`, ...persons },
  { what: "contacts of a person", path: (id) => `/contacts${of(`agent:${id}`)}`, ...persons },
  { what: "why, of a person", path: (id) => `/figures/explain${of(`agent:${id}`)}`, ...persons },
  { what: "figures of a team", path: (id) => `/figures${of(`team:${id}`)}`, ...teams },
  { what: "persons of a team", path: (id) => `/figures${of(`team:${id}`, "&by=agent")}`, ...teams },
  { what: "contacts of a team", path: (id) => `/contacts${of(`team:${id}`)}`, ...teams },
  { what: "why, of a team", path: (id) => `/figures/explain${of(`team:${id}`)}`, ...teams },
  {
    ...{ what: "a contact", path: (id: string) => `/contacts/${id}` },
    ...{ foreign: () => "c-fay-1", unknown: "c-zoe-1" },
    roles: ["agent", "lead", "admin", "device", "nobody"],
  },
  {
    ...{
      what: "a contact of a source",
      path: (id: string) => `/contacts/${id}?source=/acme/pbx/main`,
    },
    ...{ foreign: () => "c-fay-2", unknown: "c-zoe-2" },
    roles: ["agent", "lead", "admin", "device", "nobody"],
  },
  {
    ...{ what: "targets of a team", path: (id: string) => `/targets?team=${id}` },
    ...{ ...teams, roles: ["agent", "lead", "device", "nobody"] as const },
  },
  {
    ...{ what: "a television changed", method: "PATCH", path: (id: string) => `/devices/${id}` },
    ...{ body: { theme: "light" }, ...television, roles: ["agent", "lead", "device", "nobody"] },
  },
  {
    ...{ what: "a television revoked", method: "DELETE", path: (id: string) => `/devices/${id}` },
    ...{ ...television, roles: ["agent", "lead", "device", "nobody"] },
  },
  {
    ...{ what: "a session ended", method: "DELETE", path: (id: string) => `/sessions/${id}` },
    ...{ foreign: () => house.ids.session, unknown: "0".repeat(64) },
    roles: ["agent", "lead", "device", "nobody"],
  },
  { what: "a user", method: "PATCH", path: (id) => `/users/${id}`, body: {}, ...some },
  { what: "a user's end", method: "POST", path: (id) => `/users/${id}/deactivate`, ...some },
  { what: "a user's link", method: "POST", path: (id) => `/users/${id}/password-link`, ...some },
  { what: "a key", method: "DELETE", path: (id) => `/keys/${id}`, ...some },
  { what: "a key's rotation", method: "POST", path: (id) => `/keys/${id}/rotate`, ...some },
  { what: "an invitation", method: "DELETE", path: (id) => `/invitations/${id}`, ...some },
  {
    ...{
      what: "an erasure",
      method: "POST",
      path: (id: string) => `/people/${id}/erase`,
      body: {},
    },
    ...{ foreign: () => "fay", unknown: "zoe", roles: closed },
  },
];

const VARYING = new Set(["date", "connection", "keep-alive"]);

async function answerOf(role: RoleName, { method = "GET", path, body }: Case, id: string) {
  const answer = await house.ask(role, method, path(id), body);
  const headers = [...answer.headers].filter(([name]) => !VARYING.has(name));
  return { status: answer.status, headers, text: await answer.text() };
}

test.each(CASES)("[F20][SEC-7] $what: the same bytes", async (one) => {
  for (const role of one.roles) {
    const foreign = await answerOf(role, one, one.foreign());
    const unknown = await answerOf(role, one, one.unknown);
    expect([401, 403, 404], role).toContain(foreign.status);
    expect(foreign, role).toEqual(unknown);
    expect(foreign.text).not.toContain(one.foreign());
  }
});

test("[F20] of every cell of this test there are as many as it says", () => {
  const cells = CASES.reduce((sum, { roles }) => sum + roles.length, 0);
  process.stdout.write(
    `[F20] ${CASES.length} id parameters, ${cells} cells, ${ROLES.length} roles\n`,
  );
  expect(cells).toBeGreaterThan(80);
});

test("[F20] an id that several sources have, none of them in scope, names no source", async () => {
  const other = "/acme/pbx/second";
  const calls = callOf("fay", 1, NOW - 3_600_000, 100).map((one) => ({ ...one, source: other }));
  expect(await house.core.ingest.submit(other, calls)).toMatchObject({ ok: true });
  await house.core.tail.idle();
  for (const role of ["agent", "lead"] as const) {
    const foreign = await house.ask(role, "GET", "/contacts/c-fay-1");
    const unknown = await house.ask(role, "GET", "/contacts/c-zoe-1");
    expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
  }
  expect((await house.ask("manager", "GET", "/contacts/c-fay-1")).status).toBe(300);
});

/** So many requests of each, one after the other in turn. */
const TIMED = 200;

const middle = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

test.each(
  [
    "figures of a person",
    "why, of a person",
    "contacts of a team",
    "a contact",
    "a television revoked",
    "a session ended",
  ].map((what) => [what] as const),
)("[F20][SEC-7] %s: the same time", async (what) => {
  const one = CASES.find((other) => other.what === what);
  if (one === undefined) throw new Error(`no ${what}`);
  const times = { foreign: [] as number[], unknown: [] as number[] };
  for (let at = -20; at < TIMED; at += 1) {
    for (const kind of ["foreign", "unknown"] as const) {
      const id = kind === "foreign" ? one.foreign() : one.unknown;
      const began = performance.now();
      await answerOf("lead", one, id);
      if (at >= 0) times[kind].push(performance.now() - began);
    }
  }
  const ratio = middle(times.foreign) / middle(times.unknown);
  process.stdout.write(
    `[F20] ${what}: foreign ${middle(times.foreign).toFixed(2)} ms, unknown ${middle(times.unknown).toFixed(2)} ms\n`,
  );
  expect(ratio).toBeGreaterThan(1 / 3);
  expect(ratio).toBeLessThan(3);
});
