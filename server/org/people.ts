/** The only names we hold: what agents are called, and which pseudonyms are theirs (PRIV-3). */
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Settings } from "./identities.ts";

export interface Person {
  readonly name: string | null;
  /** Of the current organisation, so that whoever erases a person need not read the log. */
  readonly pseudonyms: readonly string[];
}

const PREFIX = "person/";

export type People = Awaited<ReturnType<typeof openPeople>>;

export async function openPeople(settings: Settings) {
  const people = new Map<string, Person>();
  const load = async (): Promise<void> => {
    const found = await settings.settings(PREFIX);
    people.clear();
    for (const { name, value } of found) people.set(name.slice(PREFIX.length), JSON.parse(value));
  };
  await load();
  return {
    /** Reads everything anew: another process changed it. */
    load,
    get: (agent: string): Person | undefined => people.get(agent),
    /** Whose pseudonym this is; undefined: nobody's of the current organisation. */
    whose: (pseudonym: string): string | undefined =>
      [...people].find(([, person]) => person.pseudonyms.includes(pseudonym))?.[0],
    /** From now on these are the people, and nobody else; what has to be put for it. */
    replace(next: ReadonlyMap<string, Person>): Record<string, string | null> {
      const changes: Record<string, string | null> = {};
      for (const agent of people.keys()) if (!next.has(agent)) changes[PREFIX + agent] = null;
      people.clear();
      for (const [agent, person] of next) {
        people.set(agent, person);
        changes[PREFIX + agent] = JSON.stringify(person);
      }
      return changes;
    },
    /** Forgets one; what has to be put so that the disk forgets, too. */
    forget(agent: string): Record<string, null> {
      return people.delete(agent) ? { [PREFIX + agent]: null } : {};
    },
  };
}

/** Agents of a concealed document with the names of the described one, but for those in `nameless`. */
export const peopleOf = (
  described: OrgDocument,
  concealed: OrgDocument,
  nameless: ReadonlySet<string>,
): Map<string, Person> => {
  const names = new Map(described.agents.map(({ id, name }) => [id, name]));
  return new Map(
    concealed.agents.map(({ id, identities }): [string, Person] => [
      id,
      {
        name: nameless.has(id) ? null : (names.get(id) ?? null),
        pseudonyms: [...new Set(identities.map((identity) => identity.id))],
      },
    ]),
  );
};
