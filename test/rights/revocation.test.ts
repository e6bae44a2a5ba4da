/**
 * F19: who was signed out, given another role, deactivated, revoked, hears nothing more after five
 * seconds and does not get in again, connected at that moment or not (SEC-14, SEC-10).
 */
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountsCommand } from "../../server/commands/admin-accounts.ts";
import { configOf } from "../../server/config.ts";
import { PROTOCOL_VERSION, type View } from "../../shared/wire/protocol.ts";
import { newPlace, openPlace } from "../support/people.ts";
import { ask, type SignedIn } from "../support/sign-in.ts";
import { callOf, type House, NOW, openHouse, SOURCE } from "./house.ts";

/** Of each kind, connected and not. */
const EACH = 50;
const SECONDS = 5;
/** People who sign in at the same time. */
const AT_ONCE = 10;

interface Viewer {
  readonly cookie: string;
  readonly view: View;
  /** Takes the rights away; resolves when that is answered. */
  revoke(): Promise<void>;
}

const place = newPlace();
let house: House;
let admin: SignedIn;
let manager: SignedIn;
let calls = 0;

beforeAll(async () => {
  house = await openHouse(await openPlace(place, NOW));
  admin = await house.enter([{ role: "admin" }]);
  manager = await house.enter([{ role: "manager" }]);
});
afterAll(async () => {
  await house.stop();
  place.remove();
  expect(house.problems).toEqual([]);
});

const done = async (answer: Promise<Response>): Promise<void> => {
  const { status } = await answer;
  if (status >= 300) throw new Error(`not revoked: ${status}`);
};

const board: View = { screen: "team", scope: "team:support", period: "today" };
const wall: View = { ...board, screen: "wallboard" };

const asLead = async (revoke: (lead: SignedIn) => Promise<void>): Promise<Viewer> => {
  const lead = await house.enter([{ role: "lead", teams: ["support"] }]);
  return { cookie: lead.cookie, view: board, revoke: () => revoke(lead) };
};

async function revokedByCommand({ id }: SignedIn): Promise<void> {
  const sessions = await house.settings.settings("session/");
  const own = sessions.find(({ value }) => value.includes(`"${id}"`));
  const short = own?.name.slice("session/".length, "session/".length + 12) ?? "";
  const config = configOf({ DESKPULSE_STORE: place.file });
  await accountsCommand(config, ["revoke", short], house.core.clock);
}

const KINDS: Readonly<Record<string, () => Promise<Viewer>>> = {
  "signs out": () => asLead((lead) => done(lead.ask("DELETE", "/session"))),
  "gets another role": () =>
    asLead(({ id }) => done(admin.ask("PATCH", `/users/${id}`, { roles: [{ role: "admin" }] }))),
  "is deactivated": () => asLead(({ id }) => done(admin.ask("POST", `/users/${id}/deactivate`))),
  "is ended by the command line": () => asLead(revokedByCommand),
  "is a television that is revoked": async () => {
    const { id, cookie } = await house.pair("support", manager);
    house.clock.advance(15_000); // one address may not pair many at a time
    return { cookie, view: wall, revoke: () => done(manager.ask("DELETE", `/devices/${id}`)) };
  },
};

async function many<One>(count: number, make: () => Promise<One>): Promise<One[]> {
  const made: One[] = [];
  while (made.length < count) {
    const batch = Math.min(AT_ONCE, count - made.length);
    made.push(...(await Promise.all(Array.from({ length: batch }, make))));
  }
  return made;
}

function connect({ cookie }: Viewer): Promise<Socket | null> {
  const socket = io(house.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin: `http://localhost:${house.port}` },
  });
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", () => resolve(null));
  });
}

const watch = (socket: Socket, view: View): Promise<object> =>
  socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });

/** A screen that notes when it last heard anything, and when it was cut off. */
async function screenOf(viewer: Viewer) {
  const socket = await connect(viewer);
  if (socket === null) throw new Error("not let in");
  const heard = { last: 0, count: 0, cutAt: Number.POSITIVE_INFINITY };
  socket.onAny(() => {
    heard.last = performance.now();
    heard.count += 1;
  });
  socket.on("disconnect", () => {
    heard.cutAt = performance.now();
  });
  expect(await watch(socket, viewer.view)).toHaveProperty("board");
  return { viewer, socket, heard };
}

/** What shows on every board: one more call of the team, until stopped. */
function feed(): () => Promise<void> {
  let going = true;
  const told = (async () => {
    while (going) {
      calls += 1;
      await house.core.ingest.submit(SOURCE, callOf("ann", 1_000 + calls, NOW - 3_600_000, 100));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return () => {
    going = false;
    return told;
  };
}

/** Neither a board nor a figure: what is left is nobody, or somebody in another role. */
async function isOut(viewer: Viewer): Promise<boolean> {
  const figures = await ask(house.url, "GET", "/figures?kpi=aht.mean&scope=team:support", {
    cookie: viewer.cookie,
  });
  const socket = await connect(viewer);
  const seen = socket === null ? {} : await watch(socket, viewer.view);
  socket?.disconnect();
  return !figures.ok && !("board" in seen);
}

test.each(Object.entries(KINDS))(
  `[F19][SEC-14] whoever %s: nothing after ${SECONDS} s, and not in again`,
  async (kind, make) => {
    const screens = await many(EACH, async () => screenOf(await make()));
    const away = await many(EACH, make);
    const stop = feed();
    const before = screens.map(({ heard }) => heard.count);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(screens.every(({ heard }, at) => heard.count > (before[at] ?? 0))).toBe(true);

    const revoked = await Promise.all(
      [...screens.map(({ viewer }) => viewer), ...away].map(async (viewer) => {
        await viewer.revoke();
        return performance.now();
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000 + 1_200));
    await stop();
    const late = screens.map(({ heard }, at) => heard.last - (revoked[at] ?? 0));
    const cut = screens.map(({ heard }, at) => heard.cutAt - (revoked[at] ?? 0));
    process.stdout.write(
      `[F19] ${kind}: ${screens.length} connected, cut after at most ${Math.round(Math.max(...cut))} ms, ` +
        `last message ${Math.round(Math.max(...late))} ms after; ${away.length} not connected\n`,
    );
    expect(Math.max(...late)).toBeLessThan(SECONDS * 1_000);
    expect(Math.max(...cut)).toBeLessThan(SECONDS * 1_000);
    const all = [...screens.map(({ viewer }) => viewer), ...away];
    expect(await Promise.all(all.map(isOut))).toEqual(all.map(() => true));
  },
);
