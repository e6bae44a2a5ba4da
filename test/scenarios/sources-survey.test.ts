/**
 * A survey tool's trust model (EVENTS.md 10.8): it posts an answer once or more, in any order, again when it is
 * changed, and has no list that we can ask; its own file is that. Whatever is lost, repeated or late, the figures
 * are those of a clean stream. A whole server.
 */
import { createHmac } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { openReader } from "../../server/sources/catalog.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { chances } from "../support/generate.ts";
import {
  type Call,
  disordered,
  expectSame,
  lossy,
  type VendorPlace,
  vendorPlaces,
} from "../support/vendors/vendor-place.ts";

const SOURCE = "/acme/survey/nps";
const SECRET = "the-secret-that-the-tool-shows";
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 3 * HOUR_MS;
const TEAMS = ["support", "billing"] as const;
const MAPPING = {
  kind: "nps",
  proof: { kind: "hmac", header: "X-Signature", timestamp: "X-Signed-At" },
  fields: {
    surveyId: "token",
    time: "submitted_at",
    updatedAt: "updated_at",
    score: "answers[ref=q1].number",
    teamId: "team",
  },
};

const places = vendorPlaces({
  source: SOURCE,
  secret: SECRET,
  start: START,
  limit: { requests: 20, ms: MINUTE_MS },
  org: {
    organisation: { name: "Acme", zone: "Europe/Amsterdam" },
    teams: TEAMS.map((id) => ({ id: `t-${id}`, identities: [{ source: SOURCE, id }] })),
  },
  prove: ({ secret, body, at }) => ({
    "content-type": "application/json",
    "x-signed-at": new Date(at).toISOString(),
    "x-signature": createHmac("sha256", secret)
      .update(`${new Date(at).toISOString()}.${body}`)
      .digest("hex"),
  }),
});
const { cellsOf, figuresOf, post } = places;
afterEach(places.closeAll);

async function place(): Promise<VendorPlace> {
  const one = await places.place(() => () => null);
  const { admin } = one;
  const body = { source: SOURCE, options: MAPPING };
  expect((await admin.ask("PUT", "/connections", body)).status).toBe(204);
  return one;
}
const through = (one: VendorPlace, arriving: readonly Call[], to = OVER) =>
  places.through(one, arriving, { to });

interface Answer {
  readonly token: string;
  readonly team: string;
  readonly at: number;
  readonly score: number;
  /** Thought better of: another score, later. */
  readonly changed: { readonly at: number; readonly score: number } | null;
}

/** Sixty answers, every fifth of which is changed within the hour. */
const ANSWERS = ((): Answer[] => {
  const chance = chances(20_261_122);
  const score = () => Math.floor(chance() * 11);
  return Array.from({ length: 60 }, (_, index) => {
    const at = START + Math.floor(chance() * 5_400) * 1_000;
    const later = at + Math.floor(60 + chance() * 3_000) * 1_000;
    const changed = index % 5 === 0 ? { at: later, score: score() } : null;
    return {
      token: `s-${index}`,
      team: TEAMS[index % 2] ?? "support",
      at,
      score: score(),
      changed,
    };
  });
})();

const iso = (at: number) => new Date(at).toISOString();
const bodyOf = ({ token, team, at }: Answer, updatedAt: number, score: number) =>
  JSON.stringify({
    token,
    team,
    submitted_at: iso(at),
    updated_at: iso(updatedAt),
    answers: [
      { ref: "q0", text: "words" },
      { ref: "q1", number: score },
    ],
  });

const CALLS: readonly Call[] = ANSWERS.flatMap((one) => [
  { at: one.at, body: bodyOf(one, one.at, one.score) },
  ...(one.changed === null
    ? []
    : [{ at: one.changed.at, body: bodyOf(one, one.changed.at, one.changed.score) }]),
]);

/** Counted by hand: promoters less detractors, in percent of all. */
function known(): number {
  const last = ANSWERS.map(({ score, changed }) => changed?.score ?? score);
  const share = (fits: (score: number) => boolean) => last.filter(fits).length / last.length;
  return 100 * (share((score) => score >= 9) - share((score) => score <= 6));
}

