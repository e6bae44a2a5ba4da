/** The wire: one file, one version, one law (STYLE.md principles 6 and 7). */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { applyDelta, type Board, type BoardItem, diff, item } from "../../shared/wire/board.ts";
import { delta, messages, PROTOCOL_VERSION, snapshot } from "../../shared/wire/protocol.ts";

test("[WIRE1] a changed message shape comes with a new PROTOCOL_VERSION", () => {
  const shape = JSON.stringify(messages.map((schema) => z.toJSONSchema(schema)));
  const fingerprint = createHash("sha256").update(shape).digest("hex").slice(0, 12);
  expect([PROTOCOL_VERSION, fingerprint]).toMatchInlineSnapshot(`
    [
      7,
      "a21092bca18b",
    ]
  `);
});

const number = fc.option(fc.integer({ min: 0, max: 9 }));
const tile = fc.record({
  kind: fc.constant("tile" as const),
  id: fc.constantFrom("tile:a", "tile:b", "tile:c"),
  kpi: fc.constant("a"),
  value: number,
  unit: fc.constantFrom("%" as const, "s" as const),
  better: fc.constant("higher" as const),
  n: fc.nat(9),
  nMin: number,
  interval: fc.constant(null),
  target: fc.option(fc.record({ value: fc.nat(9), limit: number })),
  status: fc.constantFrom("on_target" as const, "action" as const),
  usual: number,
  trend: fc.array(number, { maxLength: 3 }),
  definition: fc.constant("a@1"),
});
const chart = fc.record({
  kind: fc.constant("chart" as const),
  id: fc.constantFrom("chart:a", "chart:b"),
  kpi: fc.constant("a"),
  unit: fc.constant("s" as const),
  from: fc.constant(0),
  stepMs: fc.constant(900_000),
  values: fc.array(number, { maxLength: 3 }),
  lastWeek: fc.array(number, { maxLength: 3 }),
});
const items = fc
  .uniqueArray(fc.oneof(tile, chart), { selector: ({ id }) => id, maxLength: 5 })
  .map((list) => new Map<string, BoardItem>(list.map((one) => [one.id, one])));

const board = (of: ReadonlyMap<string, BoardItem>, seq: number): Board => ({
  key: "team|centre|today",
  epoch: "e",
  seq,
  position: seq,
  items: of,
});

test("[REL-10] a delta on top of the board before it is the board after it", () => {
  fc.assert(
    fc.property(items, items, (before, after) => {
      for (const one of after.values()) expect(item.parse(one)).toEqual(one);
      const changes = diff(before, after);
      if (changes === null) {
        expect(after).toEqual(before);
        return;
      }
      const next = applyDelta(board(before, 1), { ...changes, epoch: "e", seq: 2, position: 2 });
      expect(next).toEqual(board(after, 2));
    }),
  );
});

test("[REL-10] any stretch of a stream can come twice; a lost delta is a gap", () => {
  fc.assert(
    fc.property(fc.array(items, { minLength: 3, maxLength: 6 }), fc.nat(4), (states, lost) => {
      const [first = new Map()] = states;
      const deltas = states.slice(1).map((after, at) => ({
        ...(diff(states[at] ?? new Map(), after) ?? { changed: [], removed: [] }),
        epoch: "e",
        seq: at + 2,
        position: at + 2,
      }));
      const play = (list: typeof deltas) =>
        list.reduce<Board | "gap">(
          (now, one) => (now === "gap" ? now : applyDelta(now, one)),
          board(first, 1),
        );
      const last = board(states.at(-1) ?? first, states.length);
      expect(play(deltas)).toEqual(last);
      expect(play(deltas.flatMap((one, at) => [one, ...deltas.slice(0, at + 1)]))).toEqual(last);
      const at = lost % (deltas.length - 1);
      expect(play(deltas.toSpliced(at, 1))).toBe("gap");
    }),
  );
});

test("[REL-10] nothing of another epoch is ever applied", () => {
  const other = { changed: [], removed: ["tile:a"], epoch: "f", seq: 2, position: 2 };
  expect(applyDelta(board(new Map(), 1), other)).toBe("gap");
});

test("[REL-10] equal boards have no difference, whatever the order of their items", () => {
  fc.assert(
    fc.property(items, (of) => {
      expect(diff(of, new Map([...of].toReversed()))).toBeNull();
    }),
  );
});

test("[WIRE1] snapshots and deltas hold nothing but numbers, keys and names of items", () => {
  const position = { board: "b", epoch: "e", seq: 1, position: 1 };
  expect(snapshot.safeParse({ ...position, items: [{ kind: "text", id: "x" }] }).success).toBe(
    false,
  );
  expect(delta.safeParse({ ...position, changed: [], removed: ["tile:a"] }).success).toBe(true);
});
