/**
 * The privacy policy (PRIV-5, PRIV-6, PRIV-9): how large a group must be, how long things are kept, what
 * is switched on. Pure. What is wider than the default needs a reason and the works council's decision.
 */
import { z } from "zod";
import { fail, ok, type Result } from "../result.ts";
import {
  GROUP_DEFAULT,
  GROUP_MAX,
  GROUP_MIN,
  isWider,
  type Level,
  RETENTION,
  SWITCHES,
  WIDER,
  type Wider,
} from "./policy-terms.ts";

const sentence = z.string().trim().min(1).max(500);

/** Why something is wider, and which decision of the works council allows it. */
export const because = z.object({ reason: sentence, reference: sentence });

const term = (level: Level) => z.int().min(RETENTION[level].min).max(RETENTION[level].max);
const retention = z.object({
  raw: term("raw"),
  agent: term("agent"),
  team: term("team"),
  audit: term("audit"),
});
const contact = z.string().trim().max(500);

export const policy = z.object({
  group: z.int().min(GROUP_MIN).max(GROUP_MAX),
  retention,
  switches: z.record(z.enum(SWITCHES), z.literal(false)),
  /** Whom to ask about privacy: an office, a mail address, a page. Empty: nobody was named. */
  contact,
  /** For everything that is wider than the default, and for nothing else. */
  because: z.partialRecord(z.enum(WIDER), because.extend({ at: z.int() })),
});

/** What somebody wants changed; what is left out stays. */
export const policyWish = z.strictObject({
  group: z.int().min(GROUP_MIN).max(GROUP_MAX).optional(),
  retention: retention.partial().strict().optional(),
  switches: z.partialRecord(z.enum(SWITCHES), z.boolean()).optional(),
  contact: contact.optional(),
  because: because.optional(),
});

export type Policy = z.infer<typeof policy>;
export type PolicyWish = z.infer<typeof policyWish>;

export const DEFAULT_POLICY: Policy = {
  group: GROUP_DEFAULT,
  retention: {
    raw: RETENTION.raw.default,
    agent: RETENTION.agent.default,
    team: RETENTION.team.default,
    audit: RETENTION.audit.default,
  },
  switches: { rankings: false, sorting_by_score: false, individual_targets: false },
  contact: "",
  because: {},
};

/** `needs_decision`: reason and reference are missing; `order`: detail outlives its sum. */
export interface PolicyRefusal {
  readonly code: "needs_decision" | "not_available" | "order";
  readonly path: string;
  readonly detail: string;
}

const numberOf = (of: Policy, what: Wider): number =>
  what === "group" ? of.group : of.retention[what];

/** Days that a level is kept at least; months counted short. */
const daysOf = (of: Policy, level: Level): number =>
  of.retention[level] * { days: 1, weeks: 7, months: 28 }[RETENTION[level].unit];

/** The policy after a wish, at `at` (ms since 1970); or why not. Values must fit the schemas above. */
export function changePolicy(
  from: Policy,
  wish: PolicyWish,
  at: number,
): Result<Policy, PolicyRefusal> {
  const on = SWITCHES.find((one) => wish.switches?.[one] === true);
  if (on !== undefined) {
    const detail = `${on} cannot be switched on in this release; leave it false`;
    return fail({ code: "not_available", path: `switches.${on}`, detail });
  }
  const to: Policy = {
    ...from,
    group: wish.group ?? from.group,
    retention: {
      raw: wish.retention?.raw ?? from.retention.raw,
      agent: wish.retention?.agent ?? from.retention.agent,
      team: wish.retention?.team ?? from.retention.team,
      audit: wish.retention?.audit ?? from.retention.audit,
    },
    contact: wish.contact ?? from.contact,
    because: {},
  };
  if (daysOf(to, "raw") > daysOf(to, "agent") || daysOf(to, "agent") > daysOf(to, "team")) {
    const detail = "events may not be kept longer than agents' detail, nor that longer than teams'";
    return fail({ code: "order", path: "retention", detail });
  }
  const reasons: Policy["because"] = {};
  for (const what of WIDER) {
    if (!isWider(to, what)) continue;
    const isNew = numberOf(to, what) !== numberOf(from, what);
    const why = isNew ? wish.because && { ...wish.because, at } : from.because[what];
    if (why === undefined) return fail(needsDecision(what));
    reasons[what] = why;
  }
  return ok({ ...to, because: reasons });
}

function needsDecision(what: Wider): PolicyRefusal {
  const path = what === "group" ? "group" : `retention.${what}`;
  const beyond =
    what === "group"
      ? `a group below ${GROUP_DEFAULT}`
      : `more than ${RETENTION[what].default} ${RETENTION[what].unit}`;
  const detail = `${path}: ${beyond} needs because.reason, and the works council's decision in because.reference`;
  return { code: "needs_decision", path, detail };
}

/** Paths of what differs, with old and new value: for the audit log and the history. */
export function policyChanges(
  from: Policy,
  to: Policy,
): { readonly path: string; readonly from: number; readonly to: number }[] {
  return WIDER.filter((what) => numberOf(from, what) !== numberOf(to, what)).map((what) => ({
    path: what === "group" ? "group" : `retention.${what}`,
    from: numberOf(from, what),
    to: numberOf(to, what),
  }));
}