/** The tool's own file, as it stands when everything has happened. */
async function imported({ desk: { core } }: VendorPlace): Promise<void> {
  const rows = ANSWERS.map(({ token, team, at, score, changed }) =>
    [token, team, iso(at), iso(changed?.at ?? at), changed?.score ?? score].join(","),
  );
  const mapping = {
    profile: "surveys",
    zone: "Europe/Amsterdam",
    columns: {
      surveyId: "token",
      teamId: "team",
      time: "submitted_at",
      updatedAt: "updated_at",
      score: "score",
      kind: { value: "nps" },
      min: { value: 0 },
      max: { value: 10 },
    },
  };
  const reader = openReader("csv", { source: SOURCE, mapping });
  if (!reader.ok) throw new Error(reader.problem);
  const text = ["token,team,submitted_at,updated_at,score", ...rows, ""].join("\n");
  const { events, refused } = reader.value.read({ text, last: true });
  expect(refused).toEqual([]);
  expect(await core.ingest.submit(SOURCE, events)).toMatchObject({ value: { rejected: [] } });
  await core.tail.idle();
}

let clean: string[] = [];
const isClean = async (one: VendorPlace) => expectSame(await cellsOf(one), clean, 10);

beforeAll(async () => {
  const one = await place();
  await through(one, CALLS);
  clean = await cellsOf(one);
  expect((await figuresOf(one, "nps.score"))[0]).toBeCloseTo(known(), 9);
  await places.closeAll();
}, 60_000);

describe("a survey tool's answers are the figures of a clean stream", () => {
  test("[REL-6][EVENTS 10.8] when it posts everything twice, in any order: a change never loses to what it changed", async () => {
    const one = await place();
    await through(one, disordered(CALLS, chances(7)), OVER + HOUR_MS);
    await isClean(one);
  });

  test("[EVENTS 10.8] when a third of its posts never comes: its own file heals it, and counts nothing twice", async () => {
    const one = await place();
    const chance = chances(11);
    await through(one, lossy(CALLS, chance));
    expect(await cellsOf(one)).not.toEqual(clean);
    await imported(one);
    await isClean(one);
    await imported(one);
    await isClean(one);
  });

  test("[EVENTS 10.8] when it is down for an hour and posts what it kept: an answer is of when it was given", async () => {
    const one = await place();
    const [from, to] = [START + 20 * MINUTE_MS, START + 80 * MINUTE_MS];
    await through(
      one,
      CALLS.map((call) => (call.at >= from && call.at < to ? { ...call, at: to } : call)),
    );
    await isClean(one);
  });

  test("[REL-4] when it posts everything again six days later", async () => {
    const one = await place();
    await through(one, CALLS);
    one.desk.clock.set(OVER + 6 * DAY_MS);
    for (const call of CALLS) expect(await post(one, call)).toBe(200);
    await one.desk.core.tail.idle();
    await isClean(one);
  });

  test("[SEC-8] a secret that is rotated: both are right for a while, then only the new one", async () => {
    const one = await place();
    const { admin, desk, key } = one;
    const secret = "the-secret-that-the-tool-shows-now";
    expect((await admin.ask("POST", `/keys/${key}/rotate`, { secret })).status).toBe(200);
    desk.clock.advance(2_000);
    const [first, second, third] = CALLS;
    if (first === undefined || second === undefined || third === undefined) throw new Error("few");
    expect(await post(one, first)).toBe(200);
    expect(await post(one, { ...second, secret })).toBe(200);
    expect((await admin.ask("POST", `/keys/${key}/retire`)).status).toBeLessThan(300);
    desk.clock.advance(2_000);
    expect(await post(one, third)).toBe(401);
    expect(await post(one, { ...third, secret })).toBe(200);
  });

  test("[SEC-8] a signing clock that is four minutes off is heard, one that is ten is not", async () => {
    const one = await place();
    const signed = (minutes: number): Call => ({
      ...(CALLS[0] ?? { at: START, body: "" }),
      signedAt: one.desk.clock.now() + minutes * MINUTE_MS,
    });
    for (const minutes of [-4, 4]) expect(await post(one, signed(minutes))).toBe(200);
    for (const minutes of [-10, 10]) expect(await post(one, signed(minutes))).toBe(401);
  });

  test("[EVENTS 10.8] without its mapping it is not known; a wrong one is refused; a score beyond its scale is no answer", async () => {
    const one = await places.place(() => () => null);
    const [call] = CALLS;
    if (call === undefined) throw new Error("none");
    expect(await post(one, call)).toBe(404);
    const put = (options: object) =>
      one.admin.ask("PUT", "/connections", { source: SOURCE, options });
    expect((await put({ kind: "nps" })).status).toBe(400);
    expect((await put(MAPPING)).status).toBe(204);
    expect(await (await one.admin.ask("GET", "/connections")).json()).toEqual([]);
    const [answer] = ANSWERS;
    if (answer === undefined) throw new Error("none");
    expect(await post(one, { ...call, body: bodyOf(answer, answer.at, 11) })).toBe(200);
    await one.desk.core.tail.idle();
    expect(await figuresOf(one, "nps.score")).toEqual([null]);
  });
});
