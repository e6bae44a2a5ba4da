/** Agent availability of an event webhook (`zen:event-type:agent.*`) → ours (EVENTS.md 10.1). */
import { z } from "zod";
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import type { WriteEvent } from "../write-event.ts";
import type { Envelope } from "./envelope.ts";
import { moment, needId, someId } from "./fields.ts";
import { ignored, type Outcome, told, unread, wrong } from "./outcome.ts";

type State = EventData<"agent.state_changed">["state"];

const STATES: Readonly<Record<string, State>> = {
  online: "available",
  available: "available",
  away: "away",
  invisible: "away",
  transfers_only: "busy",
  busy: "busy",
  offline: "offline",
};

const CHANNELS: Readonly<Record<string, Channel>> = {
  support: "email",
  messaging: "chat",
  chat: "chat",
  talk: "phone",
  voice: "phone",
};

const detail = z.looseObject({ agent_id: needId, version: someId });

/** A word, or an object that has one; a status of the customer's own counts as away unless it says online. */
const word = z
  .union([
    z.string(),
    z
      .looseObject({
        key: z.string().nullish(),
        state: z.string().nullish(),
        name: z.string().nullish(),
      })
      .transform((one) => one.key ?? one.state ?? one.name ?? ""),
  ])
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );

const stateEvent = z.looseObject({
  updated_at: moment.nullish().catch(null),
  channel: z.string().nullish(),
  new_state: word.nullish(),
  new_unified_state: word.nullish(),
  current: word.nullish().catch(null),
});

/** Without a version, the vendor's own id of the event. */
const padded = (version: string): string =>
  /^\d{1,20}$/.test(version) ? version.padStart(20, "0") : version;

interface Told {
  readonly write: WriteEvent;
  readonly agent: string;
  readonly version: string | null;
  readonly envelope: Envelope;
}

const versioned = (event: CloudEvent, version: string | null): CloudEvent =>
  version === null ? event : { ...event, entityversion: padded(version) };

function idOf({ agent, version, envelope }: Told, what: string): string {
  const own =
    version === null ? (envelope.id ?? new Date(envelope.time).toISOString()) : `v${version}`;
  return `agent/${agent}/${own}/${what}`;
}

/**
 * Across all channels. Its API tells the same with the version that the agent has by then, so here the instant
 * is what tells one from another.
 */
function stateAt(write: WriteEvent, agent: string, said: string, at: number): CloudEvent {
  const state = Object.hasOwn(STATES, said) ? STATES[said] : undefined;
  return write("agent.state_changed", `agent/${agent}/all/${new Date(at).toISOString()}`, at, {
    agentId: agent,
    state: state ?? "away",
    reason: state === undefined ? "custom status" : undefined,
  });
}

const availability = z.looseObject({
  attributes: z.looseObject({
    agent_id: needId,
    agent_status: z.looseObject({ name: word, updated_at: moment.nullish() }).nullish(),
  }),
});

/** One record of its Agent Availability API: the state an agent is in, and since when. */
export function availabilityOf(write: WriteEvent, input: unknown): Outcome {
  const read = availability.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { agent_id, agent_status: status } = read.data.attributes;
  const since = status?.updated_at ?? null;
  if (status === null || status === undefined || since === null) {
    return ignored("attributes.agent_status", "is told without a state, or since when");
  }
  return told(stateAt(write, agent_id, status.name, since));
}

function stateChanged(one: Told): Outcome {
  const { write, agent, version, envelope } = one;
  const read = stateEvent.safeParse(envelope.event ?? {});
  if (!read.success) return unread("event", read.error);
  const { new_state, new_unified_state, current, updated_at, channel: named } = read.data;
  const said = new_state ?? new_unified_state ?? current ?? null;
  if (said === null) return wrong("event.new_state", "is missing");
  const state = Object.hasOwn(STATES, said) ? STATES[said] : undefined;
  const name = named?.trim().toLowerCase() ?? "";
  if (name === "") return told(stateAt(write, agent, said, updated_at ?? envelope.time));
  const channel = Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : "other";
  const event = write("agent.state_changed", idOf(one, name), updated_at ?? envelope.time, {
    agentId: agent,
    state: state ?? "away",
    channel,
    // A status of the customer's own has a name; it is the name of a reason, and no person's.
    reason: state === undefined ? "custom status" : undefined,
  });
  return told(versioned(event, version));
}

/** Ids, or objects that have one. */
const GROUPS_MAX = 1_000;
const groups = z
  .array(z.union([z.looseObject({ id: needId }).transform((group) => group.id), needId]))
  .max(GROUPS_MAX, { error: "holds too many groups" });
const groupsEvent = z.looseObject({
  updated_at: moment.nullish().catch(null),
  groups: groups.nullish(),
  current: groups.nullish(),
  previous: groups.nullish(),
  added: groups.nullish(),
  removed: groups.nullish(),
  added_groups: groups.nullish(),
  removed_groups: groups.nullish(),
  new_groups: groups.nullish(),
  previous_groups: groups.nullish(),
});

/** Whole lists before and after, or what was added and removed. */
function groupsUpdated(one: Told): Outcome {
  const { write, agent, version, envelope } = one;
  const read = groupsEvent.safeParse(envelope.event ?? {});
  if (!read.success) return unread("event", read.error);
  const { updated_at, ...lists } = read.data;
  const now = lists.current ?? lists.new_groups ?? lists.groups ?? null;
  const before = lists.previous ?? lists.previous_groups ?? [];
  const added =
    lists.added ?? lists.added_groups ?? now?.filter((id) => !before.includes(id)) ?? [];
  const removed =
    lists.removed ??
    lists.removed_groups ??
    (now === null ? [] : before.filter((id) => !now.includes(id)));
  const at = updated_at ?? envelope.time;
  const event = (team: string, change: "joined" | "left") =>
    versioned(
      write("team.membership_changed", idOf(one, `${change}/${team}`), at, {
        agentId: agent,
        teamId: team,
        change,
        effectiveAt: new Date(at).toISOString(),
      }),
      version,
    );
  const events = [
    ...removed.map((team) => event(team, "left")),
    ...added.map((team) => event(team, "joined")),
  ];
  return events.length === 0 ? ignored("event", "no group was added or removed") : told(...events);
}

const KINDS: Readonly<Record<string, (one: Told) => Outcome>> = {
  state_changed: stateChanged,
  unified_state_changed: stateChanged,
  groups_updated: groupsUpdated,
};

/** `name`: what follows `agent.` in the type. */
export function agentEventOf(write: WriteEvent, name: string, envelope: Envelope): Outcome {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind === undefined) return ignored("type", "no figure needs this kind of agent event");
  const read = detail.safeParse(envelope.detail);
  if (!read.success) return unread("detail", read.error);
  return kind({ write, agent: read.data.agent_id, version: read.data.version, envelope });
}
