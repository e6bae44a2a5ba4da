/** Did one contact do? First contacts and repeats of one customer (KPIS.md 6.2, FCR). */
import { type Contact, sampleOf, senderCredit } from "./contact.ts";
import type { House } from "./house.ts";
import type { Leg } from "./legs.ts";
import type { Sample } from "./sample.ts";
import { isReply } from "./tickets.ts";

const WEEK_MS = 168 * 3_600_000;

/** Credit H: the first person who handled it. */
function handlerOf(contact: Contact, house: House, legs: readonly Leg[]) {
  const leg = legs.find((one) => one.contact === contact && one.isHandled);
  if (leg !== undefined) return leg;
  const reply = contact.said.findIndex(isReply);
  if (reply !== -1) return senderCredit(contact, house, reply);
  return { agent: null, team: null };
}

/** `fcr.resolved` of mature first contacts; `pending.fcr` of those younger than a week at `now`. */
export function customerSamples(
  contacts: readonly Contact[],
  house: House,
  legs: readonly Leg[],
  now: number,
): Sample[] {
  const groups = new Map<string, Contact[]>();
  for (const one of contacts) {
    const { customerRef, topic = "", parentContactId } = one.created.words;
    const isLinked = contacts.some(
      ({ id, source }) => id === parentContactId && source === one.source,
    );
    if (customerRef === undefined || one.direction !== "inbound" || one.isGone || isLinked)
      continue;
    const key = `${customerRef} ${topic}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.openedAt - b.openedAt);
    return inOrder.flatMap((contact, index): Sample[] => {
      const before = inOrder.slice(0, index).findLast((one) => one.openedAt < contact.openedAt);
      const after = inOrder.find((one) => one.openedAt > contact.openedAt);
      if (before !== undefined && contact.openedAt - before.openedAt < WEEK_MS) return [];
      const handler = handlerOf(contact, house, legs);
      const at = contact.openedAt;
      if (now - at < WEEK_MS) return [sampleOf(contact, "pending.fcr", 1, at, handler)];
      const isRepeated = after !== undefined && after.openedAt - at < WEEK_MS;
      return [sampleOf(contact, "fcr.resolved", isRepeated ? 0 : 1, at, handler)];
    });
  });
}
