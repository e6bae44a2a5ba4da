/** A television over HTTP: pairs with a code, shows what it was given, is changed, is revoked (SEC-10). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import {
  boardChoice,
  type DeviceRow,
  deviceRow,
  ownDevice,
  type PairingStarted,
  pairingStarted,
  pairingState,
} from "../../shared/wire/device.ts";
import { ask, cookieOf, type SignedIn, signIn } from "../support/sign-in.ts";
import { type Desk, openDesk } from "./door-desk.ts";

let clock: ManualClock;
let store: MemoryStore;
let desk: Desk;

const ORGANISATION = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [{ id: "support" }, { id: "sales" }],
};
const PROFILE = {
  name: "Hall",
  team: "support",
  screenInches: 55,
  distanceMetres: 5,
  language: "nl",
  theme: "dark",
};

beforeEach(async () => {
  clock = manualClock(Date.parse("2026-03-04T10:00:00Z"));
  store = new MemoryStore();
  desk = await openDesk(store, { clock });
  await setOrganisation(desk.core, ORGANISATION);
});
afterEach(async () => {
  await desk.stop();
  expect(desk.problems).toEqual([]);
});

const person = (role: "admin" | "manager" | "agent" | "lead"): Promise<SignedIn> => {
  const at = { url: desk.url, settings: store, now: () => clock.now() };
  if (role === "lead") return signIn(at, [{ role, teams: ["support"] }]);
  return signIn(at, [role === "agent" ? { role, agent: "ann" } : { role }]);
};

const post = (path: string, body: unknown = {}, cookie = "") =>
  ask(desk.url, "POST", path, { body, ...(cookie === "" ? {} : { cookie }) });

async function begin(): Promise<PairingStarted> {
  const answer = await post("/pairing");
  expect(answer.status).toBe(201);
  return pairingStarted.parse(await answer.json());
}

const approve = (by: SignedIn, code: string, more: object = {}) =>
  by.ask("POST", "/pairing/approve", { ...PROFILE, code, ...more });

/** What the television is told, and the cookie that came with it. */
async function poll({ secret }: PairingStarted) {
  const answer = await post("/pairing/poll", { secret });
  const { state } = pairingState.parse(await answer.json());
  return { state, cookie: cookieOf(answer) };
}

/** A television on the wall: paired by `by`, with its cookie. */
async function paired(by: SignedIn, more: object = {}) {
  const begun = await begin();
  const answer = await approve(by, begun.code, more);
  expect(answer.status).toBe(201);
  const row = deviceRow.parse(await answer.json());
  const { state, cookie } = await poll(begun);
  expect(state).toBe("paired");
  return { row, cookie };
}

const own = (cookie: string) => ask(desk.url, "GET", "/devices/own", { cookie });
const list = async (by: SignedIn): Promise<DeviceRow[]> =>
  deviceRow.array().parse(await (await by.ask("GET", "/devices")).json());

const told = async (answer: Response) => ({
  ...((await answer.json()) as { code?: string; detail: string }),
  status: answer.status,
});

async function audited(): Promise<string[]> {
  const entries = await store.settings("audit/");
  return entries.map(({ value }) => value).filter((text) => text.includes("device."));
}

