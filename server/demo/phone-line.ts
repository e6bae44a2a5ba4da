/** A telephone queue: menu, waiting, ringing, hanging up, asking to be called back. */
import { callBack } from "./call-back.ts";
import type { Agent, Desk } from "./floor.ts";
import { QUEUES, TEAMS } from "./organisation.ts";
import { ring } from "./ringing.ts";
import type { Staff } from "./staff.ts";
import { SECOND, type World } from "./world.ts";

export type PhoneQueue = "general-phone" | "technical-phone";

export interface Call {
  readonly contactId: string;
  readonly customerRef: string;
  queue: PhoneQueue;
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

const IMPATIENT = 0.012;
const CALL_BACK = 0.25;

export function phoneLine(world: World, staff: Staff, queue: PhoneQueue, converse: Converse): Line {
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

  const serve = () => {
    for (const call of line.filter((one) => one.state === "waiting")) {
      const agent = staff.free(queue);
      if (agent === undefined) return;
      ring({ world, staff, leave, converse }, agent, call);
    }
  };

  const enqueue: Line["enqueue"] = (call, reason) => {
    const entry = world.now();
    Object.assign(call, { queue, queuedAt: entry, state: "waiting" });
    line.push(call);
    const teamId = TEAMS[team].ids.twilio;
    emit("twilio", "contact.queued", { contactId: call.contactId, queueId, teamId, reason });
    const patience = random.chance(IMPATIENT)
      ? random.between(1, 5) * SECOND
      : random.lognormal(240 * SECOND, 0.95);
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
