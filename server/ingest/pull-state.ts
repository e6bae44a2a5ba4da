/** How far each system that we ask was read: records pull/<source>, written with every page. */
import { z } from "zod";
import type { Store } from "../store/store.ts";

const PREFIX = "pull/";

export const pullState = z.object({
  /** The connector's own; null: it has not begun. */
  cursor: z.unknown(),
  /** Of which version of the connection this is the state. */
  changedAt: z.int(),
  /** Everything the vendor wrote before was read, ms; null: not known. */
  upTo: z.number().nullable(),
  answeredAt: z.int().nullable(),
  nextAt: z.int(),
  /** Since when it cannot be read; null: all is well. */
  trouble: z.object({ since: z.int(), reason: z.string(), failures: z.int() }).nullable(),
  /** A gap that was told and is not closed: where it begins. */
  gapFrom: z.int().nullable(),
  history: z
    .object({
      cursor: z.unknown(),
      from: z.int(),
      to: z.int(),
      upTo: z.number().nullable(),
      nextAt: z.int(),
      events: z.int(),
      isDone: z.boolean(),
    })
    .nullable(),
});

export type PullState = z.infer<typeof pullState>;
export type History = NonNullable<PullState["history"]>;

export interface KeptState {
  readonly state: PullState;
  /** As it is on disk; null: it is not there yet. */
  readonly text: string | null;
}

type Settings = Pick<Store, "setting" | "putSettings">;

export const stateName = (source: string): string => PREFIX + source;

const begun = (changedAt: number): PullState => ({
  cursor: null,
  changedAt,
  upTo: null,
  answeredAt: null,
  nextAt: 0,
  trouble: null,
  gapFrom: null,
  history: null,
});

/** What cannot be read was another version's: it begins anew, and its events are repeats. */
export async function readState(
  settings: Pick<Settings, "setting">,
  source: string,
): Promise<KeptState> {
  const text = await settings.setting(stateName(source));
  if (text === null) return { state: begun(0), text };
  const read = pullState.safeParse(JSON.parse(text));
  return { state: read.success ? read.data : begun(0), text };
}

/** False: somebody else wrote it meanwhile. */
export const writeState = (
  settings: Settings,
  source: string,
  state: PullState,
  before: string | null,
): Promise<boolean> =>
  settings.putSettings(
    { [stateName(source)]: JSON.stringify(state) },
    { [stateName(source)]: before },
  );

/** Asks for what happened from `from` to `to`, ms, beside what is new. A back-fill that runs begins anew. */
export async function askHistory(
  settings: Settings,
  source: string,
  from: number,
  to: number,
): Promise<void> {
  for (let tried = 0; tried < 20; tried += 1) {
    const { state, text } = await readState(settings, source);
    const history: History = {
      cursor: null,
      from,
      to,
      upTo: null,
      nextAt: 0,
      events: 0,
      isDone: false,
    };
    if (await writeState(settings, source, { ...state, history }, text)) return;
  }
  throw new Error("the state of a connection changes too quickly to be written");
}

/** Whoever connects it again begins anew. */
export const forgetState = async (
  settings: Pick<Settings, "putSettings">,
  source: string,
): Promise<void> => {
  await settings.putSettings({ [stateName(source)]: null });
};
