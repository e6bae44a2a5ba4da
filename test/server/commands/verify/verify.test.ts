/** A figure from its passport: it was so, it holds, or what changed it (PASS3 to PASS6). */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Verification } from "../../../../server/commands/verify/verify.ts";
import { verify } from "../../../../server/commands/verify/verify.ts";
import type { Core } from "../../../../server/core.ts";
import { setOrganisation } from "../../../../server/core.ts";
import { questionOf } from "../../../../server/figures/ask.ts";
import { figures } from "../../../../server/figures/figure.ts";
import { figuresWithPassports } from "../../../../server/figures/passport.ts";
import { MemoryStore } from "../../../../server/store/memory/memory-store.ts";
import { catalog } from "../../../../shared/kpi/catalog.ts";
import { DAY_MS, HOUR_MS } from "../../../../shared/time/interval.ts";
import { type Passport, parsePassport } from "../../../../shared/wire/passport.ts";
import { all } from "../../../contract/store-model.ts";
import { type Asking, newWorld, org, runs, send } from "../../../laws/world.ts";
import { BEGIN, centre, disorder, NOW } from "../../../support/generate.ts";
import { handled, MONDAY, several, tellInTime } from "../../explain/why-desk.ts";
import {
  contact,
  corrected,
  type Desk,
  openDesk,
  queued,
  status,
  ticket,
  timeOf,
} from "../../fold/desk.ts";

async function passportsOf(core: Core, asking: Asking): Promise<Passport[]> {
  const { tail, clock } = core;
  const question = questionOf(asking, tail.document().organisation.zone, clock.now());
  if (!question.ok) throw new Error(question.problem);
  const found = await figuresWithPassports(tail, question.value, () => clock.now());
  return found.map(({ passport = "" }) => {
    const parsed = parsePassport(passport);
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.value;
  });
}

async function passportOf(desk: Desk, asking: Asking): Promise<Passport> {
  const [one] = await passportsOf(desk.core, asking);
  if (one === undefined) throw new Error("no figure");
  return one;
}

/** Against the core's own log, a copy of what a command beside it would read. */
async function verified(
  { store, clock }: Core,
  passport: Passport,
  now = clock.now(),
): Promise<Verification> {
  const end = await store.appended();
  const log = { end, read: (after: number) => store.read(after) };
  return verify(passport, { log, scratch: new MemoryStore(), now });
}

const AHT = { kpi: "aht.mean", period: "2026-W10" };
const BEGIN_OF_WEEK = "2026-03-02T08:00:00Z";

test("[PASS3] of a log that was not touched every figure holds, also later", async () => {
  const desk = await openDesk({ now: BEGIN_OF_WEEK });
  await tellInTime(desk, several(10, { id: "a", at: MONDAY, seconds: 100 }));
  const passport = await passportOf(desk, AHT);
  expect(passport).toMatchObject({ n: 10, numerator: 1000, value: 100, log: 40 });
  expect(await verified(desk.core, passport)).toMatchObject({ verdict: "holds", position: 40 });
  const muchLater = desk.clock.now() + 90 * DAY_MS;
  expect((await verified(desk.core, passport, muchLater)).verdict).toBe("holds");
});

test("[PASS4] a late contact is the one that is listed, with its old and new values and its events", async () => {
  const desk = await openDesk({ now: BEGIN_OF_WEEK });
  await tellInTime(desk, several(10, { id: "a", at: MONDAY, seconds: 100 }));
  const passport = await passportOf(desk, AHT);
  desk.clock.advance(7 * DAY_MS);
  const late = handled({ id: "late", at: MONDAY + 3 * HOUR_MS, seconds: 430, agentId: "ben" });
  await desk.send(...late, ...handled({ id: "other", at: MONDAY + 8 * DAY_MS, seconds: 1 }));
  const found = await verified(desk.core, passport);
  if (found.verdict !== "changed") throw new Error(found.verdict);
  expect([found.was.value, found.is.value, found.is.n]).toEqual([100, 130, 11]);
  expect(found.differences).toMatchObject([
    { key: "/t/desk/main|contact/late", gone: [], come: [{ measure: "leg.workload", value: 430 }] },
  ]);
  const causes = found.causes.contacts.get("/t/desk/main|contact/late") ?? [];
  expect(causes.map(({ id, position }) => [id, position])).toEqual(
    late.map(({ id }, index) => [id, 41 + index]),
  );
  expect(causes[0]).toMatchObject({ type: "contact.created", receivedAt: desk.clock.now() });
});

