/** The contact centre as one endless, repeatable stream of events: days, customers, agents. */
import { plusDays } from "../../shared/time/interval.ts";
import { agenda } from "./agenda.ts";
import { type Day, dayOf, ZONE } from "./calendar.ts";
import { chatDesk } from "./chat.ts";
import { conversationOf } from "./conversation.ts";
import {
  arrivals,
  type Demand,
  generalCalls,
  orderMails,
  technicalCalls,
  technicalMails,
  webChats,
} from "./demand.ts";
import { customerOf, forgetSomebody, ringUp, tellGap } from "./happenings.ts";
import { type Arrival, outbox } from "./outbox.ts";
import { type Line, phoneLine } from "./phone-line.ts";
import { randomOf } from "./random.ts";
import { staffOf } from "./staff.ts";
import { surveysOf } from "./surveys.ts";
import { ticketsOf } from "./tickets.ts";
import { stageOf, type World } from "./world.ts";

export interface Simulation {
  readonly seed: string;
  /** A local midnight: where the first day begins; `historyFrom(now)` for the demo. */
  readonly from: number;
  /** Put before every id, so that two simulations can feed one store. */
  readonly prefix?: string;
  /** False: no late, doubled events. */
  readonly isNoisy?: boolean;
}

/** Builds the centre on a world, and returns what begins a day there. */
function openCentre(world: World): (day: Day) => void {
  const { random } = world;
  const staff = staffOf(world);
  const surveys = surveysOf(world);
  const converse = conversationOf(world, staff, surveys, () => technical);
  const general = phoneLine(world, staff, "general-phone", converse);
  const technical: Line = phoneLine(world, staff, "technical-phone", converse);
  const chats = chatDesk(world, staff, surveys);
  const tickets = ticketsOf(world, staff, surveys);
  staff.join("general-phone", general);
  staff.join("technical-phone", technical);
  staff.join("web-chat", chats);
  staff.join("orders-mail", tickets.mailboxes["orders-mail"]);
  staff.join("technical-mail", tickets.mailboxes["technical-mail"]);

  const streams: readonly (readonly [Demand, () => void])[] = [
    [generalCalls, () => ringUp(world, general, "general-phone")],
    [technicalCalls, () => ringUp(world, technical, "technical-phone")],
    [webChats, () => chats.arrive(customerOf(random))],
    [orderMails, () => tickets.arrive("orders-mail", customerOf(random))],
    [technicalMails, () => tickets.arrive("technical-mail", customerOf(random))],
  ];

  return (day) => {
    staff.startDay(day);
    if (day.index < 0) return;
    for (const [demand, come] of streams) {
      for (const at of arrivals(demand, day, random)) world.after(at - day.start, come);
    }
    if (day.kind === "bad") tellGap(world, day);
    forgetSomebody(world);
  };
}

/** Events in the order in which they arrive; never ends, and keeps only what is still open. */
export function* simulate(simulation: Simulation): Generator<Arrival, never> {
  const { seed, from, prefix = "", isNoisy = true } = simulation;
  const random = randomOf(seed);
  const todo = agenda<() => void>();
  const out = outbox(random.fork("outbox"), prefix, isNoisy);
  const first = dayOf(from, 0);
  const stage = stageOf(random.fork("centre"), todo, out.emitAt, first, prefix);
  const { world } = stage;
  const startDay = openCentre(world);

  const begin = (day: Day) => {
    stage.setDay(day);
    startDay(day);
    world.after(day.end - world.now(), () => begin(dayOf(day.end, day.index + 1)));
  };
  startDay(dayOf(plusDays(from, -1, ZONE), -1)); // last night's shift
  begin(first);

  for (;;) {
    const at = todo.nextAt();
    while (out.arrivals.nextAt() <= at) {
      const arrival = out.arrivals.take();
      if (arrival !== undefined) yield arrival;
    }
    stage.setNow(at);
    todo.take()?.();
  }
}
