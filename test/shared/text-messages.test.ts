import { expect, test } from "vitest";
import { catalog } from "../../shared/kpi/catalog.ts";
import { en } from "../../shared/text/messages.en.ts";
import { fr } from "../../shared/text/messages.fr.ts";
import { nl } from "../../shared/text/messages.nl.ts";
import { kpiName, languageOf, languages, localeOf, wordsOf } from "../../shared/text/words.ts";

const catalogs: Record<(typeof languages)[number], Record<string, string>> = { nl, fr, en };
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(languages)(
  "[UX-3] every KPI has a wall label of at most 16 characters in %s",
  (language) => {
    for (const { id } of catalog) {
      const label = kpiName(wordsOf(language), id, "label");
      expect(label.length, `${id}: ${label}`).toBeLessThanOrEqual(16);
      expect(label).not.toBe(id);
      expect(kpiName(wordsOf(language), id, "long")).not.toBe(id);
    }
  },
);

test.each(languages)("[UX-26] %s has every key, no more, and no empty text", (language) => {
  expect(Object.keys(catalogs[language]).sort()).toEqual(Object.keys(en).sort());
  expect(Object.values(catalogs[language]).filter((text) => text.trim() === "")).toEqual([]);
});

test.each(languages)("[UX-26] %s fills in the same values as English, at most", (language) => {
  for (const [key, text] of Object.entries(en)) {
    expect(holes(catalogs[language][key] ?? ""), key).toEqual(holes(text));
  }
});

test("[UX-26] French has a no-break space before double punctuation", () => {
  expect(Object.values(fr).filter((text) => / [:;!?%]/.test(text))).toEqual([]);
});

test("[UX-11] the five statuses have the words of SCREENS.md 3", () => {
  const words = (language: (typeof languages)[number]) =>
    (["on_target", "attention", "action", "none", "stale"] as const).map((status) =>
      wordsOf(language)(`status.${status}`),
    );
  expect(words("nl")).toEqual(["op koers", "let op", "actie", "geen data", "verouderd"]);
  expect(words("fr").map((word) => word.replace("’", "'"))).toEqual([
    "dans l'objectif",
    "attention",
    "action",
    "pas de données",
    "obsolète",
  ]);
  expect(words("en")).toEqual(["on target", "watch", "act", "no data", "stale"]);
});

test("[UX-26] a message keeps the holes nobody filled, and takes text as it is", () => {
  expect(wordsOf("en")("tile.n", { n: "$&" })).toBe("n = $&");
  expect(wordsOf("en")("tile.n")).toBe("n = {n}");
});

test("[UX-26] languages and locales follow the first hint that fits", () => {
  expect(languageOf(["de-DE", "nl-BE"])).toBe("nl");
  expect(localeOf("nl", ["nl", "Europe/Brussels"])).toBe("nl-BE");
  expect(localeOf("nl", ["nl-NL", "Europe/Amsterdam"])).toBe("nl-NL");
  expect(localeOf("fr", [])).toBe("fr-BE");
});
