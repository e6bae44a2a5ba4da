/** The words of every definition, and the sentence each figure explains itself with. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalog, type KpiId } from "../../shared/kpi/catalog.ts";
import type { Answer, Kpi, Read } from "../../shared/kpi/kpi.ts";
import { meaningOf } from "../../shared/kpi/meanings.ts";
import type { Multiset } from "../../shared/kpi/multiset.ts";
import { definitionOf, termsOf } from "../../shared/text/definition.ts";
import { type Explained, explain } from "../../shared/text/explanation.ts";
import { kpiName, languages, wordsOf } from "../../shared/text/words.ts";
import { definition } from "../../shared/wire/definition.ts";

/** What fits a passport on a phone, in five lines. */
const TEXT_MAX = 220;

const kpis: readonly Kpi<KpiId>[] = catalog;
const kpi = (id: KpiId): Kpi<KpiId> => kpis.find((one) => one.id === id) as Kpi<KpiId>;
const hours = { channel: null, hours: 24 };

/** Values by measure (and by what a KPI narrows it to): all others have none. */
const reading =
  (values: Readonly<Record<string, Multiset>>): Read =>
  (measure) =>
    values[measure] ?? [];

const figureOf = (id: KpiId, answer: Answer, more: Partial<Explained> = {}): Explained => ({
  unit: kpi(id).unit,
  ...answer,
  ...more,
});

const said = (id: KpiId, values: Readonly<Record<string, Multiset>>, more = {}) => {
  const figure = figureOf(id, kpi(id).answer(reading(values), hours), more);
  return Object.fromEntries(
    languages.map((language) => [
      language,
      explain(id, figure, language, "Europe/Brussels").replace(/[\u00a0\u202f]/g, " "),
    ]),
  );
};

describe.each(languages)("definitions in %s", (language) => {
  test.each(kpis.map((one) => [one.id, one] as const))(
    "[TEXT1] %s says formula, moment and credit, each short enough for a passport",
    (_id, one) => {
      const words = definition.parse(definitionOf(one, language));
      const texts = [words.formula, words.anchor, words.credit, words.beware ?? "–"];
      for (const text of texts) {
        expect(text.trim()).toBe(text);
        expect(text).not.toBe("");
        expect(text.length, text).toBeLessThanOrEqual(TEXT_MAX);
        expect(text).not.toMatch(/\{|\}| {2}|undefined|\bT ÷ T\b/);
      }
      expect(words.formula).toMatch(/\.$/);
    },
  );

  test("[TEXT1] all numbers, moments and credits have words", () => {
    const { counts, amounts, anchors, credits } = termsOf(language);
    const names = [...Object.values(counts).flat(), ...Object.values(amounts)];
    for (const text of [...names, ...Object.values(anchors), ...Object.values(credits)]) {
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(1);
    }
  });

  test("[TEXT3] the limits T and S are never named without saying what they are", () => {
    const limit = { en: /limit of the queue/, nl: /norm|grens/, fr: /délai de décroché|limite/ };
    for (const one of kpis) {
      const { formula } = definitionOf(one, language);
      if (/(?<!\p{L})[TS](?!\p{L})/u.test(formula)) expect(formula).toMatch(limit[language]);
    }
  });

  test("[TEXT4] no two KPIs have the same wall label or the same long name", () => {
    for (const length of ["label", "long"] as const) {
      const names = kpis.map(({ id }) => kpiName(wordsOf(language), id, length).toLowerCase());
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });
});

test("[UX-26] French definitions have a no-break space before double punctuation", () => {
  const texts = kpis.flatMap((one) => Object.values(definitionOf(one, "fr"))).map(String);
  const sentences = Object.values(termsOf("fr").sentences);
  expect([...texts, ...sentences].filter((text) => / [:;!?%»]|« /.test(text))).toEqual([]);
});

/** Up to 40 values of each measure, so different that two numbers are equal only if they are one. */
const world = fc.array(fc.nat(1000), { minLength: 100, maxLength: 100 }).map((counts): Read => {
  const known = new Map<string, Multiset>();
  return (measure, only) => {
    const key = `${measure} ${only?.direction ?? ""}`;
    const seed = counts[known.size] ?? 0;
    const values = known.get(key) ?? [0, 1 + (seed % 7), 1, 3 + (seed % 11), 8, 2 + (seed % 5)];
    known.set(key, values);
    return values;
  };
});

test("[TEXT2] a number has a name exactly where an answer has that number", () => {
  fc.assert(
    fc.property(world, (read) => {
      for (const one of kpis) {
        const answer = one.answer(read, hours);
        const words = definitionOf(one, "en");
        expect([one.id, words.denominator === null]).toEqual([one.id, answer.denominator === null]);
        expect(Object.keys(words.parts ?? {})).toEqual(Object.keys(answer.parts ?? {}));
        expect(words.pending === undefined).toBe(one.pending === undefined);
        if (words.numerator === null) expect(answer.numerator).toBe(answer.value);
        if (one.unit === "%" && meaningOf(one.id).shape === "share") {
          expect(words.numerator).not.toBe(words.denominator);
          expect(answer.value).toBe((100 * answer.numerator) / (answer.denominator ?? 0));
        }
      }
    }),
    { numRuns: 20 },
  );
});

test("[TEXT2] one number has one name: shares with the same numbers name them alike, others differ", () => {
  const shares = kpis.filter(
    (one) => one.unit === "%" && meaningOf(one.id).shape === "share" && one.nMin !== null,
  );
  const reads = fc.sample(world, { numRuns: 6, seed: 11 });
  const namedBy = new Map<string, Set<string>>();
  const numbersOf = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, key: string, value: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const one of shares) {
    const numbers = reads.map((read) => one.answer(read, hours).numerator).join(" ");
    const name = meaningOf(one.id).numerator ?? "";
    note(namedBy, `${one.measures[0]} ${numbers}`, name);
    note(numbersOf, name, one.measures.slice(0, 1).join());
  }
  for (const names of namedBy.values()) expect([...names]).toHaveLength(1);
  const shared = [...numbersOf].filter(([, measures]) => measures.size > 1).map(([name]) => name);
  expect(shared).toEqual(["promises_kept"]); // of first responses, replies and solutions
});

