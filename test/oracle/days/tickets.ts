/** Stories of tickets: each next move is drawn from those that may come now. */
import { DESK, SHARED, TEAMS, TIMED } from "./centre.ts";
import { survey } from "./feedback.ts";
import { type Plan, type Teller, teller } from "./teller.ts";

interface State {
  readonly tell: Teller;
  readonly teams: readonly string[];
  isSolved: boolean;
  isClosed: boolean;
  hasReply: boolean;
  hasBot: boolean;
  isOver: boolean;
}

const PEOPLE = ["ann", "ben", "cas", "fay", "gil", SHARED, "zoe"] as const;

const message =
  (from: string, more: object = {}) =>
  (state: State) => {
    const messageId = `${state.tell.id}-m${state.tell.events.length}`;
    state.tell.say("contact.message", { messageId, from, visibility: "public", ...more });
  };

const byAgent = (tell: Teller) => ({ agentId: tell.who(tell.pick(PEOPLE)) });

function reply(state: State): void {
  message("agent", byAgent(state.tell))(state);
  state.hasReply = true;
}

function assign({ tell, teams }: State): void {
  tell.say("contact.assigned", { ...byAgent(tell), teamId: tell.pick(teams) });
}

const become =
  (to: string, kind = "agent") =>
  (state: State) => {
    const { tell } = state;
    const who = kind === "agent" ? byAgent(tell) : {};
    const team = kind === "agent" && tell.once(2) ? { teamId: tell.pick(TEAMS) } : {};
    tell.say("contact.status_changed", { to, actor: { kind }, ...who, ...team });
    state.isSolved = to === "resolved" || to === "closed";
    state.isClosed = to === "closed";
  };

/** The customer writes and the ticket opens again; sometimes the ticket opens by itself. */
function comeBack(state: State): void {
  const isByItself = state.tell.once(5);
  const kind = isByItself ? state.tell.pick(["system", "agent"]) : "customer";
  if (!isByItself) message("customer")(state);
  become("open", kind)(state);
}

/** A message turns out to be a note; or it was never sent. */
function correct({ tell }: State): void {
  const isMessage = ({ type, data }: Teller["events"][number]) =>
    type.includes("contact.message") && data.from === "agent";
  const isNew = (id: string) =>
    !tell.events.some(
      ({ data }) => (data.target as { eventId?: string } | undefined)?.eventId === id,
    );
  const message = tell.events.findLast((one) => isMessage(one) && isNew(one.id));
  if (message === undefined) return;
  const what = tell.once(2) ? { retract: true } : { set: { visibility: "internal" } };
  tell.say("record.corrected", { target: { eventId: message.id }, ...what, reason: "was wrong" });
}

const OPEN: readonly ((state: State) => void)[] = [
  reply,
  reply,
  reply,
  message("customer"),
  message("customer"),
  assign,
  assign,
  ({ tell, teams }) => tell.say("contact.assigned", { agentId: null, teamId: tell.pick(teams) }),
  ({ tell, teams }) => tell.say("contact.queued", { teamId: tell.pick(teams), reason: "transfer" }),
  (state) => message("agent", { ...byAgent(state.tell), visibility: "internal" })(state),
  message("system", { automated: true }),
  (state) => {
    message("bot")(state);
    state.hasBot = true;
  },
  (state) => {
    if (state.hasBot) state.tell.say("contact.queued", { reason: "bot_handover" });
  },
  become("open"),
  become("on_hold"),
  become("waiting_customer"),
  become("resolved"),
  become("resolved"),
  correct,
  become("resolved", "system"),
  (state) => become("resolved", state.hasBot ? "bot" : "agent")(state),
];

const SOLVED: readonly ((state: State) => void)[] = [
  ({ tell }) => survey(tell),
  ({ tell }) => survey(tell),
  comeBack,
  comeBack,
  (state) => {
    if (!state.isClosed) become("closed", "system")(state);
  },
  (state) => {
    state.isOver = true;
  },
];

