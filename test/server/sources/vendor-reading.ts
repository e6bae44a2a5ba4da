/** Helpers of the tests of systems that call us: what comes out passes the door, and no words come through. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Read, Webhook } from "../../../server/sources/webhook.ts";
import { type CloudEvent, parseEvent } from "../../../shared/events/event.ts";

const SAMPLES = join(import.meta.dirname, "../../../../shared/payloads");
const OWN = join(import.meta.dirname, "../../../fixtures/sources");

export const sampleOf = (name: string): string => readFileSync(join(SAMPLES, name), "utf8");
export const ownOf = (name: string): string => readFileSync(join(OWN, name), "utf8");

export const short = ({ type }: CloudEvent): string => type.replace(/^deskpulse\.|\.v1$/g, "");

export interface Reader {
  read(body: unknown): Read;
  /** Its events, none refused, each as it passes the door. */
  events(body: unknown): CloudEvent[];
  one(body: unknown): CloudEvent;
}

export function readerOf(webhook: Webhook, source: string): Reader {
  const read = (body: unknown): Read => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return webhook.translate({ text, headers: {} }, source);
  };
  const events = (body: unknown): CloudEvent[] => {
    const found = read(body);
    expect(found.refused).toEqual([]);
    for (const event of found.events) {
      const parsed = parseEvent(event);
      expect(parsed.ok ? null : [event.type, parsed.problem]).toBeNull();
    }
    return [...found.events];
  };
  return {
    read,
    events,
    one(body) {
      const [event, ...more] = events(body);
      if (event === undefined || more.length > 0)
        throw new Error(`${more.length + 1} events, not one`);
      return event;
    },
  };
}

/** A vendor's example with comments, some over several lines, and stray commas → JSON. */
export function withoutComments(text: string): string {
  const lines = text.split("\n").map((line) => {
    const bare = line.replace(/("(?:[^"\\]|\\.)*")|\/\/.*$/g, (_, string) => string ?? "");
    return /^\s*(["{}[\]]|$)/.test(bare) ? bare : "";
  });
  return lines.join("\n").replace(/,(\s*[}\]])/g, "$1");
}

/** Every text that no name in `ids` says is one becomes somebody's words; so do fields nobody knows. */
export function withCanaries(value: unknown, ids: RegExp, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => withCanaries(one, ids, name));
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([at, one]) => [at, withCanaries(one, ids, at)]);
    return Object.fromEntries([...fields, ["x_extra", "canary extra"]]);
  }
  return typeof value === "string" && !ids.test(name) ? `canary ${value}` : value;
}
