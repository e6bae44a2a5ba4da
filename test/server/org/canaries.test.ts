/** PRIV-1, F28: what people could have written anywhere is nowhere; agents' ids are in the mapping alone. */
import { afterEach, expect, test } from "vitest";
import { setOrganisation } from "../../../server/core.ts";
import { newPlace, openPlace, type Place } from "../../support/people.ts";
import { AGENT, CANARY, canaries, eventsOf, SOURCE } from "./canaries.ts";

const NOW = Date.UTC(2026, 2, 3, 10);
let place: Place;
afterEach(() => place.remove());

test("[PRIV-1] [PRIV-2] canaries in every free field of every type are nowhere on disk", async () => {
  place = newPlace();
  const { canary, count } = canaries();
  const desk = await openPlace(place, NOW);
  const events = eventsOf(canary);
  const types = new Set(events.map(({ type }) => type));
  expect(types.size).toBeGreaterThan(20);
  const answer = await desk.core.ingest.submit(SOURCE, events);
  expect(answer).toMatchObject({ ok: true, value: { accepted: events.length, rejected: [] } });
  const broken = eventsOf(canary).map((event) => ({ ...event, id: canary(), time: canary() }));
  const refused = await desk.core.ingest.submit(SOURCE, broken);
  expect(refused).toMatchObject({ ok: true, value: { accepted: 0 } });
  expect(count()).toBeGreaterThan(200);
  await desk.core.tail.idle();
  expect(place.bytes().includes(CANARY)).toBe(false); // in the WAL
  await desk.core.tail.checkpoint();
  for await (const { events: logged } of desk.core.store.read(0)) {
    expect(JSON.stringify(logged)).not.toContain(CANARY);
    expect(JSON.stringify(logged)).not.toContain(AGENT);
  }
  await desk.close();
  expect(place.bytes().includes(CANARY)).toBe(false);
  expect(place.bytes().includes(AGENT)).toBe(true); // in the mapping, which the search can see
  expect(desk.notices.join("\n")).not.toContain(CANARY);
});

const org = {
  teams: [{ id: "north", identities: [{ id: "g1" }] }],
  agents: [
    {
      id: "person-1",
      name: "Nora Nowhere",
      identities: [{ source: SOURCE, id: AGENT }, { id: "4711-native" }],
      memberships: [{ team: "north" }],
    },
    { id: "person-2", name: "Otto Other", identities: [{ source: SOURCE, id: "native-agent-52" }] },
  ],
};

const TRACES = ["Nora Nowhere", AGENT, "4711-native"];
const tracesOf = (bytes: Buffer): string[] => TRACES.filter((trace) => bytes.includes(trace));

test("[PRIV-8] after erasure name and foreign ids are in no file, no free page and no WAL", async () => {
  place = newPlace();
  const { canary } = canaries();
  const desk = await openPlace(place, NOW);
  await setOrganisation(desk.core, org);
  await desk.core.ingest.submit(SOURCE, eventsOf(canary));
  // Many more rows around them, so that pages split and rows move.
  for (let round = 0; round < 30; round += 1) {
    await setOrganisation(desk.core, {
      ...org,
      agents: [
        ...org.agents,
        ...Array.from({ length: 40 }, (_, index) => ({
          id: `x${index}-${round % 3}`,
          name: `Somebody ${index} ${"long ".repeat(round)}`,
          identities: [{ source: SOURCE, id: `x${index}-${round}` }],
        })),
      ],
    });
  }
  await desk.core.tail.checkpoint();
  expect(tracesOf(place.bytes())).toEqual(TRACES);
  const one = await desk.people.erasures.agent("person-1", { requestId: "request-9" });
  expect(one).toMatchObject({ kind: "agent", agent: "person-1", requestId: "request-9" });
  expect(tracesOf(place.bytes())).toEqual([]);
  expect(desk.core.tail.nameOf("person-1")).toBeNull();
  expect(desk.core.tail.nameOf("person-2")).toBe("Otto Other");
  // What comes again finds the same nobody, and leaves nothing behind.
  await desk.core.ingest.submit(SOURCE, eventsOf(canary));
  await desk.core.tail.checkpoint();
  await desk.close();
  expect(tracesOf(place.bytes())).toEqual([]);
});
