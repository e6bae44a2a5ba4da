/** Source keys: one per source, as bearer token, kept hashed; a key can only ingest (SEC-8). */
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Store } from "../store/store.ts";

const stored = z.array(z.object({ source: z.string(), sha256: z.string(), createdAt: z.int() }));

type Settings = Pick<Store, "setting" | "putSetting">;

const SETTING = "source-keys";
/** A key made by a command while the server runs is seen after at most this long. */
const REREAD_MS = 1_000;

const SOURCE = /^\/[\w.-]+\/[\w.-]+\/[\w.-]+$/;

export const isSourceName = (source: string): boolean =>
  SOURCE.test(source) && source.length <= 200;

const digest = (key: string): string => createHash("sha256").update(key).digest("hex");

const readKeys = async (settings: Settings) =>
  stored.parse(JSON.parse((await settings.setting(SETTING)) ?? "[]"));

/** Makes a key for a source and returns it: the only time it can be seen. */
export async function createKey(settings: Settings, source: string, now: number): Promise<string> {
  const key = `dp_${randomBytes(24).toString("base64url")}`;
  const keys = [...(await readKeys(settings)), { source, sha256: digest(key), createdAt: now }];
  await settings.putSetting(SETTING, JSON.stringify(keys));
  return key;
}

export const listKeys = readKeys;

/** Answers which source a key belongs to; null: no such key. */
export class SourceKeys {
  readonly #settings: Settings;
  readonly #now: () => number;
  #sources = new Map<string, string>();
  #readAt = -Infinity;
  #reading: Promise<void> | null = null;

  constructor(settings: Settings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  async sourceOf(key: string): Promise<string | null> {
    const sha256 = digest(key);
    const known = this.#sources.get(sha256);
    if (known !== undefined) return known;
    const age = this.#now() - this.#readAt;
    if (this.#reading === null && age >= 0 && age < REREAD_MS) return null;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
    return this.#sources.get(sha256) ?? null;
  }

  /** Whoever asks meanwhile waits for the same reading: a valid key is never told it is none. */
  async #read(): Promise<void> {
    const keys = await readKeys(this.#settings);
    this.#sources = new Map(keys.map((one) => [one.sha256, one.source]));
    this.#readAt = this.#now();
  }
}
