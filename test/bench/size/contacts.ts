/** A large contact centre, contact by contact: the same seed always gives the same thirteen weeks. */
import { type Random, randomOf } from "../../../server/demo/random.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import { DAY_MS, HOUR_MS } from "../../../shared/time/interval.ts";

export const TEAMS = 60;
export const AGENTS = 1_000;
/** A Monday, midnight in Amsterdam; the clocks go forward in the fourth week. */
export const BEGIN = Date.parse("2026-03-02T00:00:00+01:00");
export const DAYS = 91;
export const SECONDS_IN_TIME = 20;
export const SECONDS_SHORT = 5;

export interface Contact {
  readonly channel: Channel;
  readonly team: string;
  /** Who answered it; null: nobody did. */
  readonly agent: string | null;
  readonly createdAt: number;
  /** Instants in ms, durations in whole seconds; null: it never came to that. */
  readonly leftQueueAt: number | null;
  readonly waitSeconds: number | null;
  readonly repliedAt: number | null;
  readonly responseSeconds: number | null;
  readonly handledAt: number | null;
  readonly talkSeconds: number | null;
  readonly holdSeconds: number | null;
  readonly wrapSeconds: number | null;
  readonly workloadSeconds: number | null;
  readonly solvedAt: number | null;
  readonly resolutionSeconds: number | null;
  readonly surveyedAt: number | null;
  readonly ratedAt: number | null;
  /** 1 to 5; 4 and 5 are positive. */
  readonly rating: number | null;
  /** 0 to 10. */
  readonly recommends: number | null;
}

/** How often each channel is chosen, and when the day is busy, by hour of the day. */
const CHANNELS = [
  ["phone", 45],
  ["email", 22],
  ["chat", 14],
  ["whatsapp", 10],
  ["social", 5],
  ["sms", 4],
] as const satisfies readonly (readonly [Channel, number])[];
const HOURS = [
  1, 1, 1, 1, 1, 2, 5, 12, 30, 52, 60, 58, 44, 46, 54, 52, 46, 36, 24, 18, 14, 10, 5, 2,
] as const;
const WEEKDAYS = [120, 112, 108, 106, 104, 56, 38] as const;

function chooser<Item>(weighted: readonly (readonly [Item, number])[]) {
  const all = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  return (random: Random): Item => {
    let left = random.next() * all;
    for (const [item, weight] of weighted) {
      left -= weight;
      if (left < 0) return item;
    }
    return (weighted[0] as readonly [Item, number])[0];
  };
}

const channelOf = chooser(CHANNELS);
const hourOf = chooser(HOURS.map((weight, hour) => [hour, weight] as const));

const NONE = {
  agent: null,
  leftQueueAt: null,
  waitSeconds: null,
  repliedAt: null,
  responseSeconds: null,
  handledAt: null,
  talkSeconds: null,
  holdSeconds: null,
  wrapSeconds: null,
  workloadSeconds: null,
  solvedAt: null,
  resolutionSeconds: null,
  surveyedAt: null,
  ratedAt: null,
  rating: null,
  recommends: null,
} as const;

const seconds = (value: number): number => Math.max(0, Math.round(value));
const after = (at: number, span: number): number => at + span * 1_000;

function call(random: Random, base: Pick<Contact, "channel" | "team" | "createdAt">): Contact {
  const waitSeconds = seconds(random.exponential(24));
  const leftQueueAt = after(base.createdAt, waitSeconds);
  if (random.chance(waitSeconds > 60 ? 0.3 : 0.04)) {
    return { ...NONE, ...base, waitSeconds, leftQueueAt };
  }
  const talkSeconds = seconds(random.lognormal(230, 0.7));
  const holdSeconds = random.chance(0.2) ? seconds(random.lognormal(40, 0.8)) : 0;
  const wrapSeconds = seconds(random.lognormal(45, 0.8));
  const workloadSeconds = talkSeconds + holdSeconds + wrapSeconds;
  const handledAt = after(leftQueueAt, workloadSeconds);
  const spent = { talkSeconds, holdSeconds, wrapSeconds, workloadSeconds };
  return { ...NONE, ...base, waitSeconds, leftQueueAt, ...spent, handledAt };
}

/** No ticket of this centre is older than a month. */
const TAIL_MAX = 30 * 86_400;
/** Median of the first answer, in seconds, by channel. */
const ANSWERED: Partial<Record<Channel, number>> = { email: 5_400, social: 2_400, sms: 1_200 };

function ticket(random: Random, base: Pick<Contact, "channel" | "team" | "createdAt">): Contact {
  const responseSeconds = seconds(random.lognormal(ANSWERED[base.channel] ?? 35, 1.1));
  const repliedAt = after(base.createdAt, responseSeconds);
  const isSession = base.channel !== "email";
  const workloadSeconds = isSession ? seconds(random.lognormal(320, 0.8)) : null;
  const handledAt = workloadSeconds === null ? null : after(repliedAt, 2 * workloadSeconds);
  const tail = Math.min(TAIL_MAX, seconds(random.lognormal(isSession ? 1_500 : 30_000, 1.4)));
  const solved = random.chance(0.93);
  const resolutionSeconds = solved ? responseSeconds + tail : null;
  const solvedAt = solved ? after(repliedAt, tail) : null;
  const worked = { responseSeconds, repliedAt, workloadSeconds, handledAt };
  return { ...NONE, ...base, ...worked, resolutionSeconds, solvedAt };
}

/** A fifth are asked, a third of those answer, most within the day. */
function surveyed(random: Random, contact: Contact): Contact {
  const endedAt = contact.solvedAt ?? contact.handledAt;
  if (endedAt === null || contact.agent === null || !random.chance(0.2)) return contact;
  const surveyedAt = after(endedAt, seconds(random.lognormal(900, 0.6)));
  if (!random.chance(0.33)) return { ...contact, surveyedAt };
  const ratedAt = after(surveyedAt, seconds(random.lognormal(14_400, 1.2)));
  const rating = 5 - Math.min(4, Math.floor(random.exponential(0.8)));
  const recommends = random.chance(0.5) ? Math.min(10, seconds(2 * rating + random.next())) : null;
  return { ...contact, surveyedAt, ratedAt, rating, recommends };
}

/** `count` contacts, day by day; those of one day are in no order. */
export function* daysOf(count: number): Generator<Contact[]> {
  const weight = WEEKDAYS.reduce((sum, one) => sum + one, 0) * (DAYS / 7);
  let made = 0;
  let due = 0;
  for (let day = 0; day < DAYS; day += 1) {
    const random = randomOf(`size/${day}`);
    due += (count * (WEEKDAYS[day % 7] ?? 0)) / weight;
    const until = day === DAYS - 1 ? count : Math.round(due);
    const contacts: Contact[] = [];
    for (; made < until; made += 1) {
      const at = BEGIN + day * DAY_MS + (hourOf(random) + random.next()) * HOUR_MS;
      const channel = channelOf(random);
      const agentNumber = Math.floor(random.next() * AGENTS);
      const base = { channel, team: `team-${agentNumber % TEAMS}`, createdAt: Math.floor(at) };
      const contact = channel === "phone" ? call(random, base) : ticket(random, base);
      const answered = channel !== "phone" || contact.handledAt !== null;
      const agent = answered ? `agent-${agentNumber}` : null;
      contacts.push(surveyed(random, { ...contact, agent }));
    }
    yield contacts;
  }
}
