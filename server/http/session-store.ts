/** Our session rows behind the interface of express-session. Its own kind of cookie data is not kept. */
import { type SessionData, Store } from "express-session";
import type { SessionRow, Sessions } from "../accounts/sessions.ts";
import { digestOf } from "../accounts/tokens.ts";

declare module "express-session" {
  interface SessionData {
    /** The row; without one nobody is signed in and nothing is kept. */
    row: SessionRow;
  }
}

type Done = (problem?: unknown) => void;

export class SessionStore extends Store {
  readonly #sessions: Sessions;
  /** Those written while their request was answered: not written again at its end. */
  readonly #saved = new WeakSet<object>();

  constructor(sessions: Sessions) {
    super();
    this.#sessions = sessions;
  }

  override get(token: string, answer: (problem: unknown, data?: SessionData | null) => void): void {
    this.#sessions.find(token).then((found) => {
      if (found === null) return answer(null, null);
      const { id: _, ...row } = found;
      answer(null, { row, cookie: { originalMaxAge: null } });
    }, answer);
  }

  override set(token: string, data: SessionData, done: Done = () => {}): void {
    const { row }: Partial<SessionData> = data;
    if (row === undefined || this.#saved.has(data)) {
      done();
      return;
    }
    this.#saved.add(data);
    this.#sessions.open(token, row).then(() => done(), done);
  }

  override destroy(token: string, done: Done = () => {}): void {
    this.#sessions.endToken(token).then(() => done(), done);
  }

  /** When the disk is full people still see their figures; last seen is then older than it was. */
  override touch(token: string, { row }: SessionData, done: Done = () => {}): void {
    this.#sessions.seen({ ...row, id: digestOf(token) }).then(
      () => done(),
      () => done(),
    );
  }
}
