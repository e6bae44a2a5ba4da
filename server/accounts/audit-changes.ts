/** How often what changed, counted in the audit log, for the transparency page (PRIV-10). */
import type { AuditAction } from "./audit-actions.ts";
import type { AuditLog } from "./audit-log.ts";

export interface Counted {
  readonly count: number;
  /** Ms since 1970; null: never in that time. */
  readonly lastAt: number | null;
}

/** Entries of one of these actions, not older than an instant (ms since 1970). */
export type Changes = (actions: readonly AuditAction[], since: number) => Promise<Counted>;

const PAGE = 500;

/** Reads every entry once: a page that everybody may open must not read the whole log each time. */
export function createChanges(
  audit: Pick<AuditLog, "page">,
  counted: readonly AuditAction[],
): Changes {
  const times = new Map<AuditAction, number[]>(counted.map((action) => [action, []]));
  let read = 0;
  let turn: Promise<void> = Promise.resolve();

  const catchUp = async () => {
    const fresh: { readonly action: string; readonly at: string }[] = [];
    let newest = read;
    let before: number | null = Infinity;
    while (before !== null) {
      const page = await audit.page({ before, after: read, limit: PAGE });
      newest = Math.max(newest, page.entries[0]?.number ?? 0);
      fresh.push(...page.entries);
      before = page.next;
      await new Promise((resolve) => setImmediate(resolve)); // others have their turn
    }
    for (const { action, at } of fresh) {
      for (const [one, all] of times) if (one === action) all.push(Date.parse(at));
    }
    read = newest;
  };

  return async (actions, since) => {
    turn = turn.catch(() => {}).then(catchUp);
    await turn;
    const all = actions.flatMap((action) => times.get(action) ?? []).filter((at) => at >= since);
    return { count: all.length, lastAt: all.length === 0 ? null : Math.max(...all) };
  };
}
