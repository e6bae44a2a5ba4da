/** Taking the last change of the organisation back (SCR-18), without bringing back who was erased (PRIV-8). */
import { expect, test } from "vitest";
import { createUndo } from "../../../server/org/undo.ts";
import { orgDocument } from "../../../shared/org/org.ts";

const named = orgDocument.parse({ agents: [{ id: "ann", name: "Ann" }] });
const moved = orgDocument.parse({ agents: [{ id: "ann", name: "Ann" }], teams: [{ id: "new" }] });
const erased = orgDocument.parse({ agents: [{ id: "ann" }], teams: [{ id: "new" }] });

test("[SCR-18] only the last change can be taken back", () => {
  const undo = createUndo();
  expect(undo.before({ document: moved, version: 1 })).toBeNull();
  undo.keep(named, { document: moved, version: 1 });
  expect(undo.before({ document: moved, version: 1 })).toBe(named);
  expect(undo.before({ document: moved, version: 2 })).toBeNull();
});

test("[PRIV-8] a name that was erased since does not come back by an undo, nor stays in memory", () => {
  const undo = createUndo();
  undo.keep(named, { document: moved, version: 1 });
  expect(undo.before({ document: erased, version: 1 })).toBeNull();
  expect(undo.before({ document: moved, version: 1 })).toBeNull();
});
