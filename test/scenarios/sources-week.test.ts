/**
 * One team's week through three systems at once, each in its own format and at its own door of a server process:
 * the figures are those of the week as it happened, which nothing of the product computed.
 */
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../shared/time/interval.ts";
import { type FigureJson, ingestAnswer } from "../../shared/wire/http.ts";
import { madeKey } from "../../shared/wire/key.ts";
import type { SourcesAnswer } from "../../shared/wire/source.ts";
import { chances } from "../support/generate.ts";
import { type ServerProcess, workplace } from "../support/process.ts";
import { type SignedIn, signInBeside } from "../support/sign-in.ts";
import { signedHeaders as twilioHeaders } from "../support/vendors/twilio.ts";
import { signedHeaders as zendeskHeaders } from "../support/vendors/zendesk.ts";
import { type Known, knownOf } from "../support/week/known.ts";
import { PEOPLE, teamWeek } from "../support/week/lives.ts";
import {
  agentOf,
  type Call,
  callsOf,
  MAPPING,
  ORG,
  SOURCES,
  surveyFile,
  TEAM,
} from "../support/week/told.ts";

const SECRETS = { zendesk: "the-secret-that-zendesk-shows", twilio: "f".repeat(32) };
const CONNECTIONS = 4;
const SEED = Number(process.env.SEED ?? 20_261_122);

/** The Monday two weeks ago: all of it is over, whenever this runs. */
const now = Date.now();
const midnight = now - (now % DAY_MS);
const monday = midnight - (((new Date(midnight).getUTCDay() + 6) % 7) + 14) * DAY_MS;
/** How far Amsterdam is ahead at a midnight in UTC: its weeks begin so much earlier. */
const aheadMs = (at: number): number => {
  const hour = new Intl.DateTimeFormat("en", { timeZone: "Europe/Amsterdam", hour: "2-digit" });
  return Number.parseInt(hour.format(at), 10) * HOUR_MS;
};
const [from, to] = [monday, monday + 7 * DAY_MS].map((at) => at - aheadMs(at));
const stretch = { from: from ?? 0, to: to ?? 0 };

/** The ISO week of a Monday: that of the year in which its Thursday lies. */
function isoWeek(at: number): string {
  const thursday = at + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(number).padStart(2, "0")}`;
}

const week = teamWeek(SEED, monday);
const place = workplace(existsSync("/dev/shm") ? "/dev/shm" : tmpdir());
let server: ServerProcess;
let admin: SignedIn;
afterAll(() => place.remove());

async function keyOf(source: string, kind: "bearer" | "webhook", secret?: string) {
  const answer = await admin.ask("POST", "/keys", { source, kind, secret });
  return madeKey.parse(await answer.json());
}

/** Late by up to a day and a half, three in ten twice: in the order in which they come. */
function arriving(calls: readonly Call[]): Call[] {
  const chance = chances(SEED);
  const late = (call: Call) => ({
    call,
    at: call.at + (chance() < 0.5 ? chance() * 36 * HOUR_MS : 0),
  });
  const twice = calls.filter(() => chance() < 0.3);
  return [...calls, ...twice]
    .map(late)
    .sort((a, b) => a.at - b.at)
    .map(({ call }) => call);
}

/** Signed as its system does, at the moment of sending; what the door answered. */
async function post({ from: who, body }: Call, keys: Record<Call["from"], string>) {
  const path = `/api/v1/sources/${keys[who]}`;
  const seen = `http://localhost:${new URL(server.url).port}${path}`;
  const headers =
    who === "zendesk"
      ? zendeskHeaders(SECRETS.zendesk, body, Date.now())
      : twilioHeaders(SECRETS.twilio, seen, body);
  const answer = await fetch(server.url + path, { method: "POST", headers, body });
  await answer.text();
  return answer.status;
}

async function ask(who: SignedIn, more: Readonly<Record<string, string>>): Promise<FigureJson[]> {
  const response = await who.ask("GET", `/figures?${new URLSearchParams(more)}`);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text) as FigureJson[];
}

