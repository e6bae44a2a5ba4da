/** Which events of the log, after a position, made contacts count otherwise. */
import type { Core } from "../../core.ts";
import type { LogEvent } from "../../fold/log-event.ts";
import type { Difference } from "./behind.ts";
import type { Log, Progress } from "./replay.ts";

/** An event of the log; instants in ms. */
export interface Cause {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly receivedAt: number;
  /** Its position in the log. */
  readonly position: number;
}

export interface Causes {
  /** By the key of the contact. */
  readonly contacts: ReadonlyMap<string, readonly Cause[]>;
  /** Changes of the organisation: they may touch any contact. */
  readonly organisation: readonly Cause[];
}

const nameOf = ({ source, id }: Pick<LogEvent, "source" | "id">): string => `${source}|${id}`;

const contentOf = ({ receivedAt: _, ...said }: LogEvent): string => JSON.stringify(said);

/** Names of all events that a contact's facts may rest on: its own, and those of who shares a timeline. */
async function eventsOf(core: Core, { key, entities }: Difference): Promise<Set<string>> {
  const { entities: all } = core.tail;
  const keys = new Set([key, ...entities]);
  await all.load(keys);
  for (const one of [...keys]) {
    const { parts, movedTo } = all.get(one);
    for (const origin of parts.keys()) keys.add(origin);
    if (movedTo !== null) keys.add(movedTo);
  }
  await all.load(keys);
  return new Set([...keys].flatMap((one) => all.get(one).events.map(nameOf)));
}

const isOrganisation = ({ type }: LogEvent): boolean =>
  type === "org.changed" || type === "team.membership_changed";

/**
 * What came after `position` and was not said before: the repeat of a known event is no cause. Reads the
 * log after the position, and all of it only if something there may be a repeat.
 */
export async function causesOf(
  log: Log,
  core: Core,
  position: number,
  differences: readonly Difference[],
  onProgress: Progress,
): Promise<Causes> {
  const interest = new Map<string, string[]>();
  for (const difference of differences) {
    for (const name of await eventsOf(core, difference)) {
      const keys = interest.get(name) ?? [];
      keys.push(difference.key);
      interest.set(name, keys);
    }
  }
  const found: { readonly name: string; readonly content: string; readonly cause: Cause }[] = [];
  const organisation: Cause[] = [];
  for await (const { first, last, receivedAt, events, positions } of log.read(position)) {
    events.forEach((event, index) => {
      const name = nameOf(event);
      const { source, id, type, at } = event;
      const place = positions?.[index] ?? first + index;
      const cause = { source, id, type, at, receivedAt, position: place };
      if (isOrganisation(event)) organisation.push(cause);
      else if (interest.has(name)) found.push({ name, content: contentOf(event), cause });
    });
    onProgress(last, log.end);
  }
  const known = await saidBefore(log, position, new Set(found.map(({ name }) => name)), onProgress);
  const contacts = new Map<string, Cause[]>();
  for (const { name, content, cause } of found) {
    if (known.has(`${name} ${content}`)) continue;
    known.add(`${name} ${content}`);
    for (const key of interest.get(name) ?? []) {
      const own = contacts.get(key) ?? [];
      own.push(cause);
      contacts.set(key, own);
    }
  }
  return { contacts, organisation };
}

/** Name and content of those events that stand in the log up to the position, too. */
async function saidBefore(
  log: Log,
  position: number,
  names: ReadonlySet<string>,
  onProgress: Progress,
): Promise<Set<string>> {
  const known = new Set<string>();
  if (names.size === 0 || position === 0) return known;
  for await (const { last, events } of log.read(0)) {
    if (last > position) return known;
    for (const event of events) {
      if (names.has(nameOf(event))) known.add(`${nameOf(event)} ${contentOf(event)}`);
    }
    onProgress(last, position);
  }
  return known;
}
