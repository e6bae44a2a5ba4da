/** The transparency page in words: complete in each language, and nothing of the data left out. */
import { expect, test } from "vitest";
import { rightsTable } from "../../server/accounts/rights-table.ts";
import { eventSchemas } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { privacyEn } from "../../shared/text/privacy.en.ts";
import { privacyFr } from "../../shared/text/privacy.fr.ts";
import { privacyNl } from "../../shared/text/privacy.nl.ts";
import { transparencyPage } from "../../shared/text/transparency.ts";
import { type Language, languages } from "../../shared/text/words.ts";
import { NOT_MEASURED, type Transparency } from "../../shared/wire/privacy.ts";

const all = { nl: privacyNl, fr: privacyFr, en: privacyEn };

/** Every text with its path. */
function flat(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, part]) => flat(part, `${path}/${key}`));
}
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

const because = { reason: "Kleine teams", reference: "OR 2026-04", at: "2026-03-10T10:00:00Z" };
const data: Transparency = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  asOf: "2026-03-10T10:00:00Z",
  measured: catalog.map(({ id, version, perAgent, measures }) => ({
    definition: `${id}@${version}`,
    perAgent,
    measures: [...measures],
  })),
  notMeasured: [...NOT_MEASURED],
  rights: rightsTable(),
  retention: [
    { level: "raw", amount: 1, unit: "days", default: 90, because: null },
    { level: "agent", amount: 26, unit: "weeks", default: 26, because: null },
    { level: "team", amount: 48, unit: "months", default: 37, because },
    { level: "audit", amount: 1, unit: "months", default: 13, because: null },
  ],
  group: { amount: 4, default: 5, because },
  switches: [{ id: "rankings", on: false }],
  sources: [
    { source: "/acme/pbx/main", lastEventAt: null, events: Object.keys(eventSchemas) as never },
    { source: "/acme/ivr/main", lastEventAt: "2026-03-10T10:00:00Z", events: ["source.gap"] },
    { source: "/acme/new/main", lastEventAt: null, events: [] },
  ],
  outgoing: [{ purpose: "mail", host: "mail.acme.example" }],
  changes: {
    since: "2025-02-10T10:00:00Z",
    policy: [
      { at: "2026-03-10T10:00:00Z", path: "group", from: 5, to: 4 },
      { at: "2026-03-09T10:00:00Z", path: "retention.team", from: 37, to: 48 },
    ],
    others: [
      { what: "roles", count: 3, lastAt: "2026-03-08T10:00:00Z" },
      { what: "targets", count: 0, lastAt: null },
    ],
  },
  contact: "privacy@acme.example",
};

const rowsOf = (language: Language, id: string, of = data) =>
  transparencyPage(of, language).find((section) => section.id === id)?.rows ?? [];

test.each(languages)("[SCR-19] %s has every text, with the same values to fill in", (language) => {
  const texts = new Map(flat(all[language]));
  for (const [path, english] of flat(privacyEn)) {
    const text = texts.get(path) ?? "";
    expect(text === "", path).toBe(english === "");
    expect(holes(text), path).toEqual(holes(english));
  }
  expect(texts.size).toBe(flat(privacyEn).length);
});

test.each(languages)("[SCR-19] no hole and no id is left on the page in %s", (language) => {
  const page = transparencyPage(data, language);
  for (const { id, title, text, rows } of page) {
    expect(title).not.toBe("");
    expect(rows.length, id).toBeGreaterThan(0);
    for (const part of [title, text, ...rows.flatMap((row) => [row.label, row.text])]) {
      expect(part).not.toMatch(/[{}_]|undefined|NaN|\[object/);
    }
  }
  expect(new Set(page.map(({ id }) => id)).size).toBe(10);
});

test("[SCR-19] French has a no-break space before double punctuation", () => {
  const page = transparencyPage(data, "fr");
  const parts = page.flatMap(({ title, text, rows }) => [
    title,
    text,
    ...rows.flatMap((row) => [row.label, row.text]),
  ]);
  expect(parts.filter((text) => / [:;!?]/.test(text))).toEqual([]);
});

test.each(languages)(
  "[PRIV-10] every figure is there with its formula and version in %s",
  (language) => {
    const rows = rowsOf(language, "measured");
    expect(rows.length).toBe(catalog.length);
    expect(new Set(rows.map(({ label }) => label)).size).toBe(catalog.length);
    expect(rows.every(({ text }) => /versi[eo]n? \d+\)$/.test(text))).toBe(true);
  },
);

test("[PRIV-9] what is wider says so, with reason, decision and date; what is not says that", () => {
  const rows = rowsOf("nl", "retention").map(({ text }) => text);
  expect(rows).toEqual([
    "1 dag",
    "26 weken, zoals geleverd",
    "48 maanden, ruimer dan geleverd (37 maanden). Reden: Kleine teams. Besluit van de ondernemingsraad: OR 2026-04, 10-03-2026",
    "1 maand",
  ]);
  expect(rowsOf("en", "group")[0]?.text).toContain("4 people, wider than delivered (5 people).");
});

test("[PRIV-10] what the sources send of employees is told by type, in each language", () => {
  for (const language of languages) {
    const [pbx, ivr, fresh] = rowsOf(language, "sources");
    const texts = Object.values(all[language].events).filter((text) => text !== "");
    expect(texts.length).toBe(17);
    for (const text of texts) expect(pbx?.text).toContain(text);
    expect(ivr?.text).toContain(all[language].says.aboutNobody);
    expect(fresh?.text).toContain(all[language].says.silent);
  }
  expect(rowsOf("en", "sources", { ...data, sources: [] })[0]?.label).toBe(privacyEn.says.noSource);
});

test("[PRIV-10] who sees what is a sentence for each role that sees it", () => {
  const rows = new Map(rowsOf("en", "rights").map(({ label, text }) => [label, text]));
  expect(rows.get(privacyEn.rights.colleague)).toBe(
    "Team leader: the members of the own team, by person; this is logged",
  );
  expect(rows.get(privacyEn.rights.stranger)).toBe("nobody");
  expect(rows.get(privacyEn.rights.wallboard)).toContain(
    "Television: as a whole, from 4 people up",
  );
  expect(rows.get(privacyEn.rights.audit)).toBe("Administrator: yes");
});

test("[PRIV-10] changes are told with date and values, connections with their host, and whom to ask", () => {
  expect(rowsOf("en", "changes")).toEqual([
    { label: "10/03/2026", text: "Smallest group: from 5 to 4" },
    { label: "09/03/2026", text: "Figures by team: from 37 months to 48 months" },
    { label: "Users and roles", text: "3 times, last on 08/03/2026" },
    { label: "Targets", text: "no change" },
  ]);
  expect(rowsOf("en", "outgoing")).toEqual([{ label: "Mail", text: "mail.acme.example" }]);
  expect(rowsOf("en", "outgoing", { ...data, outgoing: [] })[0]?.label).toBe("None.");
  expect(rowsOf("nl", "contact")[0]?.label).toBe("privacy@acme.example");
  expect(rowsOf("nl", "contact", { ...data, contact: "" })[0]?.label).toBe(
    privacyNl.says.noContact,
  );
});