describe("pairing", () => {
  test("[SCR-3][SEC-10] a code on the screen, approved by a leader, lets the television in", async () => {
    const lead = await person("lead");
    const begun = await begin();
    expect(await poll(begun)).toEqual({ state: "waiting", cookie: "" });
    const answer = await approve(lead, begun.code.toLowerCase());
    expect(answer.status).toBe(201);
    clock.advance(5_000);
    const { state, cookie } = await poll(begun);
    expect(state).toBe("paired");
    const device = ownDevice.parse(await (await own(cookie)).json());
    expect(device).toMatchObject({ name: "Hall", team: "support", language: "nl", scale: 1 });
    expect(device.pages).toEqual([
      ["queue.waiting", "frt.p50", "csat.score", "abandon.rate_excl_short"],
    ]);
    const session = await (await ask(desk.url, "GET", "/session", { cookie })).json();
    expect(session).toMatchObject({ kind: "device", team: "support", roles: [], name: null });
    expect((await audited()).join()).toContain("device.paired");
  });

  test("[SEC-10] what is not right on the way: polled too fast, lapsed, unknown, used", async () => {
    const lead = await person("lead");
    const begun = await begin();
    await poll(begun);
    const early = await post("/pairing/poll", { secret: begun.secret });
    expect([early.status, early.headers.get("retry-after")]).toEqual([429, "5"]);
    expect((await poll({ ...begun, secret: "unknown" })).state).toBe("gone");
    clock.advance(600_000);
    expect((await poll(begun)).state).toBe("gone");
    expect(await told(await approve(lead, begun.code))).toMatchObject({
      status: 404,
      code: "wrong_code",
    });
    const next = await begin();
    expect((await approve(lead, next.code)).status).toBe(201);
    expect((await approve(lead, next.code)).status).toBe(404);
  });

  test("[SEC-10] five wrong codes and an account is not heard for ten minutes; each is audited", async () => {
    const lead = await person("lead");
    const begun = await begin();
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await approve(lead, "BBBBBBBB")).status).toBe(404);
    }
    const sixth = await approve(lead, begun.code);
    expect([sixth.status, sixth.headers.get("retry-after")]).toEqual([429, "600"]);
    expect((await audited()).filter((text) => text.includes("device.refused"))).toHaveLength(5);
    expect((await approve(await person("manager"), begun.code)).status).toBe(201);
  });

  test("[UX-2] a board nobody could read from there is refused with the reason, and the code stays good", async () => {
    const lead = await person("lead");
    const { code } = await begin();
    const kpis = ["queue.waiting", "queue.longest", "frt.p50", "csat.score", "aht.mean"];
    expect(
      await told(await approve(lead, code, { screenInches: 43, pages: [kpis] })),
    ).toMatchObject({
      status: 400,
      code: "does_not_fit",
      tilesMax: 4,
      detail: "43 inch at 5 m: at most 4 tiles on a page",
    });
    const far = await approve(lead, code, { screenInches: 43, distanceMetres: 15 });
    expect((await told(far)).detail).toBe("43 inch at 15 m: too small for any tile on a page");
    expect((await approve(lead, code, { pages: [kpis] })).status).toBe(201);
  });

  test("[UX-2] the usual tiles go on as many pages as the screen needs", async () => {
    const lead = await person("lead");
    const { row } = await paired(lead, { distanceMetres: 8 });
    expect(row.pages.map((page) => page.length)).toEqual([2, 2]);
  });

  test("[SEC-9] a profile that is none is refused with its path", async () => {
    const lead = await person("lead");
    const { code } = await begin();
    for (const [more, path] of [
      [{ pages: [["no.such"]] }, "pages.0.0"],
      [{ pages: [] }, "pages"],
      [{ pages: [["frt.p50", "frt.p50"]] }, "pages.0"],
      [{ pages: [["frt.p50"], ["frt.p50"], ["frt.p50"], ["frt.p50"]] }, "pages"],
      [{ language: "de" }, "language"],
      [{ theme: "neon" }, "theme"],
      [{ screenInches: 0 }, "screenInches"],
      [{ name: " " }, "name"],
    ] as const) {
      expect(await told(await approve(lead, code, more)), path).toMatchObject({
        status: 400,
        path,
      });
    }
    expect((await approve(lead, code, { pages: undefined, extra: 1 })).status).toBe(400);
  });
});

describe("who may", () => {
  test("[SEC-7] approve: leads for their own team, managers and administrators for any; nobody else", async () => {
    const [lead, agent] = [await person("lead"), await person("agent")];
    const { code } = await begin();
    const nobody = await post("/pairing/approve", { ...PROFILE, code });
    expect(nobody.status).toBe(401);
    expect((await approve(agent, code)).status).toBe(403);
    const foreign = await told(await approve(lead, code, { team: "sales" }));
    const unknown = await told(await approve(lead, code, { team: "no-such" }));
    expect(foreign).toEqual(unknown);
    expect(foreign.status).toBe(404);
    expect((await approve(lead, code, { team: null })).status).toBe(404);
    const manager = await person("manager");
    expect((await approve(manager, code, { team: "no-such" })).status).toBe(404);
    expect((await approve(manager, code, { team: null })).status).toBe(201);
    const next = await begin();
    expect((await approve(await person("admin"), next.code, { team: "sales" })).status).toBe(201);
  });

  test("[SEC-7] a lead sees, changes and revokes those of the own team; the rest does not exist", async () => {
    const [lead, manager, agent] = [
      await person("lead"),
      await person("manager"),
      await person("agent"),
    ];
    const { row: mine } = await paired(lead);
    const { row: theirs, cookie } = await paired(manager, { team: "sales", name: "Sales" });
    expect((await list(lead)).map(({ id }) => id)).toEqual([mine.id]);
    expect((await list(manager)).map(({ name }) => name)).toEqual(["Hall", "Sales"]);
    for (const [method, body] of [
      ["PATCH", { theme: "light" }],
      ["DELETE", undefined],
    ] as const) {
      const foreign = await told(await lead.ask(method, `/devices/${theirs.id}`, body));
      expect(foreign).toEqual(await told(await lead.ask(method, "/devices/d_none", body)));
      expect(foreign.status).toBe(404);
      expect((await agent.ask(method, `/devices/${mine.id}`, body)).status).toBe(403);
      const answer = await ask(desk.url, method, `/devices/${mine.id}`, { body });
      expect(answer.status).toBe(401);
      const tv = await ask(desk.url, method, `/devices/${theirs.id}`, { cookie, body });
      expect(tv.status).toBe(403);
    }
    expect((await agent.ask("GET", "/devices")).status).toBe(403);
    expect((await manager.ask("GET", "/devices/own")).status).toBe(404);
    expect((await ask(desk.url, "GET", "/devices/own")).status).toBe(401);
    const away = await lead.ask("PATCH", `/devices/${mine.id}`, { team: "sales" });
    expect(away.status).toBe(404);
  });
});

