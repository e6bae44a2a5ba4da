/**
 * Source keys: made, rotated, retired, disabled, removed (SEC-8). A key can only ingest, for one source.
 * Of two live secrets the older one stays until the next rotation, or until it is retired.
 */
import { randomBytes } from "node:crypto";
import { fail, ok, type Result } from "../../shared/result.ts";
import {
  KEYS_MAX,
  type KeptKey,
  type KeyKind,
  keyName,
  readKey,
  readKeys,
  type SourceKey,
  USED,
  usedName,
} from "./key-records.ts";
import { type Settings, untilDone } from "./records.ts";
import { seal } from "./sealed.ts";
import { SECRETS_MAX } from "./signature.ts";
import { digestOf, newId } from "./tokens.ts";

const SOURCE = /^\/[\w.-]+\/[\w.-]+\/[\w.-]+$/;

export const isSourceName = (source: string): boolean =>
  SOURCE.test(source) && source.length <= 200;

/** What keys are made with. `sealing`: 32 bytes, under which signing secrets are encrypted. */
export interface KeyMaking {
  readonly settings: Settings;
  readonly sealing: Buffer;
  /** ms since 1970. */
  readonly now: number;
}

/** A key's new secret: this is the only time it can be seen. */
export interface MadeKey {
  readonly id: string;
  readonly source: string;
  readonly kind: KeyKind;
  readonly secret: string;
}

/** Only a webhook's secret may be of somebody else's making. */
const secretOf = (kind: KeyKind, given: string | undefined): string =>
  (kind === "webhook" ? given : undefined) ?? keySecret();

export const keySecret = (): string => `dp_${randomBytes(24).toString("base64url")}`;

/** With a secret in the first place; of those before, one stays. */
function withSecret(
  key: SourceKey,
  id: string,
  secret: string,
  { sealing, now }: KeyMaking,
): SourceKey {
  const kept = key.kind === "bearer" ? digestOf(secret) : seal(sealing, secret, id);
  return { ...key, secrets: [{ madeAt: now, kept }, ...key.secrets].slice(0, SECRETS_MAX) };
}

/** Makes a key for a source; `given` is a webhook's own secret. Refuses when there are KEYS_MAX. */
export async function makeKey(
  making: KeyMaking,
  source: string,
  kind: KeyKind,
  given?: string,
): Promise<Result<MadeKey, "too_many">> {
  const { settings, now } = making;
  if ((await readKeys(settings)).length >= KEYS_MAX) return fail("too_many");
  const [id, secret] = [newId("k"), secretOf(kind, given)];
  const bare: SourceKey = { kind, source, createdAt: now, isDisabled: false, secrets: [] };
  await settings.putSettings({
    [keyName(id)]: JSON.stringify(withSecret(bare, id, secret, making)),
  });
  return ok({ id, source, kind, secret });
}

/** Makes a bearer key and returns it. */
export async function createKey(settings: Settings, source: string, now: number): Promise<string> {
  const made = await makeKey({ settings, sealing: Buffer.alloc(0), now }, source, "bearer");
  if (!made.ok) throw new Error(`there are ${KEYS_MAX} keys already; remove some`);
  return made.value.secret;
}

/** Changes a key until nobody was quicker. Null: there is none. */
const change = async (settings: Settings, id: string, to: (key: KeptKey) => SourceKey) => {
  const done = await untilDone(async () => {
    const key = await readKey(settings, id);
    if (key === null) return { key: null };
    const { id: _, text, ...after } = { ...key, ...to(key) };
    const changes = { [keyName(id)]: JSON.stringify(after) };
    const isDone = await settings.putSettings(changes, { [keyName(id)]: text });
    return isDone ? { key: after } : null;
  });
  return done.key;
};

/**
 * A new secret; the one before stays live beside it, an older one ends. `given`: a webhook's, as its system
 * shows it. Null: there is no such key.
 */
export async function rotateKey(
  making: KeyMaking,
  id: string,
  given?: string,
): Promise<MadeKey | null> {
  const made = keySecret();
  let secret = made;
  const key = await change(making.settings, id, (one) => {
    secret = one.kind === "webhook" ? (given ?? made) : made;
    return withSecret(one, id, secret, making);
  });
  return key === null ? null : { id, source: key.source, kind: key.kind, secret };
}

/** Ends the older of two secrets. False: there is no such key. */
export const retireSecret = async (settings: Settings, id: string): Promise<boolean> => {
  const newest = (key: KeptKey) => ({ ...key, secrets: key.secrets.slice(0, 1) });
  return (await change(settings, id, newest)) !== null;
};

/** A disabled key is as one that does not exist, but can be enabled again. False: there is none. */
export const disableKey = async (
  settings: Settings,
  id: string,
  isDisabled: boolean,
): Promise<boolean> => (await change(settings, id, (key) => ({ ...key, isDisabled }))) !== null;

/** False: there is none. */
export async function removeKey(settings: Settings, id: string): Promise<boolean> {
  if ((await readKey(settings, id)) === null) return false;
  await settings.putSettings({ [keyName(id)]: null, [usedName(id)]: null });
  return true;
}

export type ListedKey = KeptKey & { readonly lastUsedAt: number | null };

/** All keys with when they were last used (to the minute), oldest first. */
export async function listKeys(settings: Settings): Promise<ListedKey[]> {
  const [keys, used] = [await readKeys(settings), await settings.settings(USED)];
  const at = new Map(used.map(({ name, value }) => [name, Number(value)]));
  return keys.map((key) => ({ ...key, lastUsedAt: at.get(usedName(key.id)) ?? null }));
}
