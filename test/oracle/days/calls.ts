/** Stories of calls: in and out, passed on, held, called back, hung up. */
import { DEEP, DESK, PBX, PHONE, QUEUES } from "./centre.ts";
import { type Plan, padded, type Teller, teller } from "./teller.ts";

/** Who dials, and does nothing else: what a second of dialling shares with is nowhere said. */
const CALLERS = ["fay", "gil"] as const;
/** People who take calls beside their chats. */
const TAKERS = ["ann", "ben", "cas", "dan"] as const;

type Story = (tell: Teller) => void;

function open(tell: Teller, direction = "inbound", queue?: string): void {
  const isKnown = direction === "inbound" && !tell.once(3);
  tell.say("contact.created", {
    channel: "phone",
    direction,
    ...(tell.once(2) ? { kind: "call" } : {}),
    ...(queue === undefined ? {} : { queueId: queue }),
    ...(isKnown ? { customerRef: `c${tell.pick([1, 2, 3, 4, 5, 6])}`, topic: "phone" } : {}),
  });
}

/** Into a queue, and up to somebody. */
function enter(tell: Teller): void {
  const queue = tell.pick(QUEUES);
  open(tell, "inbound", queue);
  tell.say("contact.queued", { queueId: queue, reason: "new" });
  tell.wait(70);
}

/** One leg from answer to the end of wrap-up. */
function leg(tell: Teller, number: number, person: string, more: object = {}): void {
  const legId = `${tell.id}-${number}`;
  const agentId = tell.who(person);
  tell.say("contact.answered", { legId, agentId, ...more });
  tell.wait(900);
  if (tell.once(3)) {
    tell.say("contact.hold_changed", { legId, onHold: true });
    tell.wait(120);
    if (tell.once(2)) {
      tell.say("contact.hold_changed", { legId, onHold: false });
      tell.wait(120);
    }
  }
  finish(tell, legId, agentId);
}

function finish(tell: Teller, legId: string, agentId: string | null): void {
  tell.say("contact.leg_ended", { legId, agentId });
  if (tell.source === PBX) return;
  tell.wait(50);
  if (agentId !== null && tell.once(7)) {
    change(tell, agentId);
    return;
  }
  tell.say("contact.wrapup_ended", { legId, agentId }, { entityversion: padded(1) });
  if (!tell.once(8)) return;
  tell.now += 15_000;
  tell.say("contact.wrapup_ended", { legId, agentId }, { entityversion: padded(2) });
}

/** Nobody says when wrap-up ends: the agent's next state does, as the desk tells it. */
function change(tell: Teller, agentId: string): void {
  const [person = agentId] = agentId.split(".");
  const data = { agentId: person, state: tell.pick(["available", "break"]) };
  tell.say("agent.state_changed", data, { source: DESK });
  const { now } = tell;
  tell.wait(3000);
  tell.say("agent.state_changed", { ...data, state: "offline" }, { source: DESK });
  tell.now = now;
}

/** Passed on: the first leg ends at once, its wrap-up before the second conversation does. */
function pass(tell: Teller, kind: string, person: string, more: object = {}): void {
  const legId = `${tell.id}-1`;
  const agentId = tell.who(person);
  tell.say("contact.answered", { legId, agentId });
  tell.wait(600);
  tell.say("contact.transferred", { kind, fromLegId: legId, ...more });
  finish(tell, legId, agentId);
  tell.now += 1000;
}

