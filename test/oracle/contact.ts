/** One contact: what it is, whether it counts, and who had it when. */
import type { House } from "./house.ts";
import type { Said } from "./said.ts";
import type { Sample } from "./sample.ts";

export interface Contact {
  readonly id: string;
  readonly source: string;
  readonly said: readonly Said[];
  readonly kind: string;
  readonly channel: string;
  readonly direction: string;
  readonly openedAt: number;
  /** Merged away, or deleted and not restored: no ticket KPI knows it (KPIS.md 7.5). */
  readonly isGone: boolean;
  readonly created: Said;
}

/** Kind by default: phone → call, chat → chat, else ticket. */
const kindOf = (created: Said): string => {
  const { kind, channel } = created.words;
  return kind ?? (channel === "phone" ? "call" : channel === "chat" ? "chat" : "ticket");
};

/** A contact told of late was opened when it says it was. */
const opened = (one: Said): Said =>
  one.type === "contact.created" && one.words.openedAt !== undefined
    ? { ...one, at: Date.parse(one.words.openedAt) }
    : one;

export function contactsOf(said: readonly Said[]): Contact[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    if (!one.type.startsWith("contact.") || one.words.contactId === undefined) continue;
    const key = `${one.source} ${one.words.contactId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group): Contact[] => {
    const own = group.map(opened).sort((a, b) => a.at - b.at);
    const created = own.find(({ type }) => type === "contact.created");
    if (created === undefined) return [];
    const fates = own
      .filter(({ type }) => type === "contact.status_changed")
      .map(({ words }) => words.to)
      .filter((to) => to === "merged" || to === "deleted" || to === "restored");
    return [
      {
        id: created.words.contactId ?? "",
        source: created.source,
        said: own,
        created,
        kind: kindOf(created),
        channel: created.words.channel ?? "",
        direction: created.words.direction ?? "inbound",
        openedAt: created.at,
        isGone: fates.at(-1) === "merged" || fates.at(-1) === "deleted",
      },
    ];
  });
}

/** Ticket KPIs count kinds ticket and chat, not call (EVENTS.md 3). */
export const isTicket = ({ kind }: Contact): boolean => kind === "ticket" || kind === "chat";

export interface Holder {
  readonly agent: string | null;
  /** The team the ticket or its queue names; null when neither does. */
  readonly team: string | null;
  readonly queue: string | null;
}

/** Who has a contact at `at`, by what was said up to then and before the event of `index`. */
export function holderAt(
  { said }: Contact,
  house: House,
  at: number,
  index = Number.POSITIVE_INFINITY,
): Holder {
  let agent: string | null = null;
  let team: string | null = null;
  let queue: string | null = null;
  for (const [turn, one] of said.entries()) {
    const { type, source, words } = one;
    if (one.at > at || turn >= index) break;
    if (type === "contact.assigned") {
      agent = house.who(one);
      team = words.teamId ? house.team(source, words.teamId) : null;
    }
    if (type !== "contact.created" && type !== "contact.queued") continue;
    if (words.teamId) team = house.team(source, words.teamId);
    if (words.queueId) queue = house.queue(source, words.queueId);
  }
  return { agent, team: team ?? house.queueTeam(queue, at), queue };
}

/** Credit T: assignee and team of the ticket at that instant. */
export function holderCredit(contact: Contact, house: House, at: number, index?: number) {
  const { agent, team } = holderAt(contact, house, at, index);
  return { agent, team: team ?? house.primaryTeam(agent, at) };
}

/** Credit R: sender of the reply, team owning the ticket at that instant. */
export function senderCredit(contact: Contact, house: House, index: number) {
  const reply = contact.said[index];
  const agent = reply === undefined ? null : house.who(reply);
  const at = reply?.at ?? 0;
  const { team } = holderAt(contact, house, at, index);
  return { agent, team: team ?? house.primaryTeam(agent, at) };
}

/** Who did a solve (S1, SN, S): agent and team as the event says, else the team that had it. */
export function solverCredit(contact: Contact, house: House, index: number) {
  const solve = contact.said[index];
  const { agent, team } = senderCredit(contact, house, index);
  const said = solve?.words.teamId ? house.team(solve.source, solve.words.teamId) : null;
  return { agent, team: said ?? team };
}

export const sampleOf = (
  { channel, direction }: Pick<Contact, "channel" | "direction">,
  of: string,
  value: number,
  at: number,
  credit: { readonly agent: string | null; readonly team: string | null },
): Sample => ({ of, value, at, agent: credit.agent, team: credit.team, channel, direction });
