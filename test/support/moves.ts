/** What may happen to one contact, as events. Every move is possible at any moment. */
import type { CloudEvent } from "../../shared/events/event.ts";

export const SOURCES = ["/t/desk/main", "/t/phone/a", "/t/chat/b"] as const;

export interface Life {
  readonly kind: "call" | "ticket" | "chat";
  readonly beginAt: number;
  readonly moves: readonly Move[];
  /** Seconds between moves, used in turn. */
  readonly gaps: readonly number[];
  readonly salt: number;
}

interface Told {
  readonly contactId: string;
  readonly salt: number;
  readonly index: number;
  readonly at: number;
  legs: number;
  offers: number;
  surveys: number;
}

type Made = readonly [type: string, data: object, version?: string];

const leg = (told: Told): string => `${told.contactId}-l${told.legs}`;
const survey = (told: Told): string => `${told.contactId}-s${Math.max(1, told.surveys)}`;
const agent = ({ salt, legs }: Told): string => `a${(salt + legs) % 4}`;
const team = ({ salt }: Told): string => `g${salt % 3}`;
const queue = ({ salt }: Told): string => `q${salt % 3}`;
const padded = (revision: number): string => String(revision).padStart(20, "0");

function answer(told: Told, more: object = {}): Made {
  told.legs += 1;
  return ["contact.answered", { legId: leg(told), agentId: agent(told), ...more }];
}

const message = (told: Told, from: string, visibility = "public"): Made => [
  "contact.message",
  {
    messageId: `m${told.index}`,
    from,
    visibility,
    ...(from === "agent" ? { agentId: agent(told) } : {}),
    ...(told.salt % 9 === 0 ? { automated: true } : {}),
  },
];

const status = (told: Told, to: string, kind: string, more: object = {}): Made => [
  "contact.status_changed",
  { to, actor: { kind }, ...(kind === "agent" ? { agentId: agent(told) } : {}), ...more },
];

const score = (told: Told): number => 1 + ((told.salt + told.index) % 5);

const rated = (told: Told, more: object, version?: string): Made => {
  const nps = told.salt % 4 === 0;
  const scale = nps ? { min: 0, max: 10 } : { min: 1, max: 5 };
  const kind = nps ? "nps" : "csat";
  const data = { surveyId: survey(told), kind, score: score(told), scale, ...more };
  return version === undefined ? ["survey.answered", data] : ["survey.answered", data, version];
};

const sent = (told: Told, kind: string): Made => {
  told.surveys += 1;
  const snapshot = told.salt % 3 === 0 ? { agentId: agent(told), teamId: team(told) } : {};
  return ["survey.sent", { surveyId: survey(told), kind, contactId: told.contactId, ...snapshot }];
};

const offer = (told: Told, outcome: string): Made => {
  if (outcome === "pending") told.offers += 1;
  const offerId = `${told.contactId}-o${told.offers}`;
  return ["contact.offered", { offerId, agentId: agent(told), party: "customer", outcome }];
};

const parts = (told: Told) => ({
  legId: leg(told),
  agentId: agent(told),
  talkMs: 1000 * (told.salt % 300) + 500,
  ...(told.salt % 2 === 0 ? { wrapupMs: 1000 * (told.salt % 60) } : {}),
});

