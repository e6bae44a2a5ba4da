/** `deskpulse try-source`: what a payload becomes, and which figures it would change; nothing is kept. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { UsageError } from "../../../server/commands/options.ts";
import { trySource, trySourceCommand } from "../../../server/commands/try-source.ts";

const folder = mkdtempSync(join(tmpdir(), "deskpulse-try-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const printed = async (...args: string[]): Promise<string> => {
  const lines: string[] = [];
  await trySourceCommand(args, (line) => lines.push(line));
  return lines.join("\n");
};

const log = [
  "1772528400|c.1|NONE|NONE|ENTERQUEUE||+31201234567|1",
  "1772528412|c.1|support|Agent/1141|CONNECT|12|c.2|5",
  "1772528492|c.1|support|Agent/1141|COMPLETECALLER|12|80|1",
  "1772528492|c.1|support|Agent/1141|COMPLETECALLER|12|80|1",
].join("\n");

test("[SCR-14] a queue_log: each event, the values it brings, and the figures that read them", async () => {
  const file = fileOf("calls.log", `${log}\n`);
  const { connector, seen, steps, figures } = await trySource([file]);
  expect([connector, seen]).toEqual(["asterisk", "Asterisk: lines of queue_log"]);
  const answered = steps.find(({ type }) => type === "contact.answered");
  expect(answered).toMatchObject({ about: "contact/c.1", became: "accepted" });
  const waits = answered?.changes.filter(({ value }) => value === 12) ?? [];
  expect(waits.flatMap(({ kpis }) => kpis)).toContain("asa.mean");
  const asa = figures.find(({ kpi }) => kpi === "asa.mean");
  expect([asa?.value, asa?.n]).toEqual([12, 1]);
  expect(figures.find(({ kpi }) => kpi === "aht.talk.mean")?.value).toBe(80);
});

const zendesk = (type: string, event: object, detail: object = {}) => ({
  type: `zen:event-type:ticket.${type}`,
  account_id: 22129848,
  id: `01J${type}`,
  time: "2026-03-03T08:30:00Z",
  zendesk_event_version: "2022-06-20",
  subject: "zen:ticket:35436",
  detail: {
    id: "35436",
    status: "OPEN",
    assignee_id: "8447388090494",
    created_at: "2026-03-03T08:00:00Z",
    updated_at: "2026-03-03T08:30:00Z",
    via: { channel: "email" },
    ...detail,
  },
  event,
});

test("[SCR-14] a vendor's call is known by itself, with what is ignored and why", async () => {
  const file = fileOf(
    "calls.jsonl",
    [
      zendesk("created", { meta: { sequence: { id: "1", position: 1, total: 1 } } }),
      zendesk("tags_changed", { tags_added: ["Geheim Nieuws"] }),
    ]
      .map((call) => JSON.stringify(call))
      .join("\n"),
  );
  const text = await printed(file);
  expect(text).toMatch(
    /^read as zendesk \(Zendesk: an event of its webhooks\): 1 events, 1 refused/,
  );
  expect(text).toContain("1. contact.created of contact/35436 at 2026-03-03T08:00:00.000Z");
  expect(text).toContain("+ ticket.created = 1: tickets.created");
  expect(text).toContain("record 2: ignored:");
  expect(text).toMatch(/tickets\.created +1 {2}n=1/);
  expect(text).not.toContain("Geheim");
});

test("[PRIV-2] a customer's address is not printed, and the same customer stays the same", async () => {
  const contact = (id: string, customerRef: string) => ({
    specversion: "1.0",
    type: "deskpulse.contact.created.v1",
    source: "/acme/mail/main",
    id,
    time: "2026-03-03T08:00:00Z",
    subject: `contact/${id}`,
    data: { contactId: id, channel: "email", direction: "inbound", customerRef },
  });
  const all = [contact("a", "mailto:ana@example.com"), contact("b", "mailto:ana@example.com")];
  const file = fileOf("mails.json", JSON.stringify(all));
  const { steps } = await trySource([file]);
  expect(await printed(file, "--json")).not.toContain("example.com");
  const refs = steps.map(({ data }) => (data as { customerRef?: string }).customerRef);
  expect(refs[0]).toMatch(/^c:/);
  expect(new Set(refs).size).toBe(1);
});

test("[SCR-14] an event that would be refused is named with its path, a repeat counts once", async () => {
  const good = {
    specversion: "1.0",
    type: "deskpulse.survey.answered.v1",
    source: "/acme/survey/main",
    id: "s1",
    time: "2026-03-03T08:00:00Z",
    subject: "survey/s1",
    data: { surveyId: "s1", kind: "csat", score: 5, scale: { min: 1, max: 5 } },
  };
  const bad = { ...good, id: "s2", data: { ...good.data, surveyId: "s2", score: 9 } };
  const all = [good, bad, good];
  const { steps, refused, figures } = await trySource([fileOf("s.json", JSON.stringify(all))]);
  expect(refused).toMatchObject([{ line: 2, path: "data.score" }]);
  expect(steps.map(({ became }) => became)).toEqual(["accepted", "repeat"]);
  expect(steps[1]?.changes).toEqual([]);
  expect(figures.find(({ kpi }) => kpi === "csat.score")?.n).toBe(1);
});

test("[SCR-14] what cannot be tried is answered with one sentence", async () => {
  const asked = (...args: string[]) => trySource(args).catch((problem: unknown) => problem);
  const sentences: readonly (readonly [unknown, RegExp])[] = [
    [await asked(), /shows what a payload becomes/],
    [await asked(join(folder, "none.json")), /there is no file/],
    [await asked(fileOf("poem.txt", "roses are red")), /looks like nothing we know/],
    [await asked(fileOf("x.json", "{}"), "--connector", "fax"), /there is no connector fax/],
    [await asked(fileOf("t.csv", "a,b\n1,2\n")), /mapping/],
  ];
  for (const [problem, sentence] of sentences) {
    expect(problem).toBeInstanceOf(UsageError);
    expect((problem as Error).message).toMatch(sentence);
  }
});

test("[SCR-14] what a system must be told and was not, or cannot be told, is said by its field and page", async () => {
  const file = fileOf("answer.json", JSON.stringify({ score: 3 }));
  await expect(trySource([file, "--connector", "survey"])).rejects.toThrow(
    /^survey: its settings: kind is required; --mapping FILE .*sources\/survey\/README\.md/,
  );
  await expect(trySource([file, "--connector", "connect", "--mapping", file])).rejects.toThrow(
    /^connect: this system has no settings of its own, such as "score".*amazon-connect\/README\.md/,
  );
});
