import { describe, expect, test } from "vitest";
import {
  freshness,
  type Link,
  serverNow,
  sourceState,
  unheard,
} from "../../client/store/freshness.ts";
import { sources } from "../support/board-fixtures.ts";

const heard: Link = { connected: true, since: 1_000, heardAt: 10_000, serverAt: 500_000 };
const lost: Link = { ...heard, connected: false, since: 12_000 };
const rungAfter = (link: Link, now: number) => freshness(link, now).rung;

describe("[UX-16] the ladder, counted from the last heartbeat", () => {
  test("[UX-16] connected and at most 15 s of silence shows nothing", () => {
    expect(rungAfter(heard, 10_000)).toBe("live");
    expect(rungAfter(heard, 25_000)).toBe("live");
  });
  test("[UX-16] a disconnection of at most 3 s shows nothing, a longer one says so", () => {
    expect(rungAfter(lost, 15_000)).toBe("live");
    expect(rungAfter(lost, 15_001)).toBe("reconnecting");
  });
  test("[UX-16] more than 15 s is stale, connected or not", () => {
    expect(rungAfter(heard, 25_001)).toBe("stale");
    expect(rungAfter(lost, 25_001)).toBe("stale");
  });
  test("[UX-16] more than 60 s switches the colours off, more than 5 min is lost", () => {
    expect(rungAfter(heard, 70_000)).toBe("stale");
    expect(rungAfter(heard, 70_001)).toBe("off");
    expect(rungAfter(heard, 310_001)).toBe("lost");
  });
});

test("[UX-15] the age grows with the clock alone, without any message", () => {
  expect([10_000, 28_000, 80_000].map((now) => freshness(heard, now).ageMs)).toEqual([
    0, 18_000, 70_000,
  ]);
  expect(freshness(heard, 80_000).dataAt).toBe(500_000);
});

test("[UX-15] a screen that never heard anything ages from when it opened", () => {
  const link = unheard(2_000);
  expect(freshness(link, 17_001).rung).toBe("stale");
  expect(serverNow(link, 17_001)).toBeNull();
});

test("[UX-15] the server's time goes on with our clock between heartbeats", () => {
  expect(serverNow(heard, 13_500)).toBe(503_500);
});

describe("[UX-14] a source is judged by its own usual silence", () => {
  const at = 1_800_000_000_000;
  const [source] = sources(at);
  if (source === undefined) throw new Error("a fixture is missing");

  test("[UX-14] silence up to the usual is receiving, beyond it is silent", () => {
    const from = source.lastArrivalAt ?? 0;
    expect(sourceState(source, from + source.quietMsMax).kind).toBe("receiving");
    expect(sourceState(source, from + source.quietMsMax + 1)).toEqual({
      kind: "silent",
      ageMs: source.quietMsMax + 1,
      from,
    });
  });
  test("[UX-14] an open gap counts before anything else", () => {
    expect(sourceState({ ...source, gapFrom: 7 }, at)).toEqual({ kind: "gap", from: 7 });
  });
  test("[UX-19] a source without events is waiting, not silent", () => {
    expect(sourceState({ ...source, lastArrivalAt: null }, at).kind).toBe("waiting");
  });
  test("[UX-14] a clock of ours behind the server's gives no negative age", () => {
    expect(sourceState(source, 0)).toEqual({ kind: "receiving", ageMs: 0 });
  });
});
