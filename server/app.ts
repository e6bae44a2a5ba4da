/** Wires the doors to the core; starts nothing and listens to nothing. */

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { fileURLToPath } from "node:url";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import helmet from "helmet";
import type { OrgDocument } from "../shared/org/org.ts";
import { createAccess } from "./access.ts";
import { type Accounts, createAccounts } from "./accounts/accounts.ts";
import { createAuditLog } from "./accounts/audit-log.ts";
import type { Cast } from "./accounts/demo-users.ts";
import { secretFor } from "./accounts/install-secret.ts";
import { createPairings } from "./accounts/pairing.ts";
import { createSourceKeys } from "./accounts/source-keys.ts";
import { type Config, isSecure } from "./config.ts";
import { type Core, organisationOf, setOrganisation } from "./core.ts";
import { tryEvent } from "./explain/try-event.ts";
import { definitionRoutes } from "./http/definition-routes.ts";
import { demoRoutes } from "./http/demo-routes.ts";
import { deviceRoutes } from "./http/device-routes.ts";
import { erasureRoutes } from "./http/erasure-routes.ts";
import { eventRoutes } from "./http/event-routes.ts";
import { explainRoutes } from "./http/explain-routes.ts";
import { figureRoutes } from "./http/figure-routes.ts";
import { keyRoutes } from "./http/key-routes.ts";
import { organisationRoutes } from "./http/organisation-routes.ts";
import { ownOrigin, portOf } from "./http/origins.ts";
import { pairingRoutes } from "./http/pairing-routes.ts";
import { jsonBody } from "./http/parsed.ts";
import { privacyRoutes } from "./http/privacy-routes.ts";
import { problem } from "./http/problem.ts";
import { sameSite } from "./http/same-site.ts";
import { type SessionDoor, sessionMiddleware, subjectOf } from "./http/session-middleware.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { userRoutes } from "./http/user-routes.ts";
import { createShares, SENDER_BYTES_MAX } from "./ingest/shares.ts";
import { boardOf } from "./live/boards.ts";
import { Live } from "./live/live.ts";
import type { Seats } from "./live/seats.ts";
import type { DeskServer } from "./live/sender.ts";
import { createSockets, serveBoards } from "./live/socket.ts";
import type { Mapped } from "./org/mapped.ts";
import { createPrivacy } from "./privacy.ts";
import { StoreFull } from "./store/store.ts";

export interface App {
  readonly http: HttpServer;
  readonly io: DeskServer;
  readonly live: Live;
  /** Whose sockets they are: asked about again every two seconds. */
  readonly seats: Seats;
  readonly accounts: Accounts;
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
  readonly reached?: Pick<Config, "publicUrl" | "trustProxy" | "tls">;
  readonly onProblem: (about: string, problem: unknown) => void;
}

export const CLIENT = fileURLToPath(new URL("../client/dist", import.meta.url));

const NONE = ["'none'"];
const SELF = ["'self'"];

/** SEC-6: nothing from elsewhere, nothing inline. */
const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc: ["'self'", "data:"],
      fontSrc: SELF,
      connectSrc: SELF,
      manifestSrc: SELF,
      baseUri: NONE,
      objectSrc: NONE,
      frameAncestors: NONE,
      formAction: SELF,
    },
  },
  referrerPolicy: { policy: "no-referrer" },
});

