/** What the door answers about events it understands: per event, once, across requests and restarts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestAnswer } from "../../shared/wire/http.ts";
import {
  BATCH,
  type Desk,
  event,
  LINES,
  newPlace,
  OTHER_SOURCE,
  openDesk,
  SOURCE,
} from "./door-desk.ts";

const place = newPlace();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(place);
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

const taken = async (body: unknown, headers: Record<string, string> = {}) => {
  const answer = await desk.post(body, headers);
  expect(answer.status, answer.text).toBe(200);
  return ingestAnswer.parse(answer.body);
};
const wrongScore = (id: string) =>
  event(id, {
    type: "deskpulse.survey.answered.v1",
    subject: `survey/${id}`,
    data: { surveyId: id, kind: "csat", score: 6, scale: { min: 1, max: 5 } },
  });

test("[DESIGN-8] an empty batch is accepted: 0, and writes nothing", async () => {
  const before = await desk.core.store.appended();
  expect(await taken([])).toEqual({ accepted: 0, duplicates: 0, rejected: [], position: before });
  expect(await taken("\n\n", { "content-type": LINES })).toMatchObject({ accepted: 0 });
  expect(await desk.core.store.appended()).toBe(before);
});

test("[DESIGN-8] one bad event never rejects its neighbours, and is named by index, id, path and reason", async () => {
  const answer = await taken([event("n1"), wrongScore("n2"), event("n3"), { id: "n4" }, 7]);
  expect(answer).toMatchObject({ accepted: 2, duplicates: 0 });
  expect(answer.rejected).toEqual([
    {
      index: 1,
      id: "n2",
      code: "data",
      path: "data.score",
      reason: "must lie on its scale, from min to max",
    },
    { index: 3, id: "n4", code: "envelope", path: "specversion", reason: "is required: 1.0" },
    expect.objectContaining({ index: 4, id: null, code: "envelope", path: "" }),
  ]);
  expect(answer.position).toBe(await desk.core.store.appended());
});

test("[DESIGN-8] NDJSON: one bad line never rejects its neighbours, empty lines do not count", async () => {
  const lines = [JSON.stringify(event("l1")), "", '{"specversion":', JSON.stringify(event("l2"))];
  const answer = await taken(lines.join("\r\n"), { "content-type": LINES });
  expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1, id: null }] });
  expect(answer.rejected[0]?.reason).toMatch(/not a JSON object/);
});

test("[DESIGN-8] a single event that is refused is a 400 with the same fields as any answer", async () => {
  const answer = await desk.post(wrongScore("single"));
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ status: 400, accepted: 0, duplicates: 0 });
  expect(ingestAnswer.parse(answer.body).rejected).toEqual([
    expect.objectContaining({ index: 0, id: "single", path: "data.score" }),
  ]);
});

test("[SEC-8] an event of another source is refused with the code source, its neighbours are taken", async () => {
  const answer = await taken([event("own"), event("foreign", { source: OTHER_SOURCE })]);
  expect(answer).toMatchObject({
    accepted: 1,
    rejected: [{ index: 1, id: "foreign", code: "source", path: "source" }],
  });
  const own = await desk.knock({
    method: "POST",
    headers: { authorization: `Bearer ${desk.otherKey}`, "content-type": BATCH },
    body: JSON.stringify([event("foreign", { source: OTHER_SOURCE })]),
  });
  expect(own.body).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] });
});

test("[DESIGN-8] binary mode: the attributes are headers, percent-encoded, and the body is the data", async () => {
  const headers = {
    "content-type": "application/json",
    "ce-specversion": "1.0",
    "ce-type": "deskpulse.contact.created.v1",
    "ce-source": SOURCE,
    "ce-id": "caf%C3%A9-1",
    "ce-time": "2026-03-03T08:00:00Z",
    "ce-subject": "contact/caf%C3%A9-1",
  };
  const data = { contactId: "café-1", channel: "email", direction: "inbound" };
  expect(await taken(JSON.stringify(data), headers)).toMatchObject({ accepted: 1 });
  const same = event("café-1", { time: "2026-03-03T09:00:00+01:00" });
  expect(await taken(same)).toMatchObject({ accepted: 0, duplicates: 1 });
  expect((await desk.post("[1]", headers)).status).toBe(400);
});

test("[REL-6] a duplicate is answered as such: in one request, in the next, and after a restart", async () => {
  const twice = [event("d1"), event("d2"), event("d1")];
  expect(await taken(twice)).toMatchObject({ accepted: 2, duplicates: 1, rejected: [] });
  const before = await desk.core.store.appended();
  expect(await taken(twice)).toMatchObject({ accepted: 0, duplicates: 3, position: before });
  expect(await taken(event("d1", { extra: "unknown fields are dropped" }))).toMatchObject({
    accepted: 0,
    duplicates: 1,
  });
  await desk.stop();
  desk = await openDesk(place);
  expect(await taken(twice)).toMatchObject({ accepted: 0, duplicates: 3, position: before });
});

test("[REL-6] the same id with other content is no duplicate: it is kept, and counts once", async () => {
  const { cookie } = await desk.enter({ role: "manager" });
  const created = async () => {
    const path = "/api/v1/figures?kpi=tickets.created&period=2026-03-03";
    const { body } = await desk.knock({ path, headers: { cookie } });
    return Array.isArray(body) ? body[0].value : null;
  };
  await taken(event("conflict"));
  const before = await created();
  expect(before).toBeGreaterThan(0);
  const other = event("conflict", {
    data: { contactId: "conflict", channel: "chat", direction: "inbound" },
  });
  expect(await taken(other)).toMatchObject({ accepted: 1, duplicates: 0 });
  expect(await created()).toBe(before);
});

test("[REL-6] two sources may use the same id", async () => {
  const other = event("d1", { source: OTHER_SOURCE });
  const answer = await desk.knock({
    method: "POST",
    headers: { authorization: `Bearer ${desk.otherKey}`, "content-type": BATCH },
    body: JSON.stringify([other]),
  });
  expect(answer.body).toMatchObject({ accepted: 1, duplicates: 0 });
});

test("[DESIGN-8] a type we do not know is accepted and ignored", async () => {
  expect(await taken(event("future", { type: "deskpulse.contact.dreamt.v1" }))).toMatchObject({
    accepted: 1,
  });
  expect(await taken(event("alien", { type: "com.example.thing" }))).toMatchObject({ accepted: 1 });
});

test("[REL-5] the position of an answer holds everything it accepted", async () => {
  const batches = Array.from({ length: 40 }, (_, at) => [event(`p${at}-1`), event(`p${at}-2`)]);
  const answers = await Promise.all(batches.map((batch) => taken(batch)));
  for (const [at, { position }] of answers.entries()) {
    const ids: string[] = [];
    for await (const group of desk.core.store.read(0)) {
      if (group.first > position) break;
      ids.push(...group.events.map(({ id }) => id));
    }
    expect(ids).toEqual(expect.arrayContaining([`p${at}-1`, `p${at}-2`]));
  }
});

test("[DESIGN-8] a body that announces itself with Expect: 100-continue is taken", async () => {
  const body = JSON.stringify([event("expected")]);
  const answer = await taken(body, { "content-type": BATCH, expect: "100-continue" });
  expect(answer).toMatchObject({ accepted: 1 });
});
