/** Systems that we ask: `GET/PUT/DELETE /connections`, with how far each was read. For administrators. */
import { type Response, Router } from "express";
import {
  type ConnectionRow,
  connectionBody,
  connectionEnd,
  type SystemRow,
} from "../../shared/wire/connection.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { AuditAction } from "../accounts/audit-actions.ts";
import type { Detail } from "../accounts/audit-chain.ts";
import type { Connection, Connections } from "../accounts/connections.ts";
import { askHistory, forgetState, type PullState, readState } from "../ingest/pull-state.ts";
import {
  type Options,
  optionsProblem,
  pullOf,
  type System,
  systems,
  webhookOf,
} from "../sources/catalog.ts";
import { actorOf, isAllowed, notFound } from "./allowed.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";

export interface ConnectionRoutes {
  readonly accounts: Pick<Accounts, "settings" | "audit" | "now">;
  readonly connections: Connections;
}

const WEEK_MS = 7 * 86_400_000;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const when = (at: number): string => new Date(at).toISOString();

const rowOf = ({ source, base }: Connection, state: PullState): ConnectionRow => {
  const { upTo, answeredAt, nextAt, trouble, history } = state;
  return {
    source,
    base,
    upTo: iso(upTo),
    answeredAt: iso(answeredAt),
    nextAt: iso(nextAt === 0 ? null : nextAt),
    trouble: trouble === null ? null : { since: when(trouble.since), reason: trouble.reason },
    backfill:
      history === null
        ? null
        : {
            from: when(history.from),
            to: when(history.to),
            upTo: iso(history.upTo),
            events: history.events,
            isDone: history.isDone,
          },
  };
};

const systemRowOf = ([connector, system]: readonly [string, System]): SystemRow => ({
  connector,
  calls: system.webhook !== undefined,
  isAsked: system.pull !== undefined,
  paste: system.paste ?? null,
  options:
    system.options === undefined
      ? null
      : {
          example: JSON.stringify(system.options.example, null, 2),
          isNeeded: !system.options.schema.safeParse({}).success,
        },
});

/** Why it cannot be kept so; null: it can. Without an address, the settings of a system that calls us. */
function unfitFor(source: string, base: string, options: Options) {
  const wrong = optionsProblem(source, options);
  if (wrong !== null) return { path: "options", detail: wrong };
  if (base === "") {
    return webhookOf(source, options) === null
      ? { path: "source", detail: "no system of this name calls us" }
      : null;
  }
  return pullOf(source, options) === null
    ? { path: "source", detail: "a system of this name is not asked; it calls us" }
    : null;
}

export function connectionRoutes({ accounts, connections }: ConnectionRoutes): Router {
  const { settings, audit, now } = accounts;
  const router = Router();
  const note = (response: Response, action: AuditAction, subject: string, detail: Detail = {}) =>
    audit.note({ ...actorOf(response), action, subject, detail });

  router.use("/connections", (_request, response, next) => {
    if (isAllowed(response, { kind: "sources" })) next();
  });

  router.get("/connections", async (_request, response) => {
    const all = (await connections.list()).filter(({ base }) => base !== "");
    const rows = all.map(async (one) => rowOf(one, (await readState(settings, one.source)).state));
    response.json(await Promise.all(rows));
  });

  router.get("/connections/systems", (_request, response) => {
    response.json(Object.entries(systems).map(systemRowOf));
  });

  router.put("/connections", async (request, response) => {
    const body = parsedBody(request, response, connectionBody);
    if (body === null) return;
    const { source, base = "", options, backfillWeeks = 0 } = body;
    const before = await connections.of(source);
    // What lets us in at one address is never sent to another without being entered again.
    if (before !== null && before.base !== base && body.credential === undefined) {
      return problem(response, 400, "another address needs its credential entered again", {
        path: "credential",
      });
    }
    const unfit = unfitFor(source, base, options ?? before?.options ?? {});
    if (unfit !== null) return problem(response, 400, unfit.detail, { path: unfit.path });
    const at = now();
    await connections.put({ source, base, credential: body.credential, options }, at);
    if (backfillWeeks > 0) await askHistory(settings, source, at - backfillWeeks * WEEK_MS, at);
    await note(response, "connection.changed", source, { weeks: backfillWeeks });
    response.status(204).end();
  });

  router.delete("/connections", async (request, response) => {
    const body = parsedBody(request, response, connectionEnd);
    if (body === null) return;
    if (!(await connections.remove(body.source))) return notFound(response);
    await forgetState(settings, body.source);
    await note(response, "connection.removed", body.source);
    response.status(204).end();
  });

  return router;
}
