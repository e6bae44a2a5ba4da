import { expect, test } from "vitest";
import { capture, empty, present } from "../../client/store/pace.ts";
import type { Board } from "../../shared/wire/board.ts";

const board = (seq: number, key = "b"): Board => ({
  key,
  epoch: "e",
  seq,
  position: seq,
  items: new Map(),
});
const first = capture(board(1), 1_000, 600_000);

test("[2.2.2] live shows every change at once", () => {
  const next = board(2);
  expect(present(first, next, "live", 1_001, 600_001).board).toBe(next);
});

test("[2.2.2] every 5 s shows a change when its time has come", () => {
  expect(present(first, board(2), "5s", 5_999, 604_999)).toBe(first);
  expect(present(first, board(2), "5s", 6_000, 605_000).board?.seq).toBe(2);
});

test("[ACC-5] while paused nothing changes, the data time included", () => {
  expect(present(first, board(9), "paused", 9_999_999, 99_999_999)).toBe(first);
});

test("[2.2.2] another board is shown at any pace, and the old one until it comes", () => {
  expect(present(first, board(1, "c"), "paused", 1_001, 600_001).board?.key).toBe("c");
  expect(present(first, null, "live", 1_001, 600_001)).toBe(first);
  expect(present(empty, null, "live", 0, 0)).toBe(empty);
});

test("[UX-31] an unchanged board is drawn again only when the minute of its data changes", () => {
  expect(present(first, first.board, "live", 2_000, 659_999)).toBe(first);
  expect(present(first, first.board, "live", 2_000, 660_000).dataAt).toBe(660_000);
});
