/** Golden event kinds to the neutral vocabulary, by the table in the golden cases' README. */

type Fields = Record<string, unknown>;
export interface GoldenEvent extends Fields {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
}

const SOURCE = "/golden/cases/main";
const SCALES: Record<string, Fields> = {
  "1-5": { min: 1, max: 5 },
  "1-7": { min: 1, max: 7 },
  "1-10": { min: 1, max: 10 },
  "0-10": { min: 0, max: 10 },
  "good-bad": { min: 0, max: 1, kind: "good-bad" },
};

interface Known {
  readonly contactOfLeg: Map<string, string>;
  readonly agentOfLeg: Map<string, string>;
  readonly queuedBefore: Set<string>;
  readonly surveyKind: Map<string, string>;
}

const drop = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What later events refer to only by leg, collected first: arrival order must not matter. */
function scan(events: readonly GoldenEvent[]): Known {
  const known: Known = {
    contactOfLeg: new Map(),
    agentOfLeg: new Map(),
    queuedBefore: new Set(),
    surveyKind: new Map(),
  };
  for (const event of events) {
    const leg = event.leg ?? event.consult;
    const contact = event.call ?? event.ticket;
    if (typeof leg === "string" && typeof contact === "string")
      known.contactOfLeg.set(leg, contact);
    if (typeof leg === "string" && typeof event.agent === "string") {
      known.agentOfLeg.set(leg, event.agent);
    }
    if (event.kind === "survey.sent") {
      known.surveyKind.set(String(event.survey), String(event.survey_type));
    }
  }
  return known;
}

/** One golden event as CloudEvents. Pure in the set: `first` tells the first of its call. */
export function adapt(events: readonly GoldenEvent[]): Fields[] {
  const known = scan(events);
  const firsts = new Map<string, GoldenEvent>();
  for (const event of events) {
    const contact = String(event.call ?? "");
    const opens = event.kind === "call.queued" || event.kind === "leg.answered";
    const before = firsts.get(contact);
    if (opens && (before === undefined || Date.parse(event.at) < Date.parse(before.at))) {
      firsts.set(contact, event);
    }
  }
  return events.flatMap((event) =>
    neutral(event, known, firsts.get(String(event.call ?? ""))?.id === event.id).map(
      ([type, subject, data], index) =>
        drop({
          specversion: "1.0",
          type: `deskpulse.${type}.v1`,
          source: SOURCE,
          id: index === 0 ? event.id : `${event.id}:${index}`,
          time: event.at,
          subject,
          entityversion:
            event.revision === undefined ? undefined : String(event.revision).padStart(20, "0"),
          data: drop(data),
        }),
    ),
  );
}

type Neutral = [type: string, subject: string, data: Fields];

function neutral(event: GoldenEvent, known: Known, first: boolean): Neutral[] {
  const leg = (event.leg ?? event.consult) as string | undefined;
  const contactId =
    (event.ticket as string) ?? (event.call as string) ?? known.contactOfLeg.get(leg ?? "") ?? leg;
  const subject = `contact/${contactId}`;
  const agentId = (event.agent as string | null | undefined) ?? undefined;
  const teamId = event.team as string | undefined;
  const legAgent = agentId ?? known.agentOfLeg.get(leg ?? "") ?? null;
  const actor = { kind: event.by ?? "agent" };
  const status = (to: string, more: Fields = {}): Neutral[] => [
    ["contact.status_changed", subject, { contactId, to, agentId, teamId, actor, ...more }],
  ];
  switch (event.kind) {
    case "ticket.created":
      return [
        [
          "contact.created",
          subject,
          {
            contactId,
            kind: "ticket",
            channel: event.channel ?? "email",
            direction: event.by === "agent" ? "outbound" : "inbound",
            teamId,
            customerRef: event.customer,
            actor: { kind: event.by ?? "customer" },
          },
        ],
      ];
    case "ticket.assigned":
      return [
        [
          "contact.assigned",
          subject,
          { contactId, agentId: event.agent ?? null, teamId: teamId ?? null },
        ],
      ];
    case "ticket.solved":
      return status("resolved");
    case "ticket.reopened":
      return status("open", { from: "resolved", actor: { kind: event.by ?? "customer" } });
    case "ticket.merged":
      return status("merged", { intoContactId: event.into });
    case "ticket.deleted":
      return status("deleted");
    case "person.erased":
      return [
        [
          "person.erased",
          `person/${event.customer}`,
          { personRef: event.customer, person: "customer", mode: "delete", requestId: event.id },
        ],
      ];
    case "message": {
      const from = event.author === "automation" ? "system" : event.author;
      return [
        [
          "contact.message",
          subject,
          {
            contactId,
            messageId: event.id,
            from,
            visibility: event.visibility === "private" ? "internal" : "public",
            automated: event.author === "automation" ? true : undefined,
            agentId,
          },
        ],
      ];
    }
    case "bot.handed_off":
      return [["contact.queued", subject, { contactId, reason: "bot_handover" }]];
    case "survey.sent":
      return [
        [
          "survey.sent",
          `survey/${event.survey}`,
          {
            surveyId: event.survey,
            kind: event.survey_type,
            purpose: "transactional",
            contactId: event.ticket,
          },
        ],
      ];
    case "survey.answered": {
      const score = event.score === "good" ? 1 : event.score === "bad" ? 0 : event.score;
      return [
        [
          "survey.answered",
          `survey/${event.survey}`,
          {
            surveyId: event.survey,
            kind: known.surveyKind.get(String(event.survey)) ?? "csat",
            score,
            scale: SCALES[String(event.scale)],
          },
        ],
      ];
    }
    default:
      return callEvents(event, { contactId, subject, agentId, legAgent, leg, first });
  }
}

