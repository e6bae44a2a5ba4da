/** Solves, reopenings, and the time a ticket spent in each state (KPIS.md 6.2). */
import { type Contact, isTicket, sampleOf, solverCredit } from "./contact.ts";
import type { House } from "./house.ts";
import { type Said, second } from "./said.ts";
import type { Sample } from "./sample.ts";
import { isReply, isSolve } from "./tickets.ts";

const isStatus = ({ type, words }: Said): boolean =>
  type === "contact.status_changed" && !["merged", "deleted", "restored"].includes(words.to ?? "");

/** The status a contact has after everything that was said. */
export const statusOf = ({ said }: Contact): string => said.findLast(isStatus)?.words.to ?? "new";

export const isSolved = (contact: Contact): boolean =>
  ["resolved", "closed"].includes(statusOf(contact));

/** Seconds in each status up to the event of `index`. */
function secondsIn(contact: Contact, index: number): Record<string, number> {
  const seconds: Record<string, number> = {};
  let status = "new";
  let since = contact.openedAt;
  for (const one of contact.said.slice(0, index + 1)) {
    if (!isStatus(one)) continue;
    seconds[status] = (seconds[status] ?? 0) + second(one.at) - second(since);
    status = one.words.to ?? status;
    since = one.at;
  }
  return seconds;
}

export function resolutionSamples(contact: Contact, house: House): Sample[] {
  const { said } = contact;
  const first = said.findIndex(isSolve);
  const last = said.findLastIndex(isSolve);
  const [firstSolve, lastSolve] = [said[first], said[last]];
  if (!isTicket(contact) || contact.isGone || !firstSolve || !lastSolve) return [];
  const opened = second(contact.openedAt);
  const s1 = (of: string, value: number) =>
    sampleOf(contact, of, value, firstSolve.at, solverCredit(contact, house, first));
  const sn = (of: string, value: number) =>
    sampleOf(contact, of, value, lastSolve.at, solverCredit(contact, house, last));
  const isReopened = said.some(
    (one, index) =>
      index > first &&
      isStatus(one) &&
      one.words.to === "open" &&
      one.words.actor?.kind !== "agent" &&
      ["resolved", "closed"].includes(said.slice(0, index).findLast(isStatus)?.words.to ?? "new"),
  );
  const solved = isSolved(contact);
  const isOneTouch = solved && !isReopened && said.filter(isReply).length === 1;
  const samples = [
    s1("resolution.first", second(firstSolve.at) - opened),
    s1("ticket.reopened", isReopened ? 1 : 0),
    s1("ticket.one_touch", isOneTouch ? 1 : 0),
  ];
  if (!solved) return samples;
  const { new: fresh = 0, open = 0, on_hold: held = 0 } = secondsIn(contact, last);
  const people = said
    .filter(({ type, words }) => type === "contact.message" && words.from === "agent")
    .filter(({ words }) => words.automated !== true)
    .map((one) => house.who(one));
  return [
    ...samples,
    sn("resolution.full", second(lastSolve.at) - opened),
    sn("ticket.requester_wait", fresh + open + held),
    sn("ticket.agent_work", open),
    sn("ticket.on_hold", held),
    sn("ticket.handoffs", new Set(people).size),
  ];
}
