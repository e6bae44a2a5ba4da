/** Small named records in the store, read afresh each time, so that a command beside us is seen at once. */
import type { z } from "zod";
import type { Store } from "../store/store.ts";

export type Settings = Pick<Store, "setting" | "settings" | "putSetting" | "putSettings">;

/** A record, and its text: what a change of it expects to find. */
export interface Kept<T> {
  readonly value: T;
  readonly text: string;
}

/** Null: there is none of this name. Throws when what is there is not ours. */
export async function readKept<T>(
  settings: Pick<Settings, "setting">,
  name: string,
  schema: z.ZodType<T>,
): Promise<Kept<T> | null> {
  const text = await settings.setting(name);
  return text === null ? null : { value: schema.parse(JSON.parse(text)), text };
}

/** All whose names begin with `prefix`, by what follows it. */
export async function listKept<T>(
  settings: Pick<Settings, "settings">,
  prefix: string,
  schema: z.ZodType<T>,
): Promise<(Kept<T> & { readonly key: string })[]> {
  const rows = await settings.settings(prefix);
  return rows.map(({ name, value: text }) => ({
    key: name.slice(prefix.length),
    value: schema.parse(JSON.parse(text)),
    text,
  }));
}

/** Each failed try means that somebody else succeeded. */
const TRIES_MAX = 20;

/** Reads, decides and writes again until nobody was quicker. `attempt` answers null to be asked again. */
export async function untilDone<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let tried = 0; tried < TRIES_MAX; tried += 1) {
    const done = await attempt();
    if (done !== null) return done;
  }
  throw new Error("a record changes too quickly to be written");
}
