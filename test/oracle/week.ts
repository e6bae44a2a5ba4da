/** A generated week in the product and in the oracle, and everything that differs. */
import { submitAll } from "../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { disorder } from "../support/generate.ts";
import { compareInstant, comparePeriod } from "./compare.ts";
import { BEGIN, END, PEOPLE, TEAMS, UNMAPPED } from "./days/centre.ts";
import type { Week } from "./days/days.ts";
import { samplesOf, statesAt } from "./oracle.ts";

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

async function worldOf({ org, events, now }: Week, seed: number): Promise<Core> {
  const clock = manualClock(now);
  const core = await openCore({ store: new MemoryStore(), clock });
  await setOrganisation(core, org);
  for (const batch of disorder(events, seed)) {
    await submitAll(core, batch, { accepted: 0, duplicates: 0, rejected: [] });
  }
  return core;
}

const SCOPES = [
  {},
  { channel: "phone" },
  { channel: "chat" },
  { channel: "email" },
  ...TEAMS.map((team) => ({ team })),
  ...[...PEOPLE, UNMAPPED].map((agent) => ({ agent })),
];

/** A local day and a quarter of an hour of it, where something happened if it can be. */
function spansOf({ events }: Week, seed: number) {
  const pick = events[Math.abs(seed) % events.length];
  const at = Math.min(Math.max(Date.parse(pick?.time ?? ""), BEGIN), END - 1);
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  const day = BEGIN + Math.min(6, Math.floor((at - BEGIN) / (24 * HOUR))) * 24 * HOUR;
  const length = (day === BEGIN + 6 * 24 * HOUR ? 25 : 24) * HOUR;
  return [
    { from: BEGIN, to: END },
    { from: day, to: day + length },
    { from: quarter, to: quarter + QUARTER },
  ];
}

/** Now; just after something was said; and while somebody has been in a queue for some seconds. */
function instantsOf({ events, now }: Week, seed: number): number[] {
  const queued = events.filter(({ type }) => type.includes("queued"));
  const [one, other] = [events, queued].map((list) => list[Math.abs(seed) % list.length]);
  const after = (event: typeof one, ms: number) =>
    event === undefined ? [] : [Math.min(now, Date.parse(event.time) + ms)];
  return [now, ...after(one, 1500), ...after(other, 1000 * (1 + (Math.abs(seed) % 25)))];
}

export async function differencesOf(one: Week, seed: number): Promise<string[]> {
  const core = await worldOf(one, seed);
  const found: string[] = [];
  const samples = samplesOf(one, { from: BEGIN, to: END });
  for (const scope of SCOPES) {
    for (const span of spansOf(one, seed)) {
      found.push(...(await comparePeriod(core, samples, { scope, ...span })));
    }
  }
  for (const instant of instantsOf(one, seed)) {
    const states = statesAt(one, instant);
    for (const scope of SCOPES) found.push(...(await compareInstant(core, states, scope, instant)));
  }
  return found;
}