const MADE = {
  queue: (told) => ["contact.queued", { queueId: queue(told), reason: "new" }],
  answer: (told) => answer(told),
  answerCallback: (told) => answer(told, { via: "callback" }),
  answerOutbound: (told) => answer(told, { via: "outbound" }),
  consult: (told) => answer(told, { role: "consult" }),
  endConsult: (told) => {
    const ended: Made = ["contact.leg_ended", { legId: leg(told), agentId: agent(told) }];
    told.legs -= 1;
    return ended;
  },
  conference: (told) => answer(told, { role: "conference" }),
  takeOver: (told) => [
    "contact.transferred",
    {
      kind: "attended",
      fromLegId: `${told.contactId}-l${Math.max(1, told.legs - 1)}`,
      toLegId: leg(told),
    },
  ],
  hold: (told) => ["contact.hold_changed", { legId: leg(told), onHold: true }],
  resume: (told) => ["contact.hold_changed", { legId: leg(told), onHold: false }],
  transfer: (told) => ["contact.transferred", { kind: "attended", fromLegId: leg(told) }],
  askCallback: () => ["contact.transferred", { kind: "callback" }],
  end: (told) => ["contact.leg_ended", { legId: leg(told), agentId: agent(told) }],
  wrap: (told) => ["contact.wrapup_ended", { legId: leg(told), agentId: agent(told) }],
  hangup: (told) => [
    "contact.abandoned",
    { stage: "queue", reason: "hangup", ...(told.salt % 3 === 0 ? { agentId: agent(told) } : {}) },
  ],
  keyPressed: () => ["contact.abandoned", { stage: "queue", reason: "key" }],
  dial: (told) => offer(told, "pending"),
  dialFailed: (told) => offer(told, "failed"),
  measureLeg: (told) => ["contact.measured", { final: false, ...parts(told) }],
  measureLegFinal: (told) => ["contact.measured", { final: true, ...parts(told) }],
  measureWork: (told) => [
    "contact.measured",
    { final: true, workMs: 900 * told.salt, agentId: agent(told) },
  ],
  measureReply: (told) => [
    "contact.measured",
    { final: true, firstReplyMs: told.salt * 1000, agentId: agent(told) },
  ],
  assign: (told) => ["contact.assigned", { agentId: agent(told), teamId: team(told) }],
  assignOther: (told) => [
    "contact.assigned",
    { agentId: `a${(told.salt + told.legs + 1) % 4}`, teamId: team(told) },
  ],
  unassign: (told) => ["contact.assigned", { agentId: null, teamId: team(told) }],
  reply: (told) => message(told, "agent"),
  note: (told) => message(told, "agent", "internal"),
  write: (told) => message(told, "customer"),
  bot: (told) => message(told, "bot"),
  handover: () => ["contact.queued", { reason: "bot_handover" }],
  resolve: (told) => status(told, "resolved", "agent"),
  resolveByBot: (told) => status(told, "resolved", "bot"),
  close: (told) => status(told, "closed", "system"),
  reopen: (told) => status(told, "open", "customer", { from: "resolved" }),
  wait: (told) => status(told, "waiting_customer", "agent"),
  goOn: (told) => status(told, "open", "agent"),
  merge: (told) => status(told, "merged", "agent", { intoContactId: "c0" }),
  delete: (told) => status(told, "deleted", "agent"),
  restore: (told) => status(told, "restored", "agent"),
  survey: (told) => sent(told, told.salt % 4 === 0 ? "nps" : "csat"),
  surveyNps: (told) => sent(told, "nps"),
  rate: (told) => rated(told, { contactId: told.contactId }),
  rateUnlinked: (told) => rated(told, {}),
  rerate: (told) => rated(told, {}, padded(told.index)),
} as const satisfies Record<string, (told: Told) => Made>;

export type Move = keyof typeof MADE;
export const MOVES = Object.keys(MADE) as Move[];

const CHANNELS = { call: "phone", ticket: "email", chat: "chat" } as const;
const SOURCE_OF = { ticket: SOURCES[0], call: SOURCES[1], chat: SOURCES[2] } as const;

/** The events of one life. One in twelve begins without `contact.created`, some by an agent. */
export function play(life: Life, index: number): CloudEvent[] {
  const contactId = `c${index}`;
  const { salt, gaps, kind } = life;
  const source = salt % 10 === 7 ? SOURCES[0] : SOURCE_OF[kind];
  const direction = salt % 8 === 5 ? "outbound" : "inbound";
  const created: Made = ["contact.created", { channel: CHANNELS[kind], direction, kind }];
  const told = { contactId, salt, index: 0, at: 0, legs: 0, offers: 0, surveys: 0 };
  const events: CloudEvent[] = [];
  let at = life.beginAt + (salt % 1000);
  const say = ([type, data, version]: Made) => {
    told.index += 1;
    const about = type.startsWith("survey.") ? {} : { contactId };
    events.push({
      specversion: "1.0",
      type: `deskpulse.${type}.v1`,
      source,
      id: `${contactId}.${told.index}`,
      time: new Date(at).toISOString(),
      subject: `contact/${contactId}`,
      data: { ...about, ...data },
      ...(version === undefined ? {} : { entityversion: version }),
    });
  };
  if (salt % 12 !== 11) say(created);
  life.moves.forEach((move, turn) => {
    at += 1000 * (gaps[turn % gaps.length] ?? 0);
    say(MADE[move](told));
  });
  return events;
}
