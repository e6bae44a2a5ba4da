/** A public data set of 5,000 calls, through our mapping: its published totals come out (EVENTS.md 10.8). */
import { expect, test } from "vitest";
import {
  csvOf,
  fixture,
  idsOf,
  ofType,
  outside,
  readAll,
  refusedByTheDoor,
  sumOf,
} from "./reading.ts";

const text = outside("data/pwc-call-center/Call-Center-Dataset.csv");
const answers = JSON.parse(outside("data/KNOWN_ANSWERS.json") ?? "null")?.["pwc-call-center"];
const isAbsent = text === null || answers === undefined;
const open = () => csvOf(JSON.parse(fixture("csv-import/pwc-call-center.json")), "/acme/csv/pwc");

test.skipIf(isAbsent)("[R4] totals and each agent's sums, recomputed from the events alone", () => {
  const { events, refused } = readAll(open(), text ?? "", 65_536);
  expect(refused).toEqual([]);
  expect(refusedByTheDoor(events)).toEqual([]);
  const sums = (isOurs: (data: Record<string, unknown>) => boolean) => {
    const answered = ofType(events, "contact.answered").filter(isOurs);
    const measured = ofType(events, "contact.measured").filter(isOurs);
    const rated = ofType(events, "survey.answered").filter(isOurs);
    const abandoned = ofType(events, "contact.abandoned").filter(isOurs);
    return {
      calls: answered.length + abandoned.length,
      answered: answered.length,
      abandoned: abandoned.length,
      speedOfAnswerSumS: sumOf(answered, "waitMs") / 1000,
      talkSumS: sumOf(measured, "talkMs") / 1000,
      ratingSum: sumOf(rated, "score"),
      ratings: rated.length,
    };
  };
  expect(ofType(events, "contact.created")).toHaveLength(5000);
  expect(answers.total).toMatchObject(sums(() => true));
  for (const [agent, known] of Object.entries(answers.byAgent)) {
    expect(known).toMatchObject(sums((data) => data.agentId === agent));
  }
});

test.skipIf(isAbsent)("[SRC4] the same file again and its rows shuffled give the same ids", () => {
  const [header = "", ...rows] = (text ?? "").trim().split(/\r?\n/);
  const ids = idsOf(readAll(open(), text ?? "").events);
  expect(new Set(ids).size).toBe(27_162);
  expect(idsOf(readAll(open(), text ?? "", 1000).events)).toEqual(ids);
  const shuffled = [header, ...rows.toSorted((a, b) => (a.slice(7) < b.slice(7) ? -1 : 1))];
  expect(idsOf(readAll(open(), shuffled.join("\n")).events)).toEqual(ids);
});