/** Merged and deleted tickets stay without surveys and customers: what those do is said elsewhere. */
function vanish(tell: Teller): void {
  const to = tell.pick(["merged", "deleted", "deleted"]);
  const into = to === "merged" ? { intoContactId: "elsewhere" } : {};
  tell.say("contact.status_changed", { to, actor: { kind: "agent" }, ...into });
  if (to === "merged" || tell.once(2)) return;
  tell.wait();
  tell.say("contact.status_changed", { to: "restored", actor: { kind: "agent" } });
}

function begin(tell: Teller, channel: string, isVanishing: boolean): State {
  const teams = channel === "email" ? TEAMS : TIMED;
  const direction = tell.once(6) ? "outbound" : "inbound";
  const isKnown = !isVanishing && direction === "inbound" && tell.once(2);
  const opened = tell.once(8) ? { openedAt: new Date(tell.now - 30_000).toISOString() } : {};
  tell.say("contact.created", {
    channel,
    direction,
    ...(channel === "phone" || tell.once(2) ? { kind: "ticket" } : {}),
    teamId: tell.pick(teams),
    ...(isKnown ? { customerRef: `c${tell.pick([1, 2, 3, 4])}`, topic: "desk" } : {}),
    ...opened,
  });
  return {
    tell,
    teams,
    isSolved: false,
    isClosed: false,
    hasReply: false,
    hasBot: false,
    isOver: false,
  };
}

/** The first reply is stamped by another clock: before the ticket was created. */
function early(tell: Teller): void {
  const at = tell.now;
  tell.now -= 1000 * tell.pick([1, 60, 120, 121, 500]);
  const who = byAgent(tell);
  tell.say("contact.message", {
    messageId: `${tell.id}-e`,
    from: "agent",
    visibility: "public",
    ...who,
  });
  tell.now = at;
}

/** The same customer calls about the ticket: one contact, no repeat. */
function ringAbout(tell: Teller): void {
  const [created] = tell.events.filter(({ type }) => type.includes("created"));
  if (created === undefined) return;
  const contactId = `${tell.id}-call`;
  const { customerRef, topic } = created.data;
  tell.say("contact.created", {
    contactId,
    channel: "phone",
    direction: "inbound",
    parentContactId: tell.id,
    ...(customerRef === undefined ? {} : { customerRef, topic }),
  });
  tell.say("contact.answered", { contactId, legId: `${contactId}-1`, agentId: tell.who("dan") });
  tell.wait(300);
  tell.say("contact.leg_ended", { contactId, legId: `${contactId}-1`, agentId: tell.who("dan") });
  tell.wait(30);
  const done = { contactId, legId: `${contactId}-1`, agentId: tell.who("dan") };
  tell.say("contact.wrapup_ended", done);
}

/** The customer is forgotten: no number changes. */
function forget(tell: Teller): void {
  const customer = tell.events.map(({ data }) => data.customerRef).find((ref) => ref !== undefined);
  if (customer === undefined) return;
  const data = { personRef: customer, person: "customer", requestId: tell.id };
  tell.say("person.erased", { ...data, mode: tell.pick(["delete", "pseudonymise"]) });
}

export function ticket(id: string, plan: Plan, moves: readonly number[], fate: number) {
  const tell = teller(DESK, id, plan);
  const isVanishing = fate % 8 === 7;
  const isEarly = fate % 11 === 10;
  const channel = tell.pick(isEarly ? ["email", "social"] : ["email", "email", "social", "phone"]);
  if (isEarly) early(tell);
  const state = begin(tell, channel, isVanishing);
  if (channel === "phone") {
    // A ticket made by a call: its clock starts when the customer writes.
    tell.wait();
    message("customer")(state);
  }
  for (const move of moves) {
    if (state.isOver) break;
    tell.wait();
    const list = state.isSolved ? SOLVED.slice(isVanishing ? 2 : 0) : OPEN;
    list[move % list.length]?.(state);
  }
  tell.wait();
  if (isVanishing) vanish(tell);
  else if (tell.once(6)) ringAbout(tell);
  if (tell.once(7)) forget(tell);
  return tell.events;
}
