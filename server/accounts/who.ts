/**
 * Who asks: from a token, or from a session that was found before, to a subject. Reads session and
 * user at every call, so whoever lost a right has lost it at the next question (SEC-14).
 */
import { deviceOf } from "./devices.ts";
import type { Settings } from "./records.ts";
import { NOBODY, type Subject, userOf } from "./roles.ts";
import { DEVICE_TOKEN_MS, type OpenSession, type Sessions } from "./sessions.ts";
import { userById } from "./users.ts";

export interface Who {
  readonly subject: Subject;
  /** Null: nobody is signed in. */
  readonly session: OpenSession | null;
  /** The token was made under other rights, or has grown old: a new one is due (SEC-1). */
  readonly renew: boolean;
  /** The rights the user has now: what a new token is made under. */
  readonly rights: number;
}

const NONE: Who = { subject: NOBODY, session: null, renew: false, rights: 0 };

export interface WhoIs {
  /** Whose is this session, found a moment ago? */
  of(session: OpenSession | null): Promise<Who>;
  /** Whose token is this? Nobody's, when it is none, or over, or its holder is gone. */
  ofToken(token: string): Promise<Who>;
  /** The same of a session's id: for a socket that stays open. A television counts as seen by it. */
  ofSession(id: string): Promise<Who>;
}

export function createWhoIs(settings: Settings, sessions: Sessions, now: () => number): WhoIs {
  const of = async (session: OpenSession | null): Promise<Who> => {
    if (session === null) return NONE;
    if (session.device !== undefined) {
      const device = await deviceOf(settings, session.device);
      if (device === null) return NONE;
      const subject: Subject = { kind: "device", id: device.id, team: device.team };
      const isOld = now() - session.tokenAt >= DEVICE_TOKEN_MS;
      return { subject, session, renew: isOld && session.endsAt === null, rights: 0 };
    }
    const user = session.user === undefined ? null : await userById(settings, session.user);
    if (user === null || !user.isActive) return NONE;
    const renew = user.rights !== session.rights && session.endsAt === null;
    return { subject: userOf(user.id, user.roles), session, renew, rights: user.rights };
  };

  return {
    of,
    ofToken: async (token) => of(await sessions.find(token)),
    ofSession: async (id) => {
      const who = await of(await sessions.findById(id));
      if (who.session?.device !== undefined) await sessions.seen(who.session);
      return who;
    },
  };
}
