/** A whole server beside a vendor on the loopback, and an afternoon that goes by: for tests of trust in a source. */
import { expect } from "vitest";
import { questionOf } from "../../../server/figures/ask.ts";
import { figures } from "../../../server/figures/figure.ts";
import { readState } from "../../../server/ingest/pull-state.ts";
import { MEASURES } from "../../../shared/kpi/measure.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { DAY_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { madeKey } from "../../../shared/wire/key.ts";
import type { SourcesAnswer } from "../../../shared/wire/source.ts";
import { type AccountDesk, accountDesk } from "../account-desk.ts";
import { cellLine, wholeCells } from "../cells.ts";
import type { SignedIn } from "../sign-in.ts";
import { type Play, type VendorServer, vendorServer } from "./vendor-server.ts";

/** One call of the vendor's. */
export interface Call {
  readonly at: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a vendor signs: with which secret, and when by its own clock; otherwise the right one, now. */
  readonly secret?: string;
  readonly signedAt?: number;
}

export interface VendorPlace {
  readonly desk: AccountDesk;
  readonly vendor: VendorServer;
  readonly admin: SignedIn;
  readonly key: string;
}

/** What a vendor may sign. `url`: as this server's own people see it. */
export interface Proving {
  readonly secret: string;
  readonly url: string;
  readonly body: string;
  readonly at: number;
}

export interface PlaceOptions {
  readonly source: string;
  /** The secret of its webhook key. */
  readonly secret: string;
  readonly org: OrgInput;
  readonly start: number;
  readonly limit: { readonly requests: number; readonly ms: number };
  /** What its API wants to see in `Authorization`; without it the play itself looks. */
  readonly authorization?: string;
  /** How it proves a call; without it by the secret in our header. */
  readonly prove?: (call: Proving) => Readonly<Record<string, string>>;
  /** What it hears when all was taken; without it 200. */
  readonly accepted?: number;
  /** What PUT /connections says beside the source; without it the vendor has nothing that can be asked. */
  readonly connection?: (url: string) => object;
}

/** The same cells, each as often, and more than `least`; the first few that differ are told. */
export function expectSame(cells: readonly string[], clean: readonly string[], least = 100): void {
  const missing = clean.filter((line) => !cells.includes(line));
  const added = cells.filter((line) => !clean.includes(line));
  expect([missing.slice(0, 4), added.slice(0, 4)]).toEqual([[], []]);
  expect(cells).toEqual(clean);
  expect(clean.length).toBeGreaterThan(least);
}

/** Every call twice or more, each as late as forty minutes, in any order. */
export function disordered(calls: readonly Call[], chance: () => number): Call[] {
  return calls.flatMap((call) => {
    const late = { ...call, at: call.at + Math.floor(chance() * 40) * MINUTE_MS };
    return chance() < 0.5 ? [late, call] : [late, late];
  });
}

/** What is left where each may be lost: a third of them. */
export const lossy = <Sent>(calls: readonly Sent[], chance: () => number): Sent[] =>
  calls.filter(() => chance() > 0.33);

/** A stretch in which nothing comes and nothing answers, ms. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** Calls that do not fall into it. */
export const outside = (calls: readonly Call[], { from, to }: Outage): Call[] =>
  calls.filter(({ at }) => at < from || at >= to);

/** To be asked every minute: meanwhile its API answers with this status. */
export const downIn =
  ({ vendor }: VendorPlace, { from, to }: Outage, status = 503) =>
  (at: number): void => {
    vendor.outage = at >= from && at < to ? status : null;
  };

const byHeader = ({ secret }: Proving) => ({
  "content-type": "application/json",
  "x-deskpulse-key": secret,
});

