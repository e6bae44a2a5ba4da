/** Which promise holds for a contact (KPIS.md 4.2): the most specific one, as it was then (R8). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { directoryOf } from "../../../server/fold/directory.ts";
import { type OrgInput, orgDocument } from "../../../shared/org/org.ts";

type Sla = NonNullable<OrgInput["slas"]>[number];

const MARCH = Date.parse("2026-03-04T12:00:00+01:00");
const NOBODY = { team: null, channel: null, priority: null };
const promised = (...slas: Sla[]) => directoryOf(orgDocument.parse({ slas })).promise;

test("[KPIS-4.2] without an entry nothing is promised; metrics are apart", () => {
  expect(promised()("frt", NOBODY, MARCH)).toBe(null);
  const promise = promised(
    { metric: "frt", seconds: 3600 },
    { metric: "resolution", seconds: 86_400, clock: "business" },
  );
  expect(promise("frt", NOBODY, MARCH)).toEqual({ seconds: 3600, clock: "calendar" });
  expect(promise("resolution", NOBODY, MARCH)).toEqual({ seconds: 86_400, clock: "business" });
  expect(promise("reply", NOBODY, MARCH)).toBe(null);
});

test("[KPIS-4.2] an entry that names something the contact is not does not hold", () => {
  const promise = promised({
    metric: "frt",
    team: "A",
    channel: "email",
    priority: "high",
    seconds: 60,
  });
  const contact = { team: "A", channel: "email", priority: "high" } as const;
  expect(promise("frt", contact, MARCH)?.seconds).toBe(60);
  for (const other of [
    { team: "B" },
    { team: null },
    { channel: "chat" },
    { channel: null },
    { priority: "low" },
    { priority: null },
  ] as const)
    expect(promise("frt", { ...contact, ...other }, MARCH)).toBe(null);
});

/** From the most specific to the least; the seconds are their place. */
const LADDER: readonly Sla[] = [
  { priority: "high", team: "A", channel: "email" },
  { priority: "high", team: "A" },
  { priority: "high", channel: "email" },
  { priority: "high" },
  { team: "A", channel: "email" },
  { team: "A" },
  { channel: "email" },
  {},
].map((names, place) => ({ metric: "frt" as const, ...names, seconds: place + 1 }) as Sla);

test("[KPIS-4.2] the most specific holds: priority before team before channel, however they are listed", () => {
  const contact = { team: "A", channel: "email", priority: "high" } as const;
  fc.assert(
    fc.property(fc.shuffledSubarray([...LADDER], { minLength: 1 }), (listed) => {
      const best = Math.min(...listed.map((one) => one.seconds));
      expect(promised(...listed)("frt", contact, MARCH)?.seconds).toBe(best);
    }),
  );
});

test("[R8] of equally specific ones the latest that has begun; a general one does not end a special one", () => {
  const promise = promised(
    { metric: "frt", team: "A", seconds: 100 },
    { metric: "frt", team: "A", from: "2026-03-05", seconds: 200 },
    { metric: "frt", from: "2026-03-06", seconds: 300 },
    { metric: "frt", priority: "high", from: "2026-03-07", seconds: 400 },
  );
  const on = (date: string, team: string | null = "A", priority: string | null = null) =>
    promise("frt", { team, channel: null, priority }, Date.parse(`${date}T00:00:00+01:00`))
      ?.seconds;
  expect(["2026-03-04", "2026-03-05", "2026-03-06"].map((date) => on(date))).toEqual([
    100, 200, 200,
  ]);
  expect([on("2026-03-05", "B"), on("2026-03-06", "B")]).toEqual([undefined, 300]);
  expect([on("2026-03-06", "A", "high"), on("2026-03-07", "A", "high")]).toEqual([200, 400]);
});
