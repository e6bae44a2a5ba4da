/** Everything under /api/v1 behind the session: each route asks who may (server/accounts/roles.ts). */
import { randomBytes } from "node:crypto";
import { type RequestHandler, Router } from "express";
import type { OrgDocument } from "../shared/org/org.ts";
import { endOfDay, startOfDay } from "../shared/time/interval.ts";
import type { Access } from "./access.ts";
import type { Accounts } from "./accounts/accounts.ts";
import { listKeys } from "./accounts/api-keys.ts";
import type { AuditLog } from "./accounts/audit-log.ts";
import { createConnections } from "./accounts/connections.ts";
import type { Cast } from "./accounts/demo-users.ts";
import { forgetAgent } from "./accounts/leaver.ts";
import { createLooked } from "./accounts/looked.ts";
import type { MailSettings } from "./accounts/mail-settings.ts";
import { createPairings } from "./accounts/pairing.ts";
import { userById } from "./accounts/users.ts";
import { type Core, organisationOf, setOrganisation } from "./core.ts";
import { previewOf } from "./explain/preview.ts";
import { tryEvent } from "./explain/try-event.ts";
import { membersIn } from "./figures/small-groups.ts";
import { connectionRoutes } from "./http/connection-routes.ts";
import { contactFileRoutes } from "./http/contact-file-routes.ts";
import { definitionRoutes } from "./http/definition-routes.ts";
import { demoRoutes } from "./http/demo-routes.ts";
import { deviceRoutes } from "./http/device-routes.ts";
import { erasureRoutes } from "./http/erasure-routes.ts";
import { explainRoutes } from "./http/explain-routes.ts";
import { createExportLimit, type ExportLimit } from "./http/export-limit.ts";
import { figureRoutes } from "./http/figure-routes.ts";
import { keyRoutes } from "./http/key-routes.ts";
import { mailRoutes } from "./http/mail-routes.ts";
import { meRoutes } from "./http/me-routes.ts";
import { organisationRoutes } from "./http/organisation-routes.ts";
import { pairingRoutes } from "./http/pairing-routes.ts";
import { privacyRoutes } from "./http/privacy-routes.ts";
import { reportFileRoutes } from "./http/report-file-routes.ts";
import { reportLogRoutes } from "./http/report-log-routes.ts";
import { reportRoutes } from "./http/report-routes.ts";
import { scheduleRoutes } from "./http/schedule-routes.ts";
import { subjectOf } from "./http/session-middleware.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { sourceRoutes } from "./http/source-routes.ts";
import { userRoutes } from "./http/user-routes.ts";
import type { UnprovedCalls } from "./ingest/unproved.ts";
import { boardOf, wallTiles } from "./live/boards.ts";
import type { Post } from "./mailing.ts";
import type { Mapped } from "./org/mapped.ts";
import { policyNow } from "./org/policy.ts";
import { createUndo } from "./org/undo.ts";
import { createPrivacy } from "./privacy.ts";
import type { Reports } from "./reports/reports.ts";

export interface ApiDeps {
  readonly core: Core;
  readonly reports: Reports;
  readonly accounts: Accounts;
  readonly audit: AuditLog;
  readonly access: Access;
  readonly demo: boolean;
  readonly isSecure: boolean;
  /** What links for people begin with. */
  readonly publicUrl: () => string;
  /** 32 bytes that HMAC secrets of source keys are sealed with. */
  readonly sealing: Buffer;
  readonly people: Mapped | undefined;
  readonly mail: MailSettings;
  readonly post: Post;
  readonly unproved: UnprovedCalls;
}