export function vendorPlaces(options: PlaceOptions) {
  const { source, start, prove = byHeader, accepted = 200, authorization } = options;
  let places: VendorPlace[] = [];

  const sourcesOf = async ({ admin }: VendorPlace): Promise<SourcesAnswer> =>
    (await (await admin.ask("GET", "/sources")).json()) as SourcesAnswer;

  return {
    async place(play: (now: () => number) => Play): Promise<VendorPlace> {
      const desk = await accountDesk({ org: options.org, isKept: true });
      desk.clock.set(start);
      const now = () => desk.clock.now();
      const vendor = await vendorServer({
        play: play(now),
        limit: options.limit,
        now,
        ...(authorization === undefined ? {} : { authorization }),
      });
      const admin = await desk.enter([{ role: "admin" }, { role: "manager" }]);
      const asked = { source, kind: "webhook", secret: options.secret };
      const { id: key } = madeKey.parse(await (await admin.ask("POST", "/keys", asked)).json());
      const one = { desk, vendor, admin, key };
      places.push(one);
      return one;
    },
    async connect({ admin, vendor }: VendorPlace, more: object = {}): Promise<void> {
      const body = { source, base: vendor.url, ...options.connection?.(vendor.url), ...more };
      expect((await admin.ask("PUT", "/connections", body)).status).toBe(204);
    },
    async post({ desk, key }: VendorPlace, call: Call): Promise<number> {
      const { body, headers = {}, secret = options.secret, signedAt = desk.clock.now() } = call;
      const path = `/api/v1/sources/${key}`;
      const url = `http://localhost:${new URL(desk.url).port}${path}`;
      const answer = await fetch(desk.url + path, {
        method: "POST",
        headers: { ...prove({ secret, url, body, at: signedAt }), ...headers },
        body,
      });
      await answer.text();
      return answer.status;
    },
    /** Asks until nothing is due now; nothing at all where it is not connected. */
    async pulled({ desk }: VendorPlace): Promise<void> {
      for (let turn = 0; turn < 50; turn += 1) {
        await desk.app.vendors.puller.turn();
        const { state, text } = await readState(desk.store, source);
        if (text === null) return;
        const isOld = state.history !== null && !state.history.isDone;
        if (state.nextAt > desk.clock.now() && (!isOld || state.trouble !== null)) return;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      throw new Error("it is asked without end");
    },
    /** Calls come when they come; every other minute the API is asked. */
    async through(
      one: VendorPlace,
      arriving: readonly Call[],
      { to, minute = (_at: number) => {} }: { to: number; minute?: (at: number) => void },
    ): Promise<void> {
      const { clock } = one.desk;
      const waiting = [...arriving].sort((a, b) => a.at - b.at);
      for (let at = clock.now(); at <= to; at += 2 * MINUTE_MS) {
        minute(at);
        while ((waiting[0]?.at ?? Infinity) <= at) {
          const call = waiting.shift();
          if (call === undefined) break;
          clock.set(Math.max(clock.now(), call.at));
          expect(await this.post(one, call)).toBe(accepted);
        }
        clock.set(at);
        await this.pulled(one);
      }
      await one.desk.core.tail.idle();
    },
    /** Every cell there is, of every measure but those about the delivery itself. */
    async cellsOf({ desk: { core } }: VendorPlace): Promise<string[]> {
      const measures = MEASURES.filter((measure) => !measure.startsWith("quality."));
      const [from, to] = [start - DAY_MS, start + DAY_MS];
      await core.tail.idle();
      const loaded = await core.tail.read({ minutes: 15, measures, from, to, bySlab: true });
      return measures.flatMap((measure) =>
        wholeCells(loaded, measure).map((cell) => `${measure} ${cellLine(cell)}`),
      );
    },
    async figuresOf({ desk: { core } }: VendorPlace, kpi: string): Promise<(number | null)[]> {
      const day = new Date(start).toISOString().slice(0, 10);
      const next = new Date(start + DAY_MS).toISOString().slice(0, 10);
      const asked = { kpi, scope: "centre", period: `${day}T00:00:00Z/${next}T00:00:00Z` };
      const question = questionOf(asked, "Europe/Amsterdam", core.clock.now());
      if (!question.ok) throw new Error(question.problem);
      return (await figures(core.tail, question.value)).map(({ value }) => value);
    },
    sourcesOf,
    /** One gap was told, over all of the outage at least, and it was made good by asking. */
    async expectHealed(one: VendorPlace, { from, to }: Outage): Promise<void> {
      const { gaps } = await sourcesOf(one);
      expect(gaps).toMatchObject([{ source, cause: "disconnect", healedBy: "pull" }]);
      expect(Date.parse(gaps[0]?.from ?? "")).toBeLessThanOrEqual(from);
      expect(Date.parse(gaps[0]?.to ?? "")).toBeGreaterThanOrEqual(to);
    },
    /** The cells of a clean stream, and no id with two contents. */
    async expectClean(one: VendorPlace, clean: readonly string[]): Promise<void> {
      expectSame(await this.cellsOf(one), clean);
      expect(await this.conflictsOf(one)).toBe(0);
    },
    conflictsOf: async (one: VendorPlace): Promise<number> =>
      (await sourcesOf(one)).sources.find((row) => row.source === source)?.conflicts ?? -1,
    async closeAll(): Promise<void> {
      for (const { desk, vendor } of places) {
        await desk.stop();
        await vendor.close();
        expect(desk.problems).toEqual([]);
      }
      places = [];
    },
  };
}
