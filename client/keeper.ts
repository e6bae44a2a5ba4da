/**
 * Keeps what this page knows about its session true: asks the server, hears when the session ends, and
 * shares that with the other tabs. Without a server nothing changes: a wall never falls to a sign-in page.
 */
import type { SessionBody } from "../shared/wire/account.ts";
import type { OwnDevice } from "../shared/wire/device.ts";
import { api } from "./api.ts";
import type { Session } from "./store/session.ts";
import type { Store } from "./store/store.ts";

export interface KeeperDeps {
  readonly session: Store<Session>;
  readonly device: Store<OwnDevice | null>;
  readonly endsAt: Store<number | null>;
  /** The monotonic clock. */
  readonly now: () => number;
}

export interface Keeper {
  /** Asks who is here. */
  refresh(): Promise<void>;
  entered(session: SessionBody): void;
  /** The screen has reason to doubt: asks, but not more often than every two seconds. */
  doubt(): void;
  /** Somebody is at work: the session is used, as the server counts it. At most every five minutes. */
  used(): void;
  /** Once a second: a television asks every minute what it is to show. */
  check(): void;
}

const DOUBT_MS = 2_000;
const USED_MS = 5 * 60_000;
const DEVICE_MS = 60_000;
/** Where tabs of one browser tell each other when their session ends. */
const ENDS = "deskpulse.session-ends";

const identity = (session: Session): string =>
  JSON.stringify([session?.kind, session?.id, session?.roles, session?.team]);

export function createKeeper({ session, device, endsAt, now }: KeeperDeps): Keeper {
  let askedAt = -Infinity;
  let usedAt = -Infinity;

  /** Only a change is told: screens are drawn anew by it. */
  const is = (next: SessionBody) => {
    if (JSON.stringify(next) !== JSON.stringify(session.get())) session.set(next);
    if (next.kind !== "user") endsAt.set(null);
  };

  const learnEnd = async () => {
    usedAt = now();
    const answer = await api.ownEnd();
    if (!answer.ok || answer.value === null) return;
    endsAt.set(Date.now() + answer.value);
    localStorage.setItem(ENDS, String(endsAt.get()));
  };

  const learnDevice = async (): Promise<boolean> => {
    const answer = await api.ownDevice();
    if (!answer.ok) return answer.problem.status !== 401 && answer.problem.status !== 404;
    if (JSON.stringify(answer.value) !== JSON.stringify(device.get())) device.set(answer.value);
    return true;
  };

  const refresh = async () => {
    askedAt = now();
    const answer = await api.session();
    if (!answer.ok) return;
    if (answer.value.kind === "device" && !(await learnDevice())) return;
    if (answer.value.kind !== "device") device.set(null);
    is(answer.value);
    if (answer.value.kind === "user") await learnEnd();
  };

  addEventListener("storage", ({ key, newValue }) => {
    if (key === ENDS && newValue !== null) endsAt.set(Number(newValue));
  });

  return {
    refresh,
    entered(next) {
      is(next);
      void learnEnd();
    },
    doubt() {
      if (now() - askedAt > DOUBT_MS) void refresh();
    },
    used() {
      if (session.get()?.kind === "user" && now() - usedAt > USED_MS) void learnEnd();
    },
    check() {
      const ends = endsAt.get();
      if (ends !== null && ends < Date.now() && now() - askedAt > DOUBT_MS) void refresh();
      if (session.get()?.kind === "device" && now() - askedAt > DEVICE_MS) void refresh();
    },
  };
}

export const isOther = (before: Session, after: Session): boolean =>
  identity(before) !== identity(after);
