/** A chat from the agent's first word to the end of wrap-up. */
import type { Agent } from "./floor.ts";
import { QUEUES, TEAMS } from "./organisation.ts";
import type { Staff } from "./staff.ts";
import type { Surveys } from "./surveys.ts";
import { MINUTE, SECOND, type World } from "./world.ts";

export interface Dialogue {
  say(contactId: string, from: "customer" | "bot"): void;
  /** Frees the agent at the end. */
  talk(agent: Agent, contactId: string, legId: string, waitedMs: number): void;
}

const QUEUE = "web-chat";
const ROUNDS_MAX = 14;

/** The more conversations at once, the longer each reply takes. */
const typing = (world: World, agent: Agent, medianMs: number): number =>
  world.random.lognormal(medianMs * agent.pace * (0.75 + 0.25 * agent.load), 0.5);

export function dialogueOf(world: World, staff: Staff, surveys: Surveys): Dialogue {
  const { random, emit } = world;

  const say: Dialogue["say"] = (contactId, from) =>
    emit("chatwoot", "contact.message", {
      contactId,
      messageId: world.number("m-"),
      from,
      visibility: "public",
      ...(from === "bot" ? { automated: true } : {}),
    });

  const reply = (agent: Agent, contactId: string) =>
    emit("chatwoot", "contact.message", {
      contactId,
      messageId: world.number("m-"),
      from: "agent",
      agentId: agent.person.ids.chatwoot,
      visibility: "public",
    });

  const close = (agent: Agent, contactId: string, legId: string, waitedMs: number) => {
    const agentId = agent.person.ids.chatwoot;
    const by = { contactId, agentId, teamId: TEAMS[QUEUES[QUEUE].team].ids.chatwoot };
    emit("chatwoot", "contact.leg_ended", { contactId, legId, agentId, endedBy: "customer" });
    emit("chatwoot", "contact.status_changed", { ...by, from: "open", to: "resolved" });
    const delay = Math.max(0, (waitedMs - 60 * SECOND) / (3 * MINUTE));
    surveys.afterSolve({ feed: "chatwoot", contactId, queue: QUEUE, agent, delay });
    world.after(random.lognormal(30 * SECOND * agent.pace, 0.5), () => {
      emit("chatwoot", "contact.wrapup_ended", { contactId, legId, agentId });
      staff.release(agent);
    });
  };

  const talk: Dialogue["talk"] = (agent, contactId, legId, waitedMs) => {
    let rounds = Math.min(ROUNDS_MAX, 1 + random.poisson(3.2));
    const next = () => {
      reply(agent, contactId);
      rounds -= 1;
      if (rounds === 0) {
        world.after(random.between(20, 90) * SECOND, () =>
          close(agent, contactId, legId, waitedMs),
        );
        return;
      }
      world.after(random.lognormal(38 * SECOND, 0.7), () => {
        say(contactId, "customer");
        world.after(typing(world, agent, 34 * SECOND), next);
      });
    };
    world.after(typing(world, agent, 27 * SECOND), next);
  };

  return { say, talk };
}
