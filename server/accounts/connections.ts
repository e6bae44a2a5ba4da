/** Systems that we ask ourselves, as records connection/<source>: where, and what lets us in, encrypted. */
import { z } from "zod";
import { type Credential, credential } from "../../shared/wire/connection.ts";
import { listKept, readKept, type Settings, untilDone } from "./records.ts";
import { seal, unseal } from "./sealed.ts";

const PREFIX = "connection/";

const stored = z.object({
  base: z.string(),
  /** The credential's JSON, encrypted; null: it asks for none. */
  sealed: z.string().nullable(),
  options: z.record(z.string(), z.unknown()),
  changedAt: z.int(),
});

export interface Connection {
  readonly source: string;
  readonly base: string;
  /** Null: there is one that another installation's secret sealed, or that would not be taken today. */
  readonly credential: Credential | null;
  readonly options: Readonly<Record<string, unknown>>;
  /** ms since 1970; another instant, another connection. */
  readonly changedAt: number;
}

export interface ConnectionChange {
  readonly source: string;
  readonly base: string;
  readonly credential?: Credential | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** `sealing`: 32 bytes. `now`: ms since 1970. */
export interface Connections {
  list(): Promise<Connection[]>;
  of(source: string): Promise<Connection | null>;
  put(change: ConnectionChange, now: number): Promise<void>;
  /** False: there is none. */
  remove(source: string): Promise<boolean>;
}

const nameOf = (source: string): string => PREFIX + source;

export function createConnections(settings: Settings, sealing: Buffer): Connections {
  const open = (source: string, one: z.infer<typeof stored>): Connection => {
    const { sealed, ...rest } = one;
    if (sealed === null) return { source, ...rest, credential: { kind: "none" } };
    const text = unseal(sealing, sealed, nameOf(source));
    return {
      source,
      ...rest,
      credential: text === null ? null : (credential.safeParse(JSON.parse(text)).data ?? null),
    };
  };
  return {
    list: async () =>
      (await listKept(settings, PREFIX, stored)).map(({ key, value }) => open(key, value)),
    of: async (source) => {
      const kept = await readKept(settings, nameOf(source), stored);
      return kept === null ? null : open(source, kept.value);
    },
    put: async ({ source, base, credential: given, options }, now) => {
      const name = nameOf(source);
      await untilDone(async () => {
        const before = await readKept(settings, name, stored);
        const after: z.infer<typeof stored> = {
          base,
          sealed:
            given === undefined
              ? (before?.value.sealed ?? null)
              : given.kind === "none"
                ? null
                : seal(sealing, JSON.stringify(given), name),
          options: options ?? before?.value.options ?? {},
          changedAt: now,
        };
        const changes = { [name]: JSON.stringify(after) };
        return (await settings.putSettings(changes, { [name]: before?.text ?? null })) || null;
      });
    },
    remove: async (source) => {
      const name = nameOf(source);
      const isThere = (await settings.setting(name)) !== null;
      if (isThere) await settings.putSettings({ [name]: null });
      return isThere;
    },
  };
}
