/** Wires the doors to the core; starts nothing and listens to nothing. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import express, { type RequestHandler } from "express";
import { createAccess } from "./access.ts";
import { type Accounts, createAccounts } from "./accounts/accounts.ts";
import { createAuditLog } from "./accounts/audit-log.ts";
import { secretFor } from "./accounts/install-secret.ts";
import { createMailSettings } from "./accounts/mail-settings.ts";
import { createSourceKeys } from "./accounts/source-keys.ts";
import { type ApiDeps, api, demoDoor } from "./api.ts";
import { type Config, isSecure } from "./config.ts";
import type { Core } from "./core.ts";
import { eventRoutes } from "./http/event-routes.ts";
import { ownOrigin, portOf } from "./http/origins.ts";
import { jsonBody } from "./http/parsed.ts";
import { problem } from "./http/problem.ts";
import { sameSite } from "./http/same-site.ts";
import { type SessionDoor, sessionMiddleware } from "./http/session-middleware.ts";
import { webhookRoutes } from "./http/webhook-routes.ts";
import { createShares, SENDER_BYTES_MAX } from "./ingest/shares.ts";
import { createUnproved } from "./ingest/unproved.ts";
import { Live } from "./live/live.ts";
import type { Seats } from "./live/seats.ts";
import type { DeskServer } from "./live/sender.ts";
import { createSockets, serveBoards } from "./live/socket.ts";
import { createMails } from "./mailing.ts";
import type { Mapped } from "./org/mapped.ts";
import { failed, headers, screens } from "./pages.ts";
import { createReporting, createSealing } from "./reporting.ts";
import type { Mailing } from "./reports/mail-due.ts";
import type { Reports } from "./reports/reports.ts";
import type { SealDue } from "./reports/seal-due.ts";
import { createVendors, type Vendors } from "./vendors.ts";

export interface App {
  readonly http: HttpServer;
  readonly io: DeskServer;
  readonly live: Live;
  /** Whose sockets they are: asked about again every two seconds. */
  readonly seats: Seats;
  readonly accounts: Accounts;
  readonly people: Mapped | undefined;
  /** The systems that call us, and who asks those that are asked. */
  readonly vendors: Vendors;
  readonly reports: Reports;
  /** Seals the weeks whose time has come; before anything is sent of them. */
  readonly sealDue: SealDue;
  /** Sends what was sealed to who is to have it. */
  readonly mailing: Mailing;
  /** Who is behind a request or a socket: see `subjectOfRequest`. */
  readonly door: SessionDoor;
}

export interface AppOptions {
  readonly demo: boolean;
  /** Serves the screens instead of the built client: Vite, in development. */
  readonly screens?: RequestHandler;
  /** Names and foreign ids beside the log; without it nobody can be erased. */
  readonly people?: Mapped;
  /** The install secret; without one a secret of this process only: sessions then end with it. */
  readonly secret?: Buffer;
  /** Where it listens and how people reach it; without it on loopback, by plain http. */
  readonly reached?: Pick<Config, "publicUrl" | "trustProxy" | "tls" | "mail">;
  /** False: the history is still being read in, so no week is sealed yet. */
  readonly isWhole?: () => boolean;
  readonly onProblem: (about: string, problem: unknown) => void;
}

export function createApp(core: Core, options: AppOptions): App {
  const { ingest, tail, store, clock } = core;
  const { demo, people, onProblem } = options;
  const now = () => clock.now();
  const secret = options.secret ?? randomBytes(32);
  const audit = createAuditLog(store, now);
  const accounts = createAccounts(store, now, audit);
  const { publicUrl = null, trustProxy = null, tls = null } = options.reached ?? {};
  const isOwnOrigin = ownOrigin(() => http, { publicUrl, tls: tls !== null });
  const cookieSecret = secretFor(secret, "session-cookie");
  const door: SessionDoor = { ...accounts, cookieSecret, isSecure: isSecure({ publicUrl, tls }) };
  const access = createAccess(core, accounts, door);
  const sealing = secretFor(secret, "source-key");
  const address = () =>
    publicUrl ?? `${tls === null ? "http" : "https"}://localhost:${portOf(http)}`;
  const reports = createReporting(core, demo);
  const { isWhole = () => true } = options;
  const sealDue = createSealing(core, { reports, audit, isWhole });
  const mail = createMailSettings(store, sealing, options.reached?.mail ?? null);
  const letters = { reports, audit, mail, publicUrl: address, onProblem };
  const { post, mailing } = createMails(core, letters);
  const unproved = createUnproved();
  const deps: ApiDeps = {
    core,
    unproved,
    reports,
    accounts,
    audit,
    access,
    demo,
    isSecure: door.isSecure,
    publicUrl: address,
    sealing,
    people,
    mail,
    post,
  };
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("trust proxy", trustProxy ?? false);
  if (options.screens === undefined) app.use(headers);
  app.get("/healthz", (_request, response) => void response.json({ ok: true }));
  app.get("/readyz", (_request, response) => {
    const ready = tail.isFolding();
    response.status(ready ? 200 : 503).json({ ready, position: tail.position() });
  });
  const keys = createSourceKeys(store, sealing, now);
  const sources = { ingest, keys, shares: createShares(SENDER_BYTES_MAX), now };
  const vendors = createVendors(core, { sealing, onProblem });
  const webhooks = { ...sources, ...vendors, publicUrl: address, unproved, onProblem };
  app.use("/api/v1", eventRoutes(sources), webhookRoutes(webhooks));
  const knows = sessionMiddleware(door);
  // From here on everything knows who asks: response.locals.subject.
  app.use("/api/v1", sameSite(isOwnOrigin), jsonBody, knows, api(deps));
  if (demo) app.use("/demo", knows, demoDoor(deps));
  app.use("/api", (_request, response) => problem(response, 404, "there is no such address"));
  app.use(options.screens ?? screens());
  app.use(failed(onProblem));
  const http: HttpServer =
    tls === null ? createServer(CHECKED, app) : createTlsServer({ ...pemOf(tls), ...CHECKED }, app);
  http.requestTimeout = 60_000;
  http.headersTimeout = 15_000;
  const sockets = { ...access, isOwnOrigin, onProblem };
  const io = createSockets(http, sockets);
  const live = new Live(io, { desk: tail, clock, demo, feeds: core.freshness.bySource });
  serveBoards(io, live, sockets);
  const { seats } = access;
  return { http, io, live, accounts, people, reports, sealDue, mailing, vendors, door, seats };
}

/** How often requests that do not come to an end are looked for, ms: half-open ones go in time (F15). */
const CHECKED = { connectionsCheckingInterval: 5_000 };

const pemOf = ({ cert, key }: { readonly cert: string; readonly key: string }) => ({
  cert: readFileSync(cert),
  key: readFileSync(key),
});
