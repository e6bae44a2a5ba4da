/**
 * Dataverse as it documents itself, on a list of things that happened to cases: webhooks with their execution
 * contexts, OAuth of an application, its audit by time, and change tracking by links.
 */
import type { CaseHappening, CaseStatus } from "./case-world.ts";
import type { Play, VendorAnswer, VendorRequest } from "./vendor-server.ts";

const guid = (kind: string, number: number): string =>
  `${kind}-e89e-4711-8122-${String(number).padStart(12, "0")}`;
export const userId = (number: number): string => guid("aaaaaaaa", number);
export const teamId = (number: number): string => guid("bbbbbbbb", number);
export const SYSTEM_USER = userId(999);
const incidentId = (number: number): string => guid("cccccccc", number);
const emailId = (number: number): string => guid("dddddddd", number);
const contactId = (number: number): string => guid("eeeeeeee", number);

const STATES: Record<CaseStatus, readonly [state: number, reason: number]> = {
  new: [0, 1],
  working: [0, 1],
  waiting: [0, 3],
  closed: [1, 5],
};
const ORIGIN = { phone: 1, email: 2, web: 3 };
const PAGE = 25;

const userOf = ({ by }: CaseHappening): string => (by === null ? SYSTEM_USER : userId(by));
const date = (at: number): string => `/Date(${at})/`;
const iso = (at: number): string => new Date(at).toISOString().replace(".000Z", "Z");

const option = (Value: number) => ({ __type: "OptionSetValue:http://schemas", Value });
const reference = (LogicalName: string, Id: string) => ({
  __type: "EntityReference:http://schemas",
  Id,
  KeyAttributes: [],
  LogicalName,
  Name: "Somebody",
  RowVersion: null,
});

type Fields = Readonly<Record<string, unknown>>;
const pairs = (fields: Fields) => Object.entries(fields).map(([key, value]) => ({ key, value }));
const entity = (LogicalName: string, Id: string, fields: Fields) => ({
  __type: "Entity:http://schemas",
  Attributes: pairs(fields),
  FormattedValues: [],
  Id,
  LogicalName,
});

interface Now {
  readonly owner: readonly ["systemuser" | "team", string];
  readonly status: CaseStatus;
  readonly score: number | null;
  readonly last: CaseHappening;
}

/** A case as it was before `one`; null: it was not there. */
function before(world: readonly CaseHappening[], one: CaseHappening): Now | null {
  let now = null as Now | null;
  for (const each of world) {
    if (each === one) break;
    if (each.about !== one.about) continue;
    now = after(now, each);
  }
  return now;
}

function after(now: Now | null, one: CaseHappening): Now | null {
  if (one.what === "created") {
    return { owner: ["team", teamId(one.team)], status: "new", score: null, last: one };
  }
  if (now === null || one.what === "email") return now;
  if (one.what === "assigned") return { ...now, owner: ["systemuser", userId(one.to)], last: one };
  if (one.what === "status") return { ...now, status: one.to, last: one };
  return { ...now, score: one.score, last: one };
}

interface Operation {
  readonly message: string;
  readonly kind: string;
  readonly id: string;
  readonly parameters: Fields;
  readonly image?: Fields;
}

const context = (one: CaseHappening, position: number, operation: Operation) => ({
  BusinessUnitId: guid("99999999", 1),
  CorrelationId: guid("88888888", position),
  Depth: 1,
  InitiatingUserId: userOf(one),
  InputParameters: pairs(operation.parameters),
  MessageName: operation.message,
  Mode: 1,
  OperationCreatedOn: `/Date(${one.at}-0700)/`,
  OperationId: guid("77777777", position),
  ParentContext: null,
  PostEntityImages: [],
  PreEntityImages:
    operation.image === undefined
      ? []
      : [{ key: "before", value: entity(operation.kind, operation.id, operation.image) }],
  PrimaryEntityId: operation.id,
  PrimaryEntityName: operation.kind,
  Stage: 40,
  UserId: userOf(one),
});

const stateOf = (status: CaseStatus): Fields => ({
  statecode: option(STATES[status][0]),
  statuscode: option(STATES[status][1]),
});

function emailFields(one: CaseHappening & { what: "email" }): Fields {
  const at = date(one.at);
  return {
    activityid: emailId(one.id),
    description: "Dear customer",
    directioncode: one.isOut,
    statuscode: option(one.isOut ? 3 : 4),
    regardingobjectid: reference("incident", incidentId(one.about)),
    ownerid: reference("systemuser", userOf(one)),
    createdon: at,
    ...(one.isOut ? { senton: at } : {}),
  };
}

