/** What stands in the log after a position: which events are news, and whom they are about. */
import { setImmediate } from "node:timers/promises";
import { type OrgDocument, orgDocument } from "../../shared/org/org.ts";
import { directoryOf } from "../fold/directory.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import { aliasOf, statedHome } from "../tail/homes.ts";
import type { History } from "./history.ts";
import type { Past } from "./past.ts";

/** A moment of the log, as a sealed report remembers it. */
export interface Moment {
  /** Everything up to here was known, and nothing after it. */
  readonly position: number;
  /** What the clock said then, ms. */
  readonly at: number;
  /** The organisation as it was described then, as the log has it; null: not kept, taken as it is. */
  readonly document: OrgDocument | null;
}

/** More than this are not remembered by name. */
export const NEWS_MAX = 1_000_000;

export interface News {
  readonly past: Past;
  /** Under which names entities are known that something was told of. */
  readonly keys: ReadonlySet<string>;
  /** Memberships told since. */
  readonly memberships: readonly Extract<LogEvent, { type: "team.membership_changed" }>[];
  readonly isComplete: boolean;
}

const nameOf = ({ source, id }: Pick<LogEvent, "source" | "id">): string => `${source}|${id}`;

/** What is told within a minute came in time; a server's clock may be set back a little. */
const SLACK_MS = 120_000;

/**
 * An event that stands after the position is news, unless it only repeats what stood before it: then its
 * entity knows it since before. A repeat keeps when it first came.
 */
export async function newsSince(
  history: History,
  read: (after: number) => AsyncIterable<LogGroup>,
  { position, at, document }: Moment,
  /** Contacts that began after this say nothing of what is asked about, ms. */
  until: number,
): Promise<News> {
  const names = new Set<string>();
  const keys = new Set<string>();
  const fresh = new Set<string>();
  const memberships: Extract<LogEvent, { type: "team.membership_changed" }>[] = [];
  let isComplete = true;
  for await (const { events } of read(position)) {
    await setImmediate();
    for (const event of events) {
      if (event.type === "org.changed") continue;
      if (names.size >= NEWS_MAX) isComplete = false;
      else names.add(nameOf(event));
      if (event.type === "team.membership_changed") memberships.push(event);
      const key = statedHome(event) ?? aliasOf(event);
      if (key === null || names.size >= NEWS_MAX) continue;
      if (event.type === "contact.created" && event.at >= until) fresh.add(key);
      keys.add(key);
    }
    if (!isComplete) break;
  }
  for (const key of fresh) keys.delete(key);
  const isKnown = (event: LogEvent): boolean =>
    !names.has(nameOf(event)) ||
    (event.quality !== "backfilled" && (event.receivedAt ?? event.at) < at - SLACK_MS);
  const told = history.organisation();
  const organisation = told.flatMap((event): LogEvent[] => {
    if (event.type !== "org.changed") return isKnown(event) ? [event] : [];
    return [document === null ? event : { ...event, data: document }];
  });
  const known = organisation.filter((event) => event.type === "team.membership_changed");
  const directory = directoryOf(document ?? history.document(), known);
  return { past: { isKnown, now: at, organisation, directory }, keys, memberships, isComplete };
}

/** A described organisation from its kept text; null: there is none, or it cannot be read any more. */
export function documentIn(text: string | null): OrgDocument | null {
  if (text === null) return null;
  const parsed = orgDocument.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
