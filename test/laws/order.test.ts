/** [REL-2] Any order, any repeats, any batches: the same cells and figures (DESIGN.md 2). */
import fc from "fast-check";
import { test } from "vitest";
import { centre, disorder } from "../support/generate.ts";
import { expectSame } from "./same.ts";
import { everything, runs, worldOf } from "./world.ts";

test("[REL-2] any order, any repeats and any split into batches give identical cells and figures", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), fc.integer(), async (events, seed) => {
      const once = await worldOf([events]);
      const other = await worldOf(disorder(events, seed));
      expectSame(await everything(other.core), await everything(once.core));
    }),
    runs(60),
  );
});
