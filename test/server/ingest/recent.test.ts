/** The recent ids of one source: thrift, not correctness. */
import { expect, test } from "vitest";
import {
  RECENT_EVENTS_MAX,
  Recent,
  sameContent,
  sameEvent,
} from "../../../server/ingest/recent.ts";
import type { DeskEvent } from "../../../shared/events/event.ts";

const event = (id: string, name = "x"): DeskEvent => ({
  type: "unknown",
  source: "/acme/zendesk/main",
  id,
  at: 1,
  data: { name },
});

test("[REL-6] a remembered event is known by its id, others are not", () => {
  const recent = new Recent();
  const one = event("1");
  recent.remember(one);
  expect(recent.known("1")).toBe(one);
  expect(recent.known("2")).toBeUndefined();
  for (const name of ["__proto__", "constructor", ""]) expect(recent.known(name)).toBeUndefined();
});

test("[REL-6] other content under the same id is another event", () => {
  expect(sameEvent(event("1"), event("1"))).toBe(true);
  expect(sameEvent(event("1"), event("1", "y"))).toBe(false);
});

test("[REL-6] how we know of it is no content; another place among others is kept, and is no conflict", () => {
  const [told, asked] = [event("1"), { ...event("1"), quality: "backfilled" as const }];
  expect([sameEvent(told, asked), sameContent(told, asked)]).toEqual([true, true]);
  const placed = { ...told, sequence: "2" };
  expect([sameEvent(told, placed), sameContent(told, placed)]).toEqual([false, true]);
  expect(sameContent(told, { ...told, at: 2 })).toBe(false);
});

test("[REL-6] what did not reach the disk is forgotten, its namesake is not", () => {
  const recent = new Recent();
  const [first, second] = [event("1"), event("1", "y")];
  recent.remember(first);
  recent.remember(second);
  recent.forget(first);
  expect(recent.known("1")).toBe(second);
  recent.forget(second);
  expect(recent.known("1")).toBeUndefined();
});

test("[REL-11] at least half of the maximum is remembered, and never more than the maximum", () => {
  const recent = new Recent();
  const count = RECENT_EVENTS_MAX * 3 + 17;
  for (let at = 0; at < count; at += 1) recent.remember(event(`${at}`));
  let known = 0;
  for (let at = 0; at < count; at += 1) if (recent.known(`${at}`) !== undefined) known += 1;
  expect(known).toBeLessThanOrEqual(RECENT_EVENTS_MAX);
  for (let back = 1; back <= RECENT_EVENTS_MAX / 2; back += 1) {
    if (recent.known(`${count - back}`) === undefined) throw new Error(`${back} back is forgotten`);
  }
});
