/** The outbox in the store, and what this process knows of it without reading it again: only it writes there. */
import { aboutOf, OUTBOX_PREFIX, type Outgoing, readOutgoing, writeOutgoing } from "./outbox.ts";
import type { Settings } from "./revisions.ts";

export interface Outbox {
  has(name: string): boolean;
  /** Null: there is none. */
  read(name: string): Promise<Outgoing | null>;
  /** Durable when resolved; does nothing where there is one already. */
  add(name: string, one: Outgoing): Promise<void>;
  /** Durable when resolved. */
  write(name: string, one: Outgoing): Promise<void>;
  /** Names of those that wait and are due, the longest due first. */
  due(now: number): string[];
  /** All that wait are due now. */
  hurry(): void;
  /** Forgets those of weeks before `week` that do not wait. */
  forgetBefore(week: string): Promise<void>;
}

type Head = Pick<Outgoing, "state" | "nextAt">;

const headOf = ({ state, nextAt }: Outgoing): Head => ({ state, nextAt });

/** What was begun when a process ended may not have arrived: it is due at once. */
export async function openOutbox(settings: Settings): Promise<Outbox> {
  const heads = new Map<string, Head>();
  for (const { name, value } of await settings.settings(OUTBOX_PREFIX)) {
    const one = readOutgoing(value);
    heads.set(name, { ...headOf(one), ...(one.isBegun ? { nextAt: 0 } : {}) });
  }
  return {
    has: (name) => heads.has(name),
    async read(name) {
      const text = await settings.setting(name);
      if (text === null) heads.delete(name);
      return text === null ? null : readOutgoing(text);
    },
    async add(name, one) {
      const isFirst = await settings.putSettings({ [name]: writeOutgoing(one) }, { [name]: null });
      if (isFirst) heads.set(name, headOf(one));
    },
    async write(name, one) {
      await settings.putSettings({ [name]: writeOutgoing(one) });
      heads.set(name, headOf(one));
    },
    due: (now) =>
      [...heads]
        .filter(([, { state, nextAt }]) => state === "waiting" && nextAt <= now)
        .sort(([, a], [, b]) => a.nextAt - b.nextAt)
        .map(([name]) => name),
    hurry() {
      for (const [name, head] of heads) heads.set(name, { ...head, nextAt: 0 });
    },
    async forgetBefore(week) {
      const old = [...heads]
        .filter(([name, { state }]) => state !== "waiting" && aboutOf(name).week < week)
        .map(([name]) => name);
      if (old.length === 0) return;
      await settings.putSettings(Object.fromEntries(old.map((name) => [name, null])));
      for (const name of old) heads.delete(name);
    },
  };
}
