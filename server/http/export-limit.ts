/**
 * How many files somebody may take (EXP-4): so many an hour, and only a few at a time in all, so that live
 * screens keep their pace. In memory: a restart forgives.
 */
import type { Response } from "express";
import { HOUR_MS } from "../../shared/time/interval.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

/** Files of one user in an hour. */
export const FILES_MAX = 30;
/** Files that are written at a time, of all users; of one user. */
export const AT_ONCE_MAX = 4;
export const OWN_AT_ONCE_MAX = 2;

export interface ExportLimit {
  /**
   * May this file begin? True: it counts, and its place is given back when the response is closed. False:
   * the caller has been told to wait (429).
   */
  begin(response: Response): boolean;
}

interface Taken {
  at: number[];
  running: number;
}

/** `now` in ms since 1970. One for all kinds of files. */
export function createExportLimit(now: () => number): ExportLimit {
  const byUser = new Map<string, Taken>();
  let running = 0;

  const forgetOld = (): void => {
    for (const [user, taken] of byUser) {
      taken.at = taken.at.filter((at) => now() - at < HOUR_MS);
      if (taken.at.length + taken.running === 0) byUser.delete(user);
    }
  };
  const wait = (response: Response, seconds: number, detail: string): false => {
    response.set("Retry-After", String(seconds));
    problem(response, 429, detail);
    return false;
  };
  return {
    begin(response) {
      const subject = subjectOf(response);
      if (subject.kind === "nobody") return true; // who is refused takes nothing
      forgetOld();
      const taken = byUser.get(subject.id) ?? { at: [], running: 0 };
      const [oldest] = taken.at;
      if (taken.at.length >= FILES_MAX && oldest !== undefined) {
        const seconds = Math.max(1, Math.ceil((oldest + HOUR_MS - now()) / 1000));
        return wait(response, seconds, `at most ${FILES_MAX} files an hour; take one later`);
      }
      if (taken.running >= OWN_AT_ONCE_MAX || running >= AT_ONCE_MAX) {
        return wait(response, 5, "other files are being written; take this one when they are done");
      }
      taken.at.push(now());
      taken.running += 1;
      running += 1;
      byUser.set(subject.id, taken);
      response.once("close", () => {
        taken.running -= 1;
        running -= 1;
      });
      return true;
    },
  };
}
