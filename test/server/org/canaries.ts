/** Every type of event with a canary in each field that people could put something personal in. */
import type { CloudEvent } from "../../../shared/events/event.ts";

export const CANARY = "canary-9c1e";
export const SOURCE = "/acme/desk/main";
export const AGENT = "native-agent-51";

export function canaries() {
  let count = 0;
  const canary = () => `${CANARY}-${++count}`;
  return { canary, count: () => count };
}

type Canary = () => string;

const event = (
  id: string,
  type: string,
  data: Record<string, unknown>,
  canary: Canary,
): CloudEvent & Record<string, unknown> => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source: SOURCE,
  id,
  time: "2026-03-03T09:00:00.000Z",
  subject: `contact/${canary()}`,
  traceid: canary(),
  comment: canary(),
  data: { ...data, body: canary(), [canary()]: { deep: canary() } },
});

const common = (canary: Canary) => ({
  contactId: "c1",
  legId: "l1",
  agentId: AGENT,
  channelDetail: canary(),
  customerRef: canary(),
  actor: { kind: "customer", id: canary(), name: canary() },
  native: { [canary()]: canary(), firstContactResolved: true },
});

/** One of each type, all accepted. */
export function eventsOf(canary: Canary): Record<string, unknown>[] {
  const contact = (id: string, type: string, data: Record<string, unknown>) =>
    event(id, `contact.${type}`, { ...common(canary), ...data }, canary);
  const survey = { surveyId: "s1", contactId: "c1", agentId: AGENT, customerRef: canary() };
  const scale = { min: 1, max: 5 };
  const correct = (id: string, target: object, set: object) =>
    event(id, "record.corrected", { target, set, reason: canary(), by: canary() }, canary);
  return [
    contact("e1", "created", {
      channel: "chat",
      direction: "inbound",
      priority: canary(),
      topic: canary(),
    }),
    contact("e2", "queued", { reason: "new" }),
    contact("e3", "offered", { offerId: "o1", outcome: "missed" }),
    contact("e4", "assigned", { teamId: "g1", previousAgentId: "native-agent-52" }),
    contact("e5", "answered", {}),
    contact("e6", "message", { messageId: "m1", from: "agent", visibility: "public" }),
    contact("e7", "hold_changed", { onHold: true }),
    contact("e8", "transferred", { kind: "blind", to: { kind: "external", id: canary() } }),
    contact("e9", "transferred", { kind: "attended", to: { kind: "agent", id: AGENT } }),
    contact("e10", "leg_ended", { reason: canary() }),
    contact("e11", "wrapup_ended", { code: canary() }),
    contact("e12", "abandoned", { stage: "queue", reason: "hangup" }),
    contact("e13", "status_changed", { to: "resolved", actor: { kind: "agent", id: AGENT } }),
    contact("e14", "measured", { final: true, talkMs: 1000 }),
    contact("e15", "status_changed", { to: "open", actor: { kind: "bot", id: canary() } }),
    event("e16", "survey.sent", { ...survey, kind: "csat", comment: canary() }, canary),
    event("e17", "survey.answered", { ...survey, kind: "csat", score: 4, scale }, canary),
    event(
      "e18",
      "agent.state_changed",
      { agentId: AGENT, state: "break", reason: canary() },
      canary,
    ),
    event(
      "e19",
      "team.membership_changed",
      {
        agentId: AGENT,
        teamId: "g1",
        change: "joined",
        effectiveAt: "2026-03-01T00:00:00Z",
        displayName: canary(),
        timezone: canary(),
      },
      canary,
    ),
    correct("e20", { eventId: "e6" }, { visibility: canary(), topic: canary(), agentId: AGENT }),
    correct("e21", { entity: `agent/${AGENT}` }, { reason: canary(), [canary()]: canary() }),
    correct("e22", { entity: `person/${canary()}` }, { priority: canary() }),
    correct("e23", { entity: `${canary()}/x` }, { customerRef: canary(), code: canary() }),
    correct("e24", { entity: "contact/c1" }, { channelDetail: canary(), openedAt: canary() }),
    event(
      "e25",
      "source.gap",
      { from: "2026-03-03T08:00:00Z", to: null, cause: "restart", healedBy: canary() },
      canary,
    ),
    event("e26", `x${canary()}`, { contactId: "c1" }, canary),
    event(
      "e27",
      "person.erased",
      {
        personRef: canary(),
        person: "customer",
        mode: "delete",
        requestId: "request-7",
      },
      canary,
    ),
    event(
      "e28",
      "person.erased",
      {
        personRef: canary(),
        person: "agent",
        mode: "delete",
        requestId: "request-8",
      },
      canary,
    ),
  ];
}
