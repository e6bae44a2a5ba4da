/** The privacy policy: what may be chosen, and what needs the works council. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changePolicy,
  DEFAULT_POLICY,
  type PolicyWish,
  policy,
  policyChanges,
  policyWish,
} from "../../shared/org/policy.ts";
import { isWider, LEVELS, RETENTION, SWITCHES, WIDER } from "../../shared/org/policy-terms.ts";

const AT = Date.parse("2026-03-10T10:00:00Z");
const because = { reason: "small teams", reference: "OR 2026-04" };

const after = (wish: PolicyWish, from = DEFAULT_POLICY) => {
  const changed = changePolicy(from, wish, AT);
  if (!changed.ok) throw new Error(changed.problem.detail);
  return changed.value;
};
const refusal = (wish: PolicyWish, from = DEFAULT_POLICY) => {
  const changed = changePolicy(from, wish, AT);
  return changed.ok ? null : { code: changed.problem.code, path: changed.problem.path };
};

test("[PRIV-5] [PRIV-6] the defaults are those of the rule book, and need no reason", () => {
  expect(DEFAULT_POLICY.group).toBe(5);
  expect(DEFAULT_POLICY.retention).toEqual({ raw: 90, agent: 26, team: 37, audit: 13 });
  expect(policy.safeParse(DEFAULT_POLICY).success).toBe(true);
  expect(WIDER.filter((what) => isWider(DEFAULT_POLICY, what))).toEqual([]);
});

test("[PRIV-5] a group is 3 to 10, whatever anybody decides", () => {
  const fits = (group: number) => policyWish.safeParse({ group, because }).success;
  expect([0, 1, 2, 2.5, 3, 10, 11].map(fits)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    false,
  ]);
  expect(policy.safeParse({ ...DEFAULT_POLICY, group: 2 }).success).toBe(false);
});

const wider: readonly { what: string; wish: PolicyWish; path: string }[] = [
  { what: "group", wish: { group: 4 }, path: "group" },
  ...LEVELS.map((level) => ({
    what: level,
    wish: { retention: { [level]: RETENTION[level].default + 1 } },
    path: `retention.${level}`,
  })),
];

test.each(wider)("[PRIV-9] $what wider than the default needs reason and reference", (one) => {
  const { what, wish, path } = one;
  expect(refusal(wish)).toEqual({ code: "needs_decision", path });
  expect(after({ ...wish, because }).because).toEqual({ [what]: { ...because, at: AT } });
  for (const half of [{ reason: "x" }, { reference: "x" }, { reason: " ", reference: "x" }]) {
    expect(policyWish.safeParse({ ...wish, because: half }).success).toBe(false);
  }
});

test("[PRIV-9] a decision holds for the value it was taken for, and goes with it", () => {
  const four = after({ group: 4, because });
  expect(after({ contact: "privacy@acme.example" }, four).because).toEqual(four.because);
  expect(refusal({ group: 3 }, four)).toEqual({ code: "needs_decision", path: "group" });
  expect(after({ group: 5 }, four).because).toEqual({});
  expect(refusal({ group: 4 }, after({ group: 5 }, four))).toEqual({
    code: "needs_decision",
    path: "group",
  });
});

test("[PRIV-9] stricter needs no reason, and none is kept", () => {
  const strict = after({
    group: 10,
    retention: { raw: 30, agent: 8, team: 12, audit: 6 },
    because,
  });
  expect(strict.because).toEqual({});
  expect(strict.retention).toEqual({ raw: 30, agent: 8, team: 12, audit: 6 });
});

test.each(SWITCHES)("[PRIV-9] %s cannot be switched on, with any reason", (which) => {
  const wish = { switches: { [which]: true }, because };
  expect(policyWish.safeParse(wish).success).toBe(true);
  expect(refusal(wish)).toEqual({ code: "not_available", path: `switches.${which}` });
  expect(after({ switches: { [which]: false } }).switches[which]).toBe(false);
  const on = { ...DEFAULT_POLICY, switches: { ...DEFAULT_POLICY.switches, [which]: true } };
  expect(policy.safeParse(on).success).toBe(false);
});

test("[UX-27] names on walls are no switch at all", () => {
  expect([...SWITCHES]).toEqual(["rankings", "sorting_by_score", "individual_targets"]);
  expect(policyWish.safeParse({ switches: { names_on_walls: true } }).success).toBe(false);
  expect(policyWish.safeParse({ switches: { names_on_walls: false } }).success).toBe(false);
});

test.each(LEVELS)("[PRIV-6] how long %s is kept has a shortest and a longest", (level) => {
  const { min, max } = RETENTION[level];
  const fits = (amount: number) => policyWish.safeParse({ retention: { [level]: amount } }).success;
  expect([min - 1, min, max, max + 1, min + 0.5].map(fits)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

test("[PRIV-6] detail never outlives its sums", () => {
  expect(refusal({ retention: { agent: 8 } })).toEqual({ code: "order", path: "retention" });
  expect(refusal({ retention: { team: 6 } })).toEqual({ code: "order", path: "retention" });
});

test("[PRIV-9] no chain of wishes without reasons gets anywhere wider than the default", () => {
  const wishes = fc.array(
    fc.record(
      {
        group: fc.integer({ min: 3, max: 10 }),
        retention: fc.record(
          Object.fromEntries(LEVELS.map((level) => [level, fc.integer(RETENTION[level])])),
          { requiredKeys: [] },
        ),
        switches: fc.record(Object.fromEntries(SWITCHES.map((one) => [one, fc.boolean()])), {
          requiredKeys: [],
        }),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(wishes, (all) => {
      let now = DEFAULT_POLICY;
      for (const wish of all) {
        const changed = changePolicy(now, policyWish.parse(wish), AT);
        if (changed.ok) now = changed.value;
      }
      expect(policy.safeParse(now).success).toBe(true);
      expect(WIDER.filter((what) => isWider(now, what))).toEqual([]);
    }),
  );
});

test("[PRIV-9] changes are named by path with both values", () => {
  const to = after({ group: 4, retention: { raw: 30 }, because });
  expect(policyChanges(DEFAULT_POLICY, to)).toEqual([
    { path: "group", from: 5, to: 4 },
    { path: "retention.raw", from: 90, to: 30 },
  ]);
});
