/** The organisation of the demo as its document: 3 teams, 24 invented people, 5 queues, 3 systems. */
import type { OrgInput } from "../../shared/org/org.ts";
import { ZONE } from "./calendar.ts";
import { people } from "./people.ts";
import { promises, scheduleOf, schedules } from "./plans.ts";

export const FEEDS = ["zendesk", "twilio", "chatwoot"] as const;
export type Feed = (typeof FEEDS)[number];

/** The name of each system as it stands in `source` of its events. */
export const SOURCES: Readonly<Record<Feed, string>> = {
  zendesk: "/demo/zendesk/main",
  twilio: "/demo/twilio/flex",
  chatwoot: "/demo/chatwoot/main",
};

export type TeamId = "first-line" | "orders" | "technical";

export interface Team {
  readonly name: string;
  /** Every system has its own number for the same team. */
  readonly ids: Readonly<Record<Feed, string>>;
}

export const TEAMS: Readonly<Record<TeamId, Team>> = {
  "first-line": { name: "First line", ids: { zendesk: "g-11", twilio: "TM10", chatwoot: "1" } },
  orders: { name: "Orders and returns", ids: { zendesk: "g-12", twilio: "TM20", chatwoot: "2" } },
  technical: { name: "Technical support", ids: { zendesk: "g-13", twilio: "TM30", chatwoot: "3" } },
};

export interface Queue {
  readonly name: string;
  readonly team: TeamId;
  readonly feed: Feed;
  /** What the system itself calls the queue. */
  readonly native: string;
}

export type QueueId =
  | "general-phone"
  | "technical-phone"
  | "web-chat"
  | "orders-mail"
  | "technical-mail";

export const QUEUES: Readonly<Record<QueueId, Queue>> = {
  "general-phone": { name: "General line", team: "first-line", feed: "twilio", native: "WQ100" },
  "technical-phone": { name: "Technical line", team: "technical", feed: "twilio", native: "WQ200" },
  "web-chat": { name: "Web chat", team: "first-line", feed: "chatwoot", native: "inbox-7" },
  "orders-mail": { name: "Orders mailbox", team: "orders", feed: "zendesk", native: "view-31" },
  "technical-mail": {
    name: "Technical mailbox",
    team: "technical",
    feed: "zendesk",
    native: "view-32",
  },
};

const QUEUE_IDS = Object.keys(QUEUES) as QueueId[];
const TEAM_IDS = Object.keys(TEAMS) as TeamId[];

const TARGETS: OrgInput["targets"] = [
  { kpi: "csat.score", value: 85, limit: 75 },
  { kpi: "frt.p50", value: 3600, limit: 7200 },
  { kpi: "asa.mean", value: 30, limit: 60 },
  { kpi: "abandon.rate_excl_short", value: 5, limit: 10 },
  { kpi: "queue.waiting", value: 4, limit: 10 },
  { kpi: "queue.longest", value: 60, limit: 180 },
  { kpi: "waiting.count", value: 100, limit: 160 },
  { kpi: "waiting.oldest", value: 14_400, limit: 28_800 },
  { kpi: "nps.score", value: 30, limit: 0 },
  { kpi: "backlog.open", value: 150, limit: 250 },
  ...TEAM_IDS.map((team) => ({ kpi: "csat.score", team, value: 85, limit: 75 })),
  ...TEAM_IDS.map((team) => ({ kpi: "csat.response_rate", team, value: 20 })),
  { kpi: "frt.p50", team: "first-line", value: 60, limit: 120 },
  { kpi: "frt.p50", team: "orders", value: 3600, limit: 7200 },
  { kpi: "waiting.oldest", team: "orders", value: 14_400, limit: 28_800 },
  { kpi: "backlog.unassigned", team: "orders", value: 10, limit: 25 },
  { kpi: "nps.score", team: "orders", value: 30, limit: 0 },
  { kpi: "frt.p50", team: "technical", value: 7200, limit: 14_400 },
  { kpi: "waiting.oldest", team: "technical", value: 14_400, limit: 28_800 },
  ...(["first-line", "technical"] as const).flatMap((team) => [
    { kpi: "asa.mean", team, value: 30, limit: 60 },
    { kpi: "abandon.rate_excl_short", team, value: 5, limit: 10 },
    { kpi: "queue.longest", team, value: 60, limit: 180 },
    { kpi: "queue.waiting", team, value: 3, limit: 8 },
  ]),
];

/** What the demo's server is told about itself, before the first event. */
export const demoOrganisation: OrgInput = {
  organisation: { name: "Deskpulse demo", zone: ZONE },
  teams: TEAM_IDS.map((id) => ({
    id,
    name: TEAMS[id].name,
    line: id === "technical" ? 2 : 1,
    schedules: [{ schedule: scheduleOf[id] }],
    identities: FEEDS.map((feed) => ({ source: SOURCES[feed], id: TEAMS[id].ids[feed] })),
  })),
  agents: people.map(({ id, name, team, ids }) => ({
    id,
    name,
    identities: FEEDS.map((feed) => ({ source: SOURCES[feed], id: ids[feed] })),
    memberships: [{ team }],
  })),
  queues: QUEUE_IDS.map((id) => ({
    id,
    name: QUEUES[id].name,
    team: QUEUES[id].team,
    identities: [{ source: SOURCES[QUEUES[id].feed], id: QUEUES[id].native }],
    thresholds: [{ answerWithinSeconds: id === "web-chat" ? 60 : 20, shortAbandonSeconds: 5 }],
  })),
  sources: [
    { id: SOURCES.zendesk, name: "Zendesk (demo)", quietMinutesMax: 120 },
    { id: SOURCES.twilio, name: "Twilio Flex (demo)", quietMinutesMax: 120 },
    { id: SOURCES.chatwoot, name: "Chatwoot (demo)", quietMinutesMax: 60 },
  ],
  targets: TARGETS,
  schedules,
  slas: promises,
};
