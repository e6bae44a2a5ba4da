/** The template of server/sources/README.md: it compiles, runs, and keeps what it promises. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleWebhook } from "../../../fixtures/sources/example/translator.ts";
import { tryEvents } from "../../../server/explain/try-events.ts";

const SOURCE = "/acme/example/main";
const FILE = new URL("../../../fixtures/sources/example/calls.jsonl", import.meta.url);
const text = readFileSync(FILE, "utf8");
const translated = (body: string) => exampleWebhook.translate({ text: body, headers: {} }, SOURCE);

test("[EVENTS 1.5] the template's calls become events, or say why not", () => {
  const { events, refused } = translated(text);
  expect(events.map(({ type }) => type)).toEqual([
    "deskpulse.contact.created.v1",
    "deskpulse.contact.message.v1",
    "deskpulse.contact.status_changed.v1",
    "deskpulse.survey.answered.v1",
  ]);
  expect(refused).toMatchObject([
    { line: 3, code: "ignored", path: "what" },
    { line: 6, code: "data", path: "at" },
  ]);
  expect(translated(text)).toEqual(translated(text));
});

test("[EVENTS 9] its events give the figures that its table says", async () => {
  const { events } = translated(text);
  const { steps, figures } = await tryEvents([...events, ...events]);
  expect(steps.map(({ became }) => became)).toEqual([
    ...Array.from({ length: 4 }, () => "accepted"),
    ...Array.from({ length: 4 }, () => "repeat"),
  ]);
  const valueIn = (id: string) => figures.find(({ kpi }) => kpi === id)?.value;
  expect([valueIn("tickets.created"), valueIn("frt.mean"), valueIn("csat.score")]).toEqual([
    1, 1_200, 100,
  ]);
});

test("[SEC-8] a call without the key of its source is not taken", () => {
  const key = "a key of sixteen signs or more".replaceAll(" ", "-");
  const call = (headers: Record<string, string>) =>
    exampleWebhook.verify({ url: "/", headers, body: Buffer.from(text) }, [key], 0).ok;
  expect([call({ "x-deskpulse-key": key }), call({ "x-deskpulse-key": "x" }), call({})]).toEqual([
    true,
    false,
    false,
  ]);
});

test("[PRIV-1] whatever comes, it never throws, and no text of a customer comes out", () => {
  const CANARY = "geheim-7f3a";
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .dictionary(fc.constantFrom("text", "subject", "name", "what", "agent_note"), fc.string())
      .map((fields) => JSON.stringify({ ...JSON.parse(text.split("\n")[0] ?? ""), ...fields })),
  );
  fc.assert(
    fc.property(body, (one) => {
      expect(() => translated(one)).not.toThrow();
    }),
  );
  const said = { ...JSON.parse(text.split("\n")[1] ?? ""), text: CANARY, subject: CANARY };
  expect(JSON.stringify(translated(JSON.stringify(said)))).not.toContain(CANARY);
});
