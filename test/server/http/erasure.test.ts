/** Erasing over real HTTP, on a real store: for administrators only, noted, and gone everywhere. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import type { Role } from "../../../server/accounts/roles.ts";
import { type Served, serve } from "../../../server/commands/serve.ts";
import { configOf } from "../../../server/config.ts";
import { setOrganisation } from "../../../server/core.ts";
import { newPlace, type Place } from "../../support/people.ts";
import { type SignedIn, signIn } from "../../support/sign-in.ts";
import { CANARY, canaries, eventsOf, SOURCE } from "../org/canaries.ts";

let place: Place;
let served: Served;
const said: string[] = [];

beforeEach(async () => {
  place = newPlace();
  said.length = 0;
  const config = configOf({ DESKPULSE_STORE: place.file, DESKPULSE_PORT: "0" });
  served = await serve({ config, say: (line) => said.push(line) });
  await setOrganisation(served.core, {
    agents: [{ id: "ana", name: "Ana Bakker", identities: [{ source: SOURCE, id: "native-ana" }] }],
  });
});
afterEach(async () => {
  await served.stop();
  place.remove();
});

const enter = (...roles: Role[]): Promise<SignedIn> =>
  signIn({ url: served.url, settings: served.core.store, now: () => Date.now() }, roles);
const noted = async () =>
  (await createAuditLog(served.core.store, () => Date.now()).page({ limit: 100 })).entries;

const ERASE_ANA = "/people/ana/erase";

test("[PRIV-4] [PRIV-8] only an administrator erases, and it is noted without a name", async () => {
  for (const roles of [
    [{ role: "manager" }],
    [{ role: "lead", teams: ["a"] }],
    [{ role: "agent", agent: "ana" }],
  ] as Role[][]) {
    const user = await enter(...roles);
    expect((await user.ask("POST", ERASE_ANA, {})).status).toBe(403);
    expect((await user.ask("POST", "/customers/erase", { customerRef: "x" })).status).toBe(403);
  }
  expect(served.core.tail.nameOf("ana")).toBe("Ana Bakker");
  const admin = await enter({ role: "admin" });
  const answer = await admin.ask("POST", ERASE_ANA, { requestId: "r-1" });
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { kind: "agent", ids: 1, requestId: "r-1" },
  ]);
  expect(served.core.tail.nameOf("ana")).toBeNull();
  expect((await admin.ask("POST", "/people/nobody/erase", {})).status).toBe(404);
  const customer = await admin.ask("POST", "/customers/erase", { customerRef: "+31 6 1234" });
  expect(customer.status).toBe(200);
  const entries = (await noted()).filter(({ action }) => action.endsWith(".erased"));
  expect(entries.map(({ action, role }) => [action, role])).toEqual([
    ["customer.erased", "admin"],
    ["person.erased", "admin"],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/Bakker|native-ana|1234/);
  for (const trace of ["Ana Bakker", "native-ana", "+31 6 1234"]) {
    expect(place.bytes().includes(trace)).toBe(false);
  }
});

test("[PRIV-1] [F28] canaries of accepted events are in no answer and in nothing the server says", async () => {
  const { canary } = canaries();
  const answer = await served.core.ingest.submit(SOURCE, eventsOf(canary));
  expect(answer).toMatchObject({ ok: true, value: { rejected: [] } });
  await served.core.tail.idle();
  const lead = await enter({ role: "lead", teams: ["g1@/acme/desk/main"] }, { role: "manager" });
  const admin = await enter({ role: "admin" });
  for (const path of [
    "/figures?kpi=tickets.created,csat.score&period=2026-W10&by=channel",
    "/contacts?kpi=tickets.created&period=2026-W10",
    "/contacts/c1",
    "/quality?period=2026-03-03",
    "/quarantine",
    "/audit",
    `/figures?kpi=${canary()}`,
    `/contacts/${canary()}`,
  ]) {
    for (const user of [lead, admin]) {
      const response = await user.ask("GET", path, undefined);
      const text = `${await response.text()} ${JSON.stringify([...response.headers])}`;
      const own = path.includes(CANARY)
        ? text.replaceAll(path.split(/[=/]/).at(-1) ?? "", "")
        : text;
      expect(own).not.toContain(CANARY);
    }
  }
  expect(said.join("\n")).not.toContain(CANARY);
  expect(place.bytes().includes(CANARY)).toBe(false);
});

test("[PRIV-8] [SCR-17] an id that nobody mapped is listed until it is erased, and then not as what is left", async () => {
  const at = (minute: number) => new Date(Date.now() - (10 - minute) * 60_000).toISOString();
  const event = (type: string, minute: number, data: object) => ({
    specversion: "1.0",
    type: `deskpulse.contact.${type}.v1`,
    source: SOURCE,
    id: `u${minute}`,
    time: at(minute),
    subject: "contact/u",
    data: { contactId: "u", ...data },
  });
  await served.core.ingest.submit(SOURCE, [
    event("created", 1, { channel: "email", direction: "inbound" }),
    event("message", 2, {
      messageId: "m",
      from: "agent",
      visibility: "public",
      agentId: "native-bob",
    }),
  ]);
  await served.core.tail.idle();
  const admin = await enter({ role: "admin" });
  const unmapped = async () => {
    const answer = await admin.ask("GET", "/quality?period=last-24h");
    const { unmapped } = (await answer.json()) as {
      unmapped: { agents: { id: string; native: string }[] };
    };
    return unmapped.agents;
  };
  const [bob, ...others] = await unmapped();
  expect([bob?.native, others]).toEqual(["native-bob", []]);
  const erased = await admin.ask("POST", `/people/${encodeURIComponent(bob?.id ?? "")}/erase`, {});
  expect(erased.status).toBe(200);
  expect(await unmapped()).toEqual([]);
});
