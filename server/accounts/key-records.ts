/** Source keys as records key/<id>: what a key is, and those of the first versions taken over (SEC-8). */
import { createHash } from "node:crypto";
import { z } from "zod";
import { listKept, readKept, type Settings } from "./records.ts";
import { SECRETS_MAX } from "./signature.ts";

export const KEYS_MAX = 500;

const PREFIX = "key/";
const ID = /^k_[\w-]{1,40}$/;
/** Where keys were before they were records: one list. */
const FORMERLY = "source-keys";

const stored = z.object({
  source: z.string(),
  /**
   * A bearer secret is sent along as it is; one for HMAC signs, and is never sent; `webhook` proves calls the
   * vendor's own way, often with a secret of the vendor's making.
   */
  kind: z.enum(["bearer", "hmac", "webhook"]),
  createdAt: z.int(),
  isDisabled: z.boolean(),
  /** The newest first. `kept`: a bearer's SHA-256; for the others the secret, encrypted: we must read it. */
  secrets: z.array(z.object({ madeAt: z.int(), kept: z.string() })).max(SECRETS_MAX),
});

export type SourceKey = z.infer<typeof stored>;
export type KeyKind = SourceKey["kind"];

/** A key with its id, and its text: what a change of it expects to find. */
export type KeptKey = SourceKey & { readonly id: string; readonly text: string };

/** When each was last used, beside the records: written often, and by nobody else. */
export const USED = "key-used/";

export const keyName = (id: string): string => `${PREFIX}${id}`;
export const usedName = (id: string): string => `${USED}${id}`;

export async function readKey(settings: Settings, id: string): Promise<KeptKey | null> {
  if (!ID.test(id)) return null;
  await takeOver(settings);
  const kept = await readKept(settings, keyName(id), stored);
  return kept === null ? null : { ...kept.value, id, text: kept.text };
}

/** All, oldest first. */
export async function readKeys(settings: Settings): Promise<KeptKey[]> {
  await takeOver(settings);
  const all = await listKept(settings, PREFIX, stored);
  return all
    .map(({ key, value, text }) => ({ ...value, id: key, text }))
    .sort((a, b) => a.createdAt - b.createdAt);
}

const former = z.array(z.object({ source: z.string(), sha256: z.string(), createdAt: z.int() }));

/** Once, whoever comes first: the old list becomes records, in one step. */
async function takeOver(settings: Settings): Promise<void> {
  const list = await settings.setting(FORMERLY);
  if (list === null) return;
  const records = former.parse(JSON.parse(list)).map(({ source, sha256, createdAt }) => {
    const id = `k_${createHash("sha256").update(`id of ${sha256}`).digest("base64url").slice(0, 12)}`;
    const key: SourceKey = {
      kind: "bearer",
      source,
      createdAt,
      isDisabled: false,
      secrets: [{ madeAt: createdAt, kept: sha256 }],
    };
    return [keyName(id), JSON.stringify(key)] as const;
  });
  await settings.putSettings(
    { ...Object.fromEntries(records), [FORMERLY]: null },
    { [FORMERLY]: list },
  );
}
