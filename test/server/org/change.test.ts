/** Changes of the organisation that are made at the same moment. */
import { expect, test } from "vitest";
import { openCore, organisationOf, setOrganisation } from "../../../server/core.ts";
import { plain } from "../../../server/org/pseudonyms.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import { manualClock } from "../../../shared/time/clock.ts";

/** Names are put away slowly, as on a busy disk: others come in between. */
async function slowCore() {
  const conceal: typeof plain.conceal = async (...given) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return plain.conceal(...given);
  };
  return openCore({
    store: new MemoryStore(),
    clock: manualClock(Date.parse("2026-03-04T09:00:00Z")),
    pseudonyms: { ...plain, conceal },
  });
}

const named = (name: string) => ({ organisation: { name } });

test("[SCR-17] of two changes of the same version the first is taken and the second is told", async () => {
  const core = await slowCore();
  const version = core.tail.documentChangedAt();
  const taken = await Promise.all([
    setOrganisation(core, named("first"), version),
    setOrganisation(core, named("second"), version),
  ]);
  expect(taken).toEqual([true, false]);
  expect(organisationOf(core).organisation.name).toBe("first");
});

test("[SCR-17] a change that fails is in nobody's way", async () => {
  const core = await slowCore();
  await expect(setOrganisation(core, { organisation: { zone: "Mars/Olympus" } })).rejects.toThrow();
  expect(await setOrganisation(core, named("next"), core.tail.documentChangedAt())).toBe(true);
});
