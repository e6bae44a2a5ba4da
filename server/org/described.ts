/**
 * The organisation as it is described ⇄ as the log has it (PRIV-3). An id that is meant in one source is
 * that source's pseudonym; one that is meant in every source is its own for sources to come, and the
 * pseudonyms it already has in those that were heard.
 */
import type { OrgDocument } from "../../shared/org/org.ts";
import { isPseudonym } from "../../shared/org/pseudonym.ts";
import type { Identities } from "./identities.ts";

type Agent = OrgDocument["agents"][number];
type Id = Agent["identities"][number];

/** An agent without identities goes by its own id in every source. */
const idsOf = ({ id, identities }: Agent): readonly Id[] =>
  identities.length === 0 ? [{ id }] : identities;

const keyOf = (source: string, foreign: string): string => `${source}|${foreign}`;

/** Agents without names, their ids replaced. Pseudonyms that `before` already has stay as they are. */
export function concealAgents(
  agents: readonly Agent[],
  before: readonly Agent[],
  identities: Pick<Identities, "own" | "find" | "everywhere">,
): Agent[] {
  const kept = new Set(before.flatMap((agent) => agent.identities.map(({ id }) => id)));
  const specific = new Set(
    agents.flatMap((agent) =>
      agent.identities.flatMap(({ source, id }) =>
        source === undefined ? [] : [keyOf(source, id)],
      ),
    ),
  );
  const conceal = (identity: Id): Id[] => {
    const { source, id } = identity;
    if (isPseudonym(id) && kept.has(id)) return [identity];
    if (source !== undefined) {
      const own = [identities.own(source, id), identities.find(null, id)];
      return own.flatMap((one) => (one === undefined ? [] : [{ ...identity, id: one }]));
    }
    const heard = identities
      .everywhere(id)
      .filter(([where]) => !specific.has(keyOf(where, id)))
      .map(([where, one]) => ({ ...identity, source: where, id: one }));
    return [{ ...identity, id: identities.own(null, id) }, ...heard];
  };
  return agents.map(({ name: _, ...agent }) => ({
    ...agent,
    identities: idsOf(agent).flatMap(conceal),
  }));
}

const isSameTime = (a: Id, b: Id): boolean => a.from === b.from && a.to === b.to;

/** The ids as they were described: what was only added for the log goes. Erased ones stay pseudonyms. */
export function describeIds(agent: Agent, identities: Identities): Id[] {
  const rowOf = ({ id }: Id) => identities.row(id);
  const described = agent.identities.flatMap((identity): Id[] => {
    const row = rowOf(identity);
    if (row === undefined) return [identity];
    const { source } = identity;
    const isAdded = agent.identities.some((other) => {
      const its = rowOf(other);
      if (other === identity || its?.foreign !== row.foreign || !isSameTime(other, identity)) {
        return false;
      }
      const isMeantEverywhere = other.source === undefined && its.source === null;
      const isTheSourcesOwn = other.source === source && its.source === source;
      return source !== undefined && (isMeantEverywhere || isTheSourcesOwn);
    });
    return isAdded ? [] : [{ ...identity, id: row.foreign }];
  });
  const [only, ...more] = described;
  const isOwn =
    only?.id === agent.id &&
    only.source === undefined &&
    isSameTime(only, { id: "" }) &&
    more.length === 0;
  return isOwn ? [] : described;
}
