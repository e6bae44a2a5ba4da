/** Entities as text: nothing is lost on the way to the store and back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { pack, unpack } from "../../../server/fold/pack.ts";
import { runs, worldOf } from "../../laws/world.ts";
import { centre } from "../../support/generate.ts";

test("[REL-7] an entity unpacked is the entity that was packed", async () => {
  await fc.assert(
    fc.asyncProperty(centre(6, 6, 6), async (events) => {
      const { core } = await worldOf([events]);
      await core.tail.settle();
      for (const entity of core.tail.entities.hot()) {
        expect(unpack(entity.key, pack(entity))).toEqual(
          JSON.parse(JSON.stringify(entity), revive(entity)),
        );
      }
    }),
    runs(15),
  );
});

/** JSON has no maps: parts stay as they are. */
const revive = (entity: { readonly parts: unknown }) => (field: string, value: unknown) =>
  field === "parts" ? entity.parts : value;
