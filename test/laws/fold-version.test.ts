/** [FOLD3] What the fold makes of two frozen weeks has a fingerprint: as wire messages have. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { FOLD_VERSION } from "../../server/fold/version.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { newWorld, send } from "./world.ts";

const EVENTS = join(import.meta.dirname, "../../fixtures/events/two-weeks.ndjson");
const NOW = Date.parse("2026-11-10T12:00:00Z");
const DESK = "/t/desk/main";
const PHONE = "/t/phone/a";

/** Frozen, too: two teams, hours, promises, a shift. */
const org: OrgInput = {
  organisation: { name: "Frozen", zone: "Europe/Amsterdam" },
  teams: [
    {
      id: "north",
      identities: [
        { source: DESK, id: "g1" },
        { source: PHONE, id: "g2" },
      ],
      schedules: [{ schedule: "office" }],
    },
    { id: "south", line: 2, identities: [{ source: DESK, id: "g2" }] },
  ],
  agents: [
    {
      id: "ann",
      identities: [
        { source: DESK, id: "a1" },
        { source: PHONE, id: "a2" },
      ],
      memberships: [{ team: "north" }],
    },
    { id: "ben", identities: [{ source: DESK, id: "a2" }], memberships: [{ team: "south" }] },
  ],
  queues: [{ id: "line", team: "north", identities: [{ source: PHONE, id: "q1" }] }],
  schedules: [
    {
      id: "office",
      versions: [{ week: { mon: [["09:00", "17:00"]], thu: [["08:00", "20:00"]] } }],
    },
  ],
  slas: [
    { metric: "frt", seconds: 3600 },
    { metric: "reply", seconds: 7200, clock: "business" },
    { metric: "resolution", seconds: 86_400 },
  ],
  shifts: [
    {
      agent: "ann",
      activity: "productive",
      from: "2026-10-22T07:00:00Z",
      to: "2026-10-22T15:00:00Z",
    },
  ],
};

test("[FOLD3] other facts of the same events come with a new FOLD_VERSION", async () => {
  const { core } = await newWorld(undefined, NOW);
  await setOrganisation(core, org);
  const lines = readFileSync(EVENTS, "utf8").trim().split("\n");
  await send(
    core,
    lines.map((line) => JSON.parse(line)),
  );
  const told: string[] = [];
  for await (const { key, meaning } of core.tail.between(0, NOW)) {
    const { facts, spans } = meaning;
    if (facts.length + spans.length === 0) continue;
    const all = [...facts, ...spans].map((one) => JSON.stringify(one, Object.keys(one).sort()));
    told.push(`${key} ${all.sort().join(" ")}`);
  }
  const fingerprint = createHash("sha256").update(told.sort().join("\n")).digest("hex");
  // It changed? Then stored entities and cells are not what this fold makes: raise FOLD_VERSION.
  expect([FOLD_VERSION, told.length, fingerprint.slice(0, 12)]).toMatchInlineSnapshot(`
    [
      1,
      129,
      "443b4f6beee0",
    ]
  `);
});
