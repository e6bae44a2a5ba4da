/**
 * A small contact centre, made up by fast-check: whole lives of contacts, and everything that may
 * go wrong with them. Contacts are short lists of moves, so a failing case shrinks to a few.
 */
import fc from "fast-check";
import type { CloudEvent } from "../../shared/events/event.ts";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { type Life, MOVES, type Move, play, SOURCES } from "./moves.ts";

/** Monday 19 October 2026, midnight in Amsterdam. The clocks go back on Sunday the 25th. */
export const BEGIN = Date.parse("2026-10-18T22:00:00Z");
/** The two weeks are over for a day: some events lie in the last 25 hours, some in the future. */
export const NOW = BEGIN + 14 * DAY_MS + 11 * 60 * MINUTE_MS;

/** Lives as they usually go; free moves are put in between. */
const USUAL: Record<Life["kind"], readonly (readonly Move[])[]> = {
  call: [
    ["queue", "answer", "end", "wrap", "survey", "rate"],
    ["queue", "answer", "hold", "resume", "end", "wrap"],
    ["queue", "answer", "transfer", "end", "wrap", "answer", "end", "wrap"],
    ["queue", "answer", "hold", "consult", "endConsult", "resume", "end", "wrap"],
    ["queue", "answer", "consult", "takeOver", "end", "wrap"],
    ["queue", "answer", "conference", "end", "wrap"],
    ["queue", "hangup"],
    ["queue", "keyPressed"],
    ["queue", "askCallback", "dial", "answerCallback", "end", "wrap"],
    ["queue", "answer", "end", "wrap", "measureLeg", "measureLegFinal"],
    ["dial", "dialFailed", "dial", "answerOutbound", "end", "wrap"],
  ],
  ticket: [
    ["queue", "assign", "reply", "resolve", "survey", "rate"],
    ["assign", "note", "reply", "write", "reply", "resolve", "reopen", "reply", "close"],
    ["assign", "reply", "resolve", "survey", "rateUnlinked", "rerate"],
    ["assign", "unassign", "assign", "reply"],
    ["reply", "resolve", "delete", "restore"],
    ["reply", "resolve", "surveyNps", "rateUnlinked"],
    ["merge"],
    ["assign", "measureReply", "resolve"],
    ["assign", "measureWork", "reply", "resolve", "measureWork"],
  ],
  chat: [
    ["bot", "handover", "queue", "answer", "reply", "end", "wrap", "resolve"],
    ["bot", "resolveByBot", "reopen", "assign", "reply", "resolve", "survey", "rate"],
    ["queue", "answer", "reply", "write", "reply", "end", "wrap", "survey", "rateUnlinked"],
    ["answer", "reply", "wait", "write", "goOn", "assignOther", "assign", "end", "wrap", "resolve"],
    ["answer", "end", "wrap"],
    ["queue", "hangup"],
  ],
};

const gapSeconds = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 600 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 * 3600 }) },
  { weight: 1, arbitrary: fc.integer({ min: -200, max: 0 }) },
  { weight: 1, arbitrary: fc.constantFrom(-121, -120, -4000) },
);

const kind = fc.constantFrom<Life["kind"]>("call", "ticket", "chat");

const extras = fc.array(fc.tuple(fc.nat(9), fc.constantFrom(...MOVES)), { maxLength: 3 });

/** What one contact goes through. `salt` picks its people, queues, scores and odd milliseconds. */
export const life: fc.Arbitrary<Life> = fc
  .record({
    kind,
    usual: fc.nat(20),
    length: fc.nat(12),
    extras,
    gaps: fc.array(gapSeconds, { minLength: 1, maxLength: 6 }),
    salt: fc.nat(9999),
    minute: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 14 * 1440 }) },
      { weight: 2, arbitrary: fc.integer({ min: 14 * 1440 - 900, max: 14 * 1440 + 720 }) },
      { weight: 1, arbitrary: fc.integer({ min: 6 * 1440, max: 7 * 1440 }) },
    ),
  })
  .map(({ usual, length, extras, gaps, minute, ...rest }) => {
    const lives = USUAL[rest.kind];
    const moves = [...(lives[usual % lives.length] ?? [])].slice(0, length);
    for (const [at, move] of extras) moves.splice(at, 0, move);
    return { ...rest, beginAt: BEGIN + minute * MINUTE_MS, gaps, moves };
  });

/** Something said about the centre, or about what was said before. `a`, `b`: which. */
const aside = fc.record({
  what: fc.constantFrom(
    ...([
      "correct",
      "correct",
      "retract",
      "retract",
      "undo",
      "entity",
      "retractEntity",
      "member",
      "member",
      "state",
      "gap",
      "bad",
      "unknown",
      "conflict",
      "future",
    ] as const),
  ),
  a: fc.nat(9999),
  b: fc.nat(9999),
  minute: fc.integer({ min: -1440, max: 15 * 1440 }),
});

/** A state of one of the agents, as one source tells it, perhaps of one channel. */
const stated = fc.record({
  agent: fc.nat(3),
  source: fc.nat(2),
  state: fc.nat(9),
  minute: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 14 * 1440 }) },
    { weight: 2, arbitrary: fc.integer({ min: 13 * 1440, max: 14 * 1440 + 700 }) },
  ),
});

type StateTold = typeof stated extends fc.Arbitrary<infer Value> ? Value : never;

type Aside = typeof aside extends fc.Arbitrary<infer Value> ? Value : never;

const pick = <Value>(list: readonly Value[], at: number): Value => {
  const value = list[at % list.length];
  if (value === undefined) throw new RangeError("nothing to pick from");
  return value;
};