export function api(deps: ApiDeps): RequestHandler {
  const { core, accounts, audit, access, people, sealing, publicUrl, mail } = deps;
  const { tail, clock, ingest } = core;
  const { guard } = access;
  const now = () => clock.now();
  const conflicts = () => ingest.conflicts.bySource();
  const group = async () => (await policyNow(core.store)).policy.group;
  const files = createExportLimit(now);
  const connections = createConnections(accounts.settings, sealing);
  const userName = async (id: string) => (await userById(core.store, id))?.name ?? id;
  const router = Router().use(
    figureRoutes({ ledger: tail, now, guard, conflicts }),
    meRoutes({ ledger: tail, now, guard, group }),
    sourceRoutes({
      ledger: tail,
      ages: () => tail.sources(),
      guard,
      now,
      counts: core.arrivals.bySource,
      conflicts,
      feeds: core.freshness.bySource,
      unproved: deps.unproved,
      keys: () => listKeys(accounts.settings),
    }),
    definitionRoutes(guard),
    explainRoutes({ history: tail, now, guard }),
    reportRoutes({ ledger: tail, now, guard, reports: deps.reports, audit, userName }),
    reportFileRoutes({ ledger: tail, now, guard, reports: deps.reports, audit, limit: files }),
    reportLogRoutes({ ledger: tail, now, guard, audit, userName }),
    contactFileRoutes({
      ledger: tail,
      now,
      guard,
      audit,
      limit: files,
      demo: deps.demo,
      userName,
    }),
    letters(deps, files),
    ofSessions(deps),
    userRoutes({ accounts, publicUrl }),
    privacyRoutes(createPrivacy(core, { accounts, log: audit, mail, connections })),
    keyRoutes({ accounts, sealing }),
    connectionRoutes({ accounts, connections }),
    televisions(deps),
    ofOrganisation(deps),
  );
  if (people !== undefined)
    router.use(erasureRoutes({ people, audit, subjectOf, forget: forgetIn(deps) }));
  return router;
}

/** Through which server mail goes, and who gets which report. */
function letters(deps: ApiDeps, limit: ExportLimit): RequestHandler {
  const { core, access, audit, mail, post } = deps;
  const { tail, store, clock } = core;
  const now = () => clock.now();
  const { guard } = access;
  return Router().use(
    mailRoutes({ mail, audit, limit, person: post.person, now }),
    scheduleRoutes({ ledger: tail, now, guard, settings: store, mail, post, audit, limit }),
  );
}

function forgetIn({ core, accounts }: ApiDeps): (agent: string) => Promise<unknown> {
  const { store, clock, tail } = core;
  const zone = () => tail.document().organisation.zone;
  const { audit, sessions } = accounts;
  const looked = createLooked({ settings: store, audit, now: () => clock.now(), zone });
  return (agent) => forgetAgent({ settings: store, sessions, looked }, agent);
}

const ofSessions = ({ core, accounts, demo, isSecure }: ApiDeps): RequestHandler =>
  sessionRoutes({
    accounts,
    demo,
    isSecure,
    zone: () => core.tail.document().organisation.zone,
    nameOrganisation: async (name, zone) => {
      const document = organisationOf(core);
      const organisation = { ...document.organisation, name, zone };
      await setOrganisation(core, { ...document, organisation });
    },
  });

const ofOrganisation = ({ core, accounts, access }: ApiDeps): RequestHandler =>
  organisationRoutes({
    undo: createUndo(),
    guard: access.guard,
    audit: accounts.audit,
    described: () => organisationOf(core),
    version: () => core.tail.documentChangedAt(),
    change: (to, expected) => setOrganisation(core, to, expected),
    preview: (to) => previewOf(core, to),
    tryEvent: (event) => tryEvent(event, core.tail.document()),
    now: () => core.clock.now(),
    newId: () => `a-${randomBytes(6).toString("hex")}`,
  });

/** Televisions ask to be paired, show the wallboard's tiles unless others are chosen, are listed. */
function televisions({ core, accounts, isSecure }: ApiDeps): RequestHandler {
  const { tail, clock } = core;
  const pairings = createPairings(() => clock.now(), randomBytes);
  const { tiles } = boardOf({ screen: "wallboard" });
  const deps = {
    accounts,
    teams: () => tail.document().teams.map(({ id }) => id),
    nameOf: (team: string) => tail.document().teams.find(({ id }) => id === team)?.name ?? null,
    isSmall: async (team: string | null) => {
      const { group } = (await policyNow(core.store)).policy;
      const document = tail.document();
      const now = clock.now();
      const from = startOfDay(now, document.organisation.zone);
      const to = endOfDay(now, document.organisation.zone);
      return membersIn(document, tail.directory(), team, { from, to }) < group;
    },
    usualTiles: tiles.map(({ kpi }) => kpi.id),
    tiles: wallTiles,
  };
  return Router().use(pairingRoutes({ ...deps, pairings, isSecure }), deviceRoutes(deps));
}

/** One-click sign-in, for the demo only. */
export const demoDoor = ({ core, accounts }: ApiDeps): RequestHandler =>
  demoRoutes({ accounts, cast: () => castOf(core.tail.document()) });

/** Whom the demo's links let in: its first agent who has a team. */
function castOf({ agents }: OrgDocument): Cast | null {
  const agent = agents.find(({ memberships }) => memberships.length > 0);
  const team = agent?.memberships[0]?.team;
  return agent === undefined || team === undefined ? null : { agent: agent.id, team };
}
