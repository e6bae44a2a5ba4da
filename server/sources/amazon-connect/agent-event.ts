/**
 * An event of the agent stream: a snapshot of the agent, and the one before (EVENTS.md 10.5). What changed
 * between the two is derived; the status is told again with every heart beat, under the same id.
 */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, unread, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { arn, id, lowered, moment, word } from "./fields.ts";
import { contactChanges } from "./snapshot-contacts.ts";
import { statusOf } from "./status.ts";

const group = z.looseObject({ arn }).nullish().catch(null);

const contact = z.looseObject({
  contactId: id,
  initialContactId: id,
  channel: word,
  initiationMethod: word,
  state: word,
  stateStartTimestamp: moment,
  connectedToAgentTimestamp: moment,
});

const snapshot = z
  .looseObject({
    agentStatus: z
      .looseObject({ name: z.string().nullish(), type: word, startTimestamp: moment })
      .nullish(),
    configuration: z
      .looseObject({
        agentHierarchyGroups: z
          .looseObject({
            level1: group,
            level2: group,
            level3: group,
            level4: group,
            level5: group,
          })
          .nullish(),
      })
      .nullish(),
    contacts: z.array(contact).max(100).nullish(),
  })
  .nullish();

const agentEvent = z.looseObject({
  agentArn: arn,
  eventId: id,
  eventTimestamp: moment,
  eventType: word,
  currentAgentSnapshot: snapshot,
  previousAgentSnapshot: snapshot,
});

export type Snapshot = z.infer<typeof snapshot>;
export type SnapshotContact = z.infer<typeof contact>;

/** The group that is deepest in the hierarchy is the agent's team. */
function teamOf(one: Snapshot): string | null {
  const groups = one?.configuration?.agentHierarchyGroups;
  const { level1, level2, level3, level4, level5 } = groups ?? {};
  return [level5, level4, level3, level2, level1].find((level) => level?.arn != null)?.arn ?? null;
}

interface Seen {
  readonly write: WriteEvent;
  readonly agentId: string;
  readonly at: number;
  readonly type: string;
  readonly now: Snapshot;
  readonly before: Snapshot;
}

/** Since when he is what he is; a login is told when it happens, however old the status is. */
function stateIn({ write, agentId, at, type, now }: Seen): CloudEvent | null {
  if (type === "LOGOUT") {
    return write("agent.state_changed", `${agentId}/logout/${at}`, at, {
      agentId,
      state: "offline",
    });
  }
  const status = now?.agentStatus;
  const state = status == null ? null : statusOf(status.name ?? "", status.type);
  const since = status?.startTimestamp ?? null;
  if (state === null || since === null) return null;
  const name = type === "LOGIN" ? `login/${at}` : `status/${since}/${state}`;
  const from = type === "LOGIN" ? Math.max(at, since) : since;
  return write("agent.state_changed", `${agentId}/${name}`, from, { agentId, state });
}

function teamIn({ write, agentId, at, type, now, before }: Seen): CloudEvent[] {
  const [team, old] = [teamOf(now), teamOf(before)];
  const isChanged = type === "STATE_CHANGE" && before != null && team !== old;
  if (!isChanged && type !== "LOGIN") return [];
  const effectiveAt = new Date(at).toISOString();
  const member = (teamId: string, change: "joined" | "left") =>
    write("team.membership_changed", `${agentId}/${change}/${teamId}/${at}`, at, {
      agentId,
      teamId,
      change,
      effectiveAt,
      ...(change === "joined" ? { primary: true } : {}),
    });
  return [
    ...(isChanged && old !== null ? [member(old, "left")] : []),
    ...(team !== null ? [member(team, "joined")] : []),
  ];
}

const TYPES: ReadonlySet<string> = new Set(["LOGIN", "LOGOUT", "STATE_CHANGE", "HEART_BEAT"]);

export function agentEventOf(write: WriteEvent, input: unknown): Outcome {
  const read = agentEvent.safeParse(lowered(input, 6));
  if (!read.success) return unread("", read.error);
  const { agentArn: agentId, eventTimestamp: at, eventType: type } = read.data;
  if (agentId === null) return wrong("AgentARN", "is missing");
  if (at === null) return wrong("EventTimestamp", "is missing");
  if (type === null || !TYPES.has(type)) return ignored("EventType", "is of no kind that is known");
  const { currentAgentSnapshot: now, previousAgentSnapshot: before } = read.data;
  const seen = { write, agentId, at, type, now, before };
  const contacts =
    before == null
      ? []
      : contactChanges(write, { agentId, at }, before.contacts ?? [], now?.contacts ?? []);
  const events = [stateIn(seen), ...teamIn(seen), ...contacts];
  return events.every((event) => event === null)
    ? ignored("", "tells nothing new of its agent")
    : told(...events);
}
