/** Web chat: a bot says hello, people take over, an agent has up to three conversations at once. */
import { dialogueOf } from "./dialogue.ts";
import type { Desk } from "./floor.ts";
import { QUEUES, TEAMS } from "./organisation.ts";
import type { Staff } from "./staff.ts";
import type { Surveys } from "./surveys.ts";
import { MINUTE, SECOND, type World } from "./world.ts";

interface Chat {
  readonly contactId: string;
  queuedAt: number;
  state: "waiting" | "open" | "gone";
}

export interface ChatDesk extends Desk {
  arrive(customerRef: string): void;
}

const QUEUE = "web-chat";
const CAPACITY = 3;
const BOT_FIRST = 0.6;
const BOT_SOLVES = 0.12;

export function chatDesk(world: World, staff: Staff, surveys: Surveys): ChatDesk {
  const { random, emit } = world;
  const { native: queueId, team } = QUEUES[QUEUE];
  const teamId = TEAMS[team].ids.chatwoot;
  const line: Chat[] = [];
  const dialogue = dialogueOf(world, staff, surveys);

  const serve = () => {
    for (;;) {
      const chat = line[0];
      const agent = chat === undefined ? undefined : staff.free(QUEUE);
      if (chat === undefined || agent === undefined) return;
      line.shift();
      staff.take(agent);
      chat.state = "open";
      const { contactId } = chat;
      const agentId = agent.person.ids.chatwoot;
      const legId = `${contactId}/1`;
      const waitMs = world.now() - chat.queuedAt;
      emit("chatwoot", "contact.assigned", { contactId, agentId, teamId });
      emit("chatwoot", "contact.answered", { contactId, legId, agentId, queueId, waitMs });
      dialogue.talk(agent, contactId, legId, waitMs);
    }
  };

  const giveUp = (chat: Chat) => {
    if (chat.state !== "waiting") return;
    chat.state = "gone";
    line.splice(line.indexOf(chat), 1);
    const { contactId } = chat;
    const waitMs = world.now() - chat.queuedAt;
    const left = { contactId, queueId, stage: "queue", reason: "hangup", waitMs } as const;
    emit("chatwoot", "contact.abandoned", left);
    emit("chatwoot", "contact.status_changed", { contactId, from: "open", to: "cancelled" });
  };

  const enqueue = (chat: Chat, reason: "new" | "bot_handover") => {
    chat.queuedAt = world.now();
    emit("chatwoot", "contact.queued", { contactId: chat.contactId, queueId, teamId, reason });
    line.push(chat);
    world.after(random.lognormal(4.5 * MINUTE, 0.7), () => giveUp(chat));
    serve();
  };

  const afterBot = (chat: Chat) => {
    if (!random.chance(BOT_SOLVES)) return enqueue(chat, "bot_handover");
    const { contactId } = chat;
    const actor = { kind: "bot" } as const;
    emit("chatwoot", "contact.status_changed", { contactId, from: "open", to: "resolved", actor });
  };

  return {
    capacity: CAPACITY,
    waiting: () => line.length,
    serve,
    arrive(customerRef) {
      const chat: Chat = { contactId: world.number(""), queuedAt: world.now(), state: "waiting" };
      const about = { contactId: chat.contactId, customerRef, queueId, teamId };
      const opened = { ...about, channel: "chat", direction: "inbound", kind: "chat" } as const;
      emit("chatwoot", "contact.created", opened);
      dialogue.say(chat.contactId, "customer");
      if (!random.chance(BOT_FIRST)) return enqueue(chat, "new");
      world.after(random.between(1, 3) * SECOND, () => dialogue.say(chat.contactId, "bot"));
      world.after(random.between(12, 50) * SECOND, () => afterBot(chat));
    },
  };
}
