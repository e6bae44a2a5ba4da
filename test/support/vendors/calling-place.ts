/**
 * A whole server and one source whose system calls it, proved in its own way, and is asked if it can be: calls come
 * as a test says, and the cells afterwards are compared with those of a clean stream.
 */
import { expect } from "vitest";
import { questionOf } from "../../../server/figures/ask.ts";
import { figures } from "../../../server/figures/figure.ts";
import { readState } from "../../../server/ingest/pull-state.ts";
import { MEASURES } from "../../../shared/kpi/measure.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { DAY_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import type { Credential } from "../../../shared/wire/connection.ts";
import { madeKey } from "../../../shared/wire/key.ts";
import type { SourcesAnswer } from "../../../shared/wire/source.ts";
import { type AccountDesk, accountDesk } from "../account-desk.ts";
import { cellLine, wholeCells } from "../cells.ts";
import type { SignedIn } from "../sign-in.ts";
import { type VendorOptions, type VendorServer, vendorServer } from "./vendor-server.ts";

/** One call of the vendor's: when it comes, with what, and by which secret it is proved. */
export interface Call {
  readonly at: number;
  readonly body: string;
  readonly secret?: string;
}

export interface Played {
  readonly source: string;
  readonly secret: string;
  readonly org: OrgInput;
  /** When everything begins, ms; the day of it is compared. */
  readonly start: number;
  /** How the vendor proves a call to an address. */
  readonly headers: (secret: string, url: string, body: string) => Record<string, string>;
  readonly accepted: number;
  readonly api?: {
    readonly play: (now: () => number) => VendorOptions["play"];
    readonly authorization: string;
    readonly credential: Credential;
    /** Where below the vendor's host its connection points. */
    readonly path: string;
  };
}

export interface Place {
  readonly desk: AccountDesk;
  readonly vendor: VendorServer;
  readonly admin: SignedIn;
  readonly key: string;
  readonly played: Played;
}

export async function openPlace(played: Played): Promise<Place> {
  const desk = await accountDesk({ org: played.org });
  desk.clock.set(played.start);
  const now = () => desk.clock.now();
  const vendor = await vendorServer({
    play: played.api?.play(now) ?? (() => null),
    authorization: played.api?.authorization ?? null,
    limit: { requests: 20, ms: MINUTE_MS },
    now,
  });
  const admin = await desk.enter([{ role: "admin" }, { role: "manager" }]);
  const { source, secret } = played;
  const answer = await admin.ask("POST", "/keys", { source, kind: "webhook", secret });
  return { desk, vendor, admin, key: madeKey.parse(await answer.json()).id, played };
}

export async function closePlace({ desk, vendor }: Place): Promise<void> {
  await desk.stop();
  await vendor.close();
  expect(desk.problems).toEqual([]);
}

export async function connect({ admin, vendor, played }: Place, more: object = {}): Promise<void> {
  const { source, api } = played;
  const base = vendor.url + (api?.path ?? "");
  const body = { source, base, credential: api?.credential, ...more };
  expect((await admin.ask("PUT", "/connections", body)).status).toBe(204);
}

export async function post({ desk, key, played }: Place, call: Call): Promise<number> {
  const path = `/api/v1/sources/${key}`;
  // The address as this server's own people see it, which some vendors sign.
  const seen = `http://localhost:${new URL(desk.url).port}${path}`;
  const headers = played.headers(call.secret ?? played.secret, seen, call.body);
  const answer = await fetch(desk.url + path, { method: "POST", headers, body: call.body });
  await answer.text();
  return answer.status;
}

/** Asks until nothing is due now. */
export async function pulled({ desk, played }: Place): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await desk.app.vendors.puller.turn();
    const { state } = await readState(desk.store, played.source);
    const isOld = state.history !== null && !state.history.isDone;
    if (state.nextAt > desk.clock.now() && (!isOld || state.trouble !== null)) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("it is asked without end");
}

/** Calls come when they come; every other minute the API is asked, if there is one. */
export async function through(
  place: Place,
  arriving: readonly Call[],
  to: number,
  minute: (at: number) => void = () => {},
): Promise<void> {
  const { desk, played } = place;
  const waiting = [...arriving].sort((a, b) => a.at - b.at);
  for (let at = desk.clock.now(); at <= to; at += 2 * MINUTE_MS) {
    minute(at);
    for (let call = waiting[0]; call !== undefined && call.at <= at; call = waiting[0]) {
      waiting.shift();
      desk.clock.set(Math.max(desk.clock.now(), call.at));
      expect(await post(place, call)).toBe(played.accepted);
    }
    desk.clock.set(at);
    if (played.api !== undefined) await pulled(place);
  }
  await desk.core.tail.idle();
}

/** Every cell there is, of every measure but those about the delivery itself. */
export async function cellsOf({ desk: { core }, played }: Place): Promise<string[]> {
  const measures = MEASURES.filter((measure) => !measure.startsWith("quality."));
  const [from, to] = [played.start - DAY_MS, played.start + DAY_MS];
  await core.tail.idle();
  const loaded = await core.tail.read({ minutes: 15, measures, from, to, bySlab: true });
  return measures.flatMap((measure) =>
    wholeCells(loaded, measure).map((cell) => `${measure} ${cellLine(cell)}`),
  );
}

/** What differs, a few lines of each; two empty lists are no difference. */
export async function differenceFrom(clean: readonly string[], place: Place): Promise<string[][]> {
  expect(clean.length).toBeGreaterThan(20);
  const cells = await cellsOf(place);
  const missing = clean.filter((line) => !cells.includes(line));
  const added = cells.filter((line) => !clean.includes(line));
  return [missing.slice(0, 4), added.slice(0, 4)];
}

export async function figuresOf(place: Place, kpi: string): Promise<(number | null)[]> {
  const { core } = place.desk;
  const [day, next] = [0, DAY_MS].map((more) =>
    new Date(place.played.start + more).toISOString().slice(0, 10),
  );
  const asked = { kpi, scope: "centre", period: `${day}T00:00:00Z/${next}T00:00:00Z` };
  const question = questionOf(asked, "Europe/Amsterdam", core.clock.now());
  if (!question.ok) throw new Error(question.problem);
  return (await figures(core.tail, question.value)).map(({ value }) => value);
}

export async function conflictsOf({ admin, played }: Place): Promise<number> {
  const answer = (await (await admin.ask("GET", "/sources")).json()) as SourcesAnswer;
  return answer.sources.find(({ source }) => source === played.source)?.conflicts ?? -1;
}
