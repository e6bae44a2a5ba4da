/** Laws of the one function that says yes (SEC-7): default deny, roles add up, televisions see no persons. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  can,
  NOBODY,
  RESOURCES,
  type Resource,
  type Role,
  type Subject,
  userOf,
  type Yes,
} from "../../server/accounts/roles.ts";

const TEAM_OF: Readonly<Record<string, string>> = { a: "x", b: "x", c: "y", d: "z" };
const house = { isMember: (agent: string, team: string) => TEAM_OF[agent] === team };

const agent = fc.constantFrom("a", "b", "c", "d", "nobody");
const team = fc.constantFrom("x", "y", "z", "none");
const of = fc.record(
  { agent: fc.option(agent, { nil: undefined }), team: fc.option(team, { nil: undefined }) },
  { requiredKeys: [] },
);
const role: fc.Arbitrary<Role> = fc.oneof(
  fc.constant<Role>({ role: "admin" }),
  fc.constant<Role>({ role: "manager" }),
  fc.array(team, { minLength: 1, maxLength: 3 }).map((teams): Role => ({ role: "lead", teams })),
  agent.map((one): Role => ({ role: "agent", agent: one })),
);
const by = fc.constantFrom(null, "agent", "team", "channel", "day", "interval");
const screen = fc.constantFrom("wallboard" as const, "team" as const, "me" as const);
const maybeTeam = fc.option(team);

const resource: fc.Arbitrary<Resource> = fc.oneof(
  fc.record({ kind: fc.constantFrom("figures" as const, "contacts" as const), of, by }),
  fc.record({
    kind: fc.constant("contact" as const),
    agents: fc.array(agent, { maxLength: 3 }),
    teams: fc.array(team, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("board" as const), screen, of }),
  fc.record({
    kind: fc.constantFrom("targets" as const, "devices" as const, "reports" as const),
    team: maybeTeam,
  }),
  fc.record({ kind: fc.constant("looked" as const), agent }),
  fc.record({
    kind: fc.constantFrom(
      ...(["definitions", "transparency", "organisation", "sources"] as const),
      ...(["users", "privacy", "audit"] as const),
    ),
  }),
);

const RUNS = { numRuns: 20_000 };

test("[SEC-7] the questions of this test name every resource there is", () => {
  const kinds = new Set(fc.sample(resource, { numRuns: 2_000, seed: 1 }).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual([...RESOURCES].sort());
});

test("[SEC-7] default deny: nobody sees anything, a user without roles no figures and no settings", () => {
  const nothing = userOf("u", []);
  fc.assert(
    fc.property(resource, (asked) => {
      expect(can(NOBODY, asked, house)).toEqual({ ok: false, because: "signed_out" });
      const answer = can(nothing, asked, house);
      expect(answer.ok).toBe(["definitions", "transparency"].includes(asked.kind));
    }),
    RUNS,
  );
});

test("[SEC-7] what no rule names is refused to everybody but for an administrator's settings", () => {
  const unknown = { kind: "everything" } as unknown as Resource;
  const subjects: Subject[] = [
    NOBODY,
    { kind: "device", id: "d", team: null },
    userOf("u", [
      { role: "manager" },
      { role: "lead", teams: ["x"] },
      { role: "agent", agent: "a" },
    ]),
  ];
  for (const subject of subjects) expect(can(subject, unknown, house).ok).toBe(false);
});

/** What a yes lets through, so that more can be told from less. */
const reach = ({ persons, group }: Yes): number =>
  (persons === "nobody" ? 0 : persons === "self" ? 2 : 4) + (group ? 0 : 1);

test("[SEC-7] roles add up: together they see what one of them sees, no less and nothing else", () => {
  fc.assert(
    fc.property(fc.array(role, { minLength: 1, maxLength: 4 }), resource, (given, asked) => {
      // One person is one agent: the first says who.
      const first = given.find((one) => one.role === "agent");
      const roles = given.filter((one) => one.role !== "agent" || one === first);
      const all = can(userOf("u", roles), asked, house);
      const each = roles.map((one) => can(userOf("u", [one]), asked, house));
      expect(all.ok).toBe(each.some(({ ok }) => ok));
      if (!all.ok) return;
      const most = Math.max(...each.map((one) => (one.ok ? reach(one) : -1)));
      expect(reach(all)).toBeLessThanOrEqual(most);
    }),
    RUNS,
  );
});

test("[SEC-10] a television sees one board of its own, in groups, never persons", () => {
  fc.assert(
    fc.property(maybeTeam, resource, (own, asked) => {
      const answer = can({ kind: "device", id: "d", team: own }, asked, house);
      if (!answer.ok) return;
      expect(asked.kind === "board" && asked.screen === "wallboard").toBe(true);
      expect(answer).toMatchObject({ persons: "nobody", group: true });
      if (asked.kind !== "board") return;
      expect(asked.of).toEqual(own === null ? {} : { team: own });
    }),
    RUNS,
  );
});

test("[PRIV-4] persons are oneself, or today's members of a team one leads; an administrator sees no scores", () => {
  fc.assert(
    fc.property(fc.array(role, { maxLength: 3 }), resource, (roles, asked) => {
      const user = userOf("u", roles);
      const answer = can(user, asked, house);
      if (!answer.ok) return;
      if (answer.persons === "members") expect(user.leads).toContain(answer.team);
      if (answer.persons === "self") expect(user.agent).not.toBeNull();
      if (asked.kind === "figures" || asked.kind === "contacts") {
        const { agent: whose } = asked.of;
        expect(user.isAdmin && roles.every((one) => one.role === "admin")).toBe(false);
        const isTheirs = user.leads.some((one) => house.isMember(whose ?? "", one));
        if (whose !== undefined) expect(user.agent === whose || isTheirs).toBe(true);
        if (asked.by === "agent" && whose === undefined) expect(answer.persons).toBe("members");
      }
    }),
    RUNS,
  );
});
