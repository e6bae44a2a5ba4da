/** The chain of the audit log in the store: added to, read a page at a time, trimmed at its old end. */
import { type Store, StoreFull } from "../store/store.ts";
import type { AuditAction } from "./audit-actions.ts";
import {
  BLOCK,
  blockOf,
  EMPTY_HEAD,
  type Entry,
  HEAD,
  type Head,
  headText,
  nameOf,
  PREFIX,
  parseHead,
  seal,
  unseal,
  type Verified,
  verifyChain,
} from "./audit-chain.ts";

type Settings = Pick<Store, "setting" | "settings" | "putSettings">;

const SCANNED_MAX = 5_000;
/** Each failed try means that another process succeeded. */
const TRIES_MAX = 100;

export interface AuditQuery {
  /** Those before this number; without it, from the newest. */
  readonly before?: number;
  /** Only those after this number. */
  readonly after?: number;
  readonly action?: AuditAction;
  readonly subject?: string;
  /** Not older than this, ms since 1970. */
  readonly since?: number;
  readonly limit: number;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Ask on with `before` this; null: there are no more. */
  readonly next: number | null;
}

/**
 * The head, and its text to expect. Where the head is gone but entries are not, the numbers go on
 * after the last of them: nothing is overwritten, and verification finds the break.
 */
async function readHead(settings: Settings): Promise<{ head: Head; text: string | null }> {
  const text = await settings.setting(HEAD);
  const head = parseHead(text);
  if (head !== null) return { head, text };
  const last = (await settings.settings(PREFIX)).at(-1);
  const count = last === undefined ? 0 : Number(last.name.slice(PREFIX.length)) || 0;
  return { head: { ...EMPTY_HEAD, count }, text };
}

/** Changes the chain and its head in one transaction, again and again until nobody was quicker. */
async function change<T>(
  settings: Settings,
  step: (head: Head) => Promise<{ head: Head; changes: Record<string, string | null>; result: T }>,
): Promise<T> {
  for (let tried = 0; tried < TRIES_MAX; tried += 1) {
    const { head, text } = await readHead(settings);
    const next = await step(head);
    const changes = { ...next.changes, [HEAD]: headText(next.head) };
    if (await settings.putSettings(changes, { [HEAD]: text })) return next.result;
  }
  throw new StoreFull("the audit log changes too quickly to be written to");
}

/** Adds entries to the chain, durable when resolved. */
export const append = (
  settings: Settings,
  batch: readonly Omit<Entry, "number">[],
): Promise<void> =>
  change(settings, async (head) => {
    const changes: Record<string, string | null> = {};
    let { count, digest } = head;
    for (const entry of batch) {
      count += 1;
      const sealed = seal(digest, { ...entry, number: count });
      changes[nameOf(count)] = sealed.text;
      digest = sealed.digest;
    }
    return { head: { ...head, count, digest }, changes, result: undefined };
  });

/** The entries whose numbers share all but their last two digits with this one, by number. */
async function block(settings: Settings, number: number): Promise<Entry[]> {
  const kept = await settings.settings(blockOf(number));
  return kept.map(({ value }) => unseal(value)?.entry).filter((entry) => entry !== undefined);
}

export async function page(settings: Settings, query: AuditQuery): Promise<AuditPage> {
  const { action, subject, since = -Infinity, limit } = query;
  const { head } = await readHead(settings);
  const floor = Math.max(head.trimmed, query.after ?? 0);
  const fits = (entry: Entry) =>
    (action === undefined || entry.action === action) &&
    (subject === undefined || entry.subject === subject);
  const entries: Entry[] = [];
  let before = Math.min(query.before ?? Infinity, head.count + 1);
  for (let scanned = 0; scanned < SCANNED_MAX && before > floor + 1; scanned += BLOCK) {
    const found = (await block(settings, before - 1)).filter(
      ({ number }) => floor < number && number < before,
    );
    for (const entry of found.reverse()) {
      if (Date.parse(entry.at) < since) return { entries, next: null };
      if (!fits(entry)) continue;
      entries.push(entry);
      if (entries.length === limit)
        return { entries, next: entry.number > floor + 1 ? entry.number : null };
    }
    before = Math.floor((before - 1) / BLOCK) * BLOCK;
  }
  return { entries, next: before > floor + 1 ? before : null };
}

/** Reads again when something was noted meanwhile. */
export async function verify(settings: Settings, noted?: string): Promise<Verified> {
  for (;;) {
    const head = await settings.setting(HEAD);
    const verified = verifyChain(head, await settings.settings(PREFIX), noted);
    if (verified.ok || (await settings.setting(HEAD)) === head) return verified;
  }
}

/** Takes away what is older than an instant (ms), from the oldest on, a hundred at a time. */
export async function trim(settings: Settings, before: number) {
  let removed = 0;
  for (;;) {
    const { went, base } = await change(settings, async (head) => {
      const kept = await settings.settings(blockOf(head.trimmed + 1));
      const changes: Record<string, string | null> = {};
      const next = { ...head };
      for (const { name, value } of kept) {
        const sealed = unseal(value);
        if (sealed?.entry.number !== next.trimmed + 1) break;
        if (Date.parse(sealed.entry.at) >= before) break;
        changes[name] = null;
        next.trimmed += 1;
        next.base = sealed.digest;
      }
      return {
        head: next,
        changes,
        result: { went: next.trimmed - head.trimmed, base: next.base },
      };
    });
    removed += went;
    if (went === 0) return { removed, base };
  }
}
