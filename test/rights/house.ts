/** A server with two teams of five, what each of them did, and somebody signed in for every role. */
import { createApp } from "../../server/app.ts";
import { run } from "../../server/commands/running.ts";
import { type Core, setOrganisation } from "../../server/core.ts";
import type { ManualClock } from "../../shared/time/clock.ts";
import { pairingStarted } from "../../shared/wire/device.ts";
import { openPeopleDesk, type PeopleDesk } from "../support/people.ts";
import { ask, cookieOf, type SignedIn, signIn } from "../support/sign-in.ts";

export const SOURCE = "/acme/pbx/main";
export const DAY = "2026-03-04";
export const TEAMS = {
  support: ["ann", "ben", "cem", "dee", "eva"],
  sales: ["fay", "gus", "hal", "ida", "jon"],
} as const;

export const ROLES = ["agent", "lead", "manager", "admin", "device", "nobody"] as const;
export type RoleName = (typeof ROLES)[number];

export interface House {
  readonly url: string;
  readonly port: number;
  readonly core: Core;
  readonly settings: Core["store"];
  readonly clock: ManualClock;
  readonly problems: readonly string[];
  /** Ids as the server gave them. */
  readonly ids: Readonly<Record<"ownDevice" | "otherDevice" | "user" | "session", string>>;
  cookie(role: RoleName): string;
  ask(role: RoleName, method: string, path: string, body?: unknown): Promise<Response>;
  enter(roles: Parameters<typeof signIn>[1]): Promise<SignedIn>;
  /** A code that waits on a television. */
  code(): Promise<string>;
  /** A television on the wall of a team, or of the centre: its id and cookie. */
  pair(
    team: string | null,
    by: SignedIn,
  ): Promise<{ readonly id: string; readonly cookie: string }>;
  stop(): Promise<void>;
}

const PROFILE = {
  name: "Hall",
  screenInches: 55,
  distanceMetres: 5,
  language: "nl",
  theme: "dark",
};

/** Teams, and who has been in which all along. */
export const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: Object.keys(TEAMS).map((id) => ({ id })),
  agents: Object.entries(TEAMS).flatMap(([team, agents]) =>
    agents.map((id) => ({
      id,
      name: `Name of ${id}`,
      identities: [{ source: SOURCE, id }],
      memberships: [{ team }],
    })),
  ),
};

/** One call of so many seconds, handled at once by one agent: contact `c-AGENT-NUMBER`. */
export function callOf(agent: string, number: number, startedAt: number, seconds: number) {
  const contactId = `c-${agent}-${number}`;
  const leg = { contactId, legId: `${contactId}/1`, agentId: agent };
  const told: readonly (readonly [string, number, object])[] = [
    ["created", 0, { contactId, channel: "phone", direction: "inbound" }],
    ["answered", 0, leg],
    ["leg_ended", seconds, leg],
    ["wrapup_ended", seconds, leg],
  ];
  return told.map(([type, after, data], at) => ({
    specversion: "1.0",
    type: `deskpulse.contact.${type}.v1`,
    source: SOURCE,
    id: `${contactId}-${at}`,
    time: new Date(startedAt + after * 1000).toISOString(),
    subject: `contact/${contactId}`,
    data,
  }));
}

/** Everybody handled two calls that day: who comes first in the alphabet, the shortest. */
function* calls(): Iterable<object> {
  const morning = Date.parse(`${DAY}T09:00:00Z`);
  for (const [at, agent] of Object.values(TEAMS).flat().entries()) {
    for (const number of [1, 2]) {
      yield* callOf(agent, number, morning + at * 600_000 + number * 7_200_000, 100 + at * 10);
    }
  }
}

/** What the clock says, and goes on saying. */
export const NOW = Date.parse(`${DAY}T17:00:00Z`);

/** In memory, or on a store file opened by the caller. */
export async function openHouse(desk?: PeopleDesk): Promise<House> {
  const { core, people, clock } = desk ?? (await openPeopleDesk(NOW));
  const problems: string[] = [];
  const onProblem = (about: string, problem: unknown) => problems.push(`${about}: ${problem}`);
  const app = createApp(core, { demo: false, onProblem, people });
  const running = await run(core, app, { port: 0, host: "127.0.0.1" }, onProblem);
  const url = `http://127.0.0.1:${running.port}`;
  await setOrganisation(core, ORG);
  const taken = await core.ingest.submit(SOURCE, [...calls()]);
  if (!taken.ok) throw new Error("the calls were not taken");
  await core.tail.idle();

  const settings = core.store;
  const enter = (roles: Parameters<typeof signIn>[1]) =>
    signIn({ url, settings, now: () => core.clock.now() }, roles);
  const begin = async () => pairingStarted.parse(await (await ask(url, "POST", "/pairing")).json());
  const pair: House["pair"] = async (team, by) => {
    const { code, secret } = await begin();
    const approved = await by.ask("POST", "/pairing/approve", { ...PROFILE, team, code });
    const { id } = (await approved.json()) as { id: string };
    const polled = await ask(url, "POST", "/pairing/poll", { body: { secret } });
    return { id, cookie: cookieOf(polled) };
  };
  const manager = await enter([{ role: "manager" }]);
  const admin = await enter([{ role: "admin" }]);
  const lead = await enter([{ role: "lead", teams: ["support"] }]);
  const agent = await enter([{ role: "agent", agent: "ann" }]);
  const own = await pair("support", manager);
  const other = await pair("sales", manager);
  const sessions = (await (await manager.ask("GET", "/sessions")).json()) as { id: string }[];
  const cookies = {
    agent: agent.cookie,
    lead: lead.cookie,
    manager: manager.cookie,
    admin: admin.cookie,
    device: own.cookie,
    nobody: "",
  };
  return {
    url,
    port: running.port,
    core,
    settings,
    clock,
    problems,
    ids: {
      ownDevice: own.id,
      otherDevice: other.id,
      user: manager.id,
      session: sessions[0]?.id ?? "",
    },
    cookie: (role) => cookies[role],
    ask: (role, method, path, body) => ask(url, method, path, { cookie: cookies[role], body }),
    enter,
    code: async () => (await begin()).code,
    pair,
    stop: () => running.stop(),
  };
}