const STORIES: readonly Story[] = [
  (tell) => {
    enter(tell);
    leg(tell, 1, tell.pick(TAKERS));
  },
  (tell) => {
    open(tell);
    leg(tell, 1, tell.pick(TAKERS), { via: "direct" });
  },
  (tell) => {
    enter(tell);
    pass(tell, "blind", tell.pick(TAKERS));
    leg(tell, 2, "eva", { via: "transfer" });
  },
  (tell) => {
    enter(tell);
    pass(tell, "queue", tell.pick(TAKERS), { to: { kind: "queue", id: DEEP } });
    tell.say("contact.queued", { queueId: DEEP, reason: "transfer" });
    tell.wait(90);
    leg(tell, 2, "eva");
  },
  consult,
  (tell) => {
    enter(tell);
    const reason = tell.pick(["hangup", "hangup", "hangup", "timeout", "key"]);
    tell.say("contact.abandoned", { stage: tell.pick(["queue", "ringing"]), reason });
  },
  (tell) => {
    open(tell);
    tell.wait(30);
    tell.say("contact.abandoned", { stage: "ivr", reason: "hangup" });
  },
  (tell) => {
    enter(tell);
    tell.say("contact.transferred", { kind: "overflow" });
    tell.say("contact.queued", { queueId: tell.pick(QUEUES), reason: "overflow" });
    tell.wait(70);
    if (tell.once(3)) tell.say("contact.transferred", { kind: "voicemail" });
    else leg(tell, 1, tell.pick(TAKERS));
  },
  callback,
  dialled,
  (tell) => {
    open(tell);
    tell.say("contact.queued", { queueId: tell.pick(QUEUES), reason: "new" });
    tell.wait(60);
    const legId = `${tell.id}-1`;
    tell.say("contact.answered", { legId, agentId: null });
    tell.wait(600);
    if (tell.source !== PBX && tell.once(2)) skewed(tell, legId);
    else finish(tell, legId, null);
    if (tell.source !== PBX && tell.once(3)) measured(tell, legId);
  },
];

/** A colleague is asked while the customer is on hold, and sometimes keeps the call. */
function consult(tell: Teller): void {
  enter(tell);
  const [legId, asked] = [`${tell.id}-1`, `${tell.id}-2`];
  const agentId = tell.who(tell.pick(["ann", "ben", "cas"]));
  const other = tell.who(tell.pick(["dan", "eva"]));
  tell.say("contact.answered", { legId, agentId });
  tell.wait(300);
  tell.say("contact.hold_changed", { legId, onHold: true });
  tell.say("contact.answered", { legId: asked, agentId: other, role: "consult", via: "direct" });
  tell.wait(200);
  if (tell.once(2)) {
    tell.say("contact.transferred", { kind: "attended", fromLegId: legId, toLegId: asked });
    finish(tell, legId, agentId);
    tell.now += 60_000;
    finish(tell, asked, other);
    return;
  }
  tell.say("contact.leg_ended", { legId: asked, agentId: other });
  tell.say("contact.hold_changed", { legId, onHold: false });
  tell.wait(300);
  finish(tell, legId, agentId);
}

function dial(tell: Teller, number: number, person: string, isFailing: boolean): void {
  const offer = { offerId: `${tell.id}-o${number}`, agentId: tell.who(person), party: "customer" };
  tell.say("contact.offered", offer);
  tell.wait(40);
  if (isFailing) tell.say("contact.offered", { ...offer, outcome: "failed" });
}

/** The caller leaves the queue, wants to be called back, and is (after a try or two) or not. */
function callback(tell: Teller): void {
  enter(tell);
  tell.say("contact.transferred", { kind: "callback" });
  const person = tell.pick(CALLERS);
  for (let number = 1; number <= 3; number += 1) {
    tell.wait(4000);
    const isFailing = tell.once(2);
    dial(tell, number, person, isFailing);
    if (isFailing) continue;
    leg(tell, 1, person, { via: "callback" });
    return;
  }
}

function dialled(tell: Teller): void {
  open(tell, "outbound");
  const person = tell.pick(CALLERS);
  const isFailing = tell.once(3);
  dial(tell, 1, person, isFailing);
  if (!isFailing) leg(tell, 1, person, { via: "outbound" });
}

/** A leg nobody is credited with, whose wrap-up ends before its talk: two clocks that differ. */
function skewed(tell: Teller, legId: string): void {
  tell.say("contact.leg_ended", { legId, agentId: null });
  tell.now -= 1000 * tell.pick([-20, 1, 60, 120, 121, 400]);
  tell.say("contact.wrapup_ended", { legId, agentId: null });
}

/** The source's own numbers, which replace those of the leg; what it leaves out stays. */
function measured(tell: Teller, legId: string): void {
  const talkMs = tell.pick([60_000, 61_499, 61_500]);
  const wrapupMs = tell.once(2) ? { wrapupMs: tell.pick([0, 15_000]) } : {};
  tell.say("contact.measured", { legId, final: true, talkMs, holdMs: 7_000, ...wrapupMs });
}

export function call(id: string, plan: Plan, story: number) {
  const tell = teller(plan.picks[0] === 1 ? PBX : PHONE, id, plan);
  STORIES[story % STORIES.length]?.(tell);
  return tell.events;
}
