/**
 * What Dataverse is asked: its audit of cases by time, and what was changed of cases, e-mails, calls and
 * resolutions by change tracking. The first link of change tracking comes with every record there is.
 */
import { z } from "zod";
import { refusedAnswer } from "../answers.ts";
import { parseJson } from "../big-json.ts";
import { joined, readOf } from "../outcome.ts";
import type { Pull, PullAnswer, Pulled, PullProblem, PullRequest } from "../pull.ts";
import type { Wanted } from "../webhook.ts";
import { eventWriter } from "../write-event.ts";
import { type DynamicsOptions, optionsOf } from "./options.ts";
import { type EntitySet, recordOf, SETS } from "./records.ts";
import { isObject, momentOf } from "./values.ts";

export const ROUND_MS = 120_000;
/** A record is stamped before it can be read: so far back the audit is read again. */
export const OVERLAP_MS = 300_000;
const EXPIRED_MS = 5_000;
/** What it does not have, or does not let us read, is asked for again. */
const ABSENT_MS = 3_600_000;
const PAGE = 1_000;

export interface Cursor {
  readonly turn: EntitySet;
  /** The next page; null: its first. */
  readonly after: string | null;
  /** By change tracking: the link to what was changed since. */
  readonly links: Readonly<Partial<Record<EntitySet, string>>>;
  readonly since: number;
  /** Until when the audit was read, ms. */
  readonly auditedTo: number;
  readonly roundAt: number;
  /** When each was found to be absent, ms. */
  readonly absent: Readonly<Partial<Record<EntitySet, number>>>;
}

export const cursorFrom = (since: number): Cursor => ({
  turn: "audits",
  after: null,
  links: {},
  since,
  auditedTo: 0,
  roundAt: 0,
  absent: {},
});

const FIELDS: Record<EntitySet, string> = {
  audits: "auditid,createdon,operation,action,_objectid_value,_userid_value,changedata",
  incidents:
    "incidentid,createdon,modifiedon,_modifiedby_value,caseorigincode,prioritycode,_customerid_value,_ownerid_value,statecode,statuscode,customersatisfactioncode",
  emails:
    "activityid,createdon,modifiedon,senton,actualend,directioncode,statuscode,_regardingobjectid_value,_ownerid_value,_createdby_value",
  phonecalls:
    "activityid,createdon,modifiedon,directioncode,statuscode,_regardingobjectid_value,_ownerid_value,_createdby_value",
  incidentresolutions:
    "activityid,createdon,modifiedon,actualend,timespent,_incidentid_value,_ownerid_value,_createdby_value",
};

const ANNOTATED = 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"';
const headersWith = (...preferences: readonly string[]) => ({
  "odata-version": "4.0",
  "odata-maxversion": "4.0",
  prefer: [...preferences, ANNOTATED, `odata.maxpagesize=${PAGE}`].join(","),
});

const pathTo = ({ version }: DynamicsOptions, rest: string): string =>
  `/api/data/v${version}/${rest}`;

/** A link as a path below the base; null: it is none. */
function pathOf(link: unknown): string | null {
  if (typeof link !== "string" || link.length > 4_000 || !URL.canParse(link)) return null;
  const { pathname, search } = new URL(link);
  return pathname + search;
}

function auditsFrom(at: number, options: DynamicsOptions): string {
  const from = new Date(Math.max(0, at)).toISOString();
  const filter = encodeURIComponent(`objecttypecode eq 'incident' and createdon ge ${from}`);
  const order = encodeURIComponent("createdon asc");
  return pathTo(options, `audits?$select=${FIELDS.audits}&$filter=${filter}&$orderby=${order}`);
}

function nextOf(cursor: Cursor, options: DynamicsOptions): PullRequest {
  const { turn, after, links, since, auditedTo } = cursor;
  if (turn === "audits") {
    const path = after ?? auditsFrom((auditedTo || since) - OVERLAP_MS, options);
    return { method: "GET", path, headers: headersWith() };
  }
  const path = after ?? links[turn] ?? pathTo(options, `${turn}?$select=${FIELDS[turn]}`);
  return { method: "GET", path, headers: headersWith("odata.track-changes") };
}

const page = z.looseObject({
  value: z.array(z.unknown()),
  "@odata.nextLink": z.string().nullish(),
  "@odata.deltaLink": z.string().nullish(),
});

const bodyOf = ({ text }: PullAnswer): unknown => {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : null;
};

/** A token that is over is fetched anew. */
function refused(answer: PullAnswer, now: number): PullProblem | null {
  const problem = refusedAnswer(answer, now);
  return problem !== null && answer.status === 401 ? { ...problem, retryMs: EXPIRED_MS } : problem;
}

const UNREADABLE: PullProblem = { reason: "its answer is not what it documents", retryMs: 60_000 };
const NOTHING = { events: [], refused: [] };

