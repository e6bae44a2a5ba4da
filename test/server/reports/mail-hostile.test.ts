/** Names that would end a header, begin another or become markup stay text in a mail (EXP-9, F17). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendThrough } from "../../../server/reports/mail.ts";
import { createKitchen } from "../../../server/reports/mail-of.ts";
import { ok } from "../../../shared/result.ts";
import { hostileTexts } from "../../support/hostile-texts.ts";
import { type LetterBox, openLetterBox } from "../../support/letter-box.ts";
import { readMail } from "../../support/read-mail.ts";
import { reportOf, sealedAnswer } from "../../support/report-world.ts";

let box: LetterBox;
beforeAll(async () => {
  box = await openLetterBox();
});
afterAll(() => box.close());

const NOBODY = { periods: {}, days: {}, teams: {}, teamDays: {}, channels: {} };
const FROM = "desk@example.test";
const OWN_TEXTS = [
  "x\r\nBcc: evil@example.test\r\n\r\nbody",
  "a\nSubject: other",
  "\u2028Subject: other",
  '"><img src=x onerror=alert(1)>',
  "=?utf-8?q?x?= =?utf-8?q?=0D=0ABcc=3A_evil?=",
  "\ud800 half",
  "</title><script>alert(1)</script>",
  "evil@example.test, Other <other@example.test>",
  "\r\n.\r\nMAIL FROM:<evil@example.test>",
  "n".repeat(5_000),
];

/** A report of a team, an organisation, a source and to a person that are all called so. */
async function mailed(text: string, seed: number): Promise<Buffer> {
  const scope = { label: "team:A", name: text };
  const report = { ...reportOf({ seed, scope, gaps: 1 }), organisation: text };
  const answer = sealedAnswer(report, 2);
  const kitchen = createKitchen({
    reports: { find: async () => ok({ answer, people: NOBODY, sides: [], heads: new Map() }) },
    zone: () => report.period.zone,
    group: async () => 5,
    silences: () => [{ source: text, state: "silent", since: 0 }],
    attach: async () => ({ name: "a.csv", type: "text/csv", content: Buffer.from("") }),
    link: () => "https://desk.example.test/reports",
  });
  const made = await kitchen.make(
    {
      about: { week: "2026-W10", scope: "team:A", revision: 2, user: "u_1" },
      digest: "d",
      person: { name: text, email: "to@example.test", language: null, may: () => true },
      format: "link",
      language: "en",
      from: FROM,
      isTest: false,
    },
    0,
  );
  return made?.raw ?? Buffer.alloc(0);
}

const HEADERS = [
  "auto-submitted",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
  "x-auto-response-suppress",
];
/** Of the plain text, with one gap and one silent source, whatever they are called. */
const LINES = 10;
const MARKUP = /<(?!\/?(html|head|meta|title|body|p|ul|li|a|br|small|strong|!doctype)\b)/gi;

test(`[F17] ${hostileTexts.length + OWN_TEXTS.length} hostile names end no header, add none, and become no markup`, async () => {
  const send = sendThrough({
    host: "127.0.0.1",
    port: box.port,
    tls: "none",
    user: null,
    password: null,
    from: FROM,
  });
  for (const [seed, text] of [...OWN_TEXTS, ...hostileTexts].entries()) {
    const raw = await mailed(text, seed);
    const mail = readMail(raw);
    expect([...mail.headers.keys()].sort(), text).toEqual(HEADERS);
    expect(mail.headers.get("to"), text).toMatch(/(^|<)to@example\.test>?$/);
    expect(mail.headers.get("from"), text).toMatch(/(^|<)desk@example\.test>?$/);
    expect(mail.headers.get("subject"), text).toMatch(/^Revision 2: .* · /);
    expect(mail.html.match(MARKUP), text).toBeNull();
    expect(mail.html.match(/<a /g), text).toHaveLength(1);
    expect(mail.text.length, text).toBeLessThan(3_000);
    expect(mail.text.split(/[\r\n\u2028\u2029]+/).length, text).toBe(LINES);
    expect(mail.text + mail.html, text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    if (seed >= OWN_TEXTS.length) continue;
    const before = box.letters.length;
    const signal = AbortSignal.timeout(60_000);
    expect(await send({ raw, from: FROM, to: "to@example.test" }, signal)).toMatchObject({
      ok: true,
    });
    expect(box.letters.slice(before)).toMatchObject([{ from: FROM, to: ["to@example.test"] }]);
    expect(readMail(box.letters[before]?.raw ?? raw)).toEqual(mail);
  }
});

test("[EXP-9] an address that is more than one address is never handed over", async () => {
  const server = {
    host: "127.0.0.1",
    port: box.port,
    tls: "none",
    user: null,
    password: null,
  } as const;
  const send = sendThrough({ ...server, from: FROM });
  const before = box.letters.length;
  for (const to of [
    "a@x.test, b@x.test",
    "a@x.test>\r\nRCPT TO:<b@x.test",
    "<a@x.test>",
    "a",
    "a b@x.test",
  ]) {
    const taken = await send(
      { raw: Buffer.from("Subject: x\r\n\r\nx"), from: FROM, to },
      AbortSignal.timeout(60_000),
    );
    expect(taken, to).toMatchObject({ ok: false, problem: { isServer: false } });
  }
  expect(box.letters.length).toBe(before);
});
