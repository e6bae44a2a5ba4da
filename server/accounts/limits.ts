/**
 * Brute force (SEC-3): tries are counted per address and per account; five are free, then each waits
 * longer, up to five minutes. Nobody is ever locked out for good, and memory is bounded. In memory:
 * a restart forgives, and costs an attacker more than it gives.
 */
import { isIPv6 } from "node:net";

export const FREE_TRIES = 5;
export const WAIT_FIRST_MS = 1_000;
export const WAIT_MS_MAX = 300_000;
/** Forgotten after so long without another try. */
export const FORGET_MS = 3_600_000;
export const KEYS_MAX = 20_000;

export interface Limits {
  /**
   * May this be tried now? 0: yes, and it counts as a failure until `succeeded` says otherwise, so a
   * hundred at once are a hundred. Else ms to wait; nothing was counted.
   */
  begin(address: string, account: string): number;
  /** It was right: the account's tries are forgiven, and of the address's those on this account. */
  succeeded(address: string, account: string): void;
  /** It was never evaluated. */
  undo(address: string, account: string): void;
}

interface Tries {
  readonly count: number;
  readonly lastAt: number;
}

/** One customer of an IPv6 provider has 2^64 addresses: the network counts. */
export function addressKey(address: string): string {
  const plain = address.startsWith("::ffff:") ? address.slice(7) : address;
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array<string>(gap).fill("0"), ...back].slice(0, 4).join(":");
}

function waitOf({ count, lastAt }: Tries, now: number): number {
  if (count < FREE_TRIES) return 0;
  const wait = Math.min(WAIT_MS_MAX, WAIT_FIRST_MS * 2 ** (count - FREE_TRIES));
  return Math.min(WAIT_MS_MAX, Math.max(0, lastAt + wait - now));
}

export function createLimits(now: () => number): Limits {
  const kept = new Map<string, Tries>(); // least recently tried first

  const triesOf = (key: string): Tries => {
    const tries = kept.get(key);
    const isOld = tries === undefined || now() - tries.lastAt >= FORGET_MS;
    return isOld ? { count: 0, lastAt: now() } : tries;
  };
  const put = (key: string, count: number, lastAt: number): void => {
    kept.delete(key);
    if (count <= 0) return;
    const [oldest] = kept.keys();
    if (kept.size >= KEYS_MAX && oldest !== undefined) kept.delete(oldest);
    kept.set(key, { count, lastAt });
  };
  const add = (key: string, count: number): void => {
    const tries = triesOf(key);
    put(key, tries.count + count, count > 0 ? now() : tries.lastAt);
  };
  const keysOf = (address: string, account: string) => {
    const from = addressKey(address);
    return { from: `from ${from}`, on: `on ${account}`, both: `both ${from} ${account}` };
  };

  return {
    begin: (address, account) => {
      const { from, on, both } = keysOf(address, account);
      const wait = Math.max(waitOf(triesOf(from), now()), waitOf(triesOf(on), now()));
      if (wait > 0) return wait;
      for (const key of [from, on, both]) add(key, 1);
      return 0;
    },
    succeeded: (address, account) => {
      const { from, on, both } = keysOf(address, account);
      add(from, -triesOf(both).count);
      kept.delete(on);
      kept.delete(both);
    },
    undo: (address, account) => {
      const { from, on, both } = keysOf(address, account);
      for (const key of [from, on, both]) add(key, -1);
    },
  };
}
