/**
 * A week as each system tells it: Zendesk's event webhooks, TaskRouter's callbacks, a Dutch survey tool's file.
 * Each has its own ids for the same people.
 */
import type { OrgInput } from "../../../shared/org/org.ts";
import { callbackBody, eventsOf } from "../vendors/twilio.ts";
import { type Happening, type World, webhookBody } from "../vendors/zendesk.ts";
import { PEOPLE, type TicketLife, type Week, type Who } from "./lives.ts";

export const SOURCES = {
  zendesk: "/acme/zendesk/main",
  twilio: "/acme/twilio/flex",
  survey: "/acme/csv/survey",
} as const;

export const TEAM = "support";
const GROUP = 31;
const QUEUES = ["WQ1", "WQ2"] as const;
const ZONE = "Europe/Amsterdam";

/** What Zendesk, Twilio and the survey tool call a person, and what we do. */
const zendeskOf = (who: Who): number => 9_007_199_254_740_000 + who;
const workerOf = (who: Who): string => `WK00${who}`;
const rowNameOf = (who: Who): string => `M-${17 * (who + 1)}`;
export const agentOf = (who: Who): string => `p${who}`;

export const ORG: OrgInput = {
  organisation: { name: "Acme", zone: ZONE },
  teams: [
    {
      id: TEAM,
      identities: [
        { source: SOURCES.zendesk, id: String(GROUP) },
        { source: SOURCES.survey, id: "KLANTENSERVICE" },
      ],
    },
  ],
  queues: QUEUES.map((id) => ({ id, team: TEAM, identities: [{ source: SOURCES.twilio, id }] })),
  agents: PEOPLE.map((who) => ({
    id: agentOf(who),
    identities: [
      { source: SOURCES.zendesk, id: String(zendeskOf(who)) },
      { source: SOURCES.twilio, id: workerOf(who) },
      { source: SOURCES.survey, id: rowNameOf(who) },
    ],
    memberships: [{ team: TEAM, from: "2020-01-01" }],
  })),
};

function happeningsOf(life: TicketLife): Happening[] {
  const { id: ticket, createdAt, assigned, notes, replies, solves, reopenedAt } = life;
  const customer = 70_000 + ticket;
  let comments = 0;
  const comment = (at: number, by: number, isPublic: boolean): Happening => {
    comments += 1;
    return { at, ticket, by, what: "comment", id: ticket * 100 + comments, isPublic };
  };
  const status = (at: number, by: number, from: string, to: string): Happening => ({
    ...{ at, ticket, by, what: "status", from, to },
  });
  const to = zendeskOf(assigned.by);
  const all: Happening[] = [
    { at: createdAt, ticket, by: customer, what: "created", group: GROUP, via: "email" },
    { at: assigned.at, ticket, by: -1, what: "assigned", from: null, to },
    ...notes.map(({ at, by }) => comment(at, zendeskOf(by), false)),
  ];
  const [first] = replies;
  for (const { at, by } of replies) all.push(comment(at, zendeskOf(by), true));
  if (first !== undefined) all.push(status(first.at, zendeskOf(first.by), "new", "pending"));
  solves.forEach(({ at, by }, index) => {
    all.push(status(at, zendeskOf(by), index === 0 ? "pending" : "open", "solved"));
  });
  if (reopenedAt !== null) {
    all.push(comment(reopenedAt, customer, true), status(reopenedAt, customer, "solved", "open"));
  }
  return all.sort((a, b) => a.at - b.at);
}

/** What somebody calls us with. */
export interface Call {
  readonly from: "zendesk" | "twilio";
  readonly at: number;
  readonly body: string;
}

/** In the order in which it happened. */
export function callsOf({ tickets, calls }: Week): Call[] {
  const staff = PEOPLE.map((who) => ({ id: zendeskOf(who), group: GROUP, since: 0 }));
  const ofTickets = tickets.flatMap((life) => {
    const world: World = { staff, happenings: happeningsOf(life) };
    return world.happenings.flatMap((one, position): Call[] => {
      const body = webhookBody(world, one, position);
      return body === null ? [] : [{ from: "zendesk", at: one.at, body }];
    });
  });
  const ofCalls = calls.flatMap(({ id, at, leftAt, legs }) => {
    const queue = QUEUES[id % 2] ?? "WQ1";
    const told = legs.map(({ by, ...leg }, index) => ({
      ...leg,
      reservation: `WR${id}${index}`,
      worker: workerOf(by),
      into: index < legs.length - 1 ? (QUEUES[(id + 1) % 2] ?? "WQ2") : null,
    }));
    return eventsOf({ task: `WT${id}`, at, queue, leftAt, legs: told });
  });
  const callbacks = ofCalls.map((one): Call => {
    return { from: "twilio", at: one.at, body: callbackBody(one) };
  });
  return [...ofTickets, ...callbacks].sort((a, b) => a.at - b.at);
}

const local = new Intl.DateTimeFormat("nl-NL", {
  ...{ timeZone: ZONE, hourCycle: "h23" },
  ...{ day: "2-digit", month: "2-digit", year: "numeric" },
  ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
});

/** As a Dutch spreadsheet writes it: `02-11-2026 09:30:00`. */
function written(at: number): string {
  const parts = new Map(local.formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (...names: Intl.DateTimeFormatPartTypes[]) => names.map((name) => parts.get(name));
  return `${of("day", "month", "year").join("-")} ${of("hour", "minute", "second").join(":")}`;
}

/** How the tool's columns are read. */
export const MAPPING = {
  profile: "surveys",
  delimiter: ";",
  zone: ZONE,
  dates: "dd-MM-yyyy",
  columns: {
    surveyId: "Respons",
    sentAt: "Verstuurd",
    time: "Beantwoord",
    kind: { column: "Vraag", values: { Tevredenheid: "csat", Aanbevelen: "nps" } },
    score: "Cijfer",
    min: "Van",
    max: "Tot",
    contactId: "Zaak",
    agentId: "Medewerker",
    teamId: "Afdeling",
  },
};

/** The file with the answers given in `[from, to)`, the latest first. */
export function surveyFile({ surveys }: Week, from: number, to: number): string {
  const own = surveys.filter(({ at }) => at >= from && at < to).sort((a, b) => b.at - a.at);
  const rows = own.map(({ id, kind, sentAt, at, score, about, by }) => [
    ...[id, written(sentAt), written(at)],
    ...(kind === "csat" ? ["Tevredenheid", score, 1, 5] : ["Aanbevelen", score, 0, 10]),
    ...[about ?? "", by === null ? "" : rowNameOf(by), by === null ? "KLANTENSERVICE" : ""],
    "Fijn geholpen; dank u",
  ]);
  const head =
    "Respons;Verstuurd;Beantwoord;Vraag;Cijfer;Van;Tot;Zaak;Medewerker;Afdeling;Toelichting";
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell) => (String(cell).includes(";") ? `"${cell}"` : cell)).join(";");
  return `\uFEFF${[head, ...rows.map(line)].join("\r\n")}\r\n`;
}
