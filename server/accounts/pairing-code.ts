/** The eight letters on an unpaired television, and how one who types them is understood (SEC-10). */
import { createHash, timingSafeEqual } from "node:crypto";
import { CODE_LENGTH, CODE_LETTERS } from "../../shared/wire/device.ts";

/** So many random bytes. */
export type Random = (bytes: number) => Buffer;

/** Bytes from here on would make the first letters likelier than the last. */
const FAIR = 256 - (256 % CODE_LETTERS.length);

/** Eight letters, each as likely as any other: 34.6 bits. */
export function newCode(random: Random): string {
  let code = "";
  while (code.length < CODE_LENGTH) {
    for (const byte of random(CODE_LENGTH)) {
      if (byte < FAIR && code.length < CODE_LENGTH)
        code += CODE_LETTERS[byte % CODE_LETTERS.length];
    }
  }
  return code;
}

const bare = (typed: string): string => typed.toUpperCase().replace(/[^A-Z]/g, "");

/** Codes are compared by their digests: of equal length, and in constant time. */
export const codeDigest = (code: string): Buffer =>
  createHash("sha256").update(bare(code)).digest();

/** The one whose code this is. Looks at all of them, so the time says nothing about a near miss. */
export function withCode<One extends { readonly digest: Buffer }>(
  all: Iterable<One>,
  typed: string,
): One | null {
  const digest = codeDigest(typed);
  let found: One | null = null;
  for (const one of all) if (timingSafeEqual(one.digest, digest)) found = one;
  return found;
}
