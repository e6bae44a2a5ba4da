/** The contacts behind a number: one line a value, each saying why it counts (SCR-9). */
import { expect, test } from "vitest";
import { factTexts } from "../../client/screens/clock/clock-text.ts";
import { courseOf, firstStep } from "../../client/screens/clock/lanes.ts";
import { sayIn } from "../../client/screens/drill-words.ts";
import {
  hasSizes,
  linesOf,
  sortLines,
  valueText,
  whyText,
} from "../../client/screens/figure/row-text.ts";
import { strangerTo } from "../../client/screens/figure/stranger.ts";
import { MEASURES, STATE_MEASURES } from "../../shared/kpi/measure.ts";
import { createFormat } from "../../shared/text/format.ts";
import { languages, wordsOf } from "../../shared/text/words.ts";
import type { SessionBody } from "../../shared/wire/account.ts";
import type { ContactRow } from "../../shared/wire/http.ts";

const context = {
  say: sayIn("en"),
  format: createFormat("en-GB"),
  zone: "Europe/Amsterdam",
  nameOf: (agent: string) => (agent === "a7" ? "Agent 7" : agent),
  stranger: "who.somebody",
} as const;
const fact = (measure: string, value: number, at = "2026-03-04T09:12:00Z") => ({
  measure,
  value,
  at,
  agent: "a7",
  team: "t",
  queue: null,
});
const signedIn: SessionBody = {
  kind: "user",
  id: "u",
  name: "Ana",
  email: "ana@example.test",
  language: "nl",
  roles: [],
  team: null,
  zone: null,
  demo: false,
  needsSetup: false,
};
const row = (facts: ContactRow["facts"], contact = "c1"): ContactRow => ({
  contact,
  source: "/s",
  channel: "email",
  direction: "inbound",
  facts,
});
const said = (measure: string, value: number) => {
  const [line] = linesOf([row([fact(measure, value)])]);
  if (line === undefined) throw new Error("no line");
  return whyText(line, context);
};

test("[SCR-9] as many lines as values: a contact with two conversations is two", () => {
  const rows = [
    row([fact("leg.workload", 60), fact("leg.workload", 90)]),
    row([fact("leg.workload", 5)], "c2"),
  ];
  expect(linesOf(rows)).toHaveLength(3);
  expect(new Set(linesOf(rows).map(({ key }) => key)).size).toBe(3);
});

test("[SCR-9] each says who, when and how long", () => {
  expect(said("frt.business", 245)).toBe(
    "first public reply by Agent 7 at 10:12, 4 min 5 s in opening hours",
  );
  expect(said("queue.answered.late", 75)).toBe(
    "answered by Agent 7 at 10:12, only after 1 min 15 s in the queue",
  );
  expect(said("csat.positive", 1)).toBe("positive answer at 10:12, about Agent 7");
  expect(said("csat.positive", 0)).toBe("answer at 10:12 that is not positive, about Agent 7");
});

test("[PRIV-4] whom one may not tell apart is an agent, to a leader somebody of another team", () => {
  const [line] = linesOf([row([{ ...fact("leg.talk", 60), agent: "*" }])]);
  expect(line && whyText(line, context)).toBe("an agent talked 1 min, until 10:12");
  const session = (roles: SessionBody["roles"]) => strangerTo({ ...signedIn, roles });
  expect(session([{ role: "manager" }])).toBe("who.somebody");
  expect(session([{ role: "agent", agent: "a7" }])).toBe("who.colleague");
  expect(session([{ role: "lead", teams: ["t"] }])).toBe("who.other-team");
});

test("[UX-26] every measure has a sentence without a hole in every language", () => {
  for (const language of languages) {
    for (const measure of [...MEASURES, ...STATE_MEASURES]) {
      for (const value of [0, 1]) {
        const [line] = linesOf([row([fact(measure, value)])]);
        const text = line ? whyText(line, { ...context, say: sayIn(language) }) : "";
        expect(text, measure).not.toMatch(/[{}]|undefined/);
        expect(text.length, measure).toBeGreaterThan(3);
      }
    }
  }
});

test("[SCR-9] sorted by time, or by size where values have one", () => {
  const lines = linesOf([
    row([fact("leg.workload", 60, "2026-03-04T09:00:00Z")], "old"),
    row([fact("leg.workload", 30, "2026-03-04T10:00:00Z")], "new"),
  ]);
  expect(sortLines(lines, "newest").map(({ contact }) => contact)).toEqual(["new", "old"]);
  expect(sortLines(lines, "largest").map(({ contact }) => contact)).toEqual(["old", "new"]);
  expect(lines.map((line) => valueText(line, context.format))).toEqual(["1:00", "0:30"]);
  expect(hasSizes(linesOf([row([fact("csat.positive", 1)])]))).toBe(false);
});

test("[SCR-10] a contact's clock opens with the longest stretch that counts", () => {
  const stretch = (from: number, to: number, kpis: string[]) => ({
    lane: "customer",
    kind: "queue",
    agent: null,
    team: null,
    zone: null,
    queue: null,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    seconds: (to - from) / 1000,
    entered: kpis.map((kpi) => ({ fact: 0, kpis: [kpi], seconds: null, agent: null, team: null })),
  });
  const steps = (...stretches: ReturnType<typeof stretch>[]) =>
    firstStep(courseOf({ now: "2026-03-04T09:12:00Z", facts: [], stretches } as never));
  const minute = 60_000;
  const [idle, short, long] = [
    stretch(0, 9 * minute, []),
    stretch(9 * minute, 10 * minute, ["asa.mean"]),
    stretch(10 * minute, 13 * minute, ["aht.mean"]),
  ];
  expect(steps(idle, short, long)).toBe(2);
  expect(steps(idle)).toBe(0);
});

test("[SCR-10] what a contact counts for once is one, not how long it took", () => {
  const texts = factTexts(
    [
      { ...fact("queue.wait", 22), kpis: ["calls.answered"], asserted: false },
      { ...fact("queue.wait", 22), kpis: ["asa.mean"], asserted: false },
    ] as never,
    { ...context, words: wordsOf("en"), manyDays: false },
  );
  expect(texts.map(({ value }) => value)).toEqual(["1", "0:22"]);
});