export function createApp(core: Core, options: AppOptions): App {
  const { ingest, tail, store, clock } = core;
  const now = () => clock.now();
  const secret = options.secret ?? randomBytes(32);
  const audit = createAuditLog(store, now);
  const accounts = createAccounts(store, now, audit);
  const { publicUrl = null, trustProxy = null, tls = null } = options.reached ?? {};
  const isOwnOrigin = ownOrigin(() => http, { publicUrl, tls: tls !== null });
  const door: SessionDoor = {
    ...accounts,
    cookieSecret: secretFor(secret, "session-cookie"),
    isSecure: isSecure({ publicUrl, tls }),
  };
  const access = createAccess(core, accounts, door);
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
  const sealing = secretFor(secret, "source-key");
  const keys = createSourceKeys(store, sealing, now);
  app.use("/api/v1", eventRoutes({ ingest, keys, shares: createShares(SENDER_BYTES_MAX), now }));
  const knows = sessionMiddleware(door);
  // From here on everything knows who asks: response.locals.subject.
  app.use("/api/v1", sameSite(isOwnOrigin), jsonBody, knows);
  app.use(
    "/api/v1",
    figureRoutes({
      ledger: tail,
      now,
      guard: access.guard,
      conflicts: () => ingest.conflicts.bySource(),
    }),
  );
  app.use("/api/v1", definitionRoutes(access.guard));
  app.use("/api/v1", explainRoutes({ history: tail, now, guard: access.guard }));
  app.use(
    "/api/v1",
    sessionRoutes({
      accounts,
      demo: options.demo,
      isSecure: door.isSecure,
      nameOrganisation: (name, zone) => {
        const document = organisationOf(core);
        const organisation = { ...document.organisation, name, zone };
        return setOrganisation(core, { ...document, organisation });
      },
    }),
  );
  const address = () =>
    publicUrl ?? `${tls === null ? "http" : "https"}://localhost:${portOf(http)}`;
  app.use("/api/v1", userRoutes({ accounts, publicUrl: address }));
  app.use("/api/v1", privacyRoutes(createPrivacy(core, accounts, audit)));
  app.use("/api/v1", keyRoutes({ accounts, sealing }), televisions(core, accounts, door.isSecure));
  app.use(
    "/api/v1",
    organisationRoutes({
      guard: access.guard,
      audit,
      described: () => organisationOf(core),
      version: () => tail.documentChangedAt(),
      change: (to) => setOrganisation(core, to),
      tryEvent: (event) => tryEvent(event, tail.document()),
      newId: () => `a-${randomBytes(6).toString("hex")}`,
    }),
  );
  const { people } = options;
  if (people !== undefined) app.use("/api/v1", erasureRoutes({ people, audit, subjectOf }));
  if (options.demo) {
    const cast = () => castOf(tail.document());
    app.use("/demo", knows, demoRoutes({ accounts, cast }));
  }
  app.use("/api", (_request, response) => problem(response, 404, "there is no such address"));
  app.use(options.screens ?? screens());
  app.use(failed(options.onProblem));
  const http: HttpServer = tls === null ? createServer(app) : createTlsServer(pemOf(tls), app);
  http.requestTimeout = 60_000;
  http.headersTimeout = 15_000;
  const sockets = { ...access, isOwnOrigin, onProblem: options.onProblem };
  const io = createSockets(http, sockets);
  const live = new Live(io, { desk: tail, clock, demo: options.demo });
  serveBoards(io, live, sockets);
  return { http, io, live, accounts, door, seats: access.seats };
}

/** Whom the demo's links let in: its first agent who has a team. */
function castOf({ agents }: OrgDocument): Cast | null {
  const agent = agents.find(({ memberships }) => memberships.length > 0);
  const team = agent?.memberships[0]?.team;
  return agent === undefined || team === undefined ? null : { agent: agent.id, team };
}

const pemOf = ({ cert, key }: { readonly cert: string; readonly key: string }) => ({
  cert: readFileSync(cert),
  key: readFileSync(key),
});

/** Televisions ask to be paired, show the wallboard's tiles unless others are chosen, are listed. */
function televisions({ tail, clock }: Core, accounts: Accounts, isSecure: boolean): RequestHandler {
  const pairings = createPairings(() => clock.now(), randomBytes);
  const { tiles } = boardOf({ screen: "wallboard", scope: "centre", period: "today" });
  const deps = { accounts, teams: () => tail.document().teams.map(({ id }) => id) };
  const usualTiles = tiles.map(({ kpi }) => kpi.id);
  return express
    .Router()
    .use(pairingRoutes({ ...deps, pairings, usualTiles, isSecure }), deviceRoutes(deps));
}

/** The built client; every address without a file is a screen of its own. */
function screens(): RequestHandler {
  if (!existsSync(CLIENT)) {
    return (_request, response) =>
      problem(response, 503, "the screens are not built yet; run: npm run build");
  }
  const router = express.Router();
  router.use("/assets", express.static(`${CLIENT}/assets`, { immutable: true, maxAge: "1y" }));
  router.use(express.static(CLIENT, { index: false, maxAge: 0 }));
  router.use((request, response, next) => {
    if (request.method !== "GET" || request.path.includes(".")) return next();
    response.set("Cache-Control", "no-cache").sendFile(`${CLIENT}/index.html`);
  });
  router.use((_request, response) => problem(response, 404, "there is no such address"));
  return router;
}

/** The last resort: the sender gets a sentence, the log gets the problem. */
function failed(onProblem: AppOptions["onProblem"]): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const status = Number((error as { status?: unknown }).status);
    if (status >= 400 && status < 500) return problem(response, status, "the request is not right");
    if (error instanceof StoreFull) {
      response.set("Retry-After", "30");
      return problem(response, 503, "nothing was changed: the disk is full; try again later");
    }
    onProblem(`${request.method} ${request.path}`, error);
    problem(response, 500, "something went wrong on our side; it has been logged");
  };
}
