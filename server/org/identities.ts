/**
 * The one table of who is who (PRIV-3): each id that a source has for an agent ↔ its own random
 * pseudonym. Beside the log; taking a row away makes the past nameless and changes no number. All in
 * memory from the start; a new row is on disk before an event that carries it.
 */
import type { Store } from "../store/store.ts";
import { type ErasedIds, erasedIds } from "./erased-ids.ts";

/** `source: null`: meant in every source, because somebody described it so. */
export interface Identity {
  readonly source: string | null;
  readonly foreign: string;
}

export type Settings = Pick<Store, "setting" | "settings" | "putSettings">;

export interface IdentityDeps {
  readonly settings: Settings;
  /** So many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** Under a key that is nowhere in the store: what is left of an erased id. */
  readonly hash: (text: string) => string;
}

/** Rows kept; ids beyond it get a stand-in that is a keyed hash, and can never be named (REL-11). */
export const IDENTITIES_MAX = 500_000;
/** Ids of one source that are found without asking further. */
const RESOLVED_MAX = 50_000;

const PREFIX = "identity/";
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** 12 characters of 36, as even as a byte's remainder is: about 62 bits. */
const pseudonymOf = (bytes: Uint8Array): string =>
  `p_${[...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join("")}`;

type Changes = Record<string, string | null>;

export class Identities {
  readonly #settings: Settings;
  readonly #random: IdentityDeps["random"];
  readonly #hash: IdentityDeps["hash"];
  readonly #erased: ErasedIds;
  readonly #rows = new Map<string, Identity>();
  readonly #bySource = new Map<string | null, Map<string, string>>();
  readonly #resolved = new Map<string, Map<string, string>>();
  readonly #unsaved = new Map<string, Identity>();
  #saving: Promise<void> | null = null;
  /** Made while a reading of the disk is under way, which may have missed them. */
  #meanwhile: Map<string, Identity> | null = null;

  /** `load` before anything is asked. */
  constructor({ settings, random, hash }: IdentityDeps) {
    this.#settings = settings;
    this.#random = random;
    this.#hash = hash;
    this.#erased = erasedIds(settings, hash);
  }

  /** Reads everything, or everything anew because another process changed it. */
  async load(): Promise<void> {
    const made = new Map(this.#unsaved);
    this.#meanwhile = made;
    const found = await this.#settings.settings(PREFIX);
    await this.#erased.load();
    this.#meanwhile = null;
    this.#rows.clear();
    this.#bySource.clear();
    this.#resolved.clear();
    for (const { name, value } of found) this.#learn(name.slice(PREFIX.length), JSON.parse(value));
    for (const [pseudonym, row] of made) this.#learn(pseudonym, row);
  }

  /** The pseudonym of an id in a source, a new one if it was never seen. */
  of(source: string, foreign: string): string {
    return this.#resolved.get(source)?.get(foreign) ?? this.#resolve(source, foreign);
  }

  /** The one of exactly this source, or of `null`; made when there is none. */
  own(source: string | null, foreign: string): string {
    const found = this.find(source, foreign);
    if (found !== undefined) return found;
    this.#resolved.clear();
    return this.#make(source, foreign);
  }

  /** What an id of exactly this source, or of `null`, is known by, erased or not. */
  find(source: string | null, foreign: string): string | undefined {
    return this.#bySource.get(source)?.get(foreign) ?? this.#erased.find(source, foreign);
  }

  /** The row of a pseudonym; undefined: none, or not any more. */
  row(pseudonym: string): Identity | undefined {
    return this.#rows.get(pseudonym);
  }

  /** Every source that has this id as its own, with its pseudonym there. */
  everywhere(foreign: string): [source: string, pseudonym: string][] {
    return [...this.#bySource.keys()].flatMap((source): [string, string][] => {
      const found = source === null ? undefined : this.find(source, foreign);
      return source === null || found === undefined ? [] : [[source, found]];
    });
  }

  /** Null: every pseudonym given out so far is on disk; else resolves when they are. */
  kept(): Promise<void> | null {
    if (this.#unsaved.size === 0) return this.#saving;
    this.#saving ??= this.#save().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  /** Forgets these rows; what has to be put so that the disk forgets them too. */
  forget(pseudonyms: readonly string[], at: number): Changes {
    const changes: Changes = {};
    for (const pseudonym of pseudonyms) {
      const row = this.#rows.get(pseudonym);
      if (row === undefined) continue;
      this.#rows.delete(pseudonym);
      this.#unsaved.delete(pseudonym);
      this.#meanwhile?.delete(pseudonym);
      this.#bySource.get(row.source)?.delete(row.foreign);
      changes[`${PREFIX}${pseudonym}`] = null;
      Object.assign(changes, this.#erased.add(row, pseudonym, at));
    }
    this.#resolved.clear();
    return changes;
  }

  /** What has to be put so that hashes of ids erased before `at` (ms) are gone. */
  forgetHashes(at: number): Changes {
    return this.#erased.before(at);
  }

  #learn(pseudonym: string, row: Identity): void {
    this.#rows.set(pseudonym, row);
    const own = this.#bySource.get(row.source) ?? new Map<string, string>();
    own.set(row.foreign, pseudonym);
    this.#bySource.set(row.source, own);
  }

  #make(source: string | null, foreign: string): string {
    if (this.#rows.size + this.#erased.count() >= IDENTITIES_MAX) {
      return `p_${this.#hash(JSON.stringify([source, foreign]))}`;
    }
    let made = pseudonymOf(this.#random(12));
    while (this.#rows.has(made)) made = pseudonymOf(this.#random(12));
    const row = { source, foreign };
    this.#learn(made, row);
    this.#unsaved.set(made, row);
    this.#meanwhile?.set(made, row);
    return made;
  }

  /** Found, meant in every source, or new; ids that were erased are not remembered in the clear. */
  #resolve(source: string, foreign: string): string {
    const found = this.find(source, foreign) ?? this.find(null, foreign);
    const known = found ?? this.#make(source, foreign);
    if (!this.#rows.has(known)) return known;
    const own = this.#resolved.get(source) ?? new Map<string, string>();
    if (own.size >= RESOLVED_MAX) own.clear();
    own.set(foreign, known);
    this.#resolved.set(source, own);
    return known;
  }

  async #save(): Promise<void> {
    while (this.#unsaved.size > 0) {
      const batch = [...this.#unsaved];
      await this.#settings.putSettings(
        Object.fromEntries(batch.map(([name, row]) => [`${PREFIX}${name}`, JSON.stringify(row)])),
      );
      for (const [name] of batch) this.#unsaved.delete(name);
    }
  }
}
