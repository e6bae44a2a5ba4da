/**
 * Who asks, for every request behind the doors for events: reads the cookie, finds the session, and
 * says in `response.locals.subject` who it is. Decides nothing: that is `can()`.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import expressSession from "express-session";
import { NOBODY, type Subject } from "../accounts/roles.ts";
import {
  endOf,
  type OpenSession,
  SESSION_MS,
  type SessionRow,
  type Sessions,
} from "../accounts/sessions.ts";
import { digestOf, newToken } from "../accounts/tokens.ts";
import type { Who, WhoIs } from "../accounts/who.ts";
import { browserOf, familyOf } from "./browser.ts";
import { SessionStore } from "./session-store.ts";

/** Browsers keep no cookie longer. */
const DEVICE_COOKIE_MS = 400 * 24 * 3_600_000;

export interface SessionDoor {
  readonly sessions: Sessions;
  readonly whoIs: WhoIs;
  readonly now: () => number;
  /** 32 bytes; another one signs everybody out. */
  readonly cookieSecret: Buffer;
  /** The browser speaks https with us, or with a proxy we trust: `__Host-sid`, else `sid` (SEC-1). */
  readonly isSecure: boolean;
}

export const cookieName = (isSecure: boolean): string => (isSecure ? "__Host-sid" : "sid");

/** Who asked: set by `sessionMiddleware`, nobody elsewhere. */
export const subjectOf = (response: Response): Subject =>
  (response.locals.subject as Subject | undefined) ?? NOBODY;

/** The session of whoever asked; null: nobody is signed in. */
export const sessionOf = (response: Response): OpenSession | null =>
  (response.locals.session as OpenSession | null | undefined) ?? null;

/** Sets `response.locals.subject` and `.session`, and gives a new token where one is due. */
export function sessionMiddleware(door: SessionDoor): RequestHandler[] {
  const { sessions, whoIs, cookieSecret, isSecure } = door;
  const cookies = expressSession({
    name: cookieName(isSecure),
    secret: cookieSecret,
    store: new SessionStore(sessions),
    genid: newToken,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, secure: isSecure, sameSite: "lax", path: "/", maxAge: SESSION_MS },
  });
  const subject: RequestHandler = async (request, response, next) => {
    const who = await whoIs.of(openSession(request));
    if (who.renew) await renewToken(request, who, door);
    response.set("Cache-Control", "no-store"); // what is answered depends on who asks
    response.locals.subject = who.subject;
    response.locals.session = who.session === null ? null : openSession(request);
    next();
  };
  return [cookies, subject];
}

function openSession({ session, sessionID }: Request): OpenSession | null {
  return session.row === undefined ? null : { ...session.row, id: digestOf(sessionID) };
}

type Whose = { readonly user: string; readonly rights: number } | { readonly device: string };

/**
 * Signs somebody in: a new token, whatever the request came with; an older session of this browser
 * ends. Durable when resolved; the cookie goes with the answer. Rejects with StoreFull.
 */
export async function beginSession(request: Request, whose: Whose, now: number): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    request.session.regenerate((problem: unknown) =>
      problem === undefined || problem === null ? resolve() : reject(problem),
    ),
  );
  await write(request, now, {
    ...("user" in whose ? { user: whose.user } : { device: whose.device }),
    createdAt: now,
    tokenAt: now,
    seenAt: now,
    browser: browserOf(request.headers["user-agent"]),
    address: familyOf(request.ip),
    rights: "user" in whose ? whose.rights : 0,
    endsAt: null,
  });
}

/** Signs out: the session of this browser ends, and its cookie means nothing any more. */
export const endSession = (request: Request): Promise<void> =>
  new Promise((resolve, reject) =>
    request.session.destroy((problem: unknown) =>
      problem === undefined || problem === null ? resolve() : reject(problem),
    ),
  );

/** The same session under a new token; the old one opens a little longer, for what is under way. */
async function renewToken(request: Request, { session, rights }: Who, door: SessionDoor) {
  if (session === null || !(await door.sessions.replace(session))) return;
  request.sessionStore.generate(request);
  const { id: _, ...row } = session;
  await write(request, door.now(), { ...row, rights, tokenAt: door.now(), seenAt: door.now() });
}

async function write(request: Request, now: number, row: SessionRow): Promise<void> {
  const { session } = request;
  session.row = row;
  session.cookie.maxAge =
    row.device === undefined ? endOf({ ...row, seenAt: Infinity }) - now : DEVICE_COOKIE_MS;
  await new Promise<void>((resolve, reject) =>
    session.save((problem: unknown) =>
      problem === undefined || problem === null ? resolve() : reject(problem),
    ),
  );
}

/**
 * Who is behind a request that no middleware saw: a socket's upgrade. Bind the socket to `session.id`
 * and ask `whoIs.ofSession` again while it is open (SEC-14).
 */
export async function subjectOfRequest(request: IncomingMessage, door: SessionDoor): Promise<Who> {
  const token = tokenOf(request.headers.cookie, door);
  return door.whoIs.ofToken(token ?? "");
}

/** The token in a cookie header as express-session signs it; null: none, or not signed by us. */
function tokenOf(header: string | undefined, { cookieSecret, isSecure }: SessionDoor) {
  const name = `${cookieName(isSecure)}=`;
  const found = header?.split(/; */).find((one) => one.startsWith(name));
  const [, token = "", signature = ""] =
    /^s:([\w-]{43})\.([\w+/]{43})$/.exec(decode(found?.slice(name.length) ?? "")) ?? [];
  const expected = createHmac("sha256", cookieSecret).update(token).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