describe("afterwards", () => {
  test("[SEC-10] a television is listed with who paired it and when it was last seen", async () => {
    const lead = await person("lead");
    const begun = await begin();
    await approve(lead, begun.code);
    expect((await list(lead))[0]).toMatchObject({ pairedBy: lead.id, lastSeenAt: null });
    const { cookie } = await poll(begun);
    const first = clock.now();
    expect((await list(lead))[0]?.lastSeenAt).toBe(first);
    clock.advance(120_000);
    await own(cookie);
    expect((await list(lead))[0]?.lastSeenAt).toBe(first + 120_000);
  });

  test("[SCR-3] what it shows can be changed, if it fits", async () => {
    const lead = await person("lead");
    const { row, cookie } = await paired(lead);
    const change = { pages: [["frt.p50"], ["csat.score"]], language: "fr", theme: "light" };
    const answer = await lead.ask("PATCH", `/devices/${row.id}`, change);
    expect(deviceRow.parse(await answer.json())).toMatchObject({ ...change, name: "Hall" });
    expect(await (await own(cookie)).json()).toMatchObject(change);
    const misfit = await lead.ask("PATCH", `/devices/${row.id}`, { distanceMetres: 20 });
    expect((await told(misfit)).code).toBe("does_not_fit");
    expect((await audited()).join()).toContain("pages language theme");
  });

  test("[SEC-10][SCR-4] a revoked television is nobody at once, and may ask for a new code", async () => {
    const lead = await person("lead");
    const { row, cookie } = await paired(lead);
    const other = await paired(lead, { name: "Other" });
    expect((await own(cookie)).status).toBe(200);
    expect((await lead.ask("DELETE", `/devices/${row.id}`)).status).toBe(204);
    expect((await own(cookie)).status).toBe(401);
    expect((await own(other.cookie)).status).toBe(200);
    expect((await list(lead)).map(({ name }) => name)).toEqual(["Other"]);
    expect((await store.settings("session/")).some(({ value }) => value.includes(row.id))).toBe(
      false,
    );
    expect((await post("/pairing", {}, cookie)).status).toBe(201);
    expect((await lead.ask("DELETE", `/devices/${row.id}`)).status).toBe(404);
  });

  test("[SEC-10] revoked between approval and the television's next question, it is not let in", async () => {
    const lead = await person("lead");
    const begun = await begin();
    const row = deviceRow.parse(await (await approve(lead, begun.code)).json());
    await lead.ask("DELETE", `/devices/${row.id}`);
    expect(await poll(begun)).toEqual({ state: "gone", cookie: "" });
  });

  test("[SEC-10] a session that got lost on the way is replaced, so there is never more than one", async () => {
    const lead = await person("lead");
    const begun = await begin();
    await approve(lead, begun.code);
    const first = await poll(begun);
    clock.advance(5_000);
    const second = await poll(begun);
    expect((await own(first.cookie)).status).toBe(401);
    expect((await own(second.cookie)).status).toBe(200);
  });

  test("[SEC-1][SEC-10] a television lapses 90 days after it was last seen, and not before", async () => {
    const lead = await person("lead");
    const { cookie } = await paired(lead);
    clock.advance(89 * 86_400_000);
    expect((await own(cookie)).status).toBe(200);
    clock.advance(90 * 86_400_000);
    expect((await own(cookie)).status).toBe(401);
    const stillListed = await list(await person("manager"));
    expect(stillListed).toMatchObject([{ name: "Hall", lastSeenAt: null }]);
  });

  test("[SEC-10] a television survives a restart of the server; a waiting one gets a new code", async () => {
    const lead = await person("lead");
    const { row } = await paired(lead);
    const waiting = await begin();
    const before = await store.settings("session/");
    const again = await openDesk(Object.assign(store, { close: async () => {} }), { clock });
    try {
      const body = { secret: waiting.secret };
      const answer = await ask(again.url, "POST", "/pairing/poll", { body });
      expect(await answer.json()).toEqual({ state: "gone" });
      const kept = (await store.settings("session/")).filter(({ value }) => value.includes(row.id));
      expect(before).toEqual(expect.arrayContaining(kept));
      expect(kept).toHaveLength(1);
    } finally {
      await again.stop();
    }
  });
});

test("[PRIV-5] before a television is paired it is known which boards have too few people for numbers", async () => {
  const people = Array.from({ length: 6 }, (_, index) => ({
    id: `a${index}`,
    memberships: [{ team: index < 5 ? "support" : "sales" }],
  }));
  await setOrganisation(desk.core, { ...ORGANISATION, agents: people });
  const boards = async (role: "admin" | "lead") =>
    boardChoice.parse(await (await (await person(role)).ask("GET", "/devices/boards")).json());
  expect((await boards("admin")).tooFew).toEqual(["sales"]);
  expect((await boards("lead")).tooFew).toEqual([]);
  await setOrganisation(desk.core, { ...ORGANISATION, agents: people.slice(0, 2) });
  expect((await boards("admin")).tooFew).toEqual([null, "support", "sales"]);
});
