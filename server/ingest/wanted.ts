/** Records that a webhook named and did not bring: kept as wanted/<source> until they were fetched. */
import { z } from "zod";
import type { Wanted } from "../sources/webhook.ts";
import type { Store } from "../store/store.ts";

/** Of one source; what comes on top of it is found by its ordinary pull. */
export const WANTED_MAX = 1_000;

const list = z.array(z.object({ kind: z.string().max(200), id: z.string().max(200) }));

type Settings = Pick<Store, "setting" | "putSettings">;

const nameOf = (source: string): string => `wanted/${source}`;
const keyOf = ({ kind, id }: Wanted): string => `${kind} ${id}`;

export async function wantedOf(
  settings: Pick<Settings, "setting">,
  source: string,
): Promise<readonly Wanted[]> {
  const text = await settings.setting(nameOf(source));
  return text === null ? [] : list.parse(JSON.parse(text));
}

async function change(
  settings: Settings,
  source: string,
  to: (before: readonly Wanted[]) => readonly Wanted[],
): Promise<void> {
  const name = nameOf(source);
  for (let tried = 0; tried < 20; tried += 1) {
    const before = await settings.setting(name);
    const after = to(before === null ? [] : list.parse(JSON.parse(before)));
    const text = after.length === 0 ? null : JSON.stringify(after);
    if (await settings.putSettings({ [name]: text }, { [name]: before })) return;
  }
  throw new Error("what is wanted changes too quickly to be written");
}

/** On disk when resolved. */
export const want = (settings: Settings, source: string, more: readonly Wanted[]): Promise<void> =>
  change(settings, source, (before) => {
    const all = new Map([...before, ...more].map((one) => [keyOf(one), one]));
    return [...all.values()].slice(0, WANTED_MAX);
  });

export const unwant = (settings: Settings, source: string, one: Wanted): Promise<void> =>
  change(settings, source, (before) => before.filter((other) => keyOf(other) !== keyOf(one)));
