/** The contacts behind a number as finished text: one line for each value, saying why it counts (SCR-9). Pure. */
import type { DrillKey } from "../../../shared/text/drill.en.ts";
import { clockDuration, type Format } from "../../../shared/text/format.ts";
import type { ContactRow } from "../../../shared/wire/http.ts";
import type { Say } from "../drill-words.ts";

type Fact = ContactRow["facts"][number];

export interface Line {
  readonly key: string;
  readonly contact: string;
  readonly source: string;
  readonly channel: string | null;
  /** Ms since 1970. */
  readonly at: number;
  readonly fact: Fact;
}

/** So many lines as the number has values: their count is its n. */
export const linesOf = (rows: readonly ContactRow[]): Line[] =>
  rows.flatMap(({ contact, source, channel, facts }) =>
    facts.map((fact, place) => ({
      key: `${source} ${contact} ${place}`,
      contact,
      source,
      channel,
      at: Date.parse(fact.at),
      fact,
    })),
  );

export type Order = "newest" | "largest";

export const sortLines = (lines: readonly Line[], by: Order): Line[] =>
  [...lines].sort((a, b) => (by === "largest" && b.fact.value - a.fact.value) || b.at - a.at);

/** What a measure is said with; for those that are yes or no, by their value. */
const SENTENCES: readonly (readonly [RegExp, DrillKey, DrillKey?])[] = [
  [/^frt\.business$/, "counts.frt.business"],
  [/^frt\.bot$/, "counts.frt.bot"],
  [/^frt\.|^agent_greeting$/, "counts.frt"],
  [/^reply\.seconds$/, "counts.reply"],
  [/^leg\.(handle|session|dial)$|^contact\.handle$/, "counts.handled"],
  [/^leg\.workload$/, "counts.share"],
  [/^leg\.talk$/, "counts.talk"],
  [/^leg\.hold$/, "counts.hold"],
  [/^leg\.wrap$/, "counts.wrap"],
  [/^queue\.answered\.in_time$/, "counts.answered.in_time"],
  [/^queue\.answered\.late$/, "counts.answered.late"],
  [/^queue\.abandoned\.short$/, "counts.abandoned.short"],
  [/^queue\.abandoned\./, "counts.abandoned"],
  [/^queue\.flowout\./, "counts.flowout"],
  [/^csat\.positive$/, "counts.positive", "counts.not_positive"],
  [/^csat\.sent$/, "counts.surveyed", "counts.not_surveyed"],
  [/^(csat|nps)\.|^ces\.raw$|^review\.score$/, "counts.rated"],
  [/^ticket\.created$/, "counts.created"],
  [/^sla\./, "counts.kept", "counts.broken"],
  [/^resolution\./, "counts.solved"],
  [/^fcr\.|^ticket\.(reopened|one_touch|closed_without_reply)$/, "counts.yes", "counts.no"],
  [/transferred$|^contact\.escalated$|^leg\.complete$/, "counts.yes", "counts.no"],
  [/^state\.queued/, "counts.queued"],
  [/^state\.waiting/, "counts.waiting"],
  [/^state\./, "counts.open"],
  [/^ticket\.handoffs$|^callback\.attempts$|^quality\./, "counts.number"],
];

/** Measures that are durations, so that a column of them can be read. */
const SECONDS =
  /^(frt|reply|leg\.(handle|talk|hold|wrap|dial|workload|session)|contact\.handle|resolution|queue|state|agent|ticket\.(requester_wait|agent_work|on_hold)|callback\.wait)/;
const SCORES = /^(csat\.raw|nps|ces|review|ticket\.handoffs)/;

function sentenceOf({ measure, value }: Fact): DrillKey {
  const [, yes, no] = SENTENCES.find(([pattern]) => pattern.test(measure)) ?? [];
  return (value === 0 ? no : undefined) ?? yes ?? "counts.seconds";
}

export interface LineContext {
  readonly say: Say;
  readonly format: Format;
  readonly zone: string;
  /** What an agent is called. */
  readonly nameOf: (agent: string) => string;
  /** What one is called whom the reader may not tell apart (figure/stranger.ts). */
  readonly stranger: DrillKey;
}

/** `*` is somebody whom the reader may not tell apart (PRIV-4). */
export function whoOf(
  agent: string | null,
  { say, nameOf, stranger }: Pick<LineContext, "say" | "nameOf" | "stranger">,
) {
  if (agent === null) return say("who.nobody");
  return agent === "*" ? say(stranger) : nameOf(agent);
}

export function whyText({ fact, at }: Line, context: LineContext): string {
  const { say, format, zone } = context;
  return say(sentenceOf(fact), {
    agent: whoOf(fact.agent, context),
    time: format.time(at, zone),
    value: format.prose(fact.value),
    number: format.number(fact.value),
  });
}

export function valueText({ fact }: Line, format: Format): string {
  if (SECONDS.test(fact.measure)) return clockDuration(fact.value);
  return SCORES.test(fact.measure) ? format.number(fact.value) : "";
}

export const hasSizes = (lines: readonly Line[]): boolean =>
  lines.some(({ fact }) => SECONDS.test(fact.measure) || SCORES.test(fact.measure));
