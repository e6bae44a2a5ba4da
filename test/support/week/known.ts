/** What a week's figures are, by counting, adding and dividing what happened; nothing of the product is used. */
import type { SurveyLife, TicketLife, Week, Who } from "./lives.ts";

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A figure: its value, and over how many. Null: over none. */
export type Known = Readonly<Record<string, readonly [value: number | null, n: number]>>;

/** Something that counts: when, for whom (null: nobody), and how much. */
interface Counted {
  readonly at: number;
  readonly by: Who | null;
  readonly value: number;
}

const seconds = (from: number, to: number): number => (to - from) / 1_000;
const yes = (is: boolean): number => (is ? 1 : 0);
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

type Figure = readonly [value: number | null, n: number];
const over =
  (of: (all: readonly number[]) => number) =>
  (all: readonly number[]): Figure => [all.length === 0 ? null : of(all), all.length];
const count = (all: readonly number[]): Figure => [all.length, all.length];
const mean = over((all) => sum(all) / all.length);
const share = over((all) => (100 * sum(all)) / all.length);
const rank = (percent: number) =>
  over((all) => [...all].sort((a, b) => a - b)[Math.ceil((percent / 100) * all.length) - 1] ?? 0);
const promoters = over(
  (all) =>
    (100 * (all.filter((one) => one >= 9).length - all.filter((one) => one <= 6).length)) /
    all.length,
);

function ofTickets(tickets: readonly TicketLife[]) {
  const firstSolved = (value: (one: TicketLife, at: number) => number): Counted[] =>
    tickets.flatMap((one) =>
      one.solves.slice(0, 1).map((deed) => ({ ...deed, value: value(one, deed.at) })),
    );
  return {
    created: tickets.map(({ createdAt }) => ({ at: createdAt, by: null, value: 1 })),
    firstReplies: tickets.flatMap(({ createdAt, replies }) =>
      replies.slice(0, 1).map((deed) => ({ ...deed, value: seconds(createdAt, deed.at) })),
    ),
    nextReplies: tickets.flatMap(({ reopenedAt, replies }) => {
      const next = replies.find(({ at }) => reopenedAt !== null && at > reopenedAt);
      if (next === undefined || reopenedAt === null) return [];
      return [{ ...next, value: seconds(reopenedAt, next.at) }];
    }),
    firstSolves: firstSolved(({ createdAt }, at) => seconds(createdAt, at)),
    /** Of what is solved now: its last solve. */
    lastSolves: tickets.flatMap(({ createdAt, solves, reopenedAt }) => {
      const last = solves.at(-1);
      if (last === undefined || (reopenedAt ?? 0) > last.at) return [];
      return [{ ...last, value: seconds(createdAt, last.at) }];
    }),
    reopened: firstSolved(({ reopenedAt }) => yes(reopenedAt !== null)),
    inOneGo: firstSolved(({ reopenedAt, replies }) =>
      yes(reopenedAt === null && replies.length === 1),
    ),
  };
}

function ofCalls({ calls }: Week) {
  const legs = calls.flatMap(({ at, legs }) =>
    legs.map((leg, index) => ({
      ...leg,
      waited: seconds(legs[index - 1]?.wrapAt ?? at, leg.answeredAt),
      isPassedOn: index < legs.length - 1,
    })),
  );
  const done = (value: (leg: (typeof legs)[number]) => number): Counted[] =>
    legs.map((leg) => ({ at: leg.doneAt, by: leg.by, value: value(leg) }));
  const waits = legs.map(({ answeredAt, by, waited }) => ({ at: answeredAt, by, value: waited }));
  const left = calls.flatMap(({ at, leftAt }) =>
    leftAt === null ? [] : [{ at: leftAt, by: null, value: seconds(at, leftAt) }],
  );
  return {
    waits,
    left,
    /** Within 20 s, of those answered and those who hung up after more than 5 s. */
    inTime: [
      ...waits.map((one) => ({ ...one, value: yes(one.value <= 20) })),
      ...left.filter(({ value }) => value > 5).map((one) => ({ ...one, value: 0 })),
    ],
    talk: done(({ answeredAt, wrapAt }) => seconds(answeredAt, wrapAt)),
    wrap: done(({ wrapAt, doneAt }) => seconds(wrapAt, doneAt)),
    handled: done(({ answeredAt, doneAt }) => seconds(answeredAt, doneAt)),
    passedOn: done(({ isPassedOn }) => yes(isPassedOn)),
  };
}

const scores = (surveys: readonly SurveyLife[], kind: SurveyLife["kind"]): Counted[] =>
  surveys.flatMap((one) =>
    one.kind === kind ? [{ at: one.at, by: one.by, value: one.score }] : [],
  );

/** `who`: only what is theirs; undefined: all of the team. */
export function knownOf(week: Week, { from, to }: Stretch, who?: Who): Known {
  const within = (all: readonly Counted[]): number[] =>
    all
      .filter(({ at, by }) => at >= from && at < to && (who === undefined || by === who))
      .map(({ value }) => value);
  const tickets = ofTickets(week.tickets);
  const calls = ofCalls(week);
  const rated = within(scores(week.surveys, "csat"));
  const personal = {
    "frt.mean": mean(within(tickets.firstReplies)),
    "frt.p50": rank(50)(within(tickets.firstReplies)),
    "reply_time.mean": mean(within(tickets.nextReplies)),
    "resolution.first.mean": mean(within(tickets.firstSolves)),
    "resolution.full.mean": mean(within(tickets.lastSolves)),
    "reopen.rate": share(within(tickets.reopened)),
    "one_touch.rate": share(within(tickets.inOneGo)),
    "calls.answered": count(within(calls.waits)),
    "asa.mean": mean(within(calls.waits)),
    "asa.p90": rank(90)(within(calls.waits)),
    "aht.mean": mean(within(calls.handled)),
    "aht.talk.mean": mean(within(calls.talk)),
    "aht.wrap.mean": mean(within(calls.wrap)),
    "transfer.rate_per_leg": share(within(calls.passedOn)),
    "csat.score": share(rated.map((score) => yes(score >= 4))),
    "csat.mean": mean(rated),
    "nps.score": promoters(within(scores(week.surveys, "nps"))),
  };
  if (who !== undefined) return personal;
  return {
    ...personal,
    "tickets.created": count(within(tickets.created)),
    "calls.abandoned": count(within(calls.left)),
    "abandon.time.mean": mean(within(calls.left)),
    "sl.E": share(within(calls.inTime)),
  };
}
