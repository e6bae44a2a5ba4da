/** Golden kinds about calls, chats and the legs of both. */
import { type GoldenEvent, word } from "./file.ts";
import type { Known } from "./known.ts";
import { common, type Fields, type Kinds, type Neutral } from "./neutral.ts";

/** `contact.created`, for the event that begins its contact. */
function opening(event: GoldenEvent, known: Known, own: Fields): Neutral[] {
  if (!known.opens(event)) return [];
  const contactId = known.contactOf(event);
  const ticket = known.ticketOf(contactId ?? "");
  return [
    [
      "contact.created",
      {
        ...common(event, known),
        ...own,
        customerRef: word(event, "customer"),
        topic: word(event, "topic"),
        parentContactId: ticket === contactId ? undefined : ticket,
      },
    ],
  ];
}

const CALL = { kind: "call", channel: "phone", direction: "inbound" };

/** The leg or consult an event is about, and whose it is. */
const legOf = (event: GoldenEvent, known: Known, field = "leg") => {
  const legId = word(event, field);
  return {
    ...common(event, known),
    legId,
    agentId: word(event, "agent") ?? known.agentOf(legId),
  };
};

const held = (event: GoldenEvent, known: Known, onHold: boolean): Neutral[] => [
  ["contact.hold_changed", { ...common(event, known), legId: word(event, "leg"), onHold }],
];

function answered(event: GoldenEvent, known: Known): Neutral[] {
  const isChat = event.via === "chat";
  const channel = word(event, "channel") ?? (isChat ? "chat" : "phone");
  const via = isChat ? "direct" : word(event, "via");
  return [
    ...opening(event, known, { ...CALL, kind: isChat ? "chat" : "call", channel }),
    ["contact.answered", { ...legOf(event, known), channel, via, role: word(event, "role") }],
  ];
}

export const callKinds: Kinds = {
  "call.queued": (event, known) => {
    const teamId = word(event, "queue") ?? word(event, "team");
    const reason = known.isRequeued(event) ? "transfer" : "new";
    return [
      ...opening(event, known, { ...CALL, teamId }),
      ["contact.queued", { ...common(event, known), teamId, reason }],
    ];
  },
  "leg.answered": answered,
  "leg.hold_started": (event, known) => held(event, known, true),
  "leg.hold_ended": (event, known) => held(event, known, false),
  "leg.transferred": (event, known) => [
    [
      "contact.transferred",
      {
        ...common(event, known),
        kind: "attended",
        fromLegId: word(event, "leg"),
        toLegId: word(event, "to_leg"),
      },
    ],
  ],
  "leg.conversation_ended": (event, known) => [["contact.leg_ended", legOf(event, known)]],
  "leg.wrap_ended": (event, known) => [["contact.wrapup_ended", legOf(event, known)]],
  "consult.started": (event, known) => [
    ["contact.answered", { ...legOf(event, known, "consult"), role: "consult" }],
  ],
  "consult.ended": (event, known) => [["contact.leg_ended", legOf(event, known, "consult")]],
  "call.abandoned": (event, known) => [
    ["contact.abandoned", { ...common(event, known), stage: "queue", reason: "hangup" }],
  ],
  "call.callback_requested": (event, known) => [
    ["contact.transferred", { ...common(event, known), kind: "callback" }],
  ],
  "callback.connected": (event, known) => {
    const base = common(event, known);
    const legId = `${base.contactId}-cb`;
    return [["contact.answered", { ...base, legId, agentId: null, via: "callback" }]];
  },
  "outbound.dialled": (event, known) => [
    ...opening(event, known, { ...CALL, direction: "outbound" }),
    [
      "contact.offered",
      { ...common(event, known), party: "customer", offerId: word(event, "leg") },
    ],
  ],
  "outbound.connected": (event, known) => [
    ["contact.answered", { ...legOf(event, known), via: "outbound" }],
  ],
  "outbound.failed": (event, known) => [
    [
      "contact.offered",
      {
        ...legOf(event, known),
        legId: undefined,
        party: "customer",
        offerId: word(event, "leg"),
        outcome: "failed",
      },
    ],
  ],
};
