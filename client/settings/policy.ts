/** The privacy policy as it is typed → what is wished; and what needs a reason first (PRIV-9). Pure. */
import type { PolicyWish } from "../../shared/org/policy.ts";
import {
  GROUP_MAX,
  GROUP_MIN,
  isWider,
  LEVELS,
  type Level,
  RETENTION,
  type Terms,
  WIDER,
  type Wider,
} from "../../shared/org/policy-terms.ts";

export interface PolicyDraft {
  readonly group: string;
  readonly retention: Readonly<Record<Level, string>>;
  readonly contact: string;
  readonly reason: string;
  readonly reference: string;
}

export const policyDraft = ({
  group,
  retention,
  contact,
}: Terms & { readonly contact: string }): PolicyDraft => ({
  group: String(group),
  retention: {
    raw: String(retention.raw),
    agent: String(retention.agent),
    team: String(retention.team),
    audit: String(retention.audit),
  },
  contact,
  reason: "",
  reference: "",
});

const whole = (text: string, min: number, max: number): number | null => {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
};

/** The numbers of a draft; null where they are none, or out of what anybody may decide on. */
export const termsIn = ({ group, retention }: PolicyDraft) => ({
  group: whole(group, GROUP_MIN, GROUP_MAX),
  retention: Object.fromEntries(
    LEVELS.map((level) => [
      level,
      whole(retention[level], RETENTION[level].min, RETENTION[level].max),
    ]),
  ) as Record<Level, number | null>,
});

/** All numbers, or null while one is missing. */
export function wholeTerms(draft: PolicyDraft): Terms | null {
  const { group, retention } = termsIn(draft);
  const { raw, agent, team, audit } = retention;
  if (group === null || raw === null || agent === null || team === null || audit === null)
    return null;
  return { group, retention: { raw, agent, team, audit } };
}

export const numberOf = (of: Terms, what: Wider): number =>
  what === "group" ? of.group : of.retention[what];

/** What is new and goes further than the default: saved only with reason and reference. */
export const widened = (from: Terms, to: Terms): Wider[] =>
  WIDER.filter((what) => numberOf(from, what) !== numberOf(to, what) && isWider(to, what));

/** What is new at all. */
export const changedTerms = (from: Terms, to: Terms): Wider[] =>
  WIDER.filter((what) => numberOf(from, what) !== numberOf(to, what));

export type PolicyBlock = "numbers" | "order" | "reason";

const DAYS = { days: 1, weeks: 7, months: 28 } as const;
const daysOf = ({ retention }: Terms, level: Level) =>
  retention[level] * DAYS[RETENTION[level].unit];

/** Why it cannot be saved yet; null: it can. */
export function blockOf(from: Terms, draft: PolicyDraft): PolicyBlock | null {
  const to = wholeTerms(draft);
  if (to === null) return "numbers";
  if (daysOf(to, "raw") > daysOf(to, "agent") || daysOf(to, "agent") > daysOf(to, "team"))
    return "order";
  const isBare = draft.reason.trim() === "" || draft.reference.trim() === "";
  return widened(from, to).length > 0 && isBare ? "reason" : null;
}

/** To be sent; only when nothing blocks it. */
export function wishOf(from: Terms, draft: PolicyDraft): PolicyWish {
  const to = wholeTerms(draft) ?? from;
  const because = { reason: draft.reason.trim(), reference: draft.reference.trim() };
  return {
    group: to.group,
    retention: { ...to.retention },
    contact: draft.contact.trim(),
    ...(widened(from, to).length > 0 ? { because } : {}),
  };
}

interface Decided extends Terms {
  readonly contact: string;
  readonly because: Readonly<
    Partial<Record<Wider, { readonly reason: string; readonly reference: string }>>
  >;
}

/** What puts a policy back as it was before, with the reason it had then. */
export function undoWish(from: Terms, before: Decided): PolicyWish {
  const [again] = widened(from, before);
  const because = again === undefined ? undefined : before.because[again];
  return {
    group: before.group,
    retention: { ...before.retention },
    contact: before.contact,
    ...(because === undefined
      ? {}
      : { because: { reason: because.reason, reference: because.reference } }),
  };
}
