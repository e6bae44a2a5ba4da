/** A telephone queue: menu, waiting, ringing, hanging up, asking to be called back. */
import { callBack } from "./call-back.ts";
import { QUEUES, type QueueId, TEAMS } from "./organisation.ts";
import type { Agent, Desk, Staff } from "./staff.ts";
import { MINUTE, SECOND, type World } from "./world.ts";

export interface Call {
  readonly contactId: string;
  readonly customerRef: string;
  queue: QueueId;
  queuedAt: number;
  /** Of all queues together: what the customer remembers. */
  waitedMs: number;
  state: "waiting" | "ringing" | "connected" | "gone";
}

export interface Line extends Desk {
  /** The call stands in this queue from now on. */
  enqueue(call: Call, reason: "new" | "transfer"): void;
}

/** What happens once agent and customer are connected; frees the agent at the end. */
export type Converse = (agent: Agent, call: Call, legId: string) => void;

const MISSED = 0.015;
const MISSED_AFTER = 15 * SECOND;
const IMPATIENT = 0.012;
const CALL_BACK = 0.25;

export function phoneLine(world: World, staff: Staff, queue: QueueId, converse: Converse): Line {
  const { random, emit } = world;
  const { native: queueId, team } = QUEUES[queue];
  const line: Call[] = [];

  const leave = (call: Call) => {
    const index = line.indexOf(call);
    if (index >= 0) line.splice(index, 1);
    call.waitedMs += world.now() - call.queuedAt;
  };

  const hangUp = (call: Call, entry: number) => {
    if (call.queuedAt !== entry || (call.state !== "waiting" && call.state !== "ringing")) return;
    const stage = call.state === "ringing" ? "ringing" : "queue";
    leave(call);
    call.state = "gone";
    const waitMs = world.now() - entry;
    const { contactId } = call;
    emit("twilio", "contact.abandoned", { contactId, queueId, stage, reason: "hangup", waitMs });
  };

  const offerCallBack = (call: Call, entry: number) => {
    if (call.queuedAt !== entry || call.state !== "waiting") return;
    leave(call);
    call.state = "gone";
    emit("twilio", "contact.transferred", {
      contactId: call.contactId,
      kind: "callback",
      fromQueueId: queueId,
      to: { kind: "none" },
    });
    callBack(world, staff, call, converse, () => line.length);
  };

  const ring = (agent: Agent, call: Call) => {
    const agentId = agent.person.ids.twilio;
    const { contactId } = call;
    const offerId = world.number("WR");
    const entry = call.queuedAt;
    const isMissed = random.chance(MISSED);
    const ringMs = Math.round(isMissed ? MISSED_AFTER : random.lognormal(4 * SECOND, 0.4));
    staff.take(agent);
    call.state = "ringing";
    emit("twilio", "contact.offered", { contactId, offerId, agentId, queueId });
    world.after(ringMs, () => {
      if (call.state === "gone") return staff.release(agent);
      if (isMissed) {
        const outcome = "missed";
        emit("twilio", "contact.offered", { contactId, offerId, agentId, outcome, ringMs });
        call.state = "waiting";
        staff.stepAway(agent, "away", "missed", random.between(1, 3) * MINUTE);
        return staff.release(agent);
      }
      leave(call);
      call.state = "connected";
      const waitMs = world.now() - entry;
      const leg = { contactId, legId: offerId, agentId, queueId };
      emit("twilio", "contact.answered", { ...leg, via: "queue", waitMs, ringMs });
      converse(agent, call, offerId);
    });
  };

  const serve = () => {
    for (const call of line.filter((one) => one.state === "waiting")) {
      const agent = staff.free(queue);
      if (agent === undefined) return;
      ring(agent, call);
    }
  };

  const enqueue: Line["enqueue"] = (call, reason) => {
    const entry = world.now();
    Object.assign(call, { queue, queuedAt: entry, state: "waiting" });
    line.push(call);
    const teamId = TEAMS[team].zendesk;
    emit("twilio", "contact.queued", { contactId: call.contactId, queueId, teamId, reason });
    const patience = random.chance(IMPATIENT)
      ? random.between(1, 5) * SECOND
      : random.lognormal(210 * SECOND, 0.95);
    world.after(patience, () => hangUp(call, entry));
    if (random.chance(CALL_BACK)) {
      world.after(random.between(100, 160) * SECOND, () => offerCallBack(call, entry));
    }
    serve();
  };

  return {
    capacity: 1,
    waiting: () => line.filter((call) => call.state === "waiting").length,
    serve,
    enqueue,
  };
}
