/** Erased stays erased: after a restart, in an older copy, beside a running server, by a source's event. */
import { copyFileSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eraseCommand } from "../../../server/commands/erase.ts";
import { configOf } from "../../../server/config.ts";
import { organisationOf, setOrganisation } from "../../../server/core.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { StoreTooOld } from "../../../server/store/store.ts";
import { newPlace, openPlace, type PeopleDesk, type Place } from "../../support/people.ts";

const NOW = Date.UTC(2026, 2, 3, 10);
const SOURCE = "/acme/desk/main";
const org = {
  agents: [
    { id: "person-1", name: "Nora Nowhere", identities: [{ source: SOURCE, id: "n1" }] },
    { id: "person-2", name: "Otto Other", identities: [] },
  ],
};

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const state = (id: string, agentId: string) => ({
  specversion: "1.0",
  type: "deskpulse.agent.state_changed.v1",
  source: SOURCE,
  id,
  time: "2026-03-03T09:00:00.000Z",
  subject: `agent/${agentId}`,
  data: { agentId, state: "available" },
});

const erased = (id: string, personRef: string, person: string) => ({
  ...state(id, personRef),
  type: "deskpulse.person.erased.v1",
  data: { personRef, person, mode: "delete", requestId: `for ${id}` },
});

const agentsIn = (desk: PeopleDesk) => organisationOf(desk.core).agents;

async function described(): Promise<PeopleDesk> {
  const desk = await openPlace(place, NOW);
  await setOrganisation(desk.core, org);
  await desk.core.ingest.submit(SOURCE, [state("a", "n1"), state("b", "person-2")]);
  return desk;
}

test("[PRIV-3] what is described comes back as it was described; the log has neither names nor foreign ids", async () => {
  const desk = await described();
  expect(agentsIn(desk)).toMatchObject(org.agents);
  const logged = JSON.stringify(desk.core.tail.document().agents);
  expect(logged).not.toMatch(/Nora|Otto|"n1"/);
  await desk.close();
  const again = await openPlace(place, NOW);
  expect(agentsIn(again)).toMatchObject(org.agents);
  expect(again.core.tail.directory().agent(SOURCE, "person-2", NOW)).toBe(`person-2@${SOURCE}`);
  await again.close();
});

test("[PRIV-8] [F24] an older copy that is restored forgets again when it is opened, and says so", async () => {
  const first = await described();
  await first.close();
  copyFileSync(place.file, `${place.file}.copy`);
  const desk = await openPlace(place, NOW + 1000);
  await desk.people.erasures.agent("person-1", { requestId: "r1" });
  desk.clock.advance(1);
  await desk.people.erasures.customer(desk.people.customer("c77"), { requestId: "r2" });
  await desk.close();
  copyFileSync(`${place.file}.copy`, place.file);
  copyFileSync(`${place.file}.key`, `${place.file}.copy`); // only the copy itself still has the name
  const restored = await openPlace(place, NOW + 2000);
  expect(restored.notices.join()).toContain("2 erasures were carried out again");
  expect(restored.core.tail.nameOf("person-1")).toBeNull();
  expect(place.bytes().includes("Nora Nowhere")).toBe(false);
  expect((await restored.people.erasures.all()).map(({ requestId }) => requestId)).toEqual([
    "r1",
    "r2",
  ]);
  await restored.close();
  const later = await openPlace(place, NOW + 3000);
  expect(later.notices).toEqual([]);
  expect(agentsIn(later)[0]?.name).toBeUndefined();
  expect(readFileSync(`${place.file}.erasures`, "utf8").trim().split("\n")).toHaveLength(2);
  await later.close();
});

test("[PRIV-8] a name described anew for an erased agent is not taken in", async () => {
  const desk = await described();
  await desk.people.erasures.agent("person-1", { requestId: null });
  await setOrganisation(desk.core, org);
  expect(agentsIn(desk)[0]?.name).toBeUndefined();
  expect(place.bytes().includes("Nora Nowhere")).toBe(false);
  await desk.close();
});

