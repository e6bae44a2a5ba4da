/**
 * The chain of the audit log: how an entry is written, what its digest rests on, and whether a chain
 * is whole. Pure. A chain shows what was changed by hand; who can write the file could make a whole
 * new one, so a digest noted elsewhere (a backup prints it) is what an auditor compares with.
 */
import { createHash } from "node:crypto";
import { z } from "zod";

const detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const entry = z.object({
  number: z.int(),
  /** UTC, with milliseconds. */
  at: z.string(),
  actor: z.string(),
  role: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  detail,
});

/** One entry as it is kept. `number` counts from 1 and is never used twice. */
export type Entry = z.infer<typeof entry>;
export type Detail = z.infer<typeof detail>;

const head = z.object({
  /** Number and digest of the last entry; 0 and GENESIS before the first. */
  count: z.int(),
  digest: z.string(),
  /** How many of the oldest went, and the digest of the last of them: verification starts here. */
  trimmed: z.int(),
  base: z.string(),
});

export type Head = z.infer<typeof head>;

export const HEAD = "audit-head";
export const PREFIX = "audit/";
const DIGITS = 12;
const GENESIS = "0".repeat(64);

export const EMPTY_HEAD: Head = { count: 0, digest: GENESIS, trimmed: 0, base: GENESIS };

export const nameOf = (number: number): string =>
  `${PREFIX}${String(number).padStart(DIGITS, "0")}`;

/** The names of 100 entries begin so: those with the same number but for its last two digits. */
export const BLOCK = 100;
export const blockOf = (number: number): string => nameOf(number).slice(0, -2);

/** Null: there is none, or it is not one of ours. */
export function parseHead(text: string | null): Head | null {
  const parsed = head.safeParse(jsonOf(text ?? ""));
  return parsed.success ? parsed.data : null;
}

export const headText = (of: Head): string => JSON.stringify(of);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Canonical: keys in alphabetical order at both levels, no spaces. */
function canonical({ action, actor, at, detail: told, number, role, subject }: Entry): string {
  const sorted = Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({
    action,
    actor,
    at,
    detail: Object.fromEntries(sorted),
    number,
    role,
    subject,
  });
}

const digestOf = (previous: string, text: string): string =>
  createHash("sha256").update(`${previous}\n${text}`).digest("hex");

/** An entry as text, its digest before it, so that no byte of it can change unseen. */
export function seal(previous: string, of: Entry): { readonly text: string; digest: string } {
  const text = canonical(of);
  const digest = digestOf(previous, text);
  return { text: `${digest} ${text}`, digest };
}

/** The digest and the entry of a kept text; null: it is not one of ours. */
export function unseal(text: string): { readonly digest: string; readonly entry: Entry } | null {
  const parsed = entry.safeParse(jsonOf(text.slice(GENESIS.length + 1)));
  return parsed.success ? { digest: text.slice(0, GENESIS.length), entry: parsed.data } : null;
}

export type Verified =
  | { readonly ok: true; readonly count: number; readonly trimmed: number; readonly head: string }
  | { readonly ok: false; readonly number: number; readonly why: Broken };

/** `noted`: the digest that somebody noted is nowhere in the chain. */
export type Broken = "changed" | "missing" | "extra" | "head" | "noted";

export interface Kept {
  readonly name: string;
  readonly value: string;
}

/**
 * Is it whole? `records` are all there are, ordered by name. `noted` is a head noted earlier: it must
 * be the digest of an entry still there, or the one that stands for those trimmed. Else the number of
 * the first entry that is not right, and why.
 */
export function verifyChain(
  headKept: string | null,
  records: readonly Kept[],
  noted?: string,
): Verified {
  const known = parseHead(headKept);
  if (headKept !== null && known === null) return { ok: false, number: 0, why: "head" };
  if (known === null && records.length > 0) return { ok: false, number: 0, why: "head" };
  const { count, digest, trimmed, base } = known ?? EMPTY_HEAD;
  let previous = base;
  let number = trimmed;
  let found = noted === undefined || noted === base;
  for (const { name, value } of records) {
    number += 1;
    const expected = nameOf(number);
    if (name < expected || number > count) return { ok: false, number, why: "extra" };
    if (name > expected) return { ok: false, number, why: "missing" };
    const link = digestOf(previous, value.slice(GENESIS.length + 1));
    if (!value.startsWith(`${link} `) || unseal(value)?.entry.number !== number) {
      return { ok: false, number, why: "changed" };
    }
    previous = link;
    found ||= noted === link;
  }
  if (number < count) return { ok: false, number: number + 1, why: "missing" };
  if (previous !== digest) return { ok: false, number, why: "head" };
  if (!found) return { ok: false, number, why: "noted" };
  return { ok: true, count: count - trimmed, trimmed, head: digest };
}
