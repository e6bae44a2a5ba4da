/**
 * Sessions as rows session/<digest of the token>: looked up by the digest, listed, revoked (SEC-1).
 * Nothing is remembered between calls: what is gone from the store is over at the next question.
 */
import { z } from "zod";
import { DAY_MS, HOUR_MS } from "../../shared/time/interval.ts";
import { readKept, type Settings } from "./records.ts";
import { digestOf } from "./tokens.ts";

export const IDLE_MS = 12 * HOUR_MS;
export const SESSION_MS = 7 * DAY_MS;
/** A television that was not seen for so long is paired anew. */
export const DEVICE_UNSEEN_MS = 90 * DAY_MS;
/** How old a television's token grows before it gets a new one. */
export const DEVICE_TOKEN_MS = 7 * DAY_MS;
/** When last seen is written: not at every request. */
export const SEEN_MS = 60_000;
/** A replaced token still opens for so long: for requests under way, or an answer that never arrived. */
export const REPLACED_MS = 60_000;
export const DEVICE_REPLACED_MS = DAY_MS;

const PREFIX = "session/";
const ID = /^[0-9a-f]{64}$/;

const stored = z.object({
  /** Whose it is: one of the two. */
  user: z.string().optional(),
  device: z.string().optional(),
  createdAt: z.int(),
  /** When this token was made; the session may be older. */
  tokenAt: z.int(),
  seenAt: z.int(),
  /** What the browser is called, in one word, and the family of the address: never the address. */
  browser: z.string().max(20),
  address: z.enum(["IPv4", "IPv6", "unknown"]),
  /** The user's rights when the token was made: with others it is replaced. */
  rights: z.int(),
  /** Set when another token has taken its place. */
  endsAt: z.int().nullable(),
});

export type SessionRow = z.infer<typeof stored>;

/** A session and its id, which is no secret: the digest of its token. */
export type OpenSession = SessionRow & { readonly id: string };

export interface Sessions {
  /** Null: there is none of this token, or it is over; then its row is gone. */
  find(token: string): Promise<OpenSession | null>;
  findById(id: string): Promise<OpenSession | null>;
  /** Writes a new session under its token. Durable when resolved; rejects with StoreFull. */
  open(token: string, session: SessionRow): Promise<void>;
  /** Notes that it is in use, at most once a minute. A session that has ended stays so. */
  seen(session: OpenSession): Promise<void>;
  /** Another token takes its place; it ends soon. False: it has ended already, or somebody else was quicker. */
  replace(session: OpenSession): Promise<boolean>;
  /** Ends the one of this token, if there is one. */
  endToken(token: string): Promise<void>;
  /** False: there was none. */
  end(id: string): Promise<boolean>;
  /** Ends all of one holder, but for the one of id `except`; says how many. */
  endAll(
    of: { readonly user: string } | { readonly device: string },
    except?: string,
  ): Promise<number>;
  /** Those that are open, last seen first. Removes those that are over. */
  list(): Promise<OpenSession[]>;
}

/** When it ends by itself, ms since 1970. */
export function endOf(session: SessionRow): number {
  const natural =
    session.device === undefined
      ? Math.min(session.seenAt + IDLE_MS, session.createdAt + SESSION_MS)
      : session.seenAt + DEVICE_UNSEEN_MS;
  return Math.min(natural, session.endsAt ?? Infinity);
}

export function createSessions(settings: Settings, now: () => number): Sessions {
  const isOver = (session: SessionRow) => now() >= endOf(session);

  const findById = async (id: string): Promise<OpenSession | null> => {
    if (!ID.test(id)) return null;
    const kept = await readKept(settings, PREFIX + id, stored);
    if (kept === null) return null;
    if (!isOver(kept.value)) return { ...kept.value, id };
    await settings.putSettings({ [PREFIX + id]: null }, { [PREFIX + id]: kept.text });
    return null;
  };

  /** Only if it is still as it was: what was revoked meanwhile does not come back. */
  const change = async (id: string, to: Partial<SessionRow>): Promise<boolean> => {
    const name = PREFIX + id;
    const kept = await readKept(settings, name, stored);
    if (kept === null) return false;
    const after = JSON.stringify({ ...kept.value, ...to });
    return settings.putSettings({ [name]: after }, { [name]: kept.text });
  };

  const all = async (): Promise<OpenSession[]> =>
    (await settings.settings(PREFIX)).map(({ name, value }) => ({
      ...stored.parse(JSON.parse(value)),
      id: name.slice(PREFIX.length),
    }));

  const remove = async (sessions: readonly OpenSession[]): Promise<void> => {
    if (sessions.length === 0) return;
    await settings.putSettings(Object.fromEntries(sessions.map(({ id }) => [PREFIX + id, null])));
  };

  return {
    find: (token) => findById(digestOf(token)),
    findById,
    open: async (token, session) => {
      await settings.putSettings({
        [PREFIX + digestOf(token)]: JSON.stringify(stored.parse(session)),
      });
    },
    seen: async (session) => {
      const at = now();
      if (Math.abs(at - session.seenAt) >= SEEN_MS) await change(session.id, { seenAt: at });
    },
    replace: (session) => {
      const after = session.device === undefined ? REPLACED_MS : DEVICE_REPLACED_MS;
      return change(session.id, { endsAt: now() + after });
    },
    endToken: (token) => settings.putSetting(PREFIX + digestOf(token), null),
    end: async (id) => {
      if ((await findById(id)) === null) return false;
      await settings.putSetting(PREFIX + id, null);
      return true;
    },
    endAll: async (of, except) => {
      const theirs = (await all()).filter(
        (one) =>
          one.id !== except && ("user" in of ? one.user === of.user : one.device === of.device),
      );
      await remove(theirs);
      return theirs.length;
    },
    list: async () => {
      const sessions = await all();
      await remove(sessions.filter(isOver));
      return sessions.filter((one) => !isOver(one)).sort((a, b) => b.seenAt - a.seenAt);
    },
  };
}
