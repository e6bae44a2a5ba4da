/** So many wrong tries in a sliding stretch of time, per account (SEC-10). In memory, and bounded. */

/** Accounts remembered; beyond it the one that erred longest ago is forgotten. */
const ACCOUNTS_MAX = 1_000;

export interface WrongTries {
  /** Milliseconds until another try is heard; 0: now. */
  waitMs(account: string): number;
  note(account: string): void;
}

export function createWrongTries(max: number, withinMs: number, now: () => number): WrongTries {
  const tries = new Map<string, number[]>();
  const recent = (account: string) =>
    (tries.get(account) ?? []).filter((at) => at <= now() && now() - at < withinMs);
  return {
    waitMs: (account) => {
      const [oldest, ...others] = recent(account).slice(-max);
      return oldest === undefined || others.length < max - 1 ? 0 : oldest + withinMs - now();
    },
    note: (account) => {
      const all = [...recent(account), now()].slice(-max);
      tries.delete(account);
      tries.set(account, all);
      const [first] = tries.keys();
      if (tries.size > ACCOUNTS_MAX && first !== undefined) tries.delete(first);
    },
  };
}
