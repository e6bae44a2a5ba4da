/** Somebody asked to be called back: tried in a quiet moment, up to three times. */
import { QUEUES } from "./organisation.ts";
import type { Call, Converse } from "./phone-line.ts";
import type { Staff } from "./staff.ts";
import { MINUTE, SECOND, type World } from "./world.ts";

const ATTEMPTS_MAX = 3;
const REACHED = 0.7;

/** `waiting` says how many callers wait right now: they go first. */
export function callBack(
  world: World,
  staff: Staff,
  call: Call,
  converse: Converse,
  waiting: () => number,
): void {
  const { random, emit } = world;
  const { contactId, queue } = call;
  const queueId = QUEUES[queue].native;
  const later = (attempt: number, minutes: number) =>
    world.after(random.between(0.7, 1.3) * minutes * MINUTE, () => tryNow(attempt));

  const tryNow = (attempt: number) => {
    const agent = waiting() > 0 ? undefined : staff.free(queue);
    if (agent === undefined) return later(attempt, 4);
    staff.take(agent);
    const agentId = agent.person.ids.twilio;
    const offerId = world.number("WR");
    const offer = { contactId, offerId, agentId, queueId, party: "customer" as const };
    const ringMs = Math.round(random.between(7, 25) * SECOND);
    emit("twilio", "contact.offered", offer);
    world.after(ringMs, () => {
      if (!random.chance(REACHED)) {
        emit("twilio", "contact.offered", { ...offer, outcome: "failed", ringMs });
        if (attempt < ATTEMPTS_MAX) later(attempt + 1, 40);
        return staff.release(agent);
      }
      call.state = "connected";
      const leg = { contactId, legId: offerId, agentId, queueId };
      emit("twilio", "contact.answered", { ...leg, via: "callback" });
      converse(agent, call, offerId);
    });
  };
  later(1, 25);
}
