/** Ratings, recommendations, effort and reviews (KPIS.md 2, 3, 6.2). */
import { type Contact, solverCredit } from "./contact.ts";
import type { House } from "./house.ts";
import type { Said } from "./said.ts";
import type { Sample } from "./sample.ts";
import { isReply, isSolve } from "./tickets.ts";

/** The scale map of KPIS.md 2, where the organisation says nothing else. */
const POSITIVE: Record<string, readonly number[]> = {
  "1-5": [4, 5],
  "1-3": [3],
  "1-2": [2],
  "0-1": [1],
  "1-7": [6, 7],
  "1-10": [9, 10],
  "0-10": [9, 10],
};

interface Survey {
  readonly sent: Said | undefined;
  /** By time. */
  readonly answers: readonly Said[];
  readonly contact: Contact | undefined;
}

function surveysOf(said: readonly Said[], contacts: readonly Contact[]): Survey[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    if (!one.type.startsWith("survey.")) continue;
    const key = `${one.source} ${one.words.surveyId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((own) => {
    const about = own.find(({ words }) => words.contactId !== undefined);
    return {
      sent: own.find(({ type }) => type === "survey.sent"),
      answers: own.filter(({ type }) => type === "survey.answered"),
      contact: contacts.find(
        ({ id, source }) => id === about?.words.contactId && source === about?.source,
      ),
    };
  });
}

interface Credit {
  readonly agent: string | null;
  readonly team: string | null;
}

/** Credit S: the last solve by a person before it was sent, the snapshot, the last sender, none. */
function creditOf({ sent, answers, contact }: Survey, house: House): Credit {
  const asked = sent ?? answers[0];
  if (asked === undefined) return { agent: null, team: null };
  const snapshot = (one: Said): Credit => ({
    agent: house.who(one),
    team: one.words.teamId ? house.team(asked.source, one.words.teamId) : null,
  });
  if (contact === undefined) return { agent: null, team: snapshot(asked).team };
  const before = contact.said.filter(({ at }) => at <= asked.at).length;
  const isBefore = (_: Said, index: number) => index < before;
  const solve = contact.said.findLastIndex(
    (one, index) =>
      isBefore(one, index) && isSolve(one) && (one.words.actor?.kind ?? "agent") === "agent",
  );
  if (solve !== -1) return solverCredit(contact, house, solve);
  if (sent?.words.agentId) {
    const { agent, team } = snapshot(sent);
    return { agent, team: team ?? house.primaryTeam(agent, sent.at) };
  }
  const sender = contact.said.findLastIndex((one, index) => isBefore(one, index) && isReply(one));
  return sender === -1 ? { agent: null, team: null } : solverCredit(contact, house, sender);
}

/** Millionths of a percent; a failed critical item makes it 0. */
function reviewScore(items: NonNullable<Said["words"]["items"]>): number {
  if (items.some(({ critical, score, min, max }) => critical && 2 * (score - min) < max - min)) {
    return 0;
  }
  const weights = items.reduce((sum, { weight }) => sum + weight, 0);
  const points = items.reduce(
    (sum, { score, min, max, weight }) => sum + ((score - min) / (max - min)) * weight,
    0,
  );
  return Math.floor((points / weights) * 1e8 + 0.5 + 1e-6);
}

function answerSamples(survey: Survey, house: House): Sample[] {
  const [first] = survey.answers;
  const last = survey.answers.toSorted(
    (a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : 0) || a.at - b.at,
  );
  const words = last.at(-1)?.words;
  if (first === undefined || words === undefined) return [];
  const { channel = null, direction = null } = survey.contact ?? {};
  const say = (of: string, value: number, credit: Credit): Sample[] => [
    { of, value, at: first.at, channel, direction, ...credit },
  ];
  if (words.kind === "review") {
    const agent = house.who(first);
    const team = house.primaryTeam(agent, first.at);
    return say("review.score", reviewScore(words.items ?? []), { agent, team });
  }
  const { score = 0, scale } = words;
  const credit = creditOf(survey, house);
  const purpose = survey.sent?.words.purpose ?? words.purpose;
  if (words.kind === "ces") return say("ces.raw", score, credit);
  if (words.kind === "nps" && purpose === "relationship") {
    const named = survey.sent?.words.teamId ?? words.teamId;
    const team = named ? house.team(first.source, named) : null;
    return say("nps.relationship.raw", score, { agent: null, team });
  }
  if (words.kind === "nps") return say("nps.raw", score, credit);
  const own = house.org.scales?.find(({ min, max }) => min === scale?.min && max === scale?.max);
  const positive = own?.positive ?? POSITIVE[`${scale?.min}-${scale?.max}`] ?? [];
  return [
    ...say("csat.positive", positive.includes(score) ? 1 : 0, credit),
    ...say(`csat.raw.${scale?.min}-${scale?.max}`, score, credit),
  ];
}

export function surveySamples(
  said: readonly Said[],
  contacts: readonly Contact[],
  house: House,
): Sample[] {
  return surveysOf(said, contacts).flatMap((survey) => {
    const { sent, answers, contact } = survey;
    const samples = answerSamples(survey, house);
    if (sent === undefined || sent.words.kind !== "csat") return samples;
    const { channel = null, direction = null } = contact ?? {};
    const value = answers.length > 0 ? 1 : 0;
    const credit = creditOf(survey, house);
    return [...samples, { of: "csat.sent", value, at: sent.at, channel, direction, ...credit }];
  });
}
