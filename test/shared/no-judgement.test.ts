/**
 * [PRIV-12] Nothing in what is taken in, measured or shown judges a person: no mood, no prediction, no
 * overall score. Names are walked through in the schemas themselves, so a new field is seen here.
 */
import { expect, test } from "vitest";
import { z } from "zod";
import { NOTHING } from "../../server/fold/facts/fact.ts";
import { cloudEvent, eventSchemas } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { MEASURES, STATE_MEASURES } from "../../shared/kpi/measure.ts";
import { orgDocument } from "../../shared/org/org.ts";
import * as board from "../../shared/wire/board.ts";
import * as http from "../../shared/wire/http.ts";
import { messages } from "../../shared/wire/protocol.ts";

/** Every property name and every choice in a schema. */
function wordsIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties, enum: choices } = schema as { properties?: object; enum?: unknown[] };
  const own = [...Object.keys(properties ?? {}), ...(choices ?? []).map(String)];
  return [...own, ...Object.values(schema).flatMap(wordsIn)];
}

const schemasOf = (room: object): z.ZodType[] =>
  Object.values(room).filter((value) => value instanceof z.ZodType);
const wordsOf = (schemas: readonly z.ZodType[]): string[] =>
  schemas.flatMap((schema) => wordsIn(z.toJSONSchema(schema, { io: "input" })));

const taken = wordsOf([cloudEvent, ...Object.values(eventSchemas), orgDocument]);
const shown = wordsOf([...schemasOf(http), ...schemasOf(board), ...messages]);
const measured = [...MEASURES, ...STATE_MEASURES, ...catalog.map(({ id }) => id)];

const FORBIDDEN =
  /sentiment|emotion|mood|tone|stress|voice(?!mail)|biometr|keystroke|screenshot|gps|predict|forecast|churn|talent|potential|risk|rank|leader.?board|podium|badge|points_of|performance|productiv|efficien|engagement|composite|overall|total.?score|(agent|person|employee|staff|user).?(score|rating|grade|index|level)|(^|[._])ai([._]|$)|llm|model/i;

test.each([
  ["taken in", taken],
  ["measured", measured],
  ["shown", shown],
])("[PRIV-12] no word of what is %s is a judgement of a person", (_where, words) => {
  expect(words.length).toBeGreaterThan(90);
  expect(words.filter((word) => FORBIDDEN.test(word))).toEqual([]);
});

test.each([
  "agentScore",
  "agent.rating",
  "sentiment",
  "csat.sentiment",
  "ai",
  "overall_score",
  "rank",
])("[PRIV-12] %s would be found", (word) => {
  const schema = z.object({ data: z.array(z.object({ [word]: z.number() })) });
  expect(wordsOf([schema]).filter((one) => FORBIDDEN.test(one))).toEqual([word]);
});

test("[PRIV-12] a score is a customer's answer or a review of one contact, and nothing else", () => {
  expect(measured.filter((word) => /score|rating|grade|index/i.test(word))).toEqual([
    "review.score",
    "csat.score",
    "nps.score",
    "nps.relationship.score",
    "quality.score",
  ]);
  expect([...new Set(taken.filter((word) => /score|rating|grade|index/i.test(word)))]).toEqual([
    "score",
  ]);
  const withScore = Object.entries(eventSchemas)
    .filter(([, schema]) => wordsOf([schema]).includes("score"))
    .map(([type]) => type);
  expect(withScore).toEqual(["survey.answered"]);
});

/** What a measure is about. No figure may mix opinions with times, or either with presence. */
const aboutOf = (measure: string): string => {
  if (/^(csat|nps|ces|review)\./.test(measure)) return "opinion";
  if (/^agent\./.test(measure)) return "presence";
  return "contacts";
};

test("[PRIV-12] no figure of a person sums opinions, times and presence up in one number", () => {
  const mixed = catalog
    .filter(({ perAgent }) => perAgent)
    .map(({ id, measures }) => ({ id, about: [...new Set(measures.map(aboutOf))].sort() }))
    .filter(({ about }) => about.length > 1);
  // Contacts per hour of being there is the one quotient of two kinds.
  expect(mixed.map(({ id }) => id)).toEqual(["contacts_per_hour"]);
  expect(mixed.flatMap(({ about }) => about)).toEqual(["contacts", "presence"]);
});

test("[PRIV-12] what a contact means is facts, spans and entries, without a verdict", () => {
  expect(Object.keys(NOTHING)).toEqual(["facts", "spans", "entries"]);
});
