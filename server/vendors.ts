/** The systems people really have, wired: how each source's calls are read, and who asks those that are asked. */
import { type Connection, createConnections } from "./accounts/connections.ts";
import type { Core } from "./core.ts";
import { authoriser, type Fetch } from "./ingest/authorise.ts";
import { type Asked, createPuller, type Puller } from "./ingest/pull.ts";
import { submitPage } from "./ingest/submit-page.ts";
import { vendor } from "./ingest/vendor.ts";
import { want } from "./ingest/wanted.ts";
import { pullOf, webhookOf } from "./sources/catalog.ts";
import type { Wanted, Webhook } from "./sources/webhook.ts";

export interface Vendors {
  readonly puller: Puller;
  /** How a source's calls are read; null: its connector has no webhook. */
  readonly webhookOf: (source: string) => Promise<Webhook | null>;
  readonly want: (source: string, wanted: readonly Wanted[]) => Promise<void>;
}

export interface VendorsOptions {
  /** 32 bytes, under which credentials are encrypted. */
  readonly sealing: Buffer;
  readonly onProblem: (about: string, problem: unknown) => void;
  readonly fetch?: Fetch;
}

const NO_CREDENTIAL = "its credentials cannot be read any more: enter them again";

export function createVendors(
  { store, ingest, clock }: Core,
  { sealing, onProblem, fetch: ask = fetch }: VendorsOptions,
): Vendors {
  const connections = createConnections(store, sealing);
  const now = () => clock.now();
  const held = new Map<string, Asked>();

  const askedOf = (one: Connection): Asked | null => {
    const { source, base, credential, options, changedAt } = one;
    if (base === "") return null; // it only calls us, and these are its settings
    const known = held.get(source);
    if (known?.changedAt === changedAt) return known;
    const pull = pullOf(source, options);
    if (pull === null) return null;
    const send =
      credential === null
        ? async () => ({ ok: false, problem: NO_CREDENTIAL }) as const
        : vendor(base, authoriser(credential, { fetch: ask, now }), ask);
    const asked = { source, pull, changedAt, send };
    held.set(source, asked);
    return asked;
  };

  const puller = createPuller({
    settings: store,
    now,
    asked: async () => {
      const all = await connections.list();
      const sources = new Set(all.map(({ source }) => source));
      for (const source of held.keys()) if (!sources.has(source)) held.delete(source);
      return all.map(askedOf).filter((one) => one !== null);
    },
    take: (source, events, refused) => submitPage({ ingest, now }, source, events, refused),
    onProblem,
  });
  return {
    puller,
    webhookOf: async (source) => webhookOf(source, (await connections.of(source))?.options ?? {}),
    want: (source, wanted) => want(store, source, wanted),
  };
}
