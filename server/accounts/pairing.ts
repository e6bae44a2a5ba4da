/**
 * Televisions that wait to be paired, like RFC 8628 (SEC-10). In memory: after a restart a television is
 * told its code is gone and asks for another. A pairing is waiting, being approved, or approved.
 */
import { createHash } from "node:crypto";
import { fail, ok, type Result } from "../../shared/result.ts";
import { MINUTE_MS } from "../../shared/time/interval.ts";
import { type PairingStarted, POLL_SECONDS } from "../../shared/wire/device.ts";
import { codeDigest, newCode, type Random, withCode } from "./pairing-code.ts";
import { createWrongTries } from "./wrong-tries.ts";

export const PAIRING_MS = 10 * MINUTE_MS;
export const WRONG_TRIES_MAX = 5;
export const PAIRINGS_MAX = 500;
/** Televisions of one house often share an address. */
export const PAIRINGS_PER_ADDRESS_MAX = 20;
/** A television that did not ask for so long has gone; its place may be taken. */
const ABANDONED_MS = MINUTE_MS;
/** A poll that comes a little early is no hurry: networks are not clocks. */
const EARLY_MS = 500;
/** An answer may get lost: so long the television may take its session once more. */
const CLAIM_AGAIN_MS = MINUTE_MS;

interface Pairing {
  readonly digest: Buffer;
  readonly address: string;
  readonly startedAt: number;
  polledAt: number | null;
  isBeingApproved: boolean;
  device: string | null;
  claimedAt: number | null;
}

/** `RetryAfter`: too many, come back in so many seconds. */
export interface RetryAfter {
  readonly retryAfterSeconds: number;
}

export type Polled =
  | { readonly state: "waiting" | "gone" }
  | ({ readonly state: "slow_down" } & RetryAfter)
  | { readonly state: "approved"; readonly device: string };

export interface Approval {
  /** Ends it: the television `device` may come in, or, with null, it goes on waiting. */
  readonly settle: (device: string | null) => void;
}

export interface Pairings {
  /** A code for the television at `address`; refused when too many wait. */
  begin(address: string): Result<PairingStarted, RetryAfter>;
  /** What the television with this secret is to do now. */
  poll(secret: string): Polled;
  /** The pairing with this code, taken by `account`, which may err WRONG_TRIES_MAX times in ten minutes. */
  approve(account: string, code: string): Result<Approval, "wrong_code" | RetryAfter>;
}

const keyOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
const seconds = (ms: number): RetryAfter => ({
  retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)),
});

export function createPairings(now: () => number, random: Random): Pairings {
  const pairings = new Map<string, Pairing>();
  const wrong = createWrongTries(WRONG_TRIES_MAX, PAIRING_MS, now);

  const isOver = ({ startedAt, claimedAt }: Pairing): boolean =>
    now() - startedAt >= PAIRING_MS || (claimedAt !== null && now() - claimedAt > CLAIM_AGAIN_MS);
  const sweep = () => {
    for (const [key, one] of pairings) if (isOver(one)) pairings.delete(key);
  };
  /** Room among these, if need be by dropping one whose television has gone. */
  const hasRoom = (among: (one: Pairing) => boolean, max: number): boolean => {
    const all = [...pairings].filter(([, one]) => among(one));
    if (all.length < max) return true;
    const left = all.find(([, one]) => now() - (one.polledAt ?? one.startedAt) > ABANDONED_MS);
    return left !== undefined && pairings.delete(left[0]);
  };

  return {
    begin: (address) => {
      sweep();
      const isHere = (one: Pairing) => one.address === address;
      if (!hasRoom(isHere, PAIRINGS_PER_ADDRESS_MAX) || !hasRoom(() => true, PAIRINGS_MAX)) {
        return fail(seconds(ABANDONED_MS));
      }
      let code = newCode(random);
      while (withCode(pairings.values(), code) !== null) code = newCode(random);
      const secret = random(32).toString("base64url");
      pairings.set(keyOf(secret), {
        digest: codeDigest(code),
        address,
        startedAt: now(),
        polledAt: null,
        isBeingApproved: false,
        device: null,
        claimedAt: null,
      });
      return ok({ code, secret, expiresAt: now() + PAIRING_MS, pollSeconds: POLL_SECONDS });
    },
    poll: (secret) => {
      const pairing = pairings.get(keyOf(secret));
      if (pairing === undefined || isOver(pairing)) return { state: "gone" };
      const sinceMs = pairing.polledAt === null ? Infinity : now() - pairing.polledAt;
      const waitMs = POLL_SECONDS * 1000 - sinceMs;
      if (sinceMs >= 0 && waitMs > EARLY_MS) return { state: "slow_down", ...seconds(waitMs) };
      pairing.polledAt = now();
      if (pairing.device === null) return { state: "waiting" };
      pairing.claimedAt ??= now();
      return { state: "approved", device: pairing.device };
    },
    approve: (account, code) => {
      const waitMs = wrong.waitMs(account);
      if (waitMs > 0) return fail(seconds(waitMs));
      sweep();
      const open = [...pairings.values()].filter(
        (one) => one.device === null && !one.isBeingApproved,
      );
      const pairing = withCode(open, code);
      if (pairing === null) {
        wrong.note(account);
        return fail("wrong_code");
      }
      pairing.isBeingApproved = true;
      return ok({
        settle: (device) => {
          pairing.isBeingApproved = false;
          pairing.device = device;
        },
      });
    },
  };
}