interface CallContext {
  readonly contactId: string | undefined;
  readonly subject: string;
  readonly agentId: string | undefined;
  readonly legAgent: string | null;
  readonly leg: string | undefined;
  readonly first: boolean;
}

function callEvents(event: GoldenEvent, context: CallContext): Neutral[] {
  const { contactId, subject, agentId, legAgent, leg, first } = context;
  const created = (kind: string, channel: string, direction = "inbound"): Neutral[] =>
    first ? [["contact.created", subject, { contactId, kind, channel, direction }]] : [];
  switch (event.kind) {
    case "call.queued": {
      const queue = event.queue;
      const data = { contactId, queueId: queue, teamId: queue, reason: first ? "new" : "transfer" };
      return [...created("call", "phone"), ["contact.queued", subject, data]];
    }
    case "leg.answered": {
      const via = event.via === "chat" ? "direct" : event.via;
      const channel = event.channel ?? (event.via === "chat" ? "chat" : "phone");
      const kind = event.via === "chat" ? "chat" : "call";
      const opens = event.via === "chat" || event.via === "direct";
      const data = { contactId, legId: leg, agentId: agentId ?? null, channel, via };
      return [
        ...(opens ? created(kind, String(channel)) : []),
        ["contact.answered", subject, data],
      ];
    }
    case "leg.hold_started":
    case "leg.hold_ended":
      return [
        [
          "contact.hold_changed",
          subject,
          { contactId, legId: leg, onHold: event.kind === "leg.hold_started" },
        ],
      ];
    case "leg.transferred":
      return [
        [
          "contact.transferred",
          subject,
          { contactId, kind: "attended", fromLegId: leg, toLegId: event.to_leg },
        ],
      ];
    case "leg.conversation_ended":
      return [["contact.leg_ended", subject, { contactId, legId: leg, agentId: legAgent }]];
    case "leg.wrap_ended":
      return [["contact.wrapup_ended", subject, { contactId, legId: leg, agentId: legAgent }]];
    case "consult.started":
      return [
        [
          "contact.answered",
          subject,
          { contactId, legId: event.consult, agentId: agentId ?? null, role: "consult" },
        ],
      ];
    case "consult.ended":
      return [
        ["contact.leg_ended", subject, { contactId, legId: event.consult, agentId: legAgent }],
      ];
    case "call.abandoned":
      return [["contact.abandoned", subject, { contactId, stage: "queue", reason: "hangup" }]];
    case "call.callback_requested":
      return [["contact.transferred", subject, { contactId, kind: "callback" }]];
    case "callback.connected":
      return [
        [
          "contact.answered",
          subject,
          { contactId, legId: `${contactId}-cb`, agentId: null, via: "callback" },
        ],
      ];
    case "outbound.dialled": {
      const data = { contactId, kind: "call", channel: "phone", direction: "outbound" };
      return [
        ["contact.created", subject, data],
        ["contact.offered", subject, { contactId, party: "customer", offerId: leg, agentId }],
      ];
    }
    case "outbound.connected":
      return [
        [
          "contact.answered",
          subject,
          { contactId, legId: leg, agentId: legAgent, via: "outbound" },
        ],
      ];
    case "outbound.failed":
      return [
        [
          "contact.offered",
          subject,
          { contactId, party: "customer", offerId: leg, agentId: legAgent, outcome: "failed" },
        ],
      ];
    case "agent.team":
      return [
        [
          "team.membership_changed",
          `agent/${agentId}`,
          {
            agentId,
            teamId: event.team,
            change: "joined",
            effectiveAt: event.at,
            primary: event.primary ?? true,
          },
        ],
      ];
    case "agent.status":
      return [["agent.state_changed", `agent/${agentId}`, { agentId, state: event.status }]];
    case "review.scored":
      return [
        [
          "survey.answered",
          `survey/${event.review}`,
          { surveyId: event.review, kind: "review", agentId, items: event.items },
        ],
      ];
    default:
      return [];
  }
}
