/**
 * What was erased, beside the store: one line of JSON each, only ever added to. A backup of the store
 * does not hold it, so a restored older copy is told what must not come back (PRIV-8, REL-12). No names
 * and no foreign ids are in it.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";

const erasure = z.object({
  /** When, RFC 3339 in UTC. */
  at: z.iso.datetime(),
  kind: z.enum(["agent", "customer"]),
  /** The agent's id of ours; null for a customer, and for an id that nobody mapped. */
  agent: z.string().nullable(),
  /** Whose rows were taken away; for a customer the keyed hash of the reference. */
  pseudonyms: z.array(z.string()),
  requestId: z.string().nullable(),
});

export type Erasure = z.infer<typeof erasure>;

export interface ErasureFile {
  /** All, oldest first. Throws a sentence when a line in the middle is not one of ours. */
  read(): Erasure[];
  /** Durable when it returns. */
  append(one: Erasure): void;
}

/** Ends a line that a crash cut off, so that it is not taken for one. */
const TORN = "#";

export const erasuresOf = (store: string): string => `${store}.erasures`;

export function erasureFile(file: string): ErasureFile {
  const text = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    read: () =>
      text()
        .split("\n")
        .slice(0, -1) // a line without its end was never finished
        .filter((line) => line.startsWith("{") && !line.endsWith(TORN))
        .map((line, index) => readLine(line, file, index + 1)),
    append: (one) => {
      const isTorn = !["", "\n"].includes(text().slice(-1));
      const descriptor = openSync(file, "a", 0o600);
      try {
        writeSync(descriptor, `${isTorn ? `${TORN}\n` : ""}${JSON.stringify(one)}\n`);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function readLine(line: string, file: string, number: number): Erasure {
  try {
    return erasure.parse(JSON.parse(line));
  } catch {
    throw new Error(`${file}: line ${number} is not what we wrote. Put the right file back.`);
  }
}
