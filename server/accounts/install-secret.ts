/**
 * The install secret: 32 random bytes in a file beside the store, made at the first start. Never in
 * the store, and so never in a backup of it. Everything that needs a secret gets one derived from it.
 */
import { hkdfSync, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from "node:fs";

const BYTES = 32;

/** What secrets are for: another label, another secret. */
export type SecretUse = "session-cookie" | "customer-reference" | "erased-identity" | "source-key";

export const secretFile = (store: string): string => `${store}.key`;

/**
 * The secret beside this store; made, durable and readable by its owner only, when there is none.
 * Two processes that start at once get the same. Throws a sentence when the file is not one of ours.
 */
export function installSecret(store: string): Buffer {
  const file = secretFile(store);
  const found = read(file);
  if (found !== null) return found;
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const descriptor = openSync(draft, "wx", 0o600);
  try {
    writeSync(descriptor, `${randomBytes(BYTES).toString("hex")}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, file); // fails when another process was quicker: then its secret is the one
  } catch (problem) {
    if (!isCode(problem, "EEXIST")) throw problem;
  } finally {
    unlinkSync(draft);
  }
  const made = read(file);
  if (made === null) throw new Error(`${file} was made and is not there`);
  return made;
}

function read(file: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (problem) {
    if (isCode(problem, "ENOENT")) return null;
    throw problem;
  }
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new Error(
      `${file} does not hold this installation's secret: put the right file back. Without it everybody signs in again and customers' references no longer match`,
    );
  }
  chmodSync(file, 0o600);
  return Buffer.from(text, "hex");
}

const isCode = (problem: unknown, code: string): boolean =>
  problem instanceof Error && "code" in problem && problem.code === code;

/** 32 bytes for one use, from which neither the secret nor another use's can be told. */
export const secretFor = (secret: Buffer, use: SecretUse): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "deskpulse", use, BYTES));
