/**
 * Whose key is this? Asked at every request, so all keys are held, for a second: what a command or
 * another request changed is seen after that at the latest.
 */

import { type KeptKey, keyName, readKeys, usedName } from "./key-records.ts";
import type { Settings } from "./records.ts";
import { unseal } from "./sealed.ts";
import { isSigned } from "./signature.ts";
import { digestOf } from "./tokens.ts";

const REREAD_MS = 1_000;
/** Last used is written this often, beside the request and never in its way. */
const USED_MS = 60_000;

/** A key that was proved, and the one source it may speak for. */
export interface Proved {
  readonly key: string;
  readonly source: string;
}

export interface Signed {
  readonly id: string;
  readonly timestamp: string;
  readonly body: Buffer;
  readonly signatures: readonly Buffer[];
}

export interface SourceKeys {
  /** Null: no such key, or a disabled one. Rejects when the keys cannot be read. */
  ofBearer(key: string): Promise<Proved | null>;
  /** The same for a signed request; an unknown key takes as long as a bad signature. */
  ofSigned(signed: Signed): Promise<Proved | null>;
  /** The secrets of a webhook's key; proving is the connector's. Null: no such key, or a disabled one. */
  ofWebhook(id: string): Promise<(Proved & { readonly secrets: readonly string[] }) | null>;
  /** A webhook's call was proved with this key. */
  used(proved: Proved): void;
}

interface Held {
  readonly kept: ReadonlyMap<string, Holding>;
  readonly byDigest: ReadonlyMap<string, Proved>;
}

/** A key as it is held: its record's text, to see whether it changed, and its secrets for signing. */
interface Holding {
  readonly key: KeptKey;
  readonly secrets: readonly string[];
}

const NONE: Held = { kept: new Map(), byDigest: new Map() };

/** `sealing`: 32 bytes, under which signing secrets are encrypted. `now`: ms since 1970. */
export function createSourceKeys(
  settings: Settings,
  sealing: Buffer,
  now: () => number,
): SourceKeys {
  let held = NONE;
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;
  const usedAt = new Map<string, number>();

  const secretsOf = (key: KeptKey): string[] =>
    key.kind === "bearer"
      ? []
      : key.secrets
          .map(({ kept }) => unseal(sealing, kept, key.id))
          .filter((secret) => secret !== null);

  const read = async () => {
    const keys = (await readKeys(settings)).filter((key) => !key.isDisabled);
    const kept = new Map(
      keys.map((key) => {
        const before = held.kept.get(key.id);
        const isSame = before?.key.text === key.text;
        return [key.id, isSame ? before : { key, secrets: secretsOf(key) }] as const;
      }),
    );
    const byDigest = new Map(
      keys.flatMap((key) =>
        key.kind !== "bearer"
          ? []
          : key.secrets.map(({ kept }) => [kept, { key: key.id, source: key.source }] as const),
      ),
    );
    for (const id of usedAt.keys()) if (!kept.has(id)) usedAt.delete(id);
    held = { kept, byDigest };
    readAt = now();
  };

  /** Whoever asks meanwhile waits for the same reading: a valid key is never told it is none. */
  const fresh = async (): Promise<Held> => {
    const age = now() - readAt;
    if (reading === null && age >= 0 && age < REREAD_MS) return held;
    reading ??= read().finally(() => {
      reading = null;
    });
    await reading;
    return held;
  };

  const used = (proved: Proved) => {
    const at = now();
    if (Math.abs(at - (usedAt.get(proved.key) ?? -Infinity)) < USED_MS) return;
    usedAt.set(proved.key, at);
    const isStill = { [keyName(proved.key)]: held.kept.get(proved.key)?.key.text ?? null };
    settings.putSettings({ [usedName(proved.key)]: String(at) }, isStill).catch(() => {
      usedAt.delete(proved.key); // a full disk: the next request tries again
    });
  };

  return {
    ofBearer: async (key) => {
      const proved = (await fresh()).byDigest.get(digestOf(key)) ?? null;
      if (proved !== null) used(proved);
      return proved;
    },
    ofSigned: async ({ id, timestamp, body, signatures }) => {
      const found = (await fresh()).kept.get(id);
      const holding = found?.key.kind === "hmac" ? found : undefined;
      const secrets = holding?.secrets ?? [];
      if (!isSigned(secrets, timestamp, body, signatures) || holding === undefined) return null;
      const proved = { key: id, source: holding.key.source };
      used(proved);
      return proved;
    },
    ofWebhook: async (id) => {
      const found = (await fresh()).kept.get(id);
      if (found?.key.kind !== "webhook") return null;
      return { key: id, source: found.key.source, secrets: found.secrets };
    },
    used,
  };
}
