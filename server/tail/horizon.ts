/** What is too old, as the store remembers it, and whose events are about to leave the log (PRIV-6). */
import { type Horizon, NO_HORIZON } from "../fold/horizon.ts";
import type { LogEvent } from "../fold/log-event.ts";
import type { Changes, Store } from "../store/store.ts";
import { aliasOf, statedHome } from "./homes.ts";

const HORIZON = "retention/horizon";
const GONE = "retention/gone/";

/** Entities that are gone: their events before an instant are to leave the log, and count no more. */
interface Gone {
  readonly before: number;
  readonly keys: readonly string[];
}

export class Horizons {
  #now: Horizon = NO_HORIZON;
  /** By key of the entity: events before this are none of it any more. */
  readonly #gone = new Map<string, number>();
  #parts: string[] = [];

  /** After a start, before anything is folded. */
  async restore(store: Pick<Store, "setting" | "settings">): Promise<void> {
    const text = await store.setting(HORIZON);
    if (text !== null) this.#now = JSON.parse(text);
    for (const { name, value } of await store.settings(GONE)) {
      const gone: Gone = JSON.parse(value);
      this.#parts.push(name);
      this.#bury(gone);
    }
  }

  now(): Horizon {
    return this.#now;
  }

  set(horizon: Horizon): void {
    this.#now = horizon;
  }

  /** How a horizon is remembered; it holds once this is written and `set`. */
  changes(horizon: Horizon): Changes {
    return { [HORIZON]: JSON.stringify(horizon) };
  }

  goneCount(): number {
    return this.#gone.size;
  }

  /** Names of what `bury` remembered, for `swept`. */
  parts(): readonly string[] {
    return this.#parts;
  }

  /** How it is remembered that these are gone; `bury` once it is written. */
  burial(keys: readonly string[]): { readonly changes: Changes; readonly bury: () => void } {
    const gone: Gone = { before: this.#now.from, keys };
    const last = Number(this.#parts.at(-1)?.slice(GONE.length) ?? 0);
    const name = `${GONE}${String(last + 1).padStart(9, "0")}`;
    const bury = () => {
      this.#parts.push(name);
      this.#bury(gone);
    };
    return { changes: { [name]: JSON.stringify(gone) }, bury };
  }

  #bury({ before, keys }: Gone): void {
    for (const key of keys) this.#gone.set(key, before);
  }

  /** Their events have left the log: `names` need not be remembered any more. */
  async swept(names: readonly string[], store: Store): Promise<void> {
    await store.putSettings(Object.fromEntries(names.map((name) => [name, null])));
    this.#parts = this.#parts.filter((name) => !names.includes(name));
    this.#gone.clear();
    for (const { value } of await store.settings(GONE)) this.#bury(JSON.parse(value));
  }

  /** Does it belong to an entity that is gone, or to none at all and is too old? */
  isGone(event: LogEvent): boolean {
    if (event.at >= this.#now.from) return false;
    if (event.type === "unknown") return true;
    if (this.#gone.size === 0) return false;
    const isOf = (key: string | null) =>
      key !== null && event.at < (this.#gone.get(key) ?? -Infinity);
    return isOf(statedHome(event)) || isOf(aliasOf(event));
  }
}
