/** A source that is silent for too long, and the tiles that need it. */
import { expect, test } from "vitest";
import { sortItems } from "../../client/screens/board-items.ts";
import { sinceTime, troubled, withSilence } from "../../client/screens/silence.ts";
import { tileText } from "../../client/screens/tile-text.ts";
import { mostAcute } from "../../client/screens/wall-acute.ts";
import { createFormat } from "../../shared/text/format.ts";
import { wordsOf } from "../../shared/text/words.ts";
import type { BoardItem } from "../../shared/wire/board.ts";
import { header, sources, tile, ZONE } from "../support/board-fixtures.ts";

const at = Date.UTC(2026, 10, 18, 13, 32, 5);
const MINUTE_MS = 60_000;
const late = tile({
  kpi: "frt.p50",
  value: 600,
  unit: "s",
  better: "lower",
  n: 48,
  status: "action",
  target: { value: 300, limit: 480 },
  usual: 290,
  moved: "higher",
  feeds: ["source:zendesk", "source:chatwoot"],
});
const calls = tile({
  kpi: "asa.mean",
  value: 90,
  unit: "s",
  better: "lower",
  n: 212,
  status: "attention",
  target: { value: 20, limit: 40 },
  feeds: ["source:telefonie"],
});
const items = (of: readonly BoardItem[]) =>
  sortItems({
    key: "b",
    epoch: "e",
    seq: 1,
    position: 1,
    items: new Map(of.map((one) => [one.id, one])),
  });
const board = items([header(at), late, calls, ...sources(at)]);

const text = (silent: typeof board, index: number, language: "nl" | "fr" | "en" = "en") => {
  const one = silent.tiles[index];
  if (one === undefined) throw new Error("no such tile");
  const format = createFormat("en-GB");
  const context = { words: wordsOf(language), format, period: "", until: "", stale: false };
  return tileText(one, { ...context, now: at, zone: ZONE });
};

test("[UX-16] only the tiles that need a silent source are set aside, and name it", () => {
  const ids = troubled(board, at); // the chat has said nothing for 52 minutes
  expect(ids).toBe("source:chatwoot");
  const silent = withSilence(board, ids);
  expect(text(silent, 0)).toMatchObject({
    value: "10:00",
    mark: "stale",
    silence: { name: "Chatwoot", since: "silent since 13:40", short: "since 13:40" },
    target: "",
    off: "",
    usual: "",
    moved: null,
  });
  expect(text(silent, 1)).toMatchObject({ mark: "attention", silence: null });
  expect(text(silent, 0, "nl").silence?.since).toBe("stil sinds 13:40");
});

test("[UX-16] what misses a source is no longer acute, and takes no page", () => {
  expect(mostAcute(board.tiles)[0]?.kpi).toBe("frt.p50");
  expect(mostAcute(withSilence(board, troubled(board, at)).tiles)[0]?.kpi).toBe("asa.mean");
});

test("[UX-14] a quiet source is not a silent one", () => {
  const sources = board.sources.map((one) => ({ ...one, quietMsMax: 60 * MINUTE_MS }));
  const patient = { ...board, sources };
  expect(troubled(patient, at)).toBe("");
  expect(troubled(patient, at + 9 * MINUTE_MS)).toBe("source:chatwoot");
  expect(withSilence(board, "")).toBe(board);
});

test("[SCR-15] a gap that a source reports is named as one", () => {
  const gap = {
    ...board,
    sources: board.sources.map((one) => ({ ...one, gapFrom: at - 5 * MINUTE_MS })),
  };
  expect(text(withSilence(gap, "source:telefonie"), 1).silence).toMatchObject({
    name: "Telefonie",
    since: "gap since 14:27",
  });
});

test("[UX-16] a silence that began on another day says which", () => {
  const format = createFormat("nl-NL");
  expect(sinceTime(format, at - 60 * MINUTE_MS, at, ZONE)).toBe("13:32");
  expect(sinceTime(format, at - 24 * 60 * MINUTE_MS, at, ZONE)).toBe("di 14:32");
});

test("[UX-14] outside opening hours silence is no trouble, a reported gap is", () => {
  const closed = { until: at + 3_600_000, lastOpenDay: null };
  const shut = { ...board, header: header(at, { closed }) };
  expect(troubled(shut, at)).toBe("");
  const gap = shut.sources.map((one) => ({ ...one, gapFrom: at - 5 * MINUTE_MS }));
  expect(troubled({ ...shut, sources: gap }, at).split("\n")).toHaveLength(3);
});

test("[SCR-15] a tile that misses a stretch of its period says which, and is not judged", () => {
  const [from, to] = [at - 90 * MINUTE_MS, at - 60 * MINUTE_MS];
  const holed = tile({
    ...calls,
    incomplete: [
      { feed: "source:telefonie", from, to },
      { feed: "source:chatwoot", from: from + MINUTE_MS, to: to + MINUTE_MS },
    ],
  });
  const seen = withSilence(items([header(at), late, holed, ...sources(at)]), "");
  expect(text(seen, 1)).toMatchObject({
    mark: "stale",
    word: "partial",
    silence: {
      name: "Telefonie",
      since: "incomplete 13:02–13:33",
      short: "13:02–13:33",
    },
    target: "",
  });
  expect(text(seen, 1, "nl").silence?.since).toBe("onvolledig 13:02–13:33");
  expect(text(seen, 0)).toMatchObject({ mark: "action", silence: null });
});

test("[UX-16] a period that is over misses nothing of now", () => {
  const { period } = header(at);
  const over = header(at, { period: { ...period, to: at } });
  expect(troubled({ ...board, header: over }, at)).toBe("");
  const rolling = header(at, { period: { ...period, label: "last-60m", to: at } });
  expect(troubled({ ...board, header: rolling }, at)).toBe("source:chatwoot");
});
