/** What outsiders can cause without end is noted so often an hour, and counted beyond (SEC-11, REL-11). */
import type { AuditAction } from "./audit-actions.ts";

/** Entries an hour and action; a flood of wrong passwords must not fill the disk. */
export const NOTED_PER_HOUR_MAX = 100;
const HOUR_MS = 3_600_000;

const BOUNDED: ReadonlySet<AuditAction> = new Set(["session.refused", "device.refused"]);

export interface Quota {
  /** Null: do not note this one. Else how many before it were not noted. */
  take(action: AuditAction, now: number): number | null;
}

export function createQuota(): Quota {
  const hours = new Map<AuditAction, { hour: number; noted: number; unnoted: number }>();
  return {
    take: (action, now) => {
      if (!BOUNDED.has(action)) return 0;
      const hour = Math.floor(now / HOUR_MS);
      const known = hours.get(action);
      const of = known?.hour === hour ? known : { hour, noted: 0, unnoted: known?.unnoted ?? 0 };
      hours.set(action, of);
      if (of.noted >= NOTED_PER_HOUR_MAX) {
        of.unnoted += 1;
        return null;
      }
      const { unnoted } = of;
      of.noted += 1;
      of.unnoted = 0;
      return unnoted;
    },
  };
}