/** Until all that is in the log now is in the figures; a batch of nothing tells how far the log is. */
async function settled(who: SignedIn, period: string, bearer: string): Promise<void> {
  const headers = {
    "content-type": "application/cloudevents-batch+json",
    authorization: `Bearer ${bearer}`,
  };
  const answer = await fetch(`${server.url}/api/v1/events`, {
    method: "POST",
    headers,
    body: "[]",
  });
  const { position } = ingestAnswer.parse(await answer.json());
  expect(position).toBeGreaterThan(1_000);
  for (;;) {
    const [one] = await ask(who, { kpi: "tickets.created", scope: `team:${TEAM}`, period });
    if ((one?.position ?? 0) >= position) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const knownIn = (figures: readonly FigureJson[]): Known =>
  Object.fromEntries(figures.map(({ kpi, value, n }) => [kpi, [value, n]]));

beforeAll(async () => {
  const org = join(place.folder, "org.json");
  writeFileSync(org, JSON.stringify(ORG));
  expect(await place.run("admin", "org", org)).toMatchObject({ code: 0 });
  server = await place.start();
  admin = await signInBeside(server.url, place.store, [{ role: "admin" }]);
});

/** The answers until Friday, and those from Thursday on: the files overlap, and the first comes twice. */
async function importSurveys(bearer: string): Promise<void> {
  const inFolder = (name: string) => join(place.folder, name);
  const [first, second] = [inFolder("first.csv"), inFolder("second.csv")];
  const mapping = inFolder("mapping.json");
  writeFileSync(first, surveyFile(week, 0, monday + 5 * DAY_MS));
  writeFileSync(second, surveyFile(week, monday + 3 * DAY_MS, Infinity));
  writeFileSync(mapping, JSON.stringify(MAPPING));
  const ran = await place.run(
    ...["import", first, second, first, "--mapping", mapping, "--source", SOURCES.survey],
    ...["--url", server.url, "--key", bearer],
  );
  expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining("rror") });
  expect(ran.out).toContain(`${2 * week.surveys.length} events taken`);
  expect(ran.out).toContain("0 refused, 0 lines unreadable");
}

test("[R1][R2][REL-6][EVENTS 7] one team's week through Zendesk, Twilio and a survey file is the week that happened", async () => {
  const keys = {
    zendesk: (await keyOf(SOURCES.zendesk, "webhook", SECRETS.zendesk)).id,
    twilio: (await keyOf(SOURCES.twilio, "webhook", SECRETS.twilio)).id,
  };
  // A ticket whose creation comes last of all, after its answers and after the survey about it.
  const calls = callsOf(week);
  const last = calls.find(({ at, body }) => at >= stretch.from && body.includes("ticket.created"));
  if (last === undefined) throw new Error("no ticket was made");
  const waiting = arriving(calls.filter((call) => call !== last));
  const answers = new Set<string>();
  const connection = async () => {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      answers.add(`${call.from} ${await post(call, keys)}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  expect([...answers].sort()).toEqual(["twilio 204", "zendesk 200"]);
  const { secret: bearer } = await keyOf(SOURCES.survey, "bearer");
  await importSurveys(bearer);
  expect(await post(last, keys)).toBe(200);

  const lead = await signInBeside(server.url, place.store, [{ role: "lead", teams: [TEAM] }]);
  const period = isoWeek(monday);
  await settled(lead, period, bearer);

  const wanted = knownOf(week, stretch);
  const asked = { kpi: Object.keys(wanted).join(","), scope: `team:${TEAM}`, period };
  const whole = await ask(lead, asked);
  expect(knownIn(whole), `seed ${SEED}`).toEqual(wanted);
  expect(whole.filter(({ incomplete }) => incomplete !== undefined)).toEqual([]);

  const kpi = Object.keys(knownOf(week, stretch, 0)).join(",");
  const byAgent = await ask(lead, { ...asked, kpi, by: "agent" });
  expect([...new Set(byAgent.map(({ by }) => by))].sort()).toEqual(PEOPLE.map(agentOf));
  for (const who of PEOPLE) {
    const own = byAgent.filter(({ by }) => by === agentOf(who));
    const theirs = Object.entries(knownOf(week, stretch, who)).filter(([, [, n]]) => n > 0);
    expect(knownIn(own.filter(({ n }) => n > 0)), `${agentOf(who)}, seed ${SEED}`).toEqual(
      Object.fromEntries(theirs),
    );
  }

  const manager = await signInBeside(server.url, place.store, [{ role: "manager" }]);
  expect(knownIn(await ask(manager, { ...asked, scope: "centre" }))).toEqual(wanted);

  const { sources } = (await (await admin.ask("GET", "/sources")).json()) as SourcesAnswer;
  expect(sources.map(({ source }) => source).sort()).toEqual(Object.values(SOURCES).sort());
  for (const { source, conflicts, today } of sources) {
    expect([source, conflicts, today.rejected]).toEqual([source, 0, 0]);
  }
});
