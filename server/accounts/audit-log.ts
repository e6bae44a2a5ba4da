/**
 * The audit log: who did what, in a chain of digests, only ever added to (SEC-11). Kept as settings;
 * every write expects the head it read, so a command beside the running server cannot break the chain.
 */
import { type Store, StoreFull } from "../store/store.ts";
import type { AuditAction } from "./audit-actions.ts";
import type { Detail, Entry, Verified } from "./audit-chain.ts";
import { createQuota } from "./audit-quota.ts";
import { type AuditPage, type AuditQuery, append, page, trim, verify } from "./audit-records.ts";

/** What happened. `actor` is a user's id, a device's, a key's, or `system` or `command`. */
export interface Happened {
  readonly actor: string;
  /** In which role it was done: the actor's, at that moment; null: none. */
  readonly role: string | null;
  readonly action: AuditAction;
  /** The id of whom or what it was done to. */
  readonly subject?: string;
  /** Ids, numbers, dates. What looks like an address or a secret is taken out. */
  readonly detail?: Detail;
}

export interface Audit {
  /** Resolves when it is on disk. Rejects with StoreFull when it cannot be: then nothing was noted. */
  note(entry: Happened): Promise<void>;
}

export interface AuditLog extends Audit {
  /** At most `limit` entries that fit, after looking at SCANNED_MAX at most. */
  page(query: AuditQuery): Promise<AuditPage>;
  /** Reads the whole chain. `noted`: a head digest noted earlier, which must still be in it. */
  verify(noted?: string): Promise<Verified>;
  /** Takes away the oldest entries, those before an instant (ms); says how many, and what stands for them. */
  trim(before: number): Promise<{ readonly removed: number; readonly base: string }>;
}

type Settings = Pick<Store, "setting" | "settings" | "putSettings">;

const WAITING_MAX = 1_000;
const BATCH_MAX = 100;
const TEXT_MAX = 200;

const ADDRESS = /\S+@\S+\.\S+/g;
/** 256 bits in base64url, or one of our keys; not a digest in hexadecimal, not a long id. */
const SECRET = /\b(?:dp[a-z]?_[\w-]{16,}|(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{43,})/g;

const clean = (text: string): string =>
  text.replace(ADDRESS, "[address]").replace(SECRET, "[secret]").slice(0, TEXT_MAX);

const cleanDetail = (detail: Detail): Detail =>
  Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [
      clean(key),
      typeof value === "string" ? clean(value) : value,
    ]),
  );

interface Waiting {
  readonly entry: Omit<Entry, "number">;
  readonly done: () => void;
  readonly failed: (problem: unknown) => void;
}

/** `now`: ms since 1970. */
export function createAuditLog(settings: Settings, now: () => number): AuditLog {
  const quota = createQuota();
  const waiting: Waiting[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  /** One change of the chain at a time in this process. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };

  const writeWaiting = async () => {
    const batch = waiting.splice(0, BATCH_MAX);
    if (batch.length === 0) return;
    try {
      await append(
        settings,
        batch.map(({ entry }) => entry),
      );
      for (const { done } of batch) done();
    } catch (problem) {
      for (const { failed } of batch) failed(problem);
    }
  };

  return {
    note: ({ actor, role, action, subject, detail = {} }) => {
      const unnoted = quota.take(action, now());
      if (unnoted === null) return Promise.resolve();
      if (waiting.length >= WAITING_MAX) {
        return Promise.reject(new StoreFull("too much waits to be noted in the audit log"));
      }
      const entry = {
        at: new Date(now()).toISOString(),
        actor: clean(actor),
        role: role === null ? null : clean(role),
        action,
        subject: subject === undefined ? null : clean(subject),
        detail: cleanDetail(unnoted === 0 ? detail : { ...detail, unnoted }),
      };
      return new Promise((done, failed) => {
        waiting.push({ entry, done, failed });
        void alone(writeWaiting);
      });
    },
    page: (query) => page(settings, query),
    verify: (noted) => verify(settings, noted),
    trim: (before) => alone(() => trim(settings, before)),
  };
}