/** What Dataverse posts when it happens; some acts raise two operations. */
export function calledWith(
  world: readonly CaseHappening[],
  one: CaseHappening,
  position: number,
): object[] {
  const id = incidentId(one.about);
  const kind = "incident";
  const was = before(world, one);
  const image =
    was === null ? {} : { ...stateOf(was.status), ownerid: reference(was.owner[0], was.owner[1]) };
  const updated = (fields: Fields): object => {
    const Target = entity(kind, id, { incidentid: id, ...fields, modifiedon: date(one.at) });
    return context(one, position, { message: "Update", kind, id, parameters: { Target }, image });
  };
  switch (one.what) {
    case "created": {
      const Target = entity(kind, id, {
        incidentid: id,
        title: "Where is my order?",
        caseorigincode: option(ORIGIN[one.origin]),
        prioritycode: option(2),
        customerid: reference("contact", contactId(one.about)),
        ownerid: reference("team", teamId(one.team)),
        ...stateOf("new"),
        createdon: date(one.at),
      });
      return [context(one, position, { message: "Create", kind, id, parameters: { Target } })];
    }
    case "assigned":
      return [updated({ ownerid: reference("systemuser", userId(one.to)) })];
    case "email": {
      const email = emailId(one.id);
      const Target = entity("email", email, emailFields(one));
      const create = { message: "Create", kind: "email", id: email, parameters: { Target } };
      return [context(one, position, create)];
    }
    case "rated":
      return [updated({ customersatisfactioncode: option(one.score) })];
    case "status": {
      if (one.to !== "closed") return [updated(stateOf(one.to))];
      const IncidentResolution = entity("incidentresolution", guid("66666666", position), {
        incidentid: reference(kind, id),
        subject: "Solved",
      });
      const parameters = { IncidentResolution, Status: option(5) };
      const closing = context(one, position, { message: "CloseIncident", kind, id, parameters });
      return [updated(stateOf("closed")), closing];
    }
  }
}

const LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const lookup = (name: string, kind: string, id: string): Fields => ({
  [`_${name}_value`]: id,
  [`_${name}_value${LOOKUP}`]: kind,
});

interface Row {
  readonly changedAt: number;
  readonly record: Fields;
}

function incidentRows(world: readonly CaseHappening[]): Row[] {
  return world.flatMap((first) => {
    if (first.what !== "created") return [];
    const all = world.filter(({ about }) => about === first.about);
    const now = all.reduce(after, null as Now | null);
    if (now === null) return [];
    const [statecode, statuscode] = STATES[now.status];
    const record = {
      incidentid: incidentId(first.about),
      createdon: iso(first.at),
      modifiedon: iso(now.last.at),
      ...lookup("modifiedby", "systemuser", userOf(now.last)),
      caseorigincode: ORIGIN[first.origin],
      prioritycode: 2,
      ...lookup("customerid", "contact", contactId(first.about)),
      ...lookup("ownerid", now.owner[0], now.owner[1]),
      statecode,
      statuscode,
      customersatisfactioncode: now.score,
    };
    return [{ changedAt: now.last.at, record }];
  });
}

const emailRows = (world: readonly CaseHappening[]): Row[] =>
  world.flatMap((one) => {
    if (one.what !== "email") return [];
    const record = {
      activityid: emailId(one.id),
      createdon: iso(one.at),
      modifiedon: iso(one.at),
      senton: one.isOut ? iso(one.at) : null,
      actualend: null,
      directioncode: one.isOut,
      statuscode: one.isOut ? 3 : 4,
      ...lookup("regardingobjectid", "incident", incidentId(one.about)),
      ...lookup("ownerid", "systemuser", userOf(one)),
      ...lookup("createdby", "systemuser", userOf(one)),
    };
    return [{ changedAt: one.at, record }];
  });

