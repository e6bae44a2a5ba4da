/** What comes from outside: a call, a lost connection, somebody who wants to be forgotten. */
import type { Day } from "./calendar.ts";
import type { Line, PhoneQueue } from "./phone-line.ts";
import type { Random } from "./random.ts";
import { HOUR, MINUTE, SECOND, type World } from "./world.ts";

const CUSTOMERS = 9000;
/** Leaves while the menu still speaks. */
const LEFT_IN_MENU = 0.02;

export function customerOf(random: Random): string {
  const number = Math.floor(random.next() * CUSTOMERS);
  return `c:${Math.imul(number + 1, 0x9e3779b1)
    .toString(16)
    .replace("-", "f")
    .padStart(8, "0")}`;
}

/** A call comes in: the menu first, then the line. */
export function ringUp(world: World, line: Line, queue: PhoneQueue): void {
  const { random, emit } = world;
  const contactId = world.number("WT");
  const customerRef = customerOf(random);
  const menuMs = random.between(8, 25) * SECOND;
  const opened = { contactId, customerRef, channel: "phone", direction: "inbound" } as const;
  emit("twilio", "contact.created", { ...opened, kind: "call" });
  world.after(menuMs, () => {
    if (random.chance(LEFT_IN_MENU)) {
      emit("twilio", "contact.abandoned", { contactId, stage: "ivr", reason: "hangup" });
      return;
    }
    const call = { contactId, customerRef, queue, queuedAt: 0, waitedMs: 0 };
    line.enqueue({ ...call, state: "waiting" }, "new");
  });
}

/** On the bad day the telephone system loses us for seven minutes, and catches up. */
export function tellGap(world: World, day: Day): void {
  const from = day.at(11.2);
  const to = from + 7 * MINUTE;
  const [since, until] = [new Date(from).toISOString(), new Date(to).toISOString()];
  world.after(to - world.now(), () => {
    const gap = { from: since, to: until, cause: "disconnect", healedBy: "replay" } as const;
    world.emit("twilio", "source.gap", gap);
  });
}

/** Somebody asks to be forgotten, about once a week. */
export function forgetSomebody(world: World): void {
  const { random } = world;
  if (!random.chance(0.15)) return;
  const personRef = customerOf(random);
  world.after(random.between(9, 16) * HOUR, () =>
    world.emit("zendesk", "person.erased", {
      personRef,
      person: "customer",
      mode: "pseudonymise",
      requestId: world.number("gdpr-"),
    }),
  );
}
