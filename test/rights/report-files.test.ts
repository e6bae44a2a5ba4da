/** Whose weekly report leaves as a file, what is noted of it, and that a revision stays the same file (EXP-4, SEC-7). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILES_MAX } from "../../server/http/export-limit.ts";
import { callOf, type House, openHouse, ROLES, SOURCE } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const WEEK = "2026-W10";
const file = (format: string, scope: string, more = "") =>
  `/reports/weekly/${WEEK}.${format}?scope=${scope}${more}`;

/** agent, lead, manager, admin, device, nobody. The agent is Ann of support, whose leader the lead is. */
const ROWS: readonly (readonly [scope: string, statuses: string])[] = [
  ["agent:ann", "200 404 403 403 403 401"],
  ["agent:ben", "404 404 403 403 403 401"],
  ["team:support", "403 200 200 403 403 401"],
  ["team:sales", "403 404 200 403 403 401"],
  ["team:nobody", "403 404 404 403 403 401"],
  ["centre", "403 404 200 403 403 401"],
];

test.each(ROWS)(
  "[SEC-7][EXP-12] the report of %s as a file: %s, in every format",
  async (scope, wanted) => {
    for (const format of ["json", "csv", "xlsx", "pdf"]) {
      const found: number[] = [];
      for (const role of ROLES) {
        const answer = await house.ask(role, "GET", file(format, scope));
        await answer.arrayBuffer();
        found.push(answer.status);
      }
      expect(found.join(" "), format).toBe(wanted);
    }
  },
);

test.each([
  ["json", "application/json; charset=utf-8", "{"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"],
  ["csv", "text/csv; charset=utf-8", "Periode;"],
  ["pdf", "application/pdf", "%PDF-1.7"],
])(
  "[EXP-4][EXP-5] %s has its type and name, is kept nowhere, and stands in the audit log",
  async (format, type, begin) => {
    const { ask, id: user } = await house.enter([{ role: "manager" }]);
    const answer = await ask("GET", file(format, "team:support", "&lang=nl"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-language")).toBe("nl");
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="kpi-week_${WEEK}_support.${format}"`,
    );
    const text = Buffer.from(await answer.arrayBuffer())
      .toString("utf8")
      .replace("\ufeff", "");
    expect(text.slice(0, begin.length)).toBe(begin);
    const admin = await house.ask("admin", "GET", "/audit?action=report.exported");
    const { entries } = (await admin.json()) as { entries: { actor: string; detail: object }[] };
    expect(entries.find(({ actor }) => actor === user)?.detail).toEqual({
      kind: "report",
      week: WEEK,
      scope: "team:support",
      format,
    });
  },
);

test.each([
  [`/reports/weekly/${WEEK}.ndjson`, ".json, .xlsx, .csv or .pdf"],
  [file("csv", "centre", "&dialect=excel-fr"), "excel-nl, excel-en, systems"],
  [file("pdf", "centre", "&dialect=systems"), "of a CSV file only"],
  [file("pdf", "centre", "&lang=de"), "nl, fr, en"],
  [file("pdf", "centre", "&colour=red"), "colour"],
  ["/reports/weekly/2026-W99.pdf?scope=centre", ""],
])("[UX-20] %s is told what would be right", async (path, said) => {
  const answer = await house.ask("manager", "GET", path);
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toContain(said);
});

test("[EXP-4] nobody takes more than so many files an hour", async () => {
  const { ask } = await house.enter([{ role: "manager" }]);
  for (let taken = 0; taken < FILES_MAX; taken += 1)
    expect((await ask("GET", file("csv", "centre"))).status).toBe(200);
  const answer = await ask("GET", file("csv", "centre"));
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("[REL-3] what was sealed is the same file after late events, and the next revision another one", async () => {
  house.clock.set(Date.parse("2026-03-09T06:00:00Z"));
  const { ask } = await house.enter([{ role: "manager" }]);
  const seal = () => ask("POST", `/reports/weekly/${WEEK}/seal`, { scope: "centre" });
  const take = async (format: string, revision: number) => {
    const answer = await ask("GET", file(format, "centre", `&lang=fr&revision=${revision}`));
    return [answer.status, Buffer.from(await answer.arrayBuffer()).toString("base64")] as const;
  };
  expect((await seal()).status).toBe(201);
  const before = [await take("xlsx", 1), await take("pdf", 1), await take("json", 1)];
  const call = callOf("eva", 7, Date.parse("2026-03-05T09:00:00Z"), 600);
  await house.core.ingest.submit(SOURCE, call);
  await house.core.tail.idle();
  expect([await take("xlsx", 1), await take("pdf", 1), await take("json", 1)]).toEqual(before);
  expect((await seal()).status).toBe(201);
  expect([await take("xlsx", 1), await take("pdf", 1), await take("json", 1)]).toEqual(before);
  const [status, content] = await take("xlsx", 2);
  expect(status).toBe(200);
  expect(content).not.toBe(before[0]?.[1]);
  expect((await take("pdf", 3))[0]).toBe(404);
  const named = await ask("GET", file("csv", "centre"));
  expect(named.headers.get("content-disposition")).toContain(`kpi-week_${WEEK}_centre_r2.csv`);
});
