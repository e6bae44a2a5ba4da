/** A whole server in this process, on a store of its own, and a bare HTTP client to knock with. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKey } from "../../server/accounts/api-keys.ts";
import type { Role } from "../../server/accounts/roles.ts";
import { createApp } from "../../server/app.ts";
import { run } from "../../server/commands/running.ts";
import { type Core, openCore } from "../../server/core.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import type { Store } from "../../server/store/store.ts";
import { type Clock, systemClock } from "../../shared/time/clock.ts";
import { type SignedIn, signIn } from "../support/sign-in.ts";

export const SOURCE = "/acme/zendesk/main";
export const OTHER_SOURCE = "/acme/twilio/flex";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body; null when there is none. */
  readonly body: unknown;
}

export interface Knock {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
}

export interface Desk {
  readonly port: number;
  readonly url: string;
  readonly core: Core;
  readonly key: string;
  readonly otherKey: string;
  /** What the server reported as its own problems: empty unless a test provokes one. */
  readonly problems: string[];
  knock(knock: Knock): Promise<Answer>;
  /** Somebody new with these roles, signed in. */
  enter(...roles: readonly Role[]): Promise<SignedIn>;
  /** POST /api/v1/events with the source's key; `body` as it is, or as JSON. */
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Place {
  readonly folder: string;
  readonly file: string;
  /** Everything on disk, as bytes: for searching what must not be there. */
  bytes(): Buffer;
  remove(): void;
}

export function newPlace(): Place {
  const folder = mkdtempSync(
    join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "deskpulse-door-"),
  );
  return {
    folder,
    file: join(folder, "desk.db"),
    bytes: () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface DeskOptions {
  readonly clock?: Clock;
  /** Stands between the core and the store. */
  readonly wrap?: (store: Store) => Store;
}

export async function openDesk(
  at: Place | Store,
  { clock = systemClock, wrap = (store) => store }: DeskOptions = {},
): Promise<Desk> {
  const store = "file" in at ? await openSqliteStore(at.file) : at;
  const core = await openCore({ store: wrap(store), clock });
  const problems: string[] = [];
  const onProblem = (about: string, problem: unknown) => problems.push(`${about}: ${problem}`);
  const app = createApp(core, { demo: false, onProblem });
  const running = await run(core, app, { port: 0, host: "127.0.0.1" }, onProblem);
  const key = await createKey(core.store, SOURCE, clock.now());
  const otherKey = await createKey(core.store, OTHER_SOURCE, clock.now());
  const agent = new Agent({ keepAlive: true });
  const knock = (asked: Knock) => send(agent, running.port, asked);
  const url = `http://127.0.0.1:${running.port}`;
  const door = { url, settings: core.store, now: () => clock.now() };
  return {
    port: running.port,
    url,
    core,
    key,
    otherKey,
    problems,
    knock,
    enter: (...roles) => signIn(door, roles),
    post: (body, headers = {}) =>
      knock({
        method: "POST",
        body: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": Array.isArray(body) ? BATCH : ONE,
          ...headers,
        },
      }),
    stop: async () => {
      agent.destroy();
      await running.stop();
    },
  };
}

export const ONE = "application/cloudevents+json";
export const BATCH = "application/cloudevents-batch+json";
export const LINES = "application/x-ndjson";

function send(agent: Agent, port: number, asked: Knock): Promise<Answer> {
  const { method = "GET", path = "/api/v1/events", headers = {}, body } = asked;
  const isSized = body !== undefined && headers["transfer-encoding"] === undefined;
  const length = !isSized ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, agent, method, path, headers: { ...length, ...headers } },
      async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk);
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(response.headers["content-type"] ?? "") && text !== "";
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: isJson ? JSON.parse(text) : null,
          });
        } catch (problem) {
          reject(problem);
        }
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** A right event; `more` replaces or adds envelope fields. */
export function event(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: "1.0",
    type: "deskpulse.contact.created.v1",
    source: SOURCE,
    id,
    time: "2026-03-03T08:00:00.000Z",
    subject: `contact/${id}`,
    data: { contactId: id, channel: "email", direction: "inbound" },
    ...more,
  };
}
