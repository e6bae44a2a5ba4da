/** What was promised: met, broken or not decided yet (KPIS.md 4.2). */
import {
  type Contact,
  holderCredit,
  isTicket,
  sampleOf,
  senderCredit,
  solverCredit,
} from "./contact.ts";
import type { House } from "./house.ts";
import { isSolved } from "./resolution.ts";
import { second } from "./said.ts";
import type { Sample } from "./sample.ts";
import { clockStart, firstReply, isSolve, replyWaits } from "./tickets.ts";
import { openSeconds, targetAt } from "./wait.ts";

interface Pledge {
  readonly metric: "frt" | "reply" | "resolution";
  /** When its clock started. */
  readonly from: number;
  /** The event that keeps the promise, if it came. */
  readonly doneIndex: number | null;
  /** Solved at an instant: then nobody is waiting, and nothing is promised. */
  readonly isSolvedAt: (at: number) => boolean;
}

function pledgesOf(contact: Contact): Pledge[] {
  const pledges: Pledge[] = [];
  const solve = contact.said.findIndex(isSolve);
  const doneIndex = solve === -1 ? null : solve;
  const never = () => false;
  pledges.push({ metric: "resolution", from: contact.openedAt, doneIndex, isSolvedAt: never });
  const first = firstReply(contact);
  const start = first?.start ?? clockStart(contact, contact.said.length);
  if (contact.direction === "inbound" && start !== null && first?.seconds !== null) {
    pledges.push({
      metric: "frt",
      from: start.at,
      doneIndex: first?.index ?? null,
      isSolvedAt: (at) => {
        const said = contact.said.filter((one, index) => index > start.index && one.at <= at);
        return isSolved({ ...contact, said });
      },
    });
  }
  for (const { from, replyIndex, solvedAt } of replyWaits(contact)) {
    const isSolvedAt = (at: number) => solvedAt !== null && solvedAt <= at;
    pledges.push({ metric: "reply", from, doneIndex: replyIndex, isSolvedAt });
  }
  return pledges;
}

/** Decided at the reply or at the target instant, whichever comes first; else pending or nothing. */
function decide(contact: Contact, house: House, pledge: Pledge, now: number): Sample | null {
  const { metric, from, doneIndex, isSolvedAt } = pledge;
  const promised = house.promise(metric, contact.channel, from);
  if (promised === null) return null;
  const done = contact.said[doneIndex ?? -1];
  const target = targetAt(contact, house, { from, promised, until: now });
  const doer = metric === "resolution" ? solverCredit : senderCredit;
  // A breach is its late doer's; the holder's when nobody has done it.
  const credit =
    doneIndex === null
      ? holderCredit(contact, house, target ?? now)
      : doer(contact, house, doneIndex);
  const say = (value: number, at: number) =>
    isSolvedAt(at) ? null : sampleOf(contact, `sla.${metric}`, value, at, credit);
  if (done !== undefined) {
    const took =
      promised.clock === "calendar"
        ? Math.max(0, second(done.at) - second(from))
        : openSeconds(contact, house, from, Math.max(from, done.at));
    if (took !== null && took <= promised.seconds) return say(1, done.at);
  }
  if (target !== null) return say(0, target);
  if (done !== undefined || isSolvedAt(now)) return null;
  return sampleOf(contact, `pending.${metric}`, 1, from, credit);
}

/** Facts `sla.*`, and `pending.*` for what is undecided at `now`, anchored at its clock start. */
export function promiseSamples(contact: Contact, house: House, now: number): Sample[] {
  if (!isTicket(contact) || contact.isGone) return [];
  return pledgesOf(contact).flatMap((pledge) => decide(contact, house, pledge, now) ?? []);
}
