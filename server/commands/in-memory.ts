/** An engine in memory, for figures that need no server: its clock stands where it is asked to. */
import type { OrgInput } from "../../shared/org/org.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { type Core, openCore, setOrganisation } from "../core.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { type Submitted, submitAll } from "./submit.ts";

/** Without an instant asked for, "now" is so long after the last event that everything has matured. */
export const AFTER_MS = 30 * DAY_MS;

/** Nobody waits for the next minute here: agents' time is accounted for to the second. */
const STEP_MS = 1000;

/** `now` in ms since 1970. Throws with the path of what is not right in the organisation. */
export async function openInMemory(now: number, organisation?: OrgInput): Promise<Core> {
  const core = await openCore({
    store: new MemoryStore(),
    clock: manualClock(now),
    stepMs: STEP_MS,
  });
  if (organisation !== undefined) await setOrganisation(core, organisation);
  return core;
}

/** Hands over events; each one that is refused is told with its path and reason. */
export async function feed(
  core: Core,
  events: readonly unknown[],
  warn: (line: string) => void,
): Promise<void> {
  const sum: Submitted = { accepted: 0, duplicates: 0, rejected: [] };
  await submitAll(core, events, sum);
  for (const { id, path, reason } of sum.rejected) {
    warn(`refused ${id ?? "an event"}: ${path} ${reason}`);
  }
}
