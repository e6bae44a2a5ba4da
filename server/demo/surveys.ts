/** How content customers are, whom we ask, and who answers: minutes to a day later, or never. */
import type { EventData } from "../../shared/events/event.ts";
import type { Agent } from "./floor.ts";
import { type Feed, QUEUES, type QueueId, TEAMS } from "./organisation.ts";
import type { Call } from "./phone-line.ts";
import { HOUR, MINUTE, SECOND, versionOf, type World } from "./world.ts";

/** What a customer was asked about. */
export interface Asked {
  readonly feed: Feed;
  readonly contactId: string;
  readonly queue: QueueId;
  readonly agent: Agent;
  /** 0 is what people expect; 1 is clearly longer than that. */
  readonly delay: number;
}

export interface Surveys {
  afterCall(agent: Agent, call: Call): void;
  afterSolve(asked: Asked): void;
}

const STARS = { min: 1, max: 5, kind: "stars" } as const;
const RECOMMEND = { min: 0, max: 10 } as const;
const SENT = { twilio: 0.5, zendesk: 0.75, chatwoot: 0.85 } as const;
const ANSWERED = { twilio: 0.2, zendesk: 0.27, chatwoot: 0.36 } as const;
const NPS = 0.18;
const REVISED = 0.025;
const RETRACTED = 0.004;

export function surveysOf(world: World): Surveys {
  const { random, emit } = world;

  /** -1 miserable … about +3 delighted: the log odds of a good rating. */
  const moodOf = ({ agent, delay }: Asked): number =>
    1.8 + agent.touch - 0.8 * Math.min(2, delay) - (world.today().kind === "bad" ? 0.85 : 0);
  const isGood = (mood: number) => random.chance(1 / (1 + Math.exp(-mood)));

  const stars = (mood: number): number => {
    if (isGood(mood)) return random.chance(0.62) ? 5 : 4;
    return random.pick([3, 3, 3, 2, 2, 1, 1]);
  };
  const recommend = (mood: number): number => {
    if (isGood(mood - 1.3)) return random.pick([10, 10, 9, 9, 9, 8]);
    return isGood(mood - 0.8) ? random.pick([8, 7, 7]) : random.pick([6, 6, 5, 4, 3, 2, 0]);
  };

  type Common = Omit<EventData<"survey.answered">, "score" | "items">;
  const answer = (feed: Feed, data: Common, score: () => number) => {
    const first = { ...data, score: score(), hasComment: random.chance(0.2) };
    const eventId = emit(feed, "survey.answered", first, { version: versionOf(1) });
    if (random.chance(REVISED)) {
      world.after(random.between(2 * MINUTE, 5 * HOUR), () => {
        const better = Math.min(data.scale?.max ?? 5, first.score + 1);
        const second = { ...first, score: random.chance(0.6) ? better : score() };
        emit(feed, "survey.answered", second, { version: versionOf(2) });
      });
    } else if (random.chance(RETRACTED)) {
      const reason = "answer to a test survey";
      world.after(random.exponential(6 * HOUR), () =>
        emit(feed, "record.corrected", { target: { eventId }, retract: true, reason }),
      );
    }
  };

  const ask = (asked: Asked, kind: "csat" | "nps") => {
    const { feed, contactId, agent, queue } = asked;
    const mood = moodOf(asked);
    const about = {
      surveyId: world.number("s-"),
      kind,
      contactId,
      agentId: agent.person.ids[feed],
      teamId: TEAMS[QUEUES[queue].team].ids[feed],
      scale: kind === "csat" ? STARS : RECOMMEND,
    };
    emit(feed, "survey.sent", about);
    if (!random.chance(ANSWERED[feed])) return;
    const isSoon = feed !== "zendesk" || random.chance(0.4);
    const wait = isSoon ? random.lognormal(4 * MINUTE, 1) : random.lognormal(5 * HOUR, 0.8);
    const score = kind === "csat" ? () => stars(mood) : () => recommend(mood);
    world.after(Math.min(wait, 30 * HOUR), () => answer(feed, about, score));
  };

  return {
    afterCall(agent, call) {
      if (!random.chance(SENT.twilio)) return;
      const { contactId, queue } = call;
      const delay = Math.max(0, (call.waitedMs - 45 * SECOND) / (2 * MINUTE));
      const asked = { feed: "twilio", contactId, queue, agent, delay } as const;
      world.after(random.between(20, 60) * SECOND, () => ask(asked, "csat"));
    },
    afterSolve(asked) {
      if (!random.chance(SENT[asked.feed])) return;
      const kind = random.chance(NPS) ? "nps" : "csat";
      const wait = asked.feed === "zendesk" ? random.between(5, 60) * MINUTE : 15 * SECOND;
      world.after(wait, () => ask(asked, kind));
    },
  };
}
