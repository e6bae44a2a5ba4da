import { expect, test } from "vitest";
import { changesOf } from "../../client/screens/announcement.ts";
import { emptiness, sortItems } from "../../client/screens/board-items.ts";
import { createFormat } from "../../shared/text/format.ts";
import { wordsOf } from "../../shared/text/words.ts";
import type { BoardItem } from "../../shared/wire/board.ts";
import {
  agents,
  header,
  noEvent,
  noSource,
  sources,
  teamBoard,
  teamTiles,
} from "../support/board-fixtures.ts";

const at = Date.UTC(2026, 10, 18, 13, 30);
const tiles = teamTiles();
const before = new Map(tiles.map((tile) => [tile.id, tile]));
const say = (after: typeof tiles) => changesOf(before, after, wordsOf("en"), createFormat("en-GB"));

test("[4.1.3] only a change of status is announced, not a change of value", () => {
  expect(say(tiles.map((tile) => ({ ...tile, value: (tile.value ?? 0) + 1 })))).toEqual([]);
  const after = tiles.map((tile) =>
    tile.kpi === "frt.p50" ? { ...tile, status: "action" as const, value: 600 } : tile,
  );
  expect(say(after)).toEqual(["1st reply: act, 10:00"]);
});

test("[4.1.3] the first board announces nothing", () => {
  expect(changesOf(new Map(), tiles, wordsOf("en"), createFormat("en-GB"))).toEqual([]);
});

const why = (items: readonly BoardItem[]) =>
  emptiness(
    sortItems({
      key: "b",
      epoch: "e",
      seq: 1,
      position: 1,
      items: new Map(items.map((item) => [item.id, item])),
    }),
  );

test("[UX-19] the empty states are told apart", () => {
  expect(why(teamBoard(at))).toBeNull();
  expect(why(noSource(at))).toBe("source");
  expect(why(noEvent(at))).toBe("event");
  expect(why([header(at), ...sources(at)])).toBe("match");
});

test("[UX-19] closed with nothing measured is a state of its own; what was measured keeps standing", () => {
  const closed = { until: at + 3_600_000, lastOpenDay: "2026-11-17" };
  const nothing = [header(at, { closed }), ...agents(), ...sources(at)];
  expect(why(nothing)).toBe("closed");
  expect(why([...nothing, ...teamTiles()])).toBeNull();
  expect(why([header(at), ...agents(), ...sources(at)])).toBeNull(); // open: somebody may come
  expect(why([header(at, { closed })])).toBe("source");
});
