/** One person in three systems: mapped later, all figures are as if it had been known from the start (EVENTS.md 7). */
import { expect, test } from "vitest";
import { setOrganisation } from "../../../server/core.ts";
import { figures } from "../../../server/figures/figure.ts";
import { qualityOf } from "../../../server/figures/quality.ts";
import { scopeOf } from "../../../server/figures/scope.ts";
import { catalog } from "../../../shared/kpi/catalog.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { DAY_MS, MINUTE_MS, periodOf } from "../../../shared/time/interval.ts";
import { openPeopleDesk, type PeopleDesk } from "../../support/people.ts";

const [DESK, PBX, FLEX] = ["/acme/zendesk/main", "/acme/pbx/main", "/acme/twilio/main"];
const MONDAY = Date.parse("2026-03-02T08:00:00Z");
const IDS = [
  { source: DESK, id: "abakker" },
  { source: PBX, id: "Agent/1141" },
  { source: FLEX, id: "ana.bakker" },
];

const described = (identities: readonly { source: string; id: string }[]): OrgInput => ({
  organisation: { name: "Acme", zone: "UTC" },
  teams: [{ id: "returns" }, { id: "sales" }],
  agents: [
    {
      id: "ana",
      name: "Ana Bakker",
      identities: [...identities],
      memberships: [{ team: "returns", from: "2026-01-01T00:00:00Z", primary: true }],
    },
    {
      id: "ben",
      name: "Ben de Wit",
      identities: [{ source: PBX, id: "SIP/1141" }],
      memberships: [{ team: "sales", from: "2026-01-01T00:00:00Z", primary: true }],
    },
  ],
});

const event = (source: string, id: string, minute: number, type: string, data: object) => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source,
  id,
  time: new Date(MONDAY + minute * MINUTE_MS).toISOString(),
  subject: "subject/1",
  data,
});

/** A leg of a call or chat that lasts from one minute to another. */
const leg = (source: string, agentId: string, contactId: string, from: number, to: number) => {
  const own = { contactId, legId: `${contactId}/1`, agentId };
  const channel = source === PBX ? "phone" : "chat";
  return [
    event(source, `${contactId}-1`, from - 1, "contact.created", {
      contactId,
      channel,
      direction: "inbound",
    }),
    event(source, `${contactId}-2`, from - 1, "contact.queued", { contactId, reason: "new" }),
    event(source, `${contactId}-3`, from, "contact.answered", own),
    event(source, `${contactId}-4`, to, "contact.leg_ended", own),
    event(source, `${contactId}-5`, to + 1, "contact.wrapup_ended", own),
  ];
};
const state = (source: string, agentId: string, minute: number, to: string) =>
  event(source, `${agentId}-${minute}`, minute, "agent.state_changed", { agentId, state: to });

/** A call and a chat at the same time, a mail that is solved and rated, and presence of two systems. */
const told = [
  state(PBX, "Agent/1141", 0, "available"),
  state(FLEX, "ana.bakker", 1, "available"),
  ...leg(PBX, "Agent/1141", "call-1", 10, 30),
  ...leg(FLEX, "ana.bakker", "chat-1", 15, 40),
  ...leg(PBX, "SIP/1141", "call-2", 20, 25),
  event(DESK, "m1", 5, "contact.created", {
    contactId: "mail-1",
    channel: "email",
    direction: "inbound",
  }),
  event(DESK, "m2", 45, "contact.message", {
    contactId: "mail-1",
    messageId: "m2",
    from: "agent",
    visibility: "public",
    agentId: "abakker",
  }),
  event(DESK, "m3", 50, "contact.status_changed", {
    contactId: "mail-1",
    to: "resolved",
    agentId: "abakker",
  }),
  event(DESK, "s1", 90, "survey.answered", {
    surveyId: "s1",
    kind: "csat",
    score: 5,
    scale: { min: 1, max: 5 },
    contactId: "mail-1",
  }),
  state(PBX, "Agent/1141", 120, "offline"),
  state(FLEX, "ana.bakker", 121, "offline"),
];

const NOW = MONDAY + DAY_MS;

