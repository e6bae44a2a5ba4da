/** All that a ticket or chat says of answers (KPIS.md 4): responses, replies, promises, waits. */
import { assertionsOf } from "./assertions.ts";
import { botResponseFacts } from "./bot-response.ts";
import type { Contact } from "./contact.ts";
import { courseOf } from "./course.ts";
import type { Fact, Span } from "./fact.ts";
import { firstResponseOf } from "./first-response.ts";
import { firstResponseFacts } from "./first-response-facts.ts";
import { greetingFacts } from "./greeting.ts";
import { decisionsOf } from "./promised.ts";
import { replyFacts } from "./reply.ts";
import type { Solving } from "./solve.ts";
import { openSpans } from "./state.ts";
import { unansweredFacts } from "./unanswered.ts";
import { waitingSpans } from "./waiting.ts";

export interface ResponseMeaning {
  readonly facts: readonly Fact[];
  /** Facts that time alone makes, at their anchor: promises nobody has kept so far. */
  readonly later: readonly Fact[];
  readonly spans: readonly Span[];
}

const NOTHING: ResponseMeaning = { facts: [], later: [], spans: [] };

/** Calls have their own rules; what was merged away or deleted says nothing. */
export function responseMeaning(contact: Contact, solving: Solving): ResponseMeaning {
  const { kind, gone, openedAt } = contact;
  if (kind === "call" || gone !== null || openedAt === undefined) return NOTHING;
  const assertions = assertionsOf(contact);
  const course = courseOf(contact, openedAt, assertions.at);
  const response = firstResponseOf(contact, course, assertions);
  const { facts, later } = decisionsOf(contact, course, openedAt, response, solving);
  return {
    facts: [
      ...firstResponseFacts(contact, course, response),
      ...botResponseFacts(contact, course),
      ...greetingFacts(contact),
      ...replyFacts(contact, course),
      ...unansweredFacts(contact, course, solving),
      ...facts,
    ],
    later,
    spans: [...openSpans(contact, course, openedAt), ...waitingSpans(contact, course)],
  };
}
