/** A generated week of three teams of different sizes, and who worked on what, as a test knows it. */
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS, dateOf, INTERVAL_MS } from "../../shared/time/interval.ts";
import { random } from "../server/store/busy-events.ts";

export const SEED = Number(process.env.SEED ?? 20_261_122);
export const WORLDS = 5;
export const QUESTIONS = 400;
export const BOARDS = 60;
export const SOURCE = "/acme/pbx/main";
export const ZONE = "Europe/Amsterdam";
export const MONDAY = Date.parse("2026-03-02T00:00:00+01:00");
export const WEEK_END = MONDAY + 7 * DAY_MS;

export const chance = random(SEED);
export const below = (n: number): number => Math.floor(chance() * n);
export const of = <One>(list: readonly [One, ...One[]]): One => list[below(list.length)] ?? list[0];

export const CHANNELS = ["phone", "chat"] as const;
export const DIRECTIONS = ["inbound", "outbound"] as const;
export const QUEUES = ["q1", "q2", "q3"] as const;

/** One handled contact, as this test knows it. */
export interface Work {
  readonly agent: string;
  readonly team: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
  readonly queue: string;
  readonly at: number;
}

export interface World {
  readonly core: Core;
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly work: readonly Work[];
  readonly k: number;
}

/** What describes customers, not work: told of any group. */
export const OF_CUSTOMERS = ["tickets.created", "calls.abandoned"];
export const workKpis = catalog.filter(
  ({ id, perAgent, measures }) =>
    perAgent && !measures.some(isStateMeasure) && !OF_CUSTOMERS.includes(id),
);
export const isWork = new Set<string>(workKpis.map(({ id }) => id));
export const ALL = catalog.map(({ id }) => id).join(",");

export function eventsOf(one: Work, number: number): object[] {
  const contactId = `c${number}`;
  const leg = { contactId, legId: `${contactId}/1`, agentId: one.agent };
  const said = { contactId, channel: one.channel, direction: one.direction };
  const told: [string, number, object][] = [
    ["created", -60, said],
    ["queued", -60, { contactId, queueId: one.queue, reason: "new" }],
    ["answered", -50, leg],
    ["leg_ended", -10, leg],
    ["wrapup_ended", 0, leg],
  ];
  return told.map(([type, seconds, data], at) => ({
    specversion: "1.0",
    type: `deskpulse.contact.${type}.v1`,
    source: SOURCE,
    id: `${contactId}-${at}`,
    time: new Date(one.at + seconds * 1000).toISOString(),
    subject: `contact/${contactId}`,
    quality: "backfilled",
    data,
  }));
}

export async function newWorld(): Promise<World> {
  const sizes = [1 + below(3), 3 + below(4), 6 + below(6)];
  const teams = new Map(
    sizes.map((size, at) => [`t${at}`, Array.from({ length: size }, (_, n) => `a${at}${n}`)]),
  );
  const clock = manualClock(WEEK_END - 6 * 3_600_000 - 1);
  const core = await openCore({ store: new MemoryStore(), clock });
  await setOrganisation(core, {
    organisation: { name: "Acme", zone: ZONE },
    teams: [...teams.keys()].map((id) => ({ id })),
    queues: QUEUES.map((id) => ({ id, identities: [{ source: SOURCE, id }] })),
    agents: [...teams].flatMap(([team, agents]) =>
      agents.map((id) => ({
        id,
        identities: [{ source: SOURCE, id }],
        memberships: [{ team }],
      })),
    ),
  });
  const everybody = [...teams].flatMap(([team, agents]) =>
    agents.map((agent) => ({ agent, team })),
  );
  const work = Array.from({ length: 250 }, (): Work => {
    const who = everybody[below(everybody.length)] ?? { agent: "a00", team: "t0" };
    // Busy quarters, so that some have enough people; it all happens in the middle of a quarter.
    const quarter = MONDAY + below(5) * DAY_MS + (36 + below(4)) * INTERVAL_MS;
    const narrow = { channel: of(CHANNELS), direction: of(DIRECTIONS), queue: of(QUEUES) };
    return { ...who, ...narrow, at: quarter + 120_000 + below(600) * 1000 };
  });
  for (const [number, one] of work.entries()) {
    await core.ingest.submit(SOURCE, eventsOf(one, number));
  }
  await core.tail.idle();
  return { core, teams, work, k: 3 + below(5) };
}

export const membersOf = ({ teams }: World, team: string | null): number =>
  team === null ? [...teams.values()].flat().length : (teams.get(team)?.length ?? 0);

export const instant = (): string =>
  new Date(MONDAY + below(7 * 24 * 4) * INTERVAL_MS).toISOString();
export function anyPeriod(): string {
  const [one = "", two = ""] = [instant(), instant()].sort();
  const busy = MONDAY + below(5) * DAY_MS + (36 + below(4)) * INTERVAL_MS;
  const quarter = [busy, busy + INTERVAL_MS].map((at) => new Date(at).toISOString()).join("/");
  const span = one === two ? quarter : `${one}/${two}`;
  const day = dateOf(MONDAY + below(7) * DAY_MS + 1, ZONE);
  return of(["2026-W10", "2026-03", "today", "last-60m", "last-24h", day, day, span, quarter]);
}

export const labelOf = (
  by: string | undefined,
  { team, channel, at }: Work,
): string | undefined => {
  if (by === "team") return team;
  if (by === "channel") return channel;
  if (by === "day") return dateOf(at, ZONE);
  if (by === "interval") return new Date(Math.floor(at / INTERVAL_MS) * INTERVAL_MS).toISOString();
  return undefined;
};

/** An agent's own time has neither channel nor direction nor queue: narrowing does not reach it. */
export const isOwnTime = new Set<string>(
  workKpis.flatMap(({ id, measures }) =>
    measures.some((one) => one.startsWith("agent.")) ? [id] : [],
  ),
);

export type Narrow = Partial<Pick<Work, "channel" | "direction" | "queue">>;

export const isWithin = (one: Work, { channel, direction, queue }: Narrow): boolean =>
  (channel ?? one.channel) === one.channel &&
  (direction ?? one.direction) === one.direction &&
  (queue ?? one.queue) === one.queue;

export const peopleIn = (work: readonly Work[]): number =>
  new Set(work.map(({ agent }) => agent)).size;
