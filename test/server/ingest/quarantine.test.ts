/** What is kept of an event that was refused: its name and the reason, never its content. */
import { expect, test } from "vitest";
import { refusedEvent, statedId } from "../../../server/ingest/quarantine.ts";
import { parseEvent, type Refusal } from "../../../shared/events/event.ts";
import { ID_LENGTH_MAX } from "../../../shared/events/limits.ts";

const NOW = Date.UTC(2026, 2, 3, 9);
const SOURCE = "/acme/zendesk/main";
const why: Refusal = { code: "data", path: "data.score", reason: "must be a whole number" };
const refused = (input: unknown, refusal = why) => refusedEvent(SOURCE, input, refusal, NOW);

test("[PRIV-1] a refused event keeps type, time, path and reason, and nothing that was in it", () => {
  const input = {
    id: "canary-id",
    type: "deskpulse.survey.answered.v1",
    time: "2026-03-03T08:00:00Z",
    source: "canary-source",
    subject: "canary-subject",
    data: { score: "canary-score", comment: "canary-comment" },
  };
  const kept = refused(input);
  expect(kept).toMatchObject({
    type: "event.refused",
    source: SOURCE,
    at: Date.UTC(2026, 2, 3, 8),
    data: { ...why, type: "survey.answered" },
  });
  expect(JSON.stringify(kept)).not.toContain("canary");
});

test("[PRIV-1] a type we do not know is not written down", () => {
  expect(refused({ type: "deskpulse.canary.v1" }).data.type).toBe("unknown");
  expect(refused({ type: "deskpulse.constructor.v1" }).data.type).toBe("unknown");
  expect(refused({ type: ["deskpulse.contact.created.v1"] }).data.type).toBe("unknown");
});

test("[REL-6] the same id is refused once, whatever came with it; without an id the content decides", () => {
  expect(refused({ id: "a", x: 1 }).id).toBe(refused({ id: "a", x: 2 }).id);
  expect(refused({ id: "a" }).id).not.toBe(refused({ id: "b" }).id);
  expect(refused({ x: { y: 1 } }).id).toBe(refused({ x: { y: 1 } }).id);
  expect(refused({ x: { y: 1 } }).id).not.toBe(refused({ x: { y: 2 } }).id);
  expect(refused([1]).id).not.toBe(refused([2]).id);
});

test("[SEC-9] without an id, 100,000 levels are refused like anything else", () => {
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level += 1) deep = level % 2 === 0 ? [deep] : { deep };
  expect(refused(deep).data.type).toBe("unknown");
  expect(refused({ id: deep, data: deep }).data.type).toBe("unknown");
});

test("[REL-4] without a readable time it is refused at the time it came", () => {
  expect(refused({ time: "yesterday" }).at).toBe(NOW);
  expect(refused({ time: 7 }).at).toBe(NOW);
  expect(refused(null).at).toBe(NOW);
});

test("[DESIGN-8] the answer echoes the id as it was sent, up to the length an id may have", () => {
  expect(statedId({ id: "x".repeat(ID_LENGTH_MAX) })).toBe("x".repeat(ID_LENGTH_MAX));
  expect(statedId({ id: "x".repeat(5_000) })).toHaveLength(ID_LENGTH_MAX);
  expect(statedId({ id: 7 })).toBeNull();
  expect(statedId(null)).toBeNull();
});

test("[PRIV-1] names inside native are the sender's own: a refusal does not repeat them", () => {
  const parsed = parseEvent({
    specversion: "1.0",
    id: "a",
    source: SOURCE,
    type: "deskpulse.contact.queued.v1",
    time: "2026-03-03T08:00:00Z",
    subject: "contact/1",
    data: { contactId: "1", reason: "new", native: { "jan@canary.example": {} } },
  });
  expect(parsed).toMatchObject({ ok: false, problem: { path: "data.native" } });
  expect(JSON.stringify(parsed)).not.toContain("canary");
});
