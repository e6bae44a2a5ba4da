/** Payloads of our own making, one of each kind: known for what they are, read, and without their words. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { webhookOf } from "../../../server/sources/catalog.ts";
import { recognise } from "../../../server/sources/recognise.ts";
import { eventsOf, short } from "./foreign.ts";

const OWN = join(import.meta.dirname, "../../../fixtures/sources");

const EXPECTED: readonly (readonly [file: string, became: string])[] = [
  ["chatwoot/message-created.json", "contact.message"],
  ["chatwoot/status-changed.json", "contact.status_changed contact.queued"],
  [
    "freeswitch/bridge-agent-end.txt",
    "contact.created contact.queued contact.leg_ended contact.measured",
  ],
  ["intercom/admin-replied.json", "contact.created contact.message contact.message"],
  ["zammad/answer.json", "contact.answered"],
];

test.each(EXPECTED)("[EVENTS 9] %s", (file, became) => {
  const text = readFileSync(join(OWN, file), "utf8");
  const connector = recognise(text)?.connector ?? "";
  expect(file.split("/")[0]).toBe(connector);
  const source = `/acme/${connector}/main`;
  const read = webhookOf(source, {})?.translate({ text, headers: {} }, source);
  if (read === undefined) throw new Error("nobody reads it");
  const events = eventsOf(read);
  expect(events.map(short).join(" ")).toBe(became);
  expect(JSON.stringify(events)).not.toMatch(/fictitious|words|example/i);
});

test("[EVENTS 9] every payload of these folders is one of them", () => {
  const folders = [...new Set(EXPECTED.map(([file]) => file.split("/")[0] ?? ""))];
  const files = folders.flatMap((folder) =>
    readdirSync(join(OWN, folder)).map((name) => `${folder}/${name}`),
  );
  expect(files.sort()).toEqual(EXPECTED.map(([file]) => file).sort());
});
