/** Random operations, the memory store beside: part of the store contract. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import type { Place } from "./store.contract.ts";
import { dump, steps, take } from "./store-model.ts";

export function modelTest(makePlace: () => Promise<Place>, numRuns: number): void {
  test("[STORE13] any operations in any order give what the memory store gives", async () => {
    const property = fc.asyncProperty(steps, async (script) => {
      const place = await makePlace();
      const model = openMemoryStore();
      let store = await place.open();
      try {
        for (const [number, step] of script.entries()) {
          if (step.kind === "reopen" && place.keeps) {
            await store.close();
            store = await place.open();
          }
          await take(store, step, number);
          await take(model, step, number);
        }
        expect(await dump(store, script)).toEqual(await dump(model, script));
        await store.check();
      } finally {
        await store.close();
        await place.remove();
      }
    });
    await fc.assert(property, { numRuns });
  });
}
