/** First response and reply times (KPIS.md 4): median and p90 first, mean second. */
import { durations } from "./builders.ts";

const family = { version: 1, better: "lower", nMin: 10, perAgent: true } as const;
const four = ["p50", "p90", "p95", "mean"] as const;
const three = ["p50", "p90", "mean"] as const;

/** Clock start to first public human answer, credited to its sender [Z1][P1][CW3]. */
export const frt = durations("frt", four, ["frt.seconds"], family);

/** The same in open seconds of the teams that had the ticket, piece by piece [F1][Z1]. */
export const frtBusiness = durations("frt.business", four, ["frt.business"], family);

/** The customer's side: since creation, time with a bot included [CW2]. */
export const frtFromCreation = durations("frt.from_creation", three, ["frt.from_creation"], family);

/** Since the assignment to the team or agent that answered [IN8][CW-I1]. */
export const frtSinceAssignment = durations(
  "frt.since_assignment",
  three,
  ["frt.since_assignment"],
  family,
);

/** Creation to the first message of a bot; never a human response [P1]. */
export const frtBot = durations("frt.bot", three, ["frt.bot"], family);

/** The agent's first message since the agent got the contact [A5]. */
export const agentGreeting = durations("agent_greeting", three, ["agent_greeting"], family);

/** First unanswered customer message to the next public human message [F2][CW1]. */
export const replyTime = durations("reply_time", three, ["reply.seconds"], family);
