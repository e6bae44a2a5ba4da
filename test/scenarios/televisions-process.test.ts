/** A television and a real server: power cuts on either side, and a revocation that reaches it (F19). */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  deviceRow,
  type PairingStarted,
  pairingStarted,
  pairingState,
} from "../../shared/wire/device.ts";
import { type ServerProcess, type Workplace, workplace } from "../support/process.ts";
import { ask, cookieOf, type SignedIn, signInBeside } from "../support/sign-in.ts";

let place: Workplace;
let server: ServerProcess;
let manager: SignedIn;

beforeAll(async () => {
  place = workplace();
  server = await place.start();
  manager = await signInBeside(server.url, place.store, [{ role: "manager" }]);
});
afterAll(() => place.remove());

const PROFILE = {
  name: "Hall",
  team: null,
  screenInches: 55,
  distanceMetres: 5,
  language: "nl",
  theme: "dark",
};

const begin = async (): Promise<PairingStarted> =>
  pairingStarted.parse(await (await ask(server.url, "POST", "/pairing")).json());
const own = async (cookie: string): Promise<number> =>
  (await ask(server.url, "GET", "/devices/own", { cookie })).status;

async function poll(secret: string) {
  const answer = await ask(server.url, "POST", "/pairing/poll", { body: { secret } });
  return { ...pairingState.parse(await answer.json()), cookie: cookieOf(answer) };
}

async function paired() {
  const { code, secret } = await begin();
  const answer = await manager.ask("POST", "/pairing/approve", { ...PROFILE, code });
  const { id } = deviceRow.parse(await answer.json());
  return { id, cookie: (await poll(secret)).cookie };
}

async function powerCut(): Promise<void> {
  const { port } = new URL(server.url);
  await server.kill();
  server = await place.start(Number(port));
}

test("[SEC-10][SCR-4] a paired television is still one after a power cut; one that waits gets a new code", async () => {
  const { cookie } = await paired();
  const waiting = await begin();
  expect(await own(cookie)).toBe(200);
  await powerCut();
  expect(await own(cookie)).toBe(200);
  expect((await poll(waiting.secret)).state).toBe("gone");
  expect((await begin()).code).not.toBe(waiting.code);
});

test("[F19][SEC-10] revoked, it is nobody at the next question, now and after a restart", async () => {
  const { id, cookie } = await paired();
  expect((await manager.ask("DELETE", `/devices/${id}`)).status).toBe(204);
  expect(await own(cookie)).toBe(401);
  await powerCut();
  expect(await own(cookie)).toBe(401);
});

test("[SEC-10] no token, code or secret of a television is in what the server says", async () => {
  const { code, secret } = await begin();
  const { cookie } = await paired();
  const said = server.said();
  for (const one of [code, secret, cookie.slice(4)]) expect(said).not.toContain(one);
});