async function deskWith(identities: typeof IDS): Promise<PeopleDesk> {
  const desk = await openPeopleDesk(NOW);
  await setOrganisation(desk.core, described(identities));
  for (const source of [DESK, PBX, FLEX]) {
    const own = told.filter((one) => one.source === source);
    const taken = await desk.core.ingest.submit(source, own);
    expect(taken).toMatchObject({ ok: true, value: { rejected: [], accepted: own.length } });
  }
  await desk.core.tail.idle();
  return desk;
}

/** Every figure, of the centre, each team, each person and by agent. */
async function all({ core }: PeopleDesk) {
  const period = periodOf("2026-03-02", "UTC", NOW);
  if (!period.ok) throw new Error(period.problem);
  const answers = [];
  for (const by of [undefined, "agent", "team"] as const) {
    for (const label of ["centre", "team:returns", "team:sales", "agent:ana", "agent:ben"]) {
      const scope = scopeOf(label, {});
      if (!scope.ok) throw new Error(scope.problem);
      const told = await figures(core.tail, {
        kpis: catalog,
        scope: scope.value,
        period: period.value,
        zone: "UTC",
        asOf: NOW,
        now: NOW,
        ...(by === undefined ? {} : { by }),
      });
      answers.push(...told.map(({ position: _, ...one }) => one));
    }
  }
  return answers;
}

const unmappedOf = async ({ core }: PeopleDesk) => {
  const period = periodOf("2026-03-02", "UTC", NOW);
  if (!period.ok) throw new Error(period.problem);
  return (await qualityOf(core.tail, period.value, NOW)).unmapped.agents;
};

test("[QUAL3] ids of three systems that nobody mapped count, and stand in a list with who they could be", async () => {
  const desk = await deskWith([]);
  const found = await unmappedOf(desk);
  const told = found.map(({ native, source, suggestions }) => [
    native,
    source,
    suggestions.map(({ id, because }) => `${id} by ${because}`),
  ]);
  expect(told.sort()).toEqual([
    ["Agent/1141", PBX, ["ben by id"]], // alike is not the same: a person decides
    ["abakker", DESK, ["ana by name"]],
    ["ana.bakker", FLEX, ["ana by name"]],
  ]);
  const centre = (await all(desk)).filter(({ scope, by }) => scope === "centre" && !by);
  expect(centre.find(({ kpi }) => kpi === "aht.mean")?.n).toBe(3);
  await desk.close();
});

test("[R8] mapped later, one after the other, every figure is as if it had been mapped from the start", async () => {
  const expected = await all(await deskWith(IDS));
  const person = expected.filter(({ scope, by }) => scope === "agent:ana" && !by);
  const valueIn = (kpi: string) => person.find((one) => one.kpi === kpi)?.value;
  expect(person.find(({ kpi }) => kpi === "aht.mean")?.n).toBe(2);
  expect([valueIn("csat.score"), valueIn("frt.mean")]).toEqual([100, 2_400]);
  const later = await deskWith([]);
  expect(await all(later)).not.toEqual(expected);
  for (let known = 1; known <= IDS.length; known += 1) {
    later.clock.advance(1_000);
    await setOrganisation(later.core, described(IDS.slice(0, known)));
  }
  later.clock.set(NOW + 3_000);
  expect(await all(later)).toEqual(expected);
  expect(await unmappedOf(later)).toEqual([]);
  await later.close();
});

test("[R8] who was mapped to the wrong person is corrected, and leaves no trace there", async () => {
  const expected = await all(await deskWith(IDS));
  const wrong = await deskWith([]);
  const [mail, call, chat] = IDS;
  const toBen: OrgInput = {
    ...described([mail, chat].filter((one) => one !== undefined)),
  };
  const ben = toBen.agents?.[1];
  if (ben === undefined || call === undefined) throw new Error("nobody");
  ben.identities = [...(ben.identities ?? []), call];
  wrong.clock.advance(1_000);
  await setOrganisation(wrong.core, toBen);
  expect(await all(wrong)).not.toEqual(expected);
  wrong.clock.advance(1_000);
  await setOrganisation(wrong.core, described(IDS));
  expect(await all(wrong)).toEqual(expected);
  await wrong.close();
});
