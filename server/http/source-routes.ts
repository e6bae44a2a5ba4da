/** `GET /api/v1/sources`: what arrives, what does not, and since when (SCR-13). For administrators. */
import { Router } from "express";
import type { ListedKey } from "../accounts/api-keys.ts";
import type { Feed } from "../figures/feeds.ts";
import type { Ledger } from "../figures/ledger.ts";
import { type Age, type Count, sourcesOf } from "../figures/sources.ts";
import type { UnprovedCalls } from "../ingest/unproved.ts";
import { type Guard, onlyFor } from "./guard.ts";

export interface SourceRoutes {
  readonly ledger: Ledger;
  readonly ages: () => readonly Age[];
  readonly guard: Guard;
  readonly now: () => number;
  readonly counts: (now: number) => ReadonlyMap<string, Count>;
  /** Ids that came again with other content, since the start. */
  readonly conflicts: () => ReadonlyMap<string, number>;
  readonly feeds: () => ReadonlyMap<string, Feed>;
  readonly unproved: Pick<UnprovedCalls, "bySource">;
  readonly keys: () => Promise<readonly Pick<ListedKey, "source" | "createdAt" | "isDisabled">[]>;
}

type Keys = Awaited<ReturnType<SourceRoutes["keys"]>>;

function bySource(keys: Keys) {
  const of = new Map<string, { since: number; isOn: boolean }>();
  for (const { source, createdAt, isDisabled } of keys) {
    const known = of.get(source);
    of.set(source, {
      since: Math.min(known?.since ?? createdAt, createdAt),
      isOn: (known?.isOn ?? false) || !isDisabled,
    });
  }
  return of;
}

export function sourceRoutes(deps: SourceRoutes): Router {
  const { ledger, ages, guard, now, counts, conflicts, feeds, keys, unproved } = deps;
  return Router().get(
    "/sources",
    onlyFor(guard, { kind: "sources" }),
    async (_request, response) => {
      const at = now();
      const facts = {
        now: at,
        ages: ages(),
        counts: counts(at),
        conflicts: conflicts(),
        feeds: feeds(),
        unproved: unproved.bySource(),
        keys: bySource(await keys()),
      };
      response.json(await sourcesOf(ledger, facts));
    },
  );
}
