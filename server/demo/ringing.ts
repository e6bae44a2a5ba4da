/** A call rings at an agent's phone: answered, missed, or the customer hangs up meanwhile. */
import type { Agent } from "./floor.ts";
import { QUEUES } from "./organisation.ts";
import type { Call, Converse } from "./phone-line.ts";
import type { Staff } from "./staff.ts";
import { MINUTE, SECOND, type World } from "./world.ts";

interface Ringing {
  readonly world: World;
  readonly staff: Staff;
  /** Takes the call out of its queue. */
  readonly leave: (call: Call) => void;
  readonly converse: Converse;
}

const MISSED = 0.015;
const MISSED_AFTER = 15 * SECOND;

export function ring({ world, staff, leave, converse }: Ringing, agent: Agent, call: Call): void {
  const { random, emit } = world;
  const { contactId, queuedAt } = call;
  const agentId = agent.person.ids.twilio;
  const queueId = QUEUES[call.queue].native;
  const offerId = world.number("WR");
  const isMissed = random.chance(MISSED);
  const ringMs = Math.round(isMissed ? MISSED_AFTER : random.lognormal(4 * SECOND, 0.4));

  const miss = () => {
    const outcome = "missed";
    emit("twilio", "contact.offered", { contactId, offerId, agentId, outcome, ringMs });
    call.state = "waiting";
    const ms = random.between(1, 3) * MINUTE;
    staff.stepAway(agent, { state: "away", reason: "missed", ms });
    staff.release(agent);
  };

  staff.take(agent);
  call.state = "ringing";
  emit("twilio", "contact.offered", { contactId, offerId, agentId, queueId });
  world.after(ringMs, () => {
    if (call.state === "gone") return staff.release(agent);
    if (isMissed) return miss();
    leave(call);
    call.state = "connected";
    const waitMs = world.now() - queuedAt;
    const leg = { contactId, legId: offerId, agentId, queueId };
    emit("twilio", "contact.answered", { ...leg, via: "queue", waitMs, ringMs });
    converse(agent, call, offerId);
  });
}
