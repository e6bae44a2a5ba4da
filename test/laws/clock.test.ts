/** The clock of one contact over generated centres: laws that no worked case can show. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { clockOf } from "../../server/figures/clock/find.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import {
  type ContactClock,
  contactClock,
  FAMILIES,
  type Family,
} from "../../shared/wire/contact-clock.ts";
import { BEGIN, centre, disorder, NOW } from "../support/generate.ts";
import { newWorld, org, runs, send } from "./world.ts";

/** North opens nine to five, with a break and past midnight on Fridays; south has no schedule. */
const opened = {
  ...org,
  schedules: [
    {
      id: "office",
      versions: [
        {
          week: {
            mon: [
              ["09:00", "12:30"],
              ["13:00", "17:00"],
            ],
            tue: [["09:00", "17:00"]],
            fri: [["18:00", "02:00"]],
            sun: [["00:00", "24:00"]],
          },
        },
      ],
    },
  ],
  teams: org.teams?.map((team) =>
    team.id === "north" ? { ...team, schedules: [{ schedule: "office" }] } : team,
  ),
} as OrgInput;

/** The clocks of all contacts of a centre, as the door would answer them. */
async function clocksOf(
  batches: readonly (readonly CloudEvent[])[],
  closedMax?: number,
): Promise<ContactClock[]> {
  const { core } = await newWorld(new MemoryStore(), NOW, closedMax);
  await setOrganisation(core, opened);
  for (const batch of batches) {
    await send(core, batch);
    if (closedMax !== undefined) await core.tail.checkpoint();
  }
  const clocks: ContactClock[] = [];
  const keys: string[] = [];
  for await (const { key, movedTo } of core.tail.between(BEGIN - 90 * 86_400_000, NOW * 2)) {
    if (movedTo === null && key.includes("|contact/")) keys.push(key);
  }
  for (const key of keys) {
    const [source = "", id = ""] = key.split("|contact/");
    const { clock } = await clockOf(
      core.tail,
      { contact: id, source, isFor: () => true },
      core.clock.now(),
    );
    if (clock !== null) clocks.push(contactClock.parse(clock));
  }
  return clocks;
}

const second = (time: string): number => Math.floor(Date.parse(time) / 1000);

const customer = ({ stretches }: ContactClock) =>
  stretches.filter(({ lane }) => lane === "customer");

const everyClock = (check: (clock: ContactClock) => void) =>
  fc.asyncProperty(centre(8, 5), async (events) => {
    for (const clock of await clocksOf([events])) check(clock);
  });

test("[CLOCK1] the customer's stretches follow each other, and add up to the whole exactly", async () => {
  const isWhole = (clock: ContactClock) => {
    const lane = customer(clock);
    const [first] = lane;
    if (first === undefined) return;
    expect(lane.slice(1).map(({ from }) => from)).toEqual(lane.slice(0, -1).map(({ to }) => to));
    if (clock.openedAt !== null) expect(first.from).toBe(clock.openedAt);
    const seconds = lane.reduce((sum, one) => sum + one.seconds, 0);
    const end = lane.at(-1)?.to ?? null;
    if (end !== null) expect(seconds).toBe(second(end) - second(first.from));
    else {
      // So far; clocks may be five minutes ahead of ours.
      const soFar = second(clock.now) - second(first.from);
      expect(seconds).toBeGreaterThanOrEqual(soFar);
      expect(seconds).toBeLessThanOrEqual(Math.max(soFar, 0) + 300);
    }
  };
  await fc.assert(everyClock(isWhole), runs(30));
});

/** Clocks disagree: somebody waited in a queue before there was a contact. */
const isEarlier = ({ measure, at, value }: ContactClock["facts"][number], from: string) =>
  !/^(leg|contact)\./.test(measure) && second(at) - value < second(from);

/** Measured by our own clock from the stretches themselves. */
const isOurs = (fact: ContactClock["facts"][number], { openedAt, stretches }: ContactClock) =>
  !fact.asserted &&
  !isEarlier(fact, openedAt ?? stretches[0]?.from ?? fact.at) &&
  fact.value > 0 &&
  /^(frt\.(seconds|business|from|since|bot)|agent_greeting|reply\.|resolution\.|queue\.|callback\.wait|ticket\.(requester|agent_work|on_hold)|leg\.(talk|hold|wrap|dial|handle|session)|contact\.handle)/.test(
    fact.measure,
  );

test("[CLOCK2] a fact is the sum of the stretches that entered it", async () => {
  const seen = new Set<string>();
  const addsUp = (clock: ContactClock) => {
    clock.facts.forEach((fact, index) => {
      if (!isOurs(fact, clock)) return;
      const parts = clock.stretches.flatMap(({ entered }) =>
        entered.filter((one) => one.fact === index),
      );
      const seconds = parts.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
      expect(seconds, `${clock.contact} ${JSON.stringify(fact)}`).toBe(fact.value);
      seen.add(fact.measure);
    });
  };
  await fc.assert(everyClock(addsUp), runs(60));
  expect(seen.size).toBeGreaterThan(15);
});

const MEASURES: Record<Family, RegExp> = {
  frt: /^frt\.seconds$/,
  "frt.business": /^frt\.business$/,
  reply: /^reply\.seconds$/,
  "sla.frt": /^sla\.frt$/,
  "sla.reply": /^sla\.reply$/,
  "sla.resolution": /^sla\.resolution$/,
  aht: /^leg\.(handle|workload)$/,
  queue: /^queue\./,
  "resolution.first": /^resolution\.first$/,
  "resolution.full": /^resolution\.full$/,
  fcr: /^fcr\.resolved$/,
  csat: /^csat\.positive$/,
  nps: /^nps\.raw$/,
};

test("[CLOCK6] a family has a value or one reason, never both and never neither", async () => {
  const isExplained = ({ facts, missing }: ContactClock) => {
    for (const family of FAMILIES) {
      const values = facts.filter(({ measure }) => MEASURES[family].test(measure));
      const reasons = missing.filter((one) => one.family === family);
      expect(reasons.length, family).toBe(values.length > 0 ? 0 : 1);
    }
  };
  await fc.assert(everyClock(isExplained), runs(20));
});

test("[CLOCK6] a reason that can be seen elsewhere is seen there", async () => {
  const isTrue = ({ facts, states, missing, gone }: ContactClock) => {
    const waits = (name: string) => states.some((one) => one.measure === name && one.to === null);
    for (const { family, why } of missing) {
      const about = `${family} ${why}`;
      if (why === "clock_skew" && !family.includes("resolution")) {
        const aside = facts.filter(({ measure }) => measure === "quality.quarantined");
        expect(aside.length, about).toBeGreaterThan(0);
      }
      if (why === "still_waiting") expect(waits("state.queued"), about).toBe(true);
      if (why === "not_answered") expect(waits("state.waiting"), about).toBe(true);
      if (why === "not_solved") expect(waits("state.open"), about).toBe(true);
      expect(why === "merged" || why === "deleted" ? gone : why, about).toBe(why);
    }
  };
  await fc.assert(everyClock(isTrue), runs(20));
});

test("[CLOCK8] in any order, with repeats, and from the store: the same clocks", async () => {
  const byId = (clocks: readonly ContactClock[]) =>
    clocks.map(({ position: _, ...clock }) => JSON.stringify(clock)).sort();
  const isSame = fc.asyncProperty(centre(6, 5), fc.nat(), async (events, seed) => {
    const batches = disorder(events, seed);
    expect(byId(await clocksOf(batches, 0))).toEqual(byId(await clocksOf([events])));
  });
  await fc.assert(isSame, runs(20));
});
