/** Stories of chats: in parallel, with a bot before, passed on, answered to the end. */
import { CHAT, TIMED } from "./centre.ts";
import { survey } from "./feedback.ts";
import { type Plan, padded, type Teller, teller } from "./teller.ts";

/** Who chats; three people, so that several chats are open at once. */
const CHATTERS = ["ann", "ben", "cas"] as const;
/** Each chat queue with the team it belongs to all along. */
const QUEUE_OF = { north: "qn", night: "qd" } as const;

function message(tell: Teller, from: string, person?: string): void {
  tell.say("contact.message", {
    messageId: `${tell.id}-m${tell.events.length}`,
    from,
    visibility: "public",
    ...(person === undefined ? {} : { agentId: tell.who(person) }),
  });
}

/** One agent's part: greeting, questions and answers; ends with the conversation. */
function part(tell: Teller, number: number, person: string, team: string): string {
  const legId = `${tell.id}-${number}`;
  const agentId = tell.who(person);
  tell.say("contact.answered", { legId, agentId });
  tell.say("contact.assigned", { agentId, teamId: team });
  for (let turn = tell.pick([1, 2, 3]); turn > 0; turn -= 1) {
    tell.wait(100);
    message(tell, "agent", person);
    tell.wait(100);
    if (tell.once(2)) message(tell, "customer");
  }
  tell.wait(400);
  return legId;
}

function close(tell: Teller, legId: string, person: string): void {
  const agentId = tell.who(person);
  tell.say("contact.leg_ended", { legId, agentId });
  tell.wait(40);
  tell.say("contact.wrapup_ended", { legId, agentId }, { entityversion: padded(1) });
}

export function chat(id: string, plan: Plan) {
  const tell = teller(CHAT, id, plan);
  const team = tell.pick([TIMED[0], TIMED[2]]);
  const queueId = QUEUE_OF[team];
  const customerRef = tell.once(2)
    ? { customerRef: `c${tell.pick([1, 2, 3])}`, topic: "chat" }
    : {};
  const created = { channel: "chat", direction: "inbound", queueId, ...customerRef };
  tell.say("contact.created", tell.once(2) ? { ...created, kind: "chat" } : created);
  if (tell.once(2)) {
    tell.wait(5);
    message(tell, "bot");
    tell.wait(200);
    tell.say("contact.queued", { queueId, reason: "bot_handover" });
  } else tell.say("contact.queued", { queueId, reason: "new" });
  tell.wait(150);
  if (tell.once(9)) {
    tell.say("contact.abandoned", { stage: "queue", reason: "hangup" });
    return tell.events;
  }
  const person = tell.pick(CHATTERS);
  const legId = part(tell, 1, person, team);
  if (tell.once(4)) {
    const other = CHATTERS[(CHATTERS.indexOf(person) + 1) % CHATTERS.length] ?? person;
    tell.say("contact.transferred", { kind: "queue", fromLegId: legId });
    close(tell, legId, person);
    tell.now += 1000;
    tell.say("contact.queued", { queueId, reason: "transfer" });
    tell.wait(60);
    close(tell, part(tell, 2, other, team), other);
  } else close(tell, legId, person);
  if (tell.once(4)) return tell.events;
  const agentId = tell.who(person);
  tell.say("contact.status_changed", { to: "resolved", actor: { kind: "agent" }, agentId });
  if (tell.once(2)) survey(tell);
  return tell.events;
}