function auditRows(world: readonly CaseHappening[]): Row[] {
  return world.flatMap((one, position) => {
    const change = (logicalName: string, newValue: string) => ({
      logicalName,
      oldValue: "",
      newValue,
    });
    const state = (status: CaseStatus) => [
      change("statecode", String(STATES[status][0])),
      change("statuscode", String(STATES[status][1])),
    ];
    const changes = {
      created: () =>
        one.what === "created"
          ? [change("ownerid", `team,${teamId(one.team)}`), ...state("new")]
          : [],
      assigned: () =>
        one.what === "assigned" ? [change("ownerid", `systemuser,${userId(one.to)}`)] : [],
      status: () => (one.what === "status" ? state(one.to) : []),
      rated: () =>
        one.what === "rated" ? [change("customersatisfactioncode", String(one.score))] : [],
      email: () => [],
    }[one.what]();
    if (changes.length === 0) return [];
    const record = {
      auditid: guid("55555555", position),
      createdon: iso(one.at),
      operation: one.what === "created" ? 1 : 2,
      action: one.what === "created" ? 1 : 2,
      ...lookup("objectid", "incident", incidentId(one.about)),
      ...lookup("userid", "systemuser", userOf(one)),
      changedata: JSON.stringify({ changedAttributes: changes }),
    };
    return [{ changedAt: one.at, record }];
  });
}

const ROWS: Readonly<Record<string, (world: readonly CaseHappening[]) => Row[]>> = {
  audits: auditRows,
  incidents: incidentRows,
  emails: emailRows,
  phonecalls: () => [],
  incidentresolutions: () => [],
};

export interface DynamicsServer {
  readonly play: Play;
  /** Another secret of the application is right, and its token is over. */
  rotate(secret: string): void;
  /** Links of change tracking from before are too old. */
  expireLinks(): void;
}

export function dynamicsServer(world: readonly CaseHappening[], now: () => number): DynamicsServer {
  let secret = "right";
  let token = "token-1";
  let epoch = 1;

  const listOf = (set: string, { query, headers }: VendorRequest): VendorAnswer => {
    const rows = ROWS[set]?.(world.filter(({ at }) => at <= now())) ?? [];
    const base = `http://${headers.host}/api/data/v9.2/${set}`;
    const select = encodeURIComponent(query.get("$select") ?? "");
    const [said, since, from] = (query.get("$deltatoken") ?? query.get("$skiptoken") ?? "").split(
      "!",
    );
    if (said !== "" && said !== String(epoch))
      return { status: 410, body: { error: { code: "0x80060891" } } };
    const filter = /createdon ge (\S+)/.exec(query.get("$filter") ?? "")?.[1];
    const start = filter === undefined ? Number(since ?? 0) : Date.parse(filter);
    const object = /_objectid_value eq ([\w-]+)/.exec(query.get("$filter") ?? "")?.[1];
    const found = rows
      .filter(({ record }) => object === undefined || record._objectid_value === object)

      .filter(({ changedAt }) => changedAt >= start)
      .sort((a, b) => a.changedAt - b.changedAt);
    const first = Number(from ?? 0);
    const value = found.slice(first, first + PAGE).map(({ record }) => record);
    const isTracking = String(headers.prefer).includes("odata.track-changes");
    const next = `${base}?$select=${select}&$skiptoken=${epoch}!${start}!${first + PAGE}`;
    const delta = `${base}?$select=${select}&$deltatoken=${epoch}!${now()}`;
    const isLast = first + PAGE >= found.length;
    const links = !isLast
      ? { "@odata.nextLink": next }
      : isTracking
        ? { "@odata.deltaLink": delta }
        : {};
    return {
      body: { "@odata.context": `${base.replace(set, "$metadata")}#${set}`, value, ...links },
    };
  };

  const answer = (request: VendorRequest): VendorAnswer | null => {
    const [, set, id] = /^\/api\/data\/v9\.2\/(\w+)(?:\(([\w-]+)\))?$/.exec(request.path) ?? [];
    if (set === undefined || ROWS[set] === undefined) return null;
    if (id === undefined) return listOf(set, request);
    const rows = ROWS[set](world.filter(({ at }) => at <= now()));
    const row = rows.find(({ record }) => record.incidentid === id || record.activityid === id);
    return row === undefined ? null : { body: row.record };
  };

  return {
    play: (request) => {
      if (request.path === "/tenant/oauth2/v2.0/token") {
        const form = new URLSearchParams(request.body);
        const isRight =
          form.get("client_secret") === secret && form.get("scope")?.endsWith("/.default");
        if (isRight !== true) return { status: 401, body: { error: "invalid_client" } };
        return { body: { access_token: token, token_type: "Bearer", expires_in: 3_599 } };
      }
      if (request.headers.authorization !== `Bearer ${token}`) return { status: 401 };
      return answer(request);
    },
    rotate: (next) => {
      secret = next;
      token = `${token}x`;
    },
    expireLinks: () => {
      epoch += 1;
    },
  };
}
