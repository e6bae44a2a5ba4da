/** Whole weeks of the small centre, as fast-check draws them: plain data that shrinks to a few lines. */
import fc from "fast-check";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { call } from "./calls.ts";
import { BEGIN, centre, DAYS, DESK, nativeId, PEOPLE } from "./centre.ts";
import { chat } from "./chats.ts";
import { mistake, opinion, review } from "./feedback.ts";
import type { Plan } from "./teller.ts";
import { ticket } from "./tickets.ts";

const MINUTE = 60_000;
const DAY = 1440;

export interface Week {
  readonly org: OrgInput;
  readonly events: readonly CloudEvent[];
  readonly now: number;
}

const gap = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 * 3600 }) },
);

/** Most stories begin on one of three mornings, so that they meet. */
const minute = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 2, 3), fc.integer({ min: 9 * 60, max: 11 * 60 }))
      .map(([day, at]) => day * DAY + at),
  },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 7 * DAY }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(6 * DAY + 120, 6 * DAY + 179, 2 * DAY - 1, 7 * DAY + 59),
  },
);

const plan: fc.Arbitrary<Plan> = fc.record({
  at: minute.map((at) => BEGIN + at * MINUTE),
  ms: fc.constantFrom(0, 0, 0, 1, 500, 999),
  gaps: fc.array(gap, { minLength: 3, maxLength: 9 }),
  picks: fc.array(fc.nat(59), { minLength: 5, maxLength: 17 }),
});

const story = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("ticket" as const),
      plan,
      moves: fc.array(fc.nat(59), { maxLength: 14, size: "max" }),
      which: fc.nat(87),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("call" as const), plan, which: fc.nat(21) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("chat" as const), plan }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("opinion" as const), plan }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("review" as const), plan }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("mistake" as const), plan }) },
);

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

function told(one: Story, index: number): CloudEvent[] {
  switch (one.kind) {
    case "ticket":
      return ticket(`t${index}`, one.plan, one.moves, one.which);
    case "call":
      return call(`p${index}`, one.plan, one.which);
    case "chat":
      return chat(`h${index}`, one.plan);
    case "opinion":
      return opinion(`o${index}`, one.plan);
    case "mistake":
      return mistake(`x${index}`, one.plan);
    case "review":
      return review(`v${index}`, one.plan);
  }
}

/** One person's day: planned, and how it went. */
const shift = fc.record({
  person: fc.constantFrom(...PEOPLE),
  day: fc.nat(6),
  /** Quarters of an hour after midnight, and how long. */
  start: fc.integer({ min: 28, max: 44 }),
  length: fc.integer({ min: 4, max: 34 }),
  breakAfter: fc.integer({ min: 1, max: 20 }),
  /** Seconds off the plan, of each change. */
  late: fc.array(fc.integer({ min: -600, max: 900 }), { minLength: 4, maxLength: 4 }),
});

type Shift = typeof shift extends fc.Arbitrary<infer Value> ? Value : never;

const bounds = ({ day, start, length, breakAfter }: Shift) => {
  const from = Date.parse(`${DAYS[day]}T00:00:00+02:00`) + start * 15 * MINUTE;
  const pause = from + Math.min(breakAfter, length - 2) * 15 * MINUTE;
  return [from, pause, pause + 15 * MINUTE, from + length * 15 * MINUTE] as const;
};

function planned(one: Shift): NonNullable<OrgInput["shifts"]> {
  const [from, pause, back, to] = bounds(one).map((at) => new Date(at).toISOString());
  const agent = one.person;
  return [
    { agent, activity: "productive", from: from ?? "", to: pause ?? "" },
    { agent, activity: "break", from: pause ?? "", to: back ?? "" },
    { agent, activity: "productive", from: back ?? "", to: to ?? "" },
  ];
}

function lived(one: Shift): CloudEvent[] {
  const states = ["available", "break", "available", "offline"];
  const agentId = nativeId(one.person, DESK);
  const changes = bounds(one).map((at, turn) => at + (one.late[turn] ?? 0) * 1000);
  return changes
    .sort((a, b) => a - b)
    .map((at, turn) => ({
      specversion: "1.0" as const,
      type: "deskpulse.agent.state_changed.v1",
      source: DESK,
      id: `${one.person}-${one.day}-${turn}`,
      time: new Date(at).toISOString(),
      subject: `agent/${agentId}`,
      data: { agentId, state: states[turn] },
    }));
}

/** Gil joins south, then night: said by events, not by the document. */
const JOINED: CloudEvent[] = ["south", "night"].map((teamId, turn) => ({
  specversion: "1.0" as const,
  type: "deskpulse.team.membership_changed.v1",
  source: DESK,
  id: `gil-${turn}`,
  time: `2026-10-1${turn + 1}T08:00:00Z`,
  subject: "agent/gil",
  data: {
    agentId: "gil",
    teamId,
    change: "joined",
    effectiveAt: turn === 0 ? "2026-10-12T00:00:00+02:00" : "2026-10-21T00:00:00+02:00",
    primary: true,
  },
}));

const once = (shifts: readonly Shift[]): Shift[] => [
  ...new Map(shifts.map((one) => [`${one.person} ${one.day}`, one])).values(),
];

/** A week of the centre, in the order in which it was told; now is after it, or a busy morning in it. */
export const week: fc.Arbitrary<Week> = fc
  .record({
    stories: fc.array(story, { minLength: 1, maxLength: 40, size: "max" }),
    shifts: fc.array(shift, { maxLength: 12, size: "max" }),
    later: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 8 * DAY, max: 16 * DAY }) },
      { weight: 1, arbitrary: fc.integer({ min: 9 * 60, max: 12 * 60 }).map((at) => 2 * DAY + at) },
    ),
  })
  .map(({ stories, shifts, later }) => {
    const kept = once(shifts);
    // A whole minute: time in state is told up to the running one.
    const now = BEGIN + later * MINUTE;
    const events = [...stories.flatMap(told), ...kept.flatMap(lived), ...JOINED];
    // What is a little ahead counts, yet has not happened: nothing says which figures know it.
    const isAhead = (at: number) => at > now && at <= now + 6 * MINUTE;
    return {
      org: centre(kept.flatMap(planned)),
      events: events.filter(({ time }) => !isAhead(Date.parse(time))),
      now,
    };
  });