test("[PRIV-8] a command beside a running server erases, and the server knows it soon", async () => {
  const desk = await described();
  expect(desk.core.tail.nameOf("person-2")).toBe("Otto Other");
  const config = configOf({ DESKPULSE_STORE: place.file });
  const said = await eraseCommand(config, ["erase-agent", "person-2", "--request", "r3"]);
  expect(said).toContain("erased at");
  expect(desk.core.tail.nameOf("person-2")).toBe("Otto Other");
  await desk.core.pseudonyms.refresh();
  expect(desk.core.tail.nameOf("person-2")).toBeNull();
  expect(place.bytes().includes("Otto Other")).toBe(false);
  await expect(eraseCommand(config, ["erase-agent", "nobody"])).rejects.toThrow("no agent nobody");
  await desk.close();
});

test("[PRIV-8] person.erased of a source erases the agent it names, wherever else that agent is known", async () => {
  const desk = await described();
  const answer = await desk.core.ingest.submit(SOURCE, [
    erased("x1", "n1", "agent"),
    erased("x2", "cust-9", "customer"),
    erased("x3", "never-seen", "agent"),
  ]);
  expect(answer).toMatchObject({ ok: true, value: { accepted: 3 } });
  expect(desk.core.tail.nameOf("person-1")).toBeNull();
  const noted = (await desk.people.erasures.all()).map(({ agent, kind }) => `${kind} ${agent}`);
  expect(noted.sort()).toEqual(["agent person-1", "customer null"]);
  for (const trace of ["Nora Nowhere", '"n1"', "cust-9", "never-seen"]) {
    expect(place.bytes().includes(trace)).toBe(false);
  }
  await desk.close();
});

test("[PRIV-3] an id that nobody mapped is shown as its source writes it, until it is erased", async () => {
  const desk = await described();
  await desk.core.ingest.submit(SOURCE, [state("c", "n99")]);
  await desk.core.tail.idle();
  const agentId = desk.core.tail.agentStates().map(({ data }) => data.agentId);
  const masked = agentId.map((id) => desk.core.tail.directory().agent(SOURCE, id, NOW));
  const unmapped = masked.find((id) => id.includes("@")) ?? "";
  expect(unmapped).toMatch(/^p_[a-z0-9]{12}@\/acme\/desk\/main$/);
  expect(desk.core.tail.nameOf(unmapped)).toBe("n99");
  expect(await desk.people.erasures.agent(unmapped, { requestId: null })).not.toBeNull();
  expect(desk.core.tail.nameOf(unmapped)).toBeNull();
  expect(await desk.people.erasures.agent("p_nosuchperson@/x", { requestId: null })).toBeNull();
  await desk.close();
});

test("[PRIV-3] a new id is on disk before the event that carries its pseudonym", async () => {
  const desk = await openPlace(place, NOW);
  const put: string[] = [];
  const { store } = desk.core;
  const { putSettings, append } = store;
  store.putSettings = (changes, expected) => {
    put.push(...Object.keys(changes).filter((name) => name.startsWith("identity/")));
    return putSettings.call(store, changes, expected);
  };
  store.append = (events, at) => {
    for (const { type, data } of events) {
      if (type === "agent.state_changed") expect(put).toContain(`identity/${data.agentId}`);
    }
    return append.call(store, events, at);
  };
  await desk.core.ingest.submit(SOURCE, [state("a", "n1"), state("b", "n2")]);
  await Promise.all([
    desk.core.ingest.submit(SOURCE, [state("c", "n3")]),
    desk.core.ingest.submit(SOURCE, [state("d", "n3")]),
  ]);
  expect(put).toHaveLength(3);
  await desk.close();
});

test("[PRIV-3] a store whose log has the sources' own ids is refused, with what to do", async () => {
  const store = await openSqliteStore(place.file);
  await store.append(
    [{ type: "org.changed", source: "", id: "o", at: NOW, data: JSON.parse("{}") }],
    NOW,
  );
  await store.close();
  await expect(openPlace(place, NOW)).rejects.toThrow(StoreTooOld);
});
