/** Events of workers: what they do, and which team they are in (EVENTS.md 10.6). */
import { ignored, type Outcome, told as outcome, wrong } from "../outcome.ts";
import { attributesOf } from "./task.ts";
import { stateOf, teamOf } from "./worker.ts";
import { type Draft, draft, type Reading, written } from "./writing.ts";

type Kind = (reading: Reading, agentId: string) => readonly Draft[] | string;

function statesOf({ told, options }: Reading, agentId: string): readonly Draft[] {
  const { worker_activity_name: name } = told;
  if (name === null) return [];
  const state = stateOf(name, options.activities);
  return [draft("agent.state_changed", { agentId, state })];
}

/** A new primary team replaces the one before, so that what it was need not be known. */
function teamsOf({ told, options }: Reading, agentId: string): readonly Draft[] {
  const teamId = teamOf(attributesOf(told.worker_attributes), options.teamAttribute);
  if (teamId === null) return [];
  const effectiveAt = new Date(told.timestamp).toISOString();
  const joined = { agentId, teamId, change: "joined", effectiveAt, primary: true } as const;
  return [draft("team.membership_changed", joined)];
}

const orElse = (drafts: readonly Draft[], reason: string) =>
  drafts.length === 0 ? reason : drafts;

export const WORKER_EVENTS: Readonly<Record<string, Kind>> = {
  "worker.created": (reading, agent) =>
    orElse([...statesOf(reading, agent), ...teamsOf(reading, agent)], "says nothing we count"),
  "worker.activity.update": (reading, agent) =>
    orElse(statesOf(reading, agent), "names no activity"),
  "worker.attributes.update": (reading, agent) =>
    orElse(teamsOf(reading, agent), "names no team, or nobody said which attribute does"),
  "worker.deleted": (_reading, agentId) => [
    draft("agent.state_changed", { agentId, state: "offline" }),
  ],
};

/** Two activities within one second are told apart by the worker's version. */
const orderOf = ({ told: { worker_version: version } }: Reading) =>
  version !== null && /^\d{1,20}$/.test(version) ? { sequence: version } : {};

export function workerEventOf(reading: Reading, kind: Kind): Outcome {
  const { worker_sid: agent } = reading.told;
  if (agent === null) return wrong("worker_sid", "is missing");
  const drafts = kind(reading, agent);
  return typeof drafts === "string"
    ? ignored("event_type", drafts)
    : outcome(...written(reading, drafts).map((event) => ({ ...event, ...orderOf(reading) })));
}
