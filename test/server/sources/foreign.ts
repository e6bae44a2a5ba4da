/** Helpers for tests of what systems post: events as they pass the door, samples beside the project, canaries. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Read, Webhook } from "../../../server/sources/webhook.ts";
import { type CloudEvent, parseEvent } from "../../../shared/events/event.ts";

const SAMPLES = join(import.meta.dirname, "../../../../shared/payloads");

export const samplesOf = (system: string): string[] =>
  readdirSync(join(SAMPLES, system), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.\w+$/.test(name) && !name.endsWith("SOURCES.md"))
    .sort();

export const sample = (system: string, name: string): string =>
  readFileSync(join(SAMPLES, system, name), "utf8");

export const short = ({ type }: CloudEvent): string => type.replace(/^deskpulse\.|\.v1$/g, "");

export const readBy =
  (webhook: Webhook, headers: Record<string, string> = {}) =>
  (body: unknown): Read => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return webhook.translate({ text, headers }, `/acme/${webhook.connector}/main`);
  };

/** Its events; each passes the door, and nothing is refused. */
export function eventsOf({ events, refused }: Read): CloudEvent[] {
  expect(refused).toEqual([]);
  expectToPass(events);
  return [...events];
}

export function expectToPass(events: readonly CloudEvent[]): void {
  for (const event of events) {
    const parsed = parseEvent(event);
    expect(parsed.ok ? null : [event.type, parsed.problem]).toBeNull();
  }
}

/** Every text with a canary in it, but of the fields that `isOurs` names. */
export function withCanaries(value: unknown, isOurs: RegExp, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => withCanaries(one, isOurs, name));
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([own, one]) => [own, withCanaries(one, isOurs, own)]);
    return Object.fromEntries([...fields, ["x_extra", "canary extra"]]);
  }
  return typeof value === "string" && !isOurs.test(name) ? `canary ${value}` : value;
}
