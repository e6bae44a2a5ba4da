/** A telephone conversation from hello to the end of wrap-up: talk, hold, passing on. */
import type { Agent } from "./floor.ts";
import { QUEUES } from "./organisation.ts";
import type { Call, Converse, Line, PhoneQueue } from "./phone-line.ts";
import type { Staff } from "./staff.ts";
import type { Surveys } from "./surveys.ts";
import { MINUTE, SECOND, versionOf, type World } from "./world.ts";

interface Habit {
  readonly talk: number;
  readonly wrapup: number;
  /** Share of the calls that go on to the technical line. */
  readonly passedOn: number;
}

const HABITS: Readonly<Record<PhoneQueue, Habit>> = {
  "general-phone": { talk: 205 * SECOND, wrapup: 40 * SECOND, passedOn: 0.1 },
  "technical-phone": { talk: 300 * SECOND, wrapup: 62 * SECOND, passedOn: 0 },
};
const HELD = 0.2;
const ATTENDED = 0.35;
const WRAPUP_CORRECTED = 0.008;
const CODES = ["invoice", "delivery", "return", "account", "product", "other"] as const;

export function conversationOf(
  world: World,
  staff: Staff,
  surveys: Surveys,
  technical: () => Line,
): Converse {
  const { random, emit } = world;
  const legOf = (agent: Agent, call: Call, legId: string) => ({
    contactId: call.contactId,
    legId,
    agentId: agent.person.ids.twilio,
    queueId: QUEUES[call.queue].native,
  });

  const wrapUp = (agent: Agent, call: Call, legId: string, median: number) => {
    const { contactId, agentId, queueId } = legOf(agent, call, legId);
    const code = random.pick(CODES);
    world.after(random.lognormal(median * agent.pace, 0.55), () => {
      const data = { contactId, legId, agentId, queueId, code };
      const end = world.now();
      emit("twilio", "contact.wrapup_ended", data, { version: versionOf(1) });
      staff.release(agent);
      if (!random.chance(WRAPUP_CORRECTED)) return;
      world.after(random.between(10, 90) * MINUTE, () => {
        const at = end + Math.round(random.between(5, 30) * SECOND);
        emit("twilio", "contact.wrapup_ended", data, { at, version: versionOf(2) });
      });
    });
  };

  const end = (agent: Agent, call: Call, legId: string) => {
    const endedBy = random.chance(0.7) ? "customer" : "agent";
    emit("twilio", "contact.leg_ended", { ...legOf(agent, call, legId), endedBy });
    surveys.afterCall(agent, call);
    wrapUp(agent, call, legId, HABITS[call.queue].wrapup);
  };

  /** To the queue of the technical line; the first agent hangs up. */
  const passBlind = (agent: Agent, call: Call, legId: string) => {
    const leg = legOf(agent, call, legId);
    const to = { kind: "queue", id: QUEUES["technical-phone"].native } as const;
    const { contactId } = call;
    emit("twilio", "contact.transferred", { contactId, kind: "blind", fromLegId: legId, to });
    emit("twilio", "contact.leg_ended", { ...leg, endedBy: "agent", reason: "transfer" });
    wrapUp(agent, call, legId, 15 * SECOND);
    technical().enqueue(call, "transfer");
  };

  /** First a word with the colleague, while the customer is on hold. */
  const passAttended = (agent: Agent, colleague: Agent, call: Call, legId: string) => {
    const { contactId } = call;
    const leg = legOf(agent, call, legId);
    const toLegId = world.number("WR");
    const agentId = colleague.person.ids.twilio;
    staff.take(colleague);
    const held = { contactId, legId, agentId: leg.agentId };
    emit("twilio", "contact.hold_changed", { ...held, onHold: true });
    emit("twilio", "contact.answered", { contactId, legId: toLegId, agentId, role: "consult" });
    world.after(random.lognormal(40 * SECOND, 0.4), () => {
      const to = { kind: "agent", id: agentId } as const;
      const passed = { contactId, fromLegId: legId, toLegId, to };
      emit("twilio", "contact.transferred", { ...passed, kind: "attended" });
      emit("twilio", "contact.hold_changed", { ...held, onHold: false });
      emit("twilio", "contact.leg_ended", { ...leg, endedBy: "agent", reason: "transfer" });
      wrapUp(agent, call, legId, 15 * SECOND);
      call.queue = "technical-phone";
      converse(colleague, call, toLegId);
    });
  };

  const passOn = (agent: Agent, call: Call, legId: string) => {
    if (staff.onShift("technical-phone").length === 0) return end(agent, call, legId);
    const colleague = random.chance(ATTENDED) ? staff.free("technical-phone") : undefined;
    if (colleague === undefined) return passBlind(agent, call, legId);
    passAttended(agent, colleague, call, legId);
  };

  const hold = (agent: Agent, call: Call, legId: string, ms: number) => {
    const { contactId } = call;
    const agentId = agent.person.ids.twilio;
    emit("twilio", "contact.hold_changed", { contactId, legId, agentId, onHold: true });
    world.after(ms, () =>
      emit("twilio", "contact.hold_changed", { contactId, legId, agentId, onHold: false }),
    );
  };

  const converse: Converse = (agent, call, legId) => {
    const habit = HABITS[call.queue];
    const talk = random.lognormal(habit.talk * agent.pace, 0.55);
    const held = random.chance(HELD) ? random.lognormal(45 * SECOND, 0.5) : 0;
    if (held > 0) world.after(talk * 0.4, () => hold(agent, call, legId, held));
    const [share, next] = random.chance(habit.passedOn) ? [0.5, passOn] : [1, end];
    world.after(share * talk + held, () => next(agent, call, legId));
  };
  return converse;
}
