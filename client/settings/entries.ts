/** Lists of things with an id: change one, add one with an id of its own. Pure. */

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

export const nameOf = ({ id, name }: Named): string => name ?? id;

/** The name of one in a list; its id when nobody named it. */
export const nameIn = (list: readonly Named[], id: string): string =>
  list.find((one) => one.id === id)?.name ?? id;

export const changed = <Entry extends Named>(
  list: readonly Entry[],
  id: string,
  change: (entry: Entry) => Entry,
): Entry[] => list.map((one) => (one.id === id ? change(one) : one));

/** An id that says what it is and is not taken: `Support NL` → `support-nl`, then `support-nl-2`. */
export function newId(name: string, taken: readonly Named[], otherwise: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = plain === "" ? otherwise : plain;
  let id = base;
  for (let count = 2; taken.some((one) => one.id === id); count += 1) id = `${base}-${count}`;
  return id;
}