test("[TEXT2] what is counted out of a queue has one name for one number, above the line and below", () => {
  const reads = fc.sample(world, { numRuns: 6, seed: 11 });
  const pairs = new Set<string>();
  for (const one of kpis.filter(({ measures }) => measures[0]?.startsWith("queue."))) {
    if (one.measures.some((measure) => !measure.startsWith("queue."))) continue;
    const { numerator, denominator, n } = meaningOf(one.id);
    const note = (name: string | null, numberOf: (answer: Answer) => number | null) => {
      if (name === null || name === "waiting_time") return;
      const numbers = reads.map((read) => numberOf(one.answer(read, hours)));
      pairs.add(JSON.stringify([name, numbers]));
    };
    note(numerator, (answer) => answer.numerator);
    note(denominator, (answer) => answer.denominator);
    note(n, (answer) => answer.n);
  }
  const known = [...pairs].map((pair): [string, number[]] => JSON.parse(pair));
  const names = known.map(([name]) => name);
  const numbers = known.map(([, values]) => String(values));
  expect(names.length).toBeGreaterThan(9);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test.each([
  [
    "csat.score",
    { "csat.positive": [0, 40, 1, 41] },
    {
      nl: "41 positieve antwoorden van 81 antwoorden = 50,6%",
      fr: "41 réponses positives sur 81 réponses = 50,6 %",
      en: "41 positive answers of 81 answers = 50.6%",
    },
  ],
  [
    "csat.score",
    { "csat.positive": [1, 1] },
    {
      nl: "1 positief antwoord van 1 antwoord = 100,0%",
      fr: "1 réponse positive sur 1 réponse = 100,0 %",
      en: "1 positive answer of 1 answer = 100.0%",
    },
  ],
  [
    "csat.score",
    {},
    { nl: "geen waarde: 0 antwoorden", fr: "pas de valeur : 0 réponse", en: "no value: 0 answers" },
  ],
  [
    "nps.score",
    { "nps.raw": [3, 2, 8, 3, 10, 5] },
    {
      nl: "100 × (5 promotors − 2 criticasters) ÷ 10 antwoorden = +30; 3 passief tevredenen",
      fr: "100 × (5 promoteurs − 2 détracteurs) ÷ 10 réponses = +30 ; 3 passifs",
      en: "100 × (5 promoters − 2 detractors) ÷ 10 answers = +30; 3 passives",
    },
  ],
  [
    "frt.mean",
    { "frt.seconds": [600, 2, 1500, 1] },
    {
      nl: "2.700 s wachttijd ÷ 3 eerste reacties = 15 min",
      fr: "2 700 s de temps d’attente ÷ 3 premières réponses = 15 min",
      en: "2,700 s waiting time ÷ 3 first responses = 15 min",
    },
  ],
  [
    "frt.p90",
    { "frt.seconds": [60, 9, 4000, 1] },
    {
      nl: "p90 van 10 eerste reacties = 1 min",
      fr: "p90 de 10 premières réponses = 1 min",
      en: "p90 of 10 first responses = 1 min",
    },
  ],
  [
    "occupancy",
    { "agent.busy": [900, 3], "agent.idle": [900, 1] },
    {
      nl: "2.700 s bezette tijd van 3.600 s bezette of beschikbare tijd = 75,0%",
      fr: "2 700 s de temps occupé sur 3 600 s de temps occupé ou disponible = 75,0 %",
      en: "2,700 s busy time of 3,600 s busy or available time = 75.0%",
    },
  ],
  [
    "contacts_per_hour",
    { "leg.complete": [1, 12], "agent.on_queue": [900, 16] },
    {
      nl: "3600 × 12 afgehandelde gesprekken ÷ 14.400 s tijd in de rij = 3,00",
      fr: "3600 × 12 conversations traitées ÷ 14 400 s de temps en file = 3,00",
      en: "3,600 × 12 handled conversations ÷ 14,400 s time on queue = 3.00",
    },
  ],
  [
    "waiting.oldest",
    { "state.waiting": [12, 2, 65, 1] },
    {
      nl: "langste van 3 wachtende tickets = 1 min 5 s",
      fr: "plus longue de 3 tickets en attente = 1 min 5 s",
      en: "longest of 3 waiting tickets = 1 min 5 s",
    },
  ],
  [
    "sla.frt.breached",
    { "sla.frt": [0, 2, 1, 7] },
    { nl: "2 afspraken niet nagekomen", fr: "2 délais dépassés", en: "2 promises not kept" },
  ],
] as const)("[TEXT5] %s of %j is a sentence of its own numbers", (id, values, expected) => {
  expect(said(id, values as unknown as Record<string, Multiset>)).toEqual(expected);
});

test("[TEXT5] what is not decided yet stands behind the sentence", () => {
  const { nl, en } = said("sla.frt.attainment", { "sla.frt": [0, 1, 1, 3] }, { pending: 1 });
  expect(nl).toBe(
    "3 nagekomen afspraken van 4 besliste afspraken = 75,0%; 1 afspraak nog niet beslist",
  );
  expect(en).toBe("3 promises kept of 4 promises decided = 75.0%; 1 promise not decided yet");
});

test("[TEXT5] every KPI has a sentence in every language, whatever its numbers, without a hole", () => {
  fc.assert(
    fc.property(world, fc.boolean(), (read, isEmpty) => {
      for (const one of kpis) {
        const answer = one.answer(isEmpty ? () => [] : read, hours);
        const pending = one.pending === undefined ? {} : { pending: 2 };
        for (const language of languages) {
          const figure = figureOf(one.id, answer, pending);
          const text = explain(one.id, figure, language, "Europe/Amsterdam");
          expect(text, one.id).not.toMatch(/\{|\}|undefined|NaN|null|^\s|\s$| [=÷]$/);
          expect(text.length).toBeLessThanOrEqual(TEXT_MAX);
        }
      }
    }),
    { numRuns: 20 },
  );
});
