/** Golden files as people hand them over: broken ones, bare ones, and what only some cases lack. */
import { expect, test } from "vitest";
import { goldenFileOf } from "../../../../server/commands/golden/file.ts";
import { goldenCommand, goldenLines } from "../../../../server/commands/golden/golden.ts";
import type { GoldenLine } from "../../../../server/commands/golden/line.ts";
import { UsageError } from "../../../../server/commands/options.ts";

const CREATED = {
  id: "e1",
  at: "2026-03-03T09:00:00+01:00",
  kind: "ticket.created",
  ticket: "t1",
  by: "customer",
  team: "A",
  channel: "email",
};

const fileOf = (content: object) => goldenFileOf(JSON.stringify(content), "f.json");

/** What the command prints for one case, and what it says beside it. */
async function run(one: object, conventions: object = {}) {
  const lines: GoldenLine[] = [];
  const said: string[] = [];
  const file = fileOf({
    conventions,
    cases: [{ id: "C1", events: [CREATED], expected: [], ...one }],
  });
  for await (const line of goldenLines(file, (text) => said.push(text))) lines.push(line);
  return { lines, said };
}

const created = { kpi: "tickets.created", scope: "org", period: "2026-W10" };

test.each([
  ["{", /^f\.json is not JSON: /],
  ["[]", /^f\.json is not a golden file: it /],
  ["{}", /^f\.json is not a golden file: cases /],
  ['{"cases": []}', /^f\.json is not a golden file: cases /],
  ['{"cases": [{"id": "C1"}]}', /^f\.json is not a golden file: cases\.0\.events /],
  [
    '{"cases": [{"id": "C1", "events": [{"id": "e"}], "expected": []}]}',
    /cases\.0\.events\.0\.at /,
  ],
  ['{"conventions": {"zone": "Mars"}, "cases": []}', /conventions\.zone .*time zone/],
])("[CLI7] a broken file is one sentence: %s", (text, sentence) => {
  expect(() => goldenFileOf(text, "f.json")).toThrow(UsageError);
  expect(() => goldenFileOf(text, "f.json")).toThrow(sentence);
});

test("[CLI7] a file that is not there is one sentence", async () => {
  const lines = goldenCommand(["nowhere.json"], () => {});
  const first = lines[Symbol.asyncIterator]().next();
  await expect(first).rejects.toThrow(/^there is no file nowhere\.json$/);
});

test("[CLI7] a value that cannot be had is null and says why; its neighbours are answered", async () => {
  const wrong = [
    { ...created, kpi: "tickets.invented" },
    { ...created, scope: "moon" },
    { ...created, period: "2026-W60" },
    { ...created, as_of: "yesterday" },
  ];
  const { lines } = await run({ expected: [...wrong, created] });
  expect(lines.map(({ actual }) => actual)).toEqual([null, null, null, null, 1]);
  expect(lines.map(({ problem }) => problem)).toEqual([
    'there is no KPI "tickets.invented"',
    expect.stringMatching(/^a scope is/),
    "there is no week 2026-W60",
    "as_of is no RFC 3339 instant",
    undefined,
  ]);
});

test("[CLI7] kinds and events that are not taken are told by case and id, and the rest is counted", async () => {
  const events = [
    CREATED,
    { ...CREATED, id: "e2", kind: "ticket.sneezed" },
    { id: "e3", at: CREATED.at, kind: "message", ticket: "t1", author: "agent" },
  ];
  const { lines, said } = await run(
    { events, expected: [created] },
    {
      schedules: { A: "soon" },
      fcr_window_hours: 72,
    },
  );
  expect(lines[0]).toEqual({ case: "C1", ...created, actual: 1, n: 1 });
  expect(said).toEqual([
    "the hours of team A cannot be read: soon",
    "fcr_window_hours is always 168 here, not 72",
    "C1: e2 is of a kind that is not known: ticket.sneezed",
    expect.stringMatching(/^C1: refused e3: data\.agentId /),
  ]);
});

test("[R6] a span may be told in local dates of the file's zone, and half-open", async () => {
  const span = (from: string, to: string) => ({ ...created, period: { from, to } });
  const { lines } = await run({
    events: [{ ...CREATED, at: "2026-03-03T00:00:00+01:00" }],
    expected: [
      span("2026-03-03", "2026-03-04"),
      span("2026-03-02", "2026-03-03"),
      { ...created, period: "2026-03" },
    ],
  });
  expect(lines.map(({ actual }) => actual)).toEqual([1, 0, 1]);
  expect(lines[0]?.period).toEqual({ from: "2026-03-03", to: "2026-03-04" });
});

test("[REL-4] as_of of a value comes before that of its case; what had not happened is not there", async () => {
  const events = [CREATED, { ...CREATED, id: "e2", ticket: "t2", at: "2026-03-03T11:00:00+01:00" }];
  const { lines } = await run({
    as_of: "2026-03-03T10:00:00+01:00",
    events,
    expected: [
      created,
      { ...created, as_of: "2026-03-03T11:00:00+01:00" },
      { kpi: "waiting.oldest", scope: "team:A", period: null },
      { kpi: "waiting.oldest", scope: "team:A", period: null, as_of: "2026-03-03T11:00:10+01:00" },
    ],
  });
  expect(lines.map(({ actual }) => actual)).toEqual([1, 2, 3600, 7210]);
});
