/** What everything about accounts works with, made once per server, or by a command beside it. */
import type { Audit } from "./audit-log.ts";
import { createHashing, type Hashing } from "./hashing.ts";
import { createLimits, type Limits } from "./limits.ts";
import type { Settings } from "./records.ts";
import type { Role } from "./roles.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createWhoIs, type WhoIs } from "./who.ts";

export interface Accounts {
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly whoIs: WhoIs;
  readonly hashing: Hashing;
  readonly limits: Limits;
  readonly audit: Audit;
  /** Ms since 1970. */
  readonly now: () => number;
}

export function createAccounts(settings: Settings, now: () => number, audit: Audit): Accounts {
  const sessions = createSessions(settings, now);
  return {
    settings,
    sessions,
    whoIs: createWhoIs(settings, sessions, now),
    hashing: createHashing(),
    limits: createLimits(now),
    audit,
    now,
  };
}

/** Who does it, for the audit log: a user and her roles, or a command. */
export interface Actor {
  readonly actor: string;
  readonly role: string | null;
}

export const COMMAND: Actor = { actor: "command", role: null };

/** Roles in a few words, ids only: `admin lead:support-nl agent:a-7`. */
export const rolesText = (roles: readonly Role[]): string =>
  roles
    .map((one) => {
      if (one.role === "lead") return `lead:${one.teams.join(",")}`;
      return one.role === "agent" ? `agent:${one.agent}` : one.role;
    })
    .join(" ");
