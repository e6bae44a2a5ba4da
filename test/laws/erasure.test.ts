/** Erasing people changes no number, bit for bit; nor does sending everything again (PRIV-3, PRIV-8). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { organisationOf, setOrganisation } from "../../server/core.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { centre, disorder, NOW } from "../support/generate.ts";
import { openPeopleDesk, type PeopleDesk } from "../support/people.ts";
import { expectSame } from "./same.ts";
import { everything, newWorld, org, runs, send } from "./world.ts";

/** Two of the agents go by their own id everywhere, or by one id in every source. */
const everywhere: OrgInput = {
  ...org,
  agents: (org.agents ?? []).map((agent) =>
    agent.id === "cas" ? { ...agent, identities: [{ id: "a3" }] } : agent,
  ),
};

async function deskOf(events: readonly CloudEvent[], described: OrgInput): Promise<PeopleDesk> {
  const desk = await openPeopleDesk(NOW);
  await setOrganisation(desk.core, described);
  await send(desk.core, events);
  return desk;
}

const MASKED = /p_[a-z0-9]{12}/g;

/** Every pseudonym of the log → what the source says, as long as nobody is erased. */
async function namesIn({ core }: PeopleDesk): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for await (const { events } of core.store.read(0)) {
    for (const one of JSON.stringify(events).match(MASKED) ?? []) {
      names.set(one, core.tail.nameOf(`${one}@/any`) ?? one);
    }
  }
  return names;
}

/** Pseudonyms differ from desk to desk: lines are compared with the ids of the sources, in order. */
const unmasked = (lines: readonly string[], names: ReadonlyMap<string, string>): string[] =>
  lines.map((line) => line.replace(MASKED, (one) => names.get(one) ?? one)).sort();

test("[PRIV-8] figures are the same bit for bit before and after erasure, and after all events came again", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), fc.integer(), fc.boolean(), async (events, seed, meant) => {
      const desk = await deskOf(events, meant ? everywhere : org);
      const before = await everything(desk.core);
      const names = await namesIn(desk);
      for (const agent of ["ann", "ben", "cas"]) {
        expect(await desk.people.erasures.agent(agent, { requestId: null })).not.toBeNull();
      }
      expectSame(await everything(desk.core), before);
      for (const batch of disorder(events, seed)) await send(desk.core, batch);
      expectSame(await everything(desk.core), before);
      expect(JSON.stringify(organisationOf(desk.core))).not.toContain('"a1"');
      const never = await deskOf(events, meant ? everywhere : org);
      const others = events.map((event) => ({ ...event, id: `${event.id}-other` }));
      await send(desk.core, others);
      await send(never.core, others);
      expectSame(
        unmasked(await everything(desk.core), names),
        unmasked(await everything(never.core), await namesIn(never)),
      );
    }),
    { ...runs(25), endOnFailure: true },
  );
});

test("[PRIV-8] an erased agent whose export is read in again still has the same numbers", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      const desk = await deskOf(events, org);
      const before = await everything(desk.core);
      await desk.people.erasures.agent("ann", { requestId: null });
      await setOrganisation(desk.core, organisationOf(desk.core));
      expectSame(await everything(desk.core), before);
      await setOrganisation(desk.core, org);
      expectSame(await everything(desk.core), before);
    }),
    { ...runs(15), endOnFailure: true },
  );
});

test("[R8] with pseudonyms, naming a person late gives the numbers of always having known", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), fc.constantFrom(org, everywhere), async (events, described) => {
      const known = await deskOf(events, described);
      const learned = await deskOf(events, { ...described, agents: [] });
      await setOrganisation(learned.core, described);
      expectSame(
        unmasked(await everything(learned.core), await namesIn(learned)),
        unmasked(await everything(known.core), await namesIn(known)),
      );
      expect(organisationOf(learned.core)).toEqual(organisationOf(known.core));
    }),
    { ...runs(25), endOnFailure: true },
  );
});

test("[PRIV-3] figures with pseudonyms are the figures without them", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      const plain = await newWorld();
      await setOrganisation(plain.core, everywhere);
      await send(plain.core, events);
      const masked = await deskOf(events, everywhere);
      expectSame(
        unmasked(await everything(masked.core), await namesIn(masked)),
        (await everything(plain.core)).sort(),
      );
    }),
    { ...runs(25), endOnFailure: true },
  );
});
