/** Which sources a figure needs. */
import { expect, test } from "vitest";
import { type Feed, feedsOf } from "../../../server/figures/feeds.ts";
import { kpiOf } from "../../../shared/kpi/catalog.ts";

const feed = (types: string[], channels: string[]): Feed => ({
  types: new Set(types),
  channels: new Set(channels),
  usualMs: (_now, leastMs) => leastMs,
});

const FEEDS = new Map([
  [
    "zendesk",
    feed(["contact.created", "contact.queued", "contact.message", "survey.answered"], ["email"]),
  ],
  ["pbx", feed(["contact.created", "contact.queued", "contact.answered"], ["phone"])],
  ["chat", feed(["contact.created", "contact.answered", "contact.message"], ["chat"])],
  ["wfm", feed(["agent.state_changed"], [])],
]);

const needs = (id: string, channel?: "phone" | "email" | "chat") => {
  const kpi = kpiOf(id);
  if (kpi === undefined) throw new Error(`there is no ${id}`);
  return feedsOf(kpi, channel === undefined ? {} : { channel }, FEEDS);
};

test("[UX-16] a figure needs the sources that send what it is made of, and no other", () => {
  expect(needs("csat.score")).toEqual(["zendesk"]);
  expect(needs("frt.p50")).toEqual(["chat", "zendesk"]);
  expect(needs("queue.waiting")).toEqual(["chat", "pbx"]);
  expect(needs("asa.mean")).toEqual(["chat", "pbx"]);
  expect(needs("backlog.open")).toEqual(["chat", "zendesk"]); // calls are no tickets
  expect(needs("occupancy")).toContain("wfm");
});

test("[UX-16] of one channel it needs only those that deliver there", () => {
  expect(needs("queue.waiting", "phone")).toEqual(["pbx"]);
  expect(needs("frt.p50", "email")).toEqual(["zendesk"]);
  expect(needs("csat.score", "chat")).toEqual([]);
});
