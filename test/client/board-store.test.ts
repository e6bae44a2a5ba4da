import { expect, test } from "vitest";
import {
  accepted,
  compare,
  nothing,
  refused,
  withDelta,
  withSnapshot,
} from "../../client/store/board-store.ts";
import { diff } from "../../shared/wire/board.ts";
import { delta, snapshot } from "../../shared/wire/protocol.ts";
import { sources, teamBoard, tile, wallBoard } from "../support/board-fixtures.ts";

const at = Date.UTC(2026, 10, 18, 13, 30);
const first = {
  board: "b",
  epoch: "e1",
  seq: 4,
  position: 100,
  items: wallBoard(at),
};
const live = withSnapshot(accepted(nothing, "b"), first);
const change = (seq: number, epoch = "e1") => ({
  board: "b",
  epoch,
  seq,
  position: 101,
  changed: [
    tile({ kpi: "csat.score", value: 80, unit: "%", better: "higher", n: 40, status: "attention" }),
  ],
  removed: [],
});

test("[WIRE1] the fixtures are boards the wire accepts", () => {
  expect(snapshot.safeParse({ ...first, items: teamBoard(at) }).error).toBeUndefined();
  expect(delta.safeParse(change(5)).error).toBeUndefined();
});

test("[UX-17] a snapshot replaces the board at once, but never by an older one", () => {
  expect(live.board?.items.size).toBe(first.items.length);
  expect(withSnapshot(live, { ...first, seq: 3, items: [] })).toBe(live);
  expect(withSnapshot(live, { ...first, epoch: "e2", seq: 0, items: [] }).board?.items.size).toBe(
    0,
  );
});

test("[UX-17] packets of another board are dropped", () => {
  expect(withSnapshot(live, { ...first, board: "other" })).toBe(live);
  expect(withDelta(live, { ...change(5), board: "other" })).toBe(live);
});

test("[REL-10] the next delta applies, a repeat changes nothing, a gap asks for a snapshot", () => {
  const next = withDelta(live, change(5));
  expect(next).not.toBe("gap");
  if (next === "gap") return;
  expect(next.board?.seq).toBe(5);
  expect(next.board?.items.get("tile:csat.score")).toMatchObject({ value: 80 });
  expect(withDelta(next, change(5))).toBe(next);
  expect(withDelta(next, change(7))).toBe("gap");
  expect(withDelta(next, change(6, "e2"))).toBe("gap");
});

test("[REL-10] a heartbeat shows the loss of the last delta", () => {
  const beat = (seq: number, epoch = "e1") => ({ at, epoch, seqs: { b: seq } });
  expect(compare(live, beat(4))).toBe("level");
  expect(compare(live, beat(5))).toBe("behind");
  expect(compare(live, beat(4, "e2"))).toBe("behind");
  expect(compare(live, { at, epoch: "e1", seqs: {} })).toBe("forgotten");
  expect(compare(nothing, beat(4))).toBe("level");
});

test("[UX-17] going to another board forgets the numbers of the one before", () => {
  expect(accepted(live, "b")).toBe(live);
  expect(accepted(live, "c")).toEqual({ watching: "c", board: null, refused: null });
  expect(refused("not_found")).toEqual({ watching: null, board: null, refused: "not_found" });
});

test("[REL-10] a board and its changes make the next board", () => {
  const [, source] = sources(at);
  if (source === undefined) throw new Error("a fixture is missing");
  const before = new Map(first.items.map((each) => [each.id, each]));
  const after = new Map(before).set("source:new", { ...source, id: "source:new" });
  expect(diff(before, after)?.changed.map(({ id }) => id)).toEqual(["source:new"]);
});