/** The next set that there is; after the last the round is over. */
function onward(cursor: Cursor, now: number): Pulled<Cursor> {
  const isAbsent = (set: EntitySet) => now - (cursor.absent[set] ?? -Infinity) < ABSENT_MS;
  const rest = SETS.slice(SETS.indexOf(cursor.turn) + 1).filter((set) => !isAbsent(set));
  const [turn] = rest;
  if (turn !== undefined)
    return { ...NOTHING, cursor: { ...cursor, turn, after: null }, waitMs: 0 };
  const first = SETS.find((set) => !isAbsent(set)) ?? "incidents";
  const next: Cursor = { ...cursor, turn: first, after: null, roundAt: 0 };
  return { ...NOTHING, cursor: next, waitMs: ROUND_MS, upTo: cursor.roundAt - OVERLAP_MS };
}

const lastAudit = (records: readonly unknown[]): number =>
  records.reduce<number>((last, one) => {
    const at = isObject(one) ? momentOf(one.createdon) : Number.NaN;
    return at > last ? at : last;
  }, 0);

/** Gone: its link is too old, and everything is read again. */
const isExpired = ({ status }: PullAnswer, { turn, after, links }: Cursor): boolean =>
  (status === 410 || status === 400) && (after !== null || links[turn] !== undefined);

function withoutLink(cursor: Cursor): Cursor {
  const { [cursor.turn]: _, ...links } = cursor.links;
  return { ...cursor, links, after: null };
}

function readPage(
  answer: PullAnswer,
  cursor: Cursor,
  { source, now }: { readonly source: string; readonly now: number },
  options: DynamicsOptions,
): Pulled<Cursor> | PullProblem {
  const { turn } = cursor;
  if (isExpired(answer, cursor)) return { ...NOTHING, cursor: withoutLink(cursor), waitMs: 0 };
  // Not there, or not ours to read: the rest goes on. Cases are what it is for.
  const isAbsent = [400, 403, 404, 501].includes(answer.status) && turn !== "incidents";
  if (isAbsent) return onward({ ...cursor, absent: { ...cursor.absent, [turn]: now } }, now);
  const problem = refused(answer, now);
  if (problem !== null) return problem;
  const said = page.safeParse(bodyOf(answer)).data;
  if (said === undefined) return UNREADABLE;
  const write = eventWriter(source);
  const isAudited = cursor.absent.audits === undefined;
  const knowing = { since: cursor.since - OVERLAP_MS, isAudited };
  const outcome = joined(said.value.map((raw) => recordOf(write, turn, raw, options, knowing)));
  const { events, refused: not } = readOf([outcome]);
  const auditedTo =
    turn === "audits" ? Math.max(cursor.auditedTo, lastAudit(said.value)) : cursor.auditedTo;
  const link = pathOf(said["@odata.deltaLink"]);
  const links = link === null ? cursor.links : { ...cursor.links, [turn]: link };
  const read: Cursor = { ...cursor, auditedTo, links };
  const after = pathOf(said["@odata.nextLink"]);
  if (after !== null) return { events, refused: not, cursor: { ...read, after }, waitMs: 0 };
  return { ...onward(read, now), events, refused: not };
}

const SET_OF: Readonly<Record<string, EntitySet>> = {
  incident: "audits",
  email: "emails",
  phonecall: "phonecalls",
  incidentresolution: "incidentresolutions",
};

/** Of a case what its audit says; that it is there, and without an audit its state, is in the next round. */
function fetchOf({ kind, id }: Wanted, options: DynamicsOptions): PullRequest {
  if (kind === "incident") {
    const filter = encodeURIComponent(`objecttypecode eq 'incident' and _objectid_value eq ${id}`);
    const path = pathTo(options, `audits?$select=${FIELDS.audits}&$filter=${filter}`);
    return { method: "GET", path, headers: headersWith() };
  }
  const set = SET_OF[kind] ?? "emails";
  return {
    method: "GET",
    path: pathTo(options, `${set}(${encodeURIComponent(id)})?$select=${FIELDS[set]}`),
    headers: headersWith(),
  };
}

/** Null: the connection's options are not what may be said. */
export function dynamicsPull(given: unknown): Pull<Cursor> | null {
  const options = optionsOf(given);
  if (options === null) return null;
  return {
    connector: "dynamics",
    start: cursorFrom,
    next: (cursor) => nextOf(cursor, options),
    read: (answer, cursor, context) => {
      const begun = cursor.roundAt === 0 ? { ...cursor, roundAt: context.now } : cursor;
      return readPage(answer, begun, context, options);
    },
    fetch: (wanted) => fetchOf(wanted, options),
    fetched(answer, { kind }, { source, now }) {
      if (answer.status === 404) return NOTHING;
      const problem = refused(answer, now);
      if (problem !== null) return problem;
      const body = bodyOf(answer);
      const set = SET_OF[kind];
      const records = set === "audits" ? (page.safeParse(body).data?.value ?? []) : [body];
      if (set === undefined) return NOTHING;
      const write = eventWriter(source);
      const { events, refused: not } = readOf(
        records.map((raw) => recordOf(write, set, raw, options)),
      );
      return { events, refused: not };
    },
  };
}
