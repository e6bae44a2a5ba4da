/** Survey answers (KPIS.md 2, 3): one answer per survey, in the period of its first answer. */
import { supersedes } from "../../../shared/events/entity.ts";
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { type Contact, factOf, ownerAt } from "./contact.ts";
import type { Fact } from "./fact.ts";
import { isHumanReply } from "./response.ts";
import { reviewFacts } from "./review.ts";
import { type Credit, type Solving, solverCredit } from "./solve.ts";

type Sent = EventOf<"survey.sent">;
type Answered = EventOf<"survey.answered">;

interface Survey {
  sent?: Sent;
  answer?: Answered;
  firstAnswerAt: number;
}

function surveysOf(events: readonly DeskEvent[]): Survey[] {
  const surveys = new Map<string, Survey>();
  for (const event of events) {
    if (event.type !== "survey.sent" && event.type !== "survey.answered") continue;
    const known = surveys.get(event.data.surveyId) ?? { firstAnswerAt: Infinity };
    surveys.set(event.data.surveyId, known);
    if (event.type === "survey.sent") {
      if (!known.sent || supersedes(event, known.sent)) known.sent = event;
      continue;
    }
    known.firstAnswerAt = Math.min(known.firstAnswerAt, event.at);
    if (!known.answer || supersedes(event, known.answer)) known.answer = event;
  }
  return [...surveys.values()];
}

/** The usual positive answers per scale (KPIS.md 2): neutral is not positive. */
function isPositive(contact: Contact, score: number, min: number, max: number): boolean {
  const own = contact.directory.positiveScores(min, max);
  if (own !== undefined) return own.includes(score);
  if (max - min === 1) return score === max;
  if (max - min === 2) return score === max;
  if (max - min >= 9) return score >= max - 1;
  return score >= max - 1 && score > min;
}

const RAW: Record<string, CellMeasure> = {
  "1-5": "csat.raw.1-5",
  "1-3": "csat.raw.1-3",
  "0-1": "csat.raw.0-1",
  "1-7": "csat.raw.1-7",
  "1-10": "csat.raw.1-10",
  "0-10": "csat.raw.0-10",
};

/** The last solve by a person before the survey, with the team that had the contact then. */
function solverOf(contact: Contact, { solves }: Solving, before: number): Credit | null {
  const solve = solves.findLast(({ at, byPerson }) => byPerson && at <= before);
  return solve === undefined ? null : solverCredit(contact, solve);
}

/** Without a known solve: the snapshot that the survey itself carries. */
function snapshotOf(contact: Contact, survey: Survey, asOf: number): Credit | null {
  const event = [survey.sent, survey.answer].find(
    (one) => one !== undefined && (one.data.agentId ?? one.data.teamId) !== undefined,
  );
  if (event === undefined) return null;
  const { directory } = contact;
  const { agentId, teamId } = event.data;
  const agent = agentId === undefined ? null : directory.agent(event.source, agentId, asOf);
  const stated = teamId === undefined ? null : directory.team(event.source, teamId, asOf);
  if (contact.key === null) return { agent: null, team: stated, queue: null };
  const primary = agent === null ? null : directory.primaryTeam(agent, asOf);
  const owner = ownerAt(contact, asOf);
  return { agent, team: stated ?? owner.team ?? primary, queue: owner.queue };
}

function lastSender(contact: Contact, before: number): Credit | null {
  const reply = contact.events.findLast((event) => event.at <= before && isHumanReply(event));
  if (reply === undefined || !isHumanReply(reply) || reply.data.agentId === undefined) return null;
  const agent = contact.directory.agent(reply.source, reply.data.agentId, reply.at);
  const owner = ownerAt(contact, reply.at);
  return {
    agent,
    team: owner.team ?? contact.directory.primaryTeam(agent, reply.at),
    queue: owner.queue,
  };
}

const NOBODY: Credit = { agent: null, team: null, queue: null };

/** Credit S: whose solve triggered the survey, frozen when the survey is first seen (S2, R8). */
function creditOf(contact: Contact, survey: Survey, solving: Solving): Credit {
  const before = Math.min(survey.sent?.at ?? Infinity, survey.firstAnswerAt);
  return (
    solverOf(contact, solving, before) ??
    snapshotOf(contact, survey, before) ??
    lastSender(contact, before) ??
    NOBODY
  );
}

/** Credit C: about the company, so nobody's own; a team only if the survey names one. */
function companyCredit({ directory }: Contact, { sent, answer }: Survey): Credit {
  const event = [answer, sent].find((one) => one?.data.teamId !== undefined);
  const named = event?.data.teamId;
  const team =
    event === undefined || named === undefined
      ? null
      : directory.team(event.source, named, event.at);
  return { agent: null, team, queue: null };
}

function answerFacts(contact: Contact, survey: Survey, answer: Answered, credit: Credit): Fact[] {
  const { score, scale, kind } = answer.data;
  if (kind === "review") return reviewFacts(contact, answer, survey.firstAnswerAt);
  if (score === undefined || scale === undefined) return [];
  const at = survey.firstAnswerAt;
  if (kind === "nps") {
    const purpose = answer.data.purpose ?? survey.sent?.data.purpose ?? "transactional";
    return purpose === "relationship"
      ? [factOf(contact, "nps.relationship.raw", score, at, companyCredit(contact, survey))]
      : [factOf(contact, "nps.raw", score, at, credit)];
  }
  if (kind === "ces") {
    const asked = scale.min === 1 && scale.max === 7;
    return asked ? [factOf(contact, "ces.raw", score, at, credit)] : [];
  }
  const raw = RAW[`${scale.min}-${scale.max}`] ?? "csat.raw.other";
  const positive = isPositive(contact, score, scale.min, scale.max) ? 1 : 0;
  return [
    factOf(contact, "csat.positive", positive, at, credit),
    factOf(contact, raw, score, at, credit),
  ];
}

export function surveyFacts(contact: Contact, solving: Solving): Fact[] {
  if (contact.gone === "deleted" || !contact.has.survey) return [];
  return surveysOf(contact.events).flatMap((survey) => {
    const { sent, answer } = survey;
    const credit = creditOf(contact, survey, solving);
    const facts = answer === undefined ? [] : answerFacts(contact, survey, answer, credit);
    if (sent?.data.kind === "csat") {
      facts.push(factOf(contact, "csat.sent", answer === undefined ? 0 : 1, sent.at, credit));
    }
    return facts;
  });
}
