/** Suggestions for unmapped ids, and what an organisation names that does not exist (EVENTS.md 7). */
import { describe, expect, test } from "vitest";
import { missingReferences, neverOpen } from "../../../server/figures/quality/organisation.ts";
import { SUGGESTIONS_MAX, suggestionsFor } from "../../../server/figures/quality/suggestions.ts";
import { orgDocument } from "../../../shared/org/org.ts";

describe("suggestions", () => {
  const { agents } = orgDocument.parse({
    agents: [
      { id: "ana", name: "Ana Bakker", identities: [{ source: "/t/zendesk/main", id: "235324" }] },
      { id: "ben", name: "Ben de Wit", identities: [{ source: "/t/pbx/main", id: "Agent/1141" }] },
      { id: "zoë", name: "Zoë Claes" },
      { id: "ian", name: "Ian" },
    ],
  });
  const like = (native: string) =>
    suggestionsFor(native, agents).map(({ id, because }) => `${id} by ${because}`);

  test.each([
    ["235324", ["ana by id"]],
    ["SIP/1141", ["ben by id"]],
    ["Ana.Bakker@example.org", ["ana by name"]],
    ["bakker_ana", ["ana by name"]],
    ["abakker", ["ana by name"]],
    ["bdewit", ["ben by name"]],
    ["zoe.claes", ["zoë by name"]],
    ["ZOE", ["zoë by id"]],
    ["Ana Baker", ["ana by name"]],
    ["Ana Bakekr", ["ana by name"]],
    ["IAN", ["ian by id"]],
  ])("[QUAL3] %s is like %j", (native, expected) => expect(like(native)).toEqual(expected));

  test.each(["41", "ana.jansen", "bakker", "ia", "", "@/x", "1142", "Value 2"])(
    "[QUAL3] %j is like nobody",
    (native) => expect(like(native)).toEqual([]),
  );

  test("[QUAL3] never more than three, ids before names", () => {
    const many = ["a", "b", "c", "d"].map((id) => ({ id, name: "Ana Bakker", identities: [] }));
    const known = [...many, { id: "anabakker", name: "Else", identities: [] }];
    const found = suggestionsFor("ana bakker", known);
    expect(found).toHaveLength(SUGGESTIONS_MAX);
    expect(found[0]).toEqual({ id: "anabakker", name: "Else", because: "id" });
  });
});

describe("the organisation", () => {
  test("[QUAL5] a version without a block never opens; an exception or around the clock does", () => {
    const org = orgDocument.parse({
      teams: [{ id: "night", schedules: [{ schedule: "never" }] }, { id: "day" }],
      schedules: [
        { id: "never", versions: [{ week: { mon: [] } }] },
        {
          id: "later",
          versions: [
            { week: { mon: [["09:00", "17:00"]] } },
            { from: "2026-05-01", exceptions: [{ date: "2026-05-05" }] },
          ],
        },
        {
          id: "once",
          versions: [{ exceptions: [{ date: "2026-05-05", blocks: [["09:00", "17:00"]] }] }],
        },
        { id: "always", versions: [{ always: true }] },
      ],
    });
    expect(neverOpen(org)).toEqual([
      { schedule: "never", from: null, teams: ["night"] },
      { schedule: "later", from: "2026-05-01", teams: [] },
    ]);
  });

  test("[QUAL6] every name of something that is not described is told with its place", () => {
    const org = orgDocument.parse({
      teams: [{ id: "a", schedules: [{ schedule: "gone" }, { schedule: null }] }],
      agents: [{ id: "ana", memberships: [{ team: "a" }, { team: "b" }] }],
      queues: [{ id: "q", team: "c", teams: [{ team: "d" }] }],
      slas: [
        { metric: "frt", seconds: 60 },
        { metric: "frt", seconds: 60, team: "e" },
      ],
      targets: [
        { kpi: "csat.score", value: 85, team: "f" },
        { kpi: "csat.skore", value: 85 },
      ],
      shifts: [
        {
          agent: "ben",
          activity: "break",
          from: "2026-03-04T08:00:00Z",
          to: "2026-03-04T09:00:00Z",
        },
      ],
    });
    expect(missingReferences(org)).toEqual([
      { at: "teams.0.schedules.0", kind: "schedule", id: "gone" },
      { at: "agents.0.memberships.1", kind: "team", id: "b" },
      { at: "queues.0", kind: "team", id: "c" },
      { at: "queues.0.teams.0", kind: "team", id: "d" },
      { at: "slas.1", kind: "team", id: "e" },
      { at: "targets.0", kind: "team", id: "f" },
      { at: "targets.1", kind: "kpi", id: "csat.skore" },
      { at: "shifts.0", kind: "agent", id: "ben" },
    ]);
    expect(missingReferences(orgDocument.parse({}))).toEqual([]);
  });
});
