/** Password hashes: two at once, the rest in a short queue, for each takes 19 MiB and 50 ms (SEC-2). */
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { fail, ok, type Result } from "../../shared/result.ts";

export const HASHES_MAX = 2;
export const WAITING_MAX = 50;

const MEMORY_KIB = 19 * 1024;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A salt and a hash of nobody's, so that an unknown user costs as much as a wrong password. */
const NOBODYS = text(Buffer.alloc(SALT_BYTES, 7), Buffer.alloc(HASH_BYTES, 7));

export interface Hashing {
  /** What to keep of a password; `busy`: too many wait already, nothing was done. */
  hash(password: string): Promise<Result<string, "busy">>;
  /** Is it this one? `kept` null: there is no such user; takes as long, and is never right. */
  verify(password: string, kept: string | null): Promise<Result<boolean, "busy">>;
  /** Hashes computed since the start, and the most that were ever computed at once. */
  counts(): { readonly done: number; readonly atOnceMax: number };
}

function text(salt: Buffer, hash: Buffer): string {
  const parts = [salt, hash].map((part) => part.toString("base64").replace(/=+$/, ""));
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${parts.join("$")}`;
}

interface Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const OURS: Parameters = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES };

function compute(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  // The same letters typed on another system may come in other code points.
  const message = Buffer.from(password.normalize("NFC"), "utf8");
  return new Promise((resolve, reject) => {
    argon2(
      "argon2id",
      { message, nonce: salt, tagLength: HASH_BYTES, ...parameters },
      (error, hash) => (error === null ? resolve(hash) : reject(error)),
    );
  });
}

const KEPT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

async function isIt(password: string, kept: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = "", hash = ""] = KEPT.exec(kept) ?? [];
  const expected = Buffer.from(hash, "base64");
  const found = await compute(password, Buffer.from(salt, "base64"), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return expected.length === found.length && timingSafeEqual(expected, found);
}

export function createHashing(): Hashing {
  const waiting: (() => void)[] = [];
  let running = 0;
  let done = 0;
  let atOnceMax = 0;

  const inTurn = async <T>(work: () => Promise<T>): Promise<Result<T, "busy">> => {
    if (running >= HASHES_MAX) {
      if (waiting.length >= WAITING_MAX) return fail("busy");
      await new Promise<void>((turn) => waiting.push(turn));
    } else running += 1;
    atOnceMax = Math.max(atOnceMax, running);
    try {
      return ok(await work());
    } finally {
      done += 1;
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next(); // the place passes on
    }
  };

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(SALT_BYTES);
        return text(salt, await compute(password, salt, OURS));
      }),
    verify: (password, kept) =>
      inTurn(async () => (await isIt(password, kept ?? NOBODYS)) && kept !== null),
    counts: () => ({ done, atOnceMax }),
  };
}
