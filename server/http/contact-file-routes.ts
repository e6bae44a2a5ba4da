/**
 * `GET /api/v1/reports/contacts/PERIOD.{csv|xlsx|ndjson}`: one row per contact with all its measurements
 * (EXP-11): a leader's own team with agents, a manager's without any agent column, an agent's own. Rows
 * are written as they are found; whoever goes away ends it.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import { type Period, periodOf } from "../../shared/time/interval.ts";
import type { Audit } from "../accounts/audit-log.ts";
import type { Question } from "../figures/figure.ts";
import type { Ledger } from "../figures/ledger.ts";
import { admits, nameOf, type Scope, scopeOf } from "../figures/scope.ts";
import type { Manner } from "../reports/contact-cells.ts";
import { contactRows } from "../reports/contact-rows.ts";
import { contactCsv, contactNdjson } from "../reports/contact-text.ts";
import { veilOf } from "../reports/contact-veil.ts";
import { contactXlsx } from "../reports/contact-xlsx.ts";
import { contactFileName } from "../reports/file-name.ts";
import { actorOf, notFound } from "./allowed.ts";
import type { ExportLimit } from "./export-limit.ts";
import { askedFile, type FileAsked } from "./file-asked.ts";
import { type Granted, type Guard, narrow } from "./guard.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

export interface ContactFileRoutes {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly guard: Guard;
  readonly audit: Audit;
  readonly limit: ExportLimit;
  readonly demo: boolean;
  /** What a user is called, who stands in a file that names persons (EXP-12). */
  readonly userName: (id: string) => Promise<string>;
}

const TYPES = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
type Format = keyof typeof TYPES;
const FORMATS = ["csv", "xlsx", "ndjson"] as const satisfies readonly Format[];

/** Nobody reads on for so long: the line is cut, and the place is another's. */
const IDLE_MS_MAX = 120_000;

const KNOWN = ["scope", "lang", "dialect"];

interface Wanted extends FileAsked<Format> {
  readonly period: Period;
  readonly scope: Scope;
}

/** What the address asks for; null: something of it is wrong, and the caller has been told. */
function wantedOf(request: Request, response: Response, deps: ContactFileRoutes): Wanted | null {
  const say = (detail: string): null => {
    problem(response, 400, detail);
    return null;
  };
  const unknown = Object.keys(request.query).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    return say(`there is no parameter "${unknown.slice(0, 40)}"; there are ${KNOWN.join(", ")}`);
  const asked = askedFile(request, response, FORMATS);
  if (asked === null) return null;
  const { zone } = deps.ledger.document().organisation;
  const period = periodOf(asked.name, zone, deps.now());
  if (!period.ok) return say(period.problem);
  const { scope: label = "centre" } = request.query;
  const scope = typeof label === "string" ? scopeOf(label) : null;
  if (scope === null) return say("give scope once");
  if (!scope.ok) return say(scope.problem);
  return { ...asked, period: period.value, scope: scope.value };
}

/** Names and words for people; ids and codes where a system reads it. */
function mannerOf(
  { ledger }: ContactFileRoutes,
  { format, dialect, language }: Wanted,
  shows: Manner["shows"],
): Manner {
  const { teams, queues, organisation } = ledger.document();
  const isForSystems = format === "ndjson" || (format === "csv" && dialect === "systems");
  const words: Manner["words"] = {
    language,
    teamName: (id) => nameOf(teams, id),
    queueName: (id) => nameOf(queues, id),
    agentName: (id) => ledger.nameOf(id),
  };
  return { shows, zone: organisation.zone, words: isForSystems ? null : words };
}

async function file(request: Request, response: Response, deps: ContactFileRoutes): Promise<void> {
  const { ledger, guard, audit, limit, now } = deps;
  const wanted = wantedOf(request, response, deps);
  if (wanted === null) return;
  const { filter } = wanted.scope;
  const granted = await guard.allow(response, { kind: "contacts", of: filter, by: null });
  if (granted === null) return;
  if (filter.team !== undefined && !ledger.document().teams.some(({ id }) => id === filter.team))
    return notFound(response);
  if (!limit.begin(response)) return;
  const { yes, sees, opened }: Granted = granted;
  const { zone } = ledger.document().organisation;
  const asOf = now();
  const asking: Pick<Question, "scope" | "period" | "zone" | "now" | "sees"> = {
    ...narrow(wanted, yes),
    zone,
    now: asOf,
    sees,
  };
  const veil = await veilOf(ledger, asking);
  const namesPersons = yes.persons !== "nobody";
  await opened(veil.named, "contacts");
  const { format, period, scope } = wanted;
  await audit.note({
    ...actorOf(response),
    action: "report.exported",
    detail: { kind: "contacts", week: period.label, scope: scope.label, format },
  });
  const subject = subjectOf(response);
  const by = subject.kind === "user" ? await deps.userName(subject.id) : "";
  const manner = mannerOf(deps, wanted, { ...veil.shows, agents: namesPersons });
  const rows = contactRows(ledger, {
    period,
    admit: admits(asking.scope.filter, undefined),
    isWithheld: veil.isWithheld,
    showsInstants: veil.showsInstants,
    showsReasons: veil.showsReasons,
    persons: sees.persons,
    directory: ledger.directory(),
    now: asOf,
  });
  const about = { period: period.label, scope: scope.label, asOf, by: namesPersons ? by : null };
  const pieces = {
    csv: () => contactCsv(rows, manner, wanted.dialect),
    ndjson: () => contactNdjson(rows, manner),
    xlsx: () => contactXlsx(rows, manner, { ...about, demo: deps.demo, language: wanted.language }),
  }[format]();
  const name = contactFileName({ ...about, zone, demo: deps.demo }, format);
  response
    .set("Cache-Control", "no-store")
    .set("Content-Disposition", `attachment; filename="${name}"`)
    .type(TYPES[format]);
  await send(pieces, response);
}

/** Writes on only as the other side reads; whoever goes away before the end is no mistake. */
async function send(pieces: AsyncIterable<string | Uint8Array>, response: Response): Promise<void> {
  response.setTimeout(IDLE_MS_MAX, () => response.destroy());
  try {
    await pipeline(Readable.from(pieces), response);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw problem;
  }
}

export function contactFileRoutes(deps: ContactFileRoutes): Router {
  return Router().get("/reports/contacts/:file", (request, response) =>
    file(request, response, deps),
  );
}
