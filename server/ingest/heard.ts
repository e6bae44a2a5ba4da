/**
 * Which types of events each source has sent: for the transparency page, which says what is known of
 * people (PRIV-10). Kept as settings; a type is written once, when it is first heard.
 */
import { z } from "zod";
import { type EventType, eventSchemas } from "../../shared/events/event.ts";
import type { LogGroup } from "../fold/log-event.ts";
import type { Store } from "../store/store.ts";

type Settings = Pick<Store, "setting" | "settings" | "putSettings">;

export interface Heard {
  /** Takes note of what a group of the log holds; writes behind it, if there is anything new. */
  take(group: LogGroup): void;
  /** Source → its types in order, of all there ever were. */
  bySource(): Promise<ReadonlyMap<string, readonly EventType[]>>;
  /** Resolves when what was taken is written, or could not be: then it is tried again when heard again. */
  idle(): Promise<void>;
}

const PREFIX = "heard/";
const kept = z.array(z.string());

const nameOf = (source: string): string => PREFIX + encodeURIComponent(source);
const typesOf = (text: string | null): string[] =>
  text === null ? [] : kept.parse(JSON.parse(text));
const isKnown = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);

export function createHeard(settings: Settings): Heard {
  const known = new Map<string, Set<string>>();
  let turn: Promise<void> = Promise.resolve();

  const write = async (source: string, type: string): Promise<void> => {
    const name = nameOf(source);
    const before = await settings.setting(name);
    const types = typesOf(before);
    if (types.includes(type)) return;
    const after = JSON.stringify([...types, type].sort());
    if (!(await settings.putSettings({ [name]: after }, { [name]: before }))) {
      await write(source, type); // another process was quicker
    }
  };

  const learn = (source: string, type: EventType, types: Set<string>) => {
    types.add(type);
    turn = turn.then(() => write(source, type)).catch(() => void types.delete(type));
  };

  return {
    take: ({ events }) => {
      for (const { source, type } of events) {
        let types = known.get(source);
        if (types?.has(type) || !isKnown(type)) continue;
        if (types === undefined) {
          types = new Set();
          known.set(source, types);
        }
        learn(source, type, types);
      }
    },
    bySource: async () => {
      const rows = await settings.settings(PREFIX);
      return new Map(
        rows.map(({ name, value }) => [
          decodeURIComponent(name.slice(PREFIX.length)),
          typesOf(value).filter(isKnown),
        ]),
      );
    },
    idle: () => turn,
  };
}