test("[PASS4] a contact whose time another shares is listed with the other's event", async () => {
  const desk = await openDesk({ now: BEGIN_OF_WEEK });
  const leg = { at: MONDAY, seconds: 100, channel: "chat" };
  await tellInTime(desk, handled({ id: "a", ...leg }));
  const passport = await passportOf(desk, AHT);
  desk.clock.advance(DAY_MS);
  await desk.send(...handled({ id: "b", ...leg }));
  const found = await verified(desk.core, passport);
  if (found.verdict !== "changed") throw new Error(found.verdict);
  expect(
    found.differences.map(({ key, gone, come }) => [key.slice(-1), gone[0]?.value, come[0]?.value]),
  ).toEqual([
    ["a", 100, 50],
    ["b", undefined, 50],
  ]);
  const ids = found.causes.contacts.get("/t/desk/main|contact/a")?.map(({ id }) => id);
  expect(ids).toEqual(["b-0", "b-1", "b-2", "b-3"]);
});

test("[PASS4] a repeat of what was known is no cause", async () => {
  const desk = await openDesk({ now: BEGIN_OF_WEEK });
  const first = handled({ id: "a", at: MONDAY, seconds: 100 });
  await tellInTime(desk, first);
  const passport = await passportOf(desk, AHT);
  const { store, tail } = desk.core;
  for (const { events } of await all(store.read(0))) {
    tail.accept(await store.append(events, desk.clock.now()));
  }
  const said = first[1]?.id ?? "";
  desk.clock.advance(3 * HOUR_MS);
  await desk.send(corrected("2026-03-02T10:00:00Z", { eventId: said }, { retract: true }, "fix"));
  const found = await verified(desk.core, passport);
  if (found.verdict !== "changed") throw new Error(found.verdict);
  expect(found.is.n).toBe(0);
  const causes = [...found.causes.contacts.values()].flat();
  expect(causes.map(({ id, type, position }) => [id, type, position])).toEqual([
    ["fix", "record.corrected", 9],
  ]);
});

test("[PASS4] a change of the organisation is named, and what it moved", async () => {
  const teams = [{ id: "north" }, { id: "south" }];
  const team = (id: string) => ({
    teams,
    agents: [{ id: "ann", memberships: [{ team: id }] }],
  });
  const desk = await openDesk({ now: BEGIN_OF_WEEK, org: team("north") });
  await tellInTime(desk, several(2, { id: "a", at: MONDAY, seconds: 100 }));
  const passport = await passportOf(desk, { ...AHT, scope: "team:north" });
  desk.clock.advance(HOUR_MS);
  await desk.describe(team("south"));
  const found = await verified(desk.core, passport);
  if (found.verdict !== "changed") throw new Error(found.verdict);
  expect([found.was.n, found.is.n, found.differences.length]).toEqual([2, 0, 2]);
  expect(found.causes.organisation).toMatchObject([{ type: "org.changed", position: 10 }]);
});

test("[PASS4] what only time decided is told without an event", async () => {
  const desk = await openDesk({ now: "2026-03-04T08:00:00Z" });
  desk.clock.set(Date.parse(timeOf("09:00:05")));
  await desk.send(ticket("09:00:00", { customerRef: "r1" }), status("09:00:03", "resolved"));
  const passport = await passportOf(desk, { kpi: "fcr", period: "2026-03-04" });
  expect(passport.n).toBe(0);
  const found = await verified(desk.core, passport, desk.clock.now() + 8 * DAY_MS);
  if (found.verdict !== "changed") throw new Error(found.verdict);
  expect([found.is.n, found.is.value]).toEqual([1, 100]);
  expect(found.causes).toEqual({ contacts: new Map(), organisation: [] });
});

test("[PASS5] what it cannot tell it says in one sentence", async () => {
  const desk = await openDesk({ now: BEGIN_OF_WEEK });
  await tellInTime(desk, several(2, { id: "a", at: MONDAY, seconds: 100 }));
  const passport = await passportOf(desk, AHT);
  const reason = async (change: Partial<Passport>, core = desk.core) => {
    const found = await verified(core, { ...passport, ...change });
    return found.verdict === "unknown" ? found.reason : found.verdict;
  };
  expect(await reason({})).toBe("holds");
  expect(await reason({ kpi: "no.such" })).toBe("this Deskpulse has no figure no.such");
  expect(await reason({ version: 1 })).toMatch(
    /computed as aht\.mean@1; this Deskpulse has aht\.mean@2/,
  );
  expect(await reason({ log: 99 })).toMatch(/ends at log position 8, the passport is of 99/);
  expect(await reason({ log: 8, at: MONDAY - DAY_MS })).toMatch(/another store/);
  expect(await reason({ n: 3 })).toMatch(/other numbers: this is not the store/);
  expect(await reason({ value: 100.00000000000001 })).toMatch(/other numbers/);
  expect(await reason({ n: 3, fold: 0 })).toMatch(/other rules for facts \(fold 0, here \d+\)/);
  const other = await openDesk({ now: BEGIN_OF_WEEK });
  await tellInTime(other, several(2, { id: "a", at: MONDAY, seconds: 101 }));
  expect(await reason({}, other.core)).toMatch(/not the store/);
});

