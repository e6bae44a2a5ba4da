/** Who an unmapped id could be. Only ever shown: nothing is mapped without a person's yes (EVENTS.md 7). */
import type { OrgDocument } from "../../../shared/org/org.ts";

/** One we know: an agent, a team or a queue. */
export type Known = Pick<OrgDocument["agents"][number], "id" | "name" | "identities">;

export interface Suggestion {
  readonly id: string;
  readonly name: string | null;
  /** What is alike: an id of it, or its name. */
  readonly because: "id" | "name";
}

/** At most this many for one id; more would be no help. */
export const SUGGESTIONS_MAX = 3;
/** Shorter texts are alike by accident. */
const DIGITS_MIN = 3;
const TYPO_LENGTH_MIN = 6;

/** Letters and digits only, without case and accents: `Zoë de-Wit` and `zoe.de.wit` are alike. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const wordsOf = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(plain)
    .filter((word) => word !== "");

/** The number at the end: `Agent/1141` and `SIP/1141` are one extension. */
const numberOf = (text: string): string | null => {
  const digits = /(\d+)\D*$/.exec(text)?.[1] ?? "";
  return digits.length < DIGITS_MIN ? null : digits;
};

/** One letter too many, too few, other, or two swapped. */
function isTypo(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < TYPO_LENGTH_MIN || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = (text: string, from: number) => text.slice(from);
  if (long.length > short.length) return rest(short, at) === rest(long, at + 1);
  const isSwap = short[at] === long[at + 1] && short[at + 1] === long[at];
  return (
    rest(short, at + 1) === rest(long, at + 1) ||
    (isSwap && rest(short, at + 2) === rest(long, at + 2))
  );
}

const isLikeId = (native: string, id: string): boolean => {
  const number = numberOf(native);
  return plain(native) === plain(id) || (number !== null && number === numberOf(id));
};

/** `ana.bakker`, `bakker_ana` and `abakker` are like Ana Bakker; so is one typing mistake. */
function isLikeName(native: string, name: string): boolean {
  const own = plain(native.replace(/@.*$/, ""));
  const words = wordsOf(name);
  const [first = "", ...more] = words;
  const last = more.join("");
  if (own === "" || plain(name).length < DIGITS_MIN) return false;
  if (own === plain(name) || isTypo(own, plain(name))) return true;
  if (more.length === 0) return false;
  const isInitials = own === first.slice(0, 1) + last || own === last + first.slice(0, 1);
  return isInitials || wordsOf(native).toSorted().join(" ") === words.toSorted().join(" ");
}

/** Those whose ids or name are like `native`; ids first, then in the order of the organisation. */
export function suggestionsFor(native: string, known: readonly Known[]): Suggestion[] {
  const alike = (because: Suggestion["because"], is: (one: Known) => boolean) =>
    known.filter(is).map(({ id, name }): Suggestion => ({ id, name: name ?? null, because }));
  const byId = alike("id", ({ id, identities }) =>
    [id, ...identities.map((identity) => identity.id)].some((own) => isLikeId(native, own)),
  );
  const byName = alike("name", ({ name }) => name !== undefined && isLikeName(native, name));
  const fresh = byName.filter(({ id }) => !byId.some((one) => one.id === id));
  return [...byId, ...fresh].slice(0, SUGGESTIONS_MAX);
}
