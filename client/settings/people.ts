/** People and ids in the organisation's document: who is in which team since when, who is whom. Pure. */
import type { OrgDocument } from "../../shared/org/org.ts";
import { plusDays, startOf } from "./dates.ts";
import { changed, newId } from "./entries.ts";

type Agent = OrgDocument["agents"][number];
type Membership = Agent["memberships"][number];

/** The team somebody belongs to on a date; null: none. */
export function teamOn({ memberships }: Agent, date: string): string | null {
  const held = memberships.filter(
    (one) => startOf(one) <= date && (one.to == null || one.to.slice(0, 10) > date),
  );
  const primary = held.filter((one) => one.primary);
  const [found] = (primary.length > 0 ? primary : held).toSorted((a, b) =>
    startOf(a) < startOf(b) ? 1 : -1,
  );
  return found?.team ?? null;
}

/** From a date on in another team (null: in none); what was before stays as it was. */
function moved(memberships: readonly Membership[], team: string | null, from: string | null) {
  const start = from ?? "";
  const before = memberships
    .filter((one) => startOf(one) < start)
    .map((one) => (one.to == null || one.to.slice(0, 10) > start ? { ...one, to: start } : one));
  const joined = { team: team ?? "", ...(from === null ? {} : { from }), primary: true };
  return team === null ? before : [...before, joined];
}

/** `from` null: from the beginning. */
export const moveAgent = (
  document: OrgDocument,
  id: string,
  team: string | null,
  from: string | null,
): OrgDocument => ({
  ...document,
  agents: changed(document.agents, id, (one) => ({
    ...one,
    memberships: moved(one.memberships, team, from),
  })),
});

export const nameAgent = (document: OrgDocument, id: string, name: string): OrgDocument => ({
  ...document,
  agents: changed(document.agents, id, ({ name: _, ...one }) =>
    name.trim() === "" ? one : { ...one, name: name.trim() },
  ),
});

/** `random` makes an id that says nothing about the person (PRIV-3). */
export const addAgent = (
  document: OrgDocument,
  name: string,
  team: string | null,
  random: () => string,
): OrgDocument => {
  const agent: Agent = {
    id: newId(random(), document.agents, "a"),
    name: name.trim(),
    identities: [],
    memberships: team === null ? [] : [{ team, primary: true }],
  };
  return { ...document, agents: [...document.agents, agent] };
};

export type IdKind = "agents" | "teams" | "queues";

/** An id that a source has for somebody or something, from a date on or from the beginning. */
export interface ForeignId {
  readonly source: string;
  readonly id: string;
  readonly from?: string | undefined;
}

type Identity = Agent["identities"][number];

/** The same id in the same source: of another entry it ends where this one begins. */
const isSameId = (one: Identity, id: ForeignId): boolean =>
  one.id === id.id && (one.source ?? null) === id.source;

const ended = (identities: readonly Identity[], id: ForeignId): Identity[] =>
  identities.flatMap((one): Identity[] => {
    if (!isSameId(one, id)) return [one];
    if (id.from === undefined || startOf(one) >= id.from) return [];
    return [{ ...one, to: id.from }];
  });

type WithIds = { readonly id: string; readonly identities: Identity[] };

/** An entry without identities goes by its own id everywhere: it still does when it gets another one. */
const own = (entry: WithIds): Identity[] =>
  entry.identities.length === 0 ? [{ id: entry.id }] : entry.identities;

function mapIn<Entry extends WithIds>(list: readonly Entry[], to: string, id: ForeignId): Entry[] {
  return list.map((entry) => {
    if (entry.id !== to) {
      return entry.identities.some((one) => isSameId(one, id))
        ? { ...entry, identities: ended(entry.identities, id) }
        : entry;
    }
    const identity: Identity = {
      source: id.source,
      id: id.id,
      ...(id.from === undefined ? {} : { from: id.from }),
    };
    return { ...entry, identities: [...ended(own(entry), id), identity] };
  });
}

/** From now on (or a date) this id of a source means this agent, team or queue. */
export const mapId = (
  document: OrgDocument,
  kind: IdKind,
  to: string,
  id: ForeignId,
): OrgDocument => ({ ...document, [kind]: mapIn<WithIds>(document[kind], to, id) });

/** The id means nobody any more; what it brought stands under a name of its own again. */
export const unmapId = (
  document: OrgDocument,
  kind: IdKind,
  of: string,
  index: number,
): OrgDocument => ({
  ...document,
  [kind]: changed<WithIds>(document[kind], of, (one) => ({
    ...one,
    identities: one.identities.filter((_, other) => other !== index),
  })),
});

/** The last day of something that ends at the beginning of `to`. */
export const lastDay = (to: string): string => plusDays(to.slice(0, 10), -1);