test("[PASS6] a window of the last hour and what waits now are told again, too", async () => {
  const desk = await openDesk({ now: BEGIN_OF_WEEK });
  await tellInTime(desk, [
    ...several(5, { id: "a", at: MONDAY, seconds: 100 }),
    contact("created", "2026-03-02T08:30:00Z", { channel: "phone", direction: "inbound" }),
    queued("2026-03-02T08:30:10Z"),
  ]);
  desk.clock.set(Date.parse("2026-03-02T08:45:10Z"));
  const hour = await passportOf(desk, { kpi: "session_length.p50", period: "last-60m" });
  const waiting = await passportOf(desk, { kpi: "queue.longest" });
  expect([hour.n, waiting.value]).toEqual([5, 900]);
  const later = desk.clock.now() + 40 * DAY_MS;
  expect((await verified(desk.core, hour, later)).verdict).toBe("holds");
  expect((await verified(desk.core, waiting, later)).verdict).toBe("holds");
  desk.clock.advance(HOUR_MS);
  await desk.send(
    contact("abandoned", "2026-03-02T08:45:00Z", { stage: "queue", reason: "hangup" }),
  );
  const found = await verified(desk.core, waiting);
  expect(found).toMatchObject({ verdict: "changed", is: { value: null, n: 0 } });
  const busy = await passportOf(desk, { kpi: "occupied.seconds", period: "last-60m" });
  expect(await verified(desk.core, busy)).toMatchObject({ verdict: "unknown" });
});

const ASKINGS: readonly Asking[] = [
  { period: "2026-W43" },
  { period: "2026-W44", by: "agent" },
  { period: "2026-10-24", by: "channel" },
  { period: "2026-W44", by: "day", scope: "team:north" },
  { period: "last-24h" },
  { period: "2026-W43", scope: "agent:ann", channel: "phone" },
  { period: "2026-10-25", by: "interval" },
];

test("[PASS3] any figure of any centre was so, and holds exactly if it is the same now", async () => {
  const kpis = catalog.map(({ id }) => id);
  const seen = { holds: 0, changed: 0 };
  await fc.assert(
    fc.asyncProperty(centre(16), fc.integer(), fc.nat(), async (events, seed, salt) => {
      const batches = disorder(events, seed);
      const { core, clock } = await newWorld(new MemoryStore(), BEGIN + 9.3 * DAY_MS);
      await setOrganisation(core, org);
      const half = Math.ceil(batches.length / 2);
      for (const batch of batches.slice(0, half)) await send(core, batch);
      const asking = ASKINGS[salt % ASKINGS.length] ?? {};
      const passports = await passportsOf(core, { ...asking, kpi: kpis.join(",") });
      const some = passports.filter(({ n }) => n > 0 || salt % 9 === 0);
      clock.set(NOW);
      for (const batch of batches.slice(half)) await send(core, batch);
      for (const passport of [0, 1, 2, 3].map((more) => some[(salt + more * 7) % some.length])) {
        if (passport === undefined) continue;
        const found = await verified(core, passport);
        if (found.verdict === "unknown") {
          expect(found.reason).toMatch(/25 hours/);
          continue;
        }
        seen[found.verdict] += 1;
        const { n, numerator, denominator, value } = passport;
        expect(found.was).toEqual({ n, numerator, denominator, value });
        if (found.verdict === "changed") expect(found.is).not.toEqual(found.was);
        if (asking.period === "last-24h" || passport.asOf !== undefined) continue;
        const zone = core.tail.document().organisation.zone;
        const question = questionOf({ ...asking, kpi: passport.kpi }, zone, NOW);
        if (!question.ok) throw new Error(question.problem);
        const now = (await figures(core.tail, question.value)).find(
          ({ by }) => passport.by === undefined || passport.by === `${asking.by}:${by}`,
        );
        expect(found.verdict === "holds").toBe(
          now?.n === n && now.value === value && now.numerator === numerator,
        );
      }
    }),
    runs(40),
  );
  expect(seen.holds).toBeGreaterThan(20);
  expect(seen.changed).toBeGreaterThan(5);
});