const event = (source: string, id: string, at: number, type: string, data: object) => ({
  specversion: "1.0" as const,
  type: `deskpulse.${type}.v1`,
  source,
  id,
  time: new Date(at).toISOString(),
  subject: `about/${id}`,
  data: { ...data },
});

/** What may be set on a fact of each kind after the fact. */
function setOf(target: CloudEvent, b: number): object | null {
  if (target.type.includes("survey.answered")) return { score: 1 + (b % 5) };
  if (target.type.includes("message")) return { visibility: b % 2 === 0 ? "internal" : "public" };
  if (target.type.includes("assigned")) return { teamId: `g${b % 3}`, agentId: `a${b % 4}` };
  if ("agentId" in target.data) return { agentId: `a${b % 4}` };
  return "queueId" in target.data ? { queueId: `q${b % 3}` } : null;
}

function correction(said: readonly CloudEvent[], one: Aside, id: string): CloudEvent | null {
  const isCorrection = (other: CloudEvent) => other.type.includes("record.corrected");
  const targets = said.filter((other) =>
    one.what === "undo" ? isCorrection(other) : !isCorrection(other),
  );
  if (targets.length === 0) return null;
  const target = pick(targets, one.a);
  const retract = one.what === "retract" || one.what === "undo" || one.what === "retractEntity";
  const set = setOf(target, one.b);
  const { contactId, surveyId } = target.data;
  const entity = one.b % 3 === 0 && surveyId ? `survey/${surveyId}` : `contact/${contactId}`;
  const byEntity = one.what === "entity" || one.what === "retractEntity";
  if ((!retract && set === null) || (byEntity && (contactId ?? surveyId) === undefined))
    return null;
  return event(target.source, id, BEGIN + one.minute * MINUTE_MS, "record.corrected", {
    target: byEntity ? { entity } : { eventId: target.id },
    ...(retract ? { retract: true } : { set }),
    reason: "was wrong",
  });
}

function asideEvent(said: readonly CloudEvent[], one: Aside, id: string): CloudEvent | null {
  const { what, a, b, minute } = one;
  const source = pick(SOURCES, b);
  const at = BEGIN + minute * MINUTE_MS;
  const agentId = `a${a % 4}`;
  switch (what) {
    case "member": {
      const effectiveAt = new Date(BEGIN + ((a * 37) % (15 * 1440)) * MINUTE_MS).toISOString();
      const change = b % 4 === 0 ? "left" : "joined";
      const data = { agentId, teamId: `g${b % 3}`, change, effectiveAt, primary: b % 2 === 0 };
      return event(source, id, at, "team.membership_changed", data);
    }
    case "state":
      return event(source, id, at, "agent.state_changed", { agentId, state: pick(STATES, b) });
    case "gap":
      return event(source, id, at, "source.gap", {
        from: new Date(at - DAY_MS).toISOString(),
        to: b % 2 === 0 ? null : new Date(at).toISOString(),
        cause: "disconnect",
      });
    case "bad":
      return event(source, id, at, "survey.answered", { surveyId: "s", kind: "csat", score: 7 });
    case "unknown":
      return event(source, id, at, "contact.sung_to", { contactId: `c${a % 5}`, song: b });
    case "conflict": {
      const target = pick(said, a);
      return { ...target, data: { ...target.data, customerRef: `r${b % 3}` } };
    }
    case "future":
      return event(source, id, NOW + (6 + (b % 4000)) * MINUTE_MS, "contact.message", {
        contactId: `c${a % 5}`,
        messageId: id,
        from: b % 2 === 0 ? "agent" : "customer",
        visibility: "public",
        agentId,
      });
    default:
      return correction(said, one, id);
  }
}

const STATES = ["offline", "available", "busy", "wrap_up", "break"];

/** Events in the order in which they were said; ids are unique but for deliberate conflicts. */
export function tell(lives: readonly Life[], asides: readonly Aside[]): CloudEvent[] {
  const said = lives.flatMap((one, index) => play(one, index));
  asides.forEach((one, index) => {
    if (said.length === 0 && one.what === "conflict") return;
    const told = asideEvent(said, one, `x${index}`);
    if (told !== null) said.push(told);
  });
  return said;
}

const stateEvent = ({ agent, source, state, minute }: StateTold, index: number): CloudEvent =>
  event(
    pick(SOURCES, source),
    `s${index}`,
    BEGIN + minute * MINUTE_MS + 37 * state,
    "agent.state_changed",
    {
      agentId: `a${agent}`,
      state: pick(STATES, state),
      ...(state % 4 === 3 ? { channel: "chat" } : {}),
      ...(state % 5 === 4 ? { reason: "training" } : {}),
    },
  );

/** Two weeks of a small centre. */
export const centre = (livesMax = 10, asidesMax = 8, statesMax = 8): fc.Arbitrary<CloudEvent[]> =>
  fc
    .tuple(
      fc.array(life, { minLength: 1, maxLength: livesMax, size: "max" }),
      fc.array(aside, { maxLength: asidesMax, size: "max" }),
      fc.array(stated, { maxLength: statesMax, size: "max" }),
    )
    .map(([lives, asides, states]) => [...tell(lives, asides), ...states.map(stateEvent)]);

/** A small generator of chances, so that one seed names one disorder. */
export function chances(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same events in another order, some of them twice, in batches of any size. */
export function disorder(events: readonly CloudEvent[], seed: number): CloudEvent[][] {
  const chance = chances(seed);
  const sent = [...events, ...events.filter(() => chance() < 0.3)];
  const shuffled = sent
    .map((one) => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
  const batches: CloudEvent[][] = [];
  const share = chance();
  for (const one of shuffled) {
    if (batches.length === 0 || chance() < share) batches.push([]);
    batches.at(-1)?.push(one);
  }
  return batches;
}
