/** Our HMAC is HMAC: the same as Node's own, whatever key and text. */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keyedHash } from "../../../server/org/keyed-hash.ts";

test("[PRIV-2] a customer's stand-in is the HMAC-SHA256 of the reference, for any key and any text", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 64 }),
      fc.array(
        fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.constant("ü".repeat(900))),
      ),
      (key, texts) => {
        const hash = keyedHash(key);
        for (const text of texts) {
          const expected = createHmac("sha256", key).update(text).digest("base64url");
          expect(hash(text)).toBe(expected.slice(0, 22));
        }
      },
    ),
  );
});
