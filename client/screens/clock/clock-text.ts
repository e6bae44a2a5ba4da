/** A contact's clock as finished text: each stretch in one line, each fact with its rule, what was told. Pure. */
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import type { DrillKey } from "../../../shared/text/drill.en.ts";
import { clockDuration, type Format } from "../../../shared/text/format.ts";
import { isKey, kpiName, type Words } from "../../../shared/text/words.ts";
import type { ContactAnswer } from "../../../shared/wire/contact-clock.ts";
import type { Say } from "../drill-words.ts";
import { whoOf } from "../figure/row-text.ts";
import type { Piece } from "./lanes.ts";

export interface ClockContext {
  readonly say: Say;
  readonly words: Words;
  readonly format: Format;
  readonly zone: string;
  readonly nameOf: (agent: string) => string;
  /** What one is called whom the reader may not tell apart. */
  readonly stranger: DrillKey;
  /** Does it take longer than a day: are times told with their day? */
  readonly manyDays: boolean;
}

type ClockFact = ContactAnswer["facts"][number];

export function timeText(at: number, { format, zone, manyDays }: ClockContext): string {
  const time = format.timeWithSeconds(at, zone);
  return manyDays ? `${format.weekday(at, zone)} ${time}` : time;
}

export function kindText(piece: Piece, words: Words): string {
  const key = `stretch.${piece.stretch.kind}`;
  return isKey(key) ? words(key) : piece.stretch.kind;
}

/** What is to be known beside its length: whose, closed, estimated, going on. */
export function notesOf({ stretch }: Piece, context: ClockContext): string[] {
  const { say } = context;
  const notes: string[] = [];
  if (stretch.agent !== null) notes.push(say("clock.by", { agent: whoOf(stretch.agent, context) }));
  if (stretch.hours === "closed") notes.push(say("clock.closed"));
  if (stretch.estimated) notes.push(say("clock.estimated"));
  if (stretch.to === null) notes.push(say("clock.going"));
  return notes;
}

/** `waiting for an answer, 10:02:11 – 10:07:40, 5 min 29 s · by …` */
export function stretchText(piece: Piece, context: ClockContext): string {
  const { say, words, format } = context;
  const text = say("clock.stretch", {
    kind: kindText(piece, words),
    from: timeText(piece.from, context),
    to: piece.stretch.to === null ? say("clock.now") : timeText(piece.to, context),
    duration: format.prose(piece.stretch.seconds),
  });
  return [text, ...notesOf(piece, context)].join(" · ");
}

/** The figures that a stretch entered, each once by the name of its first KPI, with how much of it. */
export function entersText({ stretch }: Piece, { say, words, format }: ClockContext): string {
  const told = new Map<string, string>();
  for (const { kpis, seconds } of stretch.entered) {
    const [kpi] = kpis;
    if (kpi === undefined) continue;
    const name = kpiName(words, kpi, "label");
    const part =
      kpiOf(kpi)?.unit === "count"
        ? ""
        : seconds === null
          ? ` (${say("clock.partly")})`
          : seconds === stretch.seconds
            ? ""
            : ` (${format.prose(seconds)})`;
    told.set(name, name + part);
  }
  return [...told.values()].join(", ");
}

/** Those people ask about come first; the others are one press away. */
const MAIN =
  /^(frt\.p50|frt\.business\.p50|aht\.(mean|talk|hold|wrap)|calls\.|asa|abandon|csat\.score|nps\.score|reply_time|resolution\.full|sla\.|fcr\.rate|fcr\.p|tickets\.created)/;

export interface FactText {
  readonly index: number;
  readonly isMain: boolean;
  readonly name: string;
  readonly value: string;
  readonly when: string;
  readonly who: string;
  readonly rule: string;
  readonly others: string;
  readonly asserted: boolean;
}

/** Facts that are yes or no, and those that only count: a unit of their own. */
const COUNTED =
  /^(ticket\.(created|reopened|one_touch|handoffs|closed_without_reply)|sla\.|fcr\.|csat\.(positive|sent)|leg\.(transferred|complete)|contact\.(transferred|escalated)|quality\.)/;
const RATED = /^(csat\.raw|nps|ces|review)/;

export function factValue(
  { measure, value }: Pick<ClockFact, "measure" | "value">,
  context: Pick<ClockContext, "format">,
): string {
  const { format } = context;
  if (COUNTED.test(measure) || RATED.test(measure)) return format.number(value);
  return value >= 3600 ? format.prose(value) : clockDuration(value);
}

const isCounted = ({ measure }: Pick<ClockFact, "measure">, kpi: string): boolean =>
  kpiOf(kpi)?.unit === "count" && !COUNTED.test(measure) && !RATED.test(measure);

export function factTexts(facts: readonly ClockFact[], context: ClockContext): FactText[] {
  const { words, say } = context;
  // Beside the share of an agent's time the handling itself is read by the telephone alone.
  const isShared = facts.some(({ measure }) => measure === "leg.workload");
  return facts.flatMap((fact, index) => {
    const [kpi, ...others] = fact.kpis;
    if (kpi === undefined) return [];
    const version = kpiOf(kpi)?.version ?? 1;
    return {
      index,
      isMain: MAIN.test(kpi) && !(isShared && fact.measure === "leg.handle"),
      name: kpiName(words, kpi, "long"),
      // One that only counts is one, however long it took.
      value: isCounted(fact, kpi) ? context.format.number(1) : factValue(fact, context),
      when: timeText(Date.parse(fact.at), context),
      who: fact.agent === null ? "" : whoOf(fact.agent, context),
      rule: say("clock.rule", { definition: `${kpi}@${version}` }),
      others: others.map((other) => kpiName(words, other, "label")).join(", "),
      asserted: fact.asserted,
    };
  });
}

export interface ToldText {
  readonly key: string;
  readonly time: string;
  readonly type: string;
  readonly notes: readonly string[];
  readonly isMarked: boolean;
}

/** Every event with what is odd about it: late, ahead, corrected, taken back. */
export function toldTexts(clock: ContactAnswer, context: ClockContext): ToldText[] {
  const { say } = context;
  const when = (instant: string) => timeText(Date.parse(instant), context);
  return clock.events.map(({ id, at, type, late, ahead, quality }) => {
    const notes: string[] = [];
    if (late !== undefined) notes.push(say("clock.event.late", { time: when(late) }));
    if (ahead) notes.push(say("clock.event.ahead"));
    if (quality !== undefined && quality !== "observed") notes.push(quality);
    for (const one of clock.corrections.filter(({ target }) => target === id)) {
      const what = one.retracts ? "clock.retracted" : "clock.corrected";
      notes.push(say(what, { time: when(one.at), fields: one.fields.join(", ") }));
      if (!one.fits) notes.push(say("clock.unfit"));
    }
    const key = `${id} ${at}`;
    return { key, time: when(at), type, notes, isMarked: notes.length > 0 };
  });
}

/** `3 late, 1 corrected, 0 estimated`; empty when all is as it should be. */
export function marksText(clock: ContactAnswer, { say, format }: ClockContext): string {
  const late = clock.events.filter((event) => event.late !== undefined).length;
  const corrected = clock.corrections.length;
  const estimated = clock.stretches.filter((stretch) => stretch.estimated).length;
  if (late + corrected + estimated === 0) return "";
  return say("clock.marks", {
    late: format.number(late),
    corrected: format.number(corrected),
    estimated: format.number(estimated),
  });
}
