/**
 * The obvious build, to be compared with: express.json, zod, one row per event with a unique id,
 * one transaction per request, counters by hand. It keeps no facts, corrects nothing, shows
 * nothing. rival.ts FILE
 */
import type { Server } from "node:http";
import { DatabaseSync } from "node:sqlite";
import express from "express";
import { z } from "zod";
import {
  type CloudEvent,
  cloudEvent,
  type EventType,
  eventSchemas,
} from "../../shared/events/event.ts";
import { answer, cpuSoFar } from "./child.ts";
import type { Target } from "./load-process.ts";

const [file = ""] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
database.exec(
  "CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)",
);
const insert = database.prepare("INSERT OR IGNORE INTO event (id, body) VALUES (?, ?)");

interface Opened {
  readonly at: number;
  responded: boolean;
}
const contacts = new Map<string, Opened>();
const counters = new Map<string, number>();
const responses: number[] = [];

/** Per type and quarter of an hour a counter; per contact the time to the first reply. */
function fold({ source, type, time, data }: CloudEvent): void {
  const at = Date.parse(time);
  const counter = `${type}|${Math.floor(at / 900_000)}`;
  counters.set(counter, (counters.get(counter) ?? 0) + 1);
  const key = `${source}|${String(data.contactId)}`;
  if (type === "deskpulse.contact.created.v1") contacts.set(key, { at, responded: false });
  if (type !== "deskpulse.contact.message.v1" && type !== "deskpulse.contact.answered.v1") return;
  const contact = contacts.get(key);
  if (contact === undefined || contact.responded) return;
  contact.responded = true;
  responses.push(at - contact.at);
}

function save(events: readonly CloudEvent[]): { fresh: CloudEvent[]; position: number } {
  const fresh: CloudEvent[] = [];
  let position = 0;
  database.exec("BEGIN IMMEDIATE");
  for (const event of events) {
    const done = insert.run(`${event.source} ${event.id}`, JSON.stringify(event));
    if (done.changes === 1) fresh.push(event);
    position = Number(done.lastInsertRowid);
  }
  database.exec("COMMIT");
  return { fresh, position };
}

function checked(input: unknown): CloudEvent {
  const event = cloudEvent.parse(input);
  const name = event.type.slice("deskpulse.".length, -".v1".length);
  if (Object.hasOwn(eventSchemas, name)) eventSchemas[name as EventType].parse(event.data);
  return event;
}

const app = express();
app.use(express.json({ limit: "2mb", type: "application/*" }));
app.post("/api/v1/events", (request, response) => {
  const events = z.array(z.unknown()).parse(request.body).map(checked);
  const { fresh, position } = save(events);
  for (const event of fresh) fold(event);
  const duplicates = events.length - fresh.length;
  response.json({ accepted: fresh.length, duplicates, rejected: [], position });
});

const http = await new Promise<Server>((resolve) => {
  const server = app.listen(0, "127.0.0.1", () => resolve(server));
});
const address = http.address();
const port = typeof address === "object" && address !== null ? address.port : 0;

const calls = {
  target: (): Target => ({ port, keys: { zendesk: "none", twilio: "none", chatwoot: "none" } }),
  /** It folds before it answers. */
  folded: (): number => counters.size,
  cpu: cpuSoFar,
};
export type RivalCalls = typeof calls;
answer(calls, async () => {
  http.closeAllConnections();
  database.close();
});
