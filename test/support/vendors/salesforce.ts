/**
 * Salesforce as it documents itself, on a list of things that happened to cases: OAuth client credentials,
 * queries by pages, batches, and its stream of change events by long polling (which here never waits).
 */
import type { CaseHappening, CaseStatus } from "./case-world.ts";
import type { Play, VendorAnswer, VendorRequest } from "./vendor-server.ts";

const digits = (number: number): string => String(number).padStart(10, "0");
export const agentId = (number: number): string => `0055j${digits(number)}AAV`;
export const queueId = (number: number): string => `00G5j${digits(number)}AAV`;
export const SYSTEM_USER = agentId(999);
const caseId = (number: number): string => `5005j${digits(number)}AAV`;
const emailId = (number: number): string => `02s5j${digits(number)}AAV`;

const STATUS: Record<CaseStatus, string> = {
  new: "New",
  waiting: "Waiting on Customer",
  working: "Working",
  closed: "Finished",
};
const ORIGIN = { email: "Email", phone: "Phone", web: "Web" };
const PAGE = 20;
const RETAINED_MS = 72 * 3_600_000;

const rest = (at: number): string => new Date(at).toISOString().replace("Z", "+0000");
const stream = (at: number): string => new Date(at).toISOString();
const userOf = ({ by }: CaseHappening): string => (by === null ? SYSTEM_USER : agentId(by));

type Fields = Readonly<Record<string, unknown>>;
const attributes = (type: string) => ({ attributes: { type, url: `/services/data/${type}` } });

function fieldsOf(one: CaseHappening): Fields | null {
  if (one.what === "created") {
    return {
      OwnerId: queueId(one.team),
      Status: "New",
      Origin: ORIGIN[one.origin],
      Priority: "Medium",
      ContactId: `0035j${digits(one.about)}AAV`,
      Subject: "Where is my order?",
      CreatedDate: stream(one.at),
      CreatedById: userOf(one),
    };
  }
  if (one.what === "assigned") return { OwnerId: agentId(one.to) };
  if (one.what !== "status") return null;
  const isClosed = one.to === "closed";
  const changed = isClosed || one.from === "closed";
  const closed = { IsClosed: isClosed, ClosedDate: isClosed ? stream(one.at) : null };
  return { Status: STATUS[one.to], ...(changed ? closed : {}) };
}

const emailOf = (one: CaseHappening & { what: "email" }, iso: (at: number) => string): Fields => ({
  ParentId: caseId(one.about),
  Incoming: !one.isOut,
  Status: one.isOut ? "3" : "0",
  CreatedById: userOf(one),
  CreatedDate: iso(one.at),
  MessageDate: iso(one.at),
  TextBody: "Dear customer",
});

/** One change event as CometD brings it; null: it is no change of a record that is streamed. */
export function changeEvent(one: CaseHappening, position: number, isGap = false): object | null {
  const isEmail = one.what === "email";
  const fields = isEmail ? emailOf(one, stream) : fieldsOf(one);
  if (fields === null) return null;
  const isNew = isEmail || one.what === "created";
  const type = isNew ? "CREATE" : "UPDATE";
  const entityName = isEmail ? "EmailMessage" : "Case";
  const header = {
    entityName,
    recordIds: [isEmail ? emailId(one.id) : caseId(one.about)],
    changeType: isGap ? `GAP_${type}` : type,
    changedFields: isNew ? [] : [...Object.keys(fields), "LastModifiedDate"],
    changeOrigin: "",
    transactionKey: `0000d978-0333-d593-c68b-${String(position).padStart(12, "0")}`,
    sequenceNumber: 1,
    commitTimestamp: one.at,
    commitNumber: 1_042_620_802_853_600 + position,
    commitUser: userOf(one),
  };
  const body = isGap ? {} : { ...fields, LastModifiedDate: stream(one.at) };
  return {
    channel: `/data/${entityName}ChangeEvent`,
    data: {
      schema: "of-our-own",
      payload: { ChangeEventHeader: header, ...body },
      event: { replayId: 1_000 + 7 * position },
    },
  };
}

function caseRecord(all: readonly CaseHappening[]): Fields {
  const [first] = all;
  if (first?.what !== "created") throw new Error("a case begins with its creation");
  const history: object[] = [];
  let owner = queueId(first.team);
  let [status, closedAt, last] = ["New", null as number | null, first as CaseHappening];
  const row = (one: CaseHappening, Field: string, OldValue: unknown, NewValue: unknown) =>
    history.push({
      Field,
      OldValue,
      NewValue,
      CreatedDate: rest(one.at),
      CreatedById: userOf(one),
    });
  for (const one of all.slice(1)) {
    if (one.what === "assigned") {
      row(one, "Owner", "A queue", "An agent");
      row(one, "Owner", owner, agentId(one.to));
      owner = agentId(one.to);
    } else if (one.what === "status") {
      row(one, "Status", status, STATUS[one.to]);
      status = STATUS[one.to];
      closedAt = one.to === "closed" ? one.at : null;
    } else continue;
    last = one;
  }
  return {
    ...attributes("Case"),
    Id: caseId(first.about),
    ...fieldsOf(first),
    CreatedDate: rest(first.at),
    LastModifiedDate: rest(last.at),
    LastModifiedById: userOf(last),
    SystemModstamp: rest(last.at),
    OwnerId: owner,
    Status: status,
    IsClosed: closedAt !== null,
    ClosedDate: closedAt === null ? null : rest(closedAt),
    IsDeleted: false,
    MasterRecordId: null,
    Histories:
      history.length === 0 ? null : { totalSize: history.length, done: true, records: history },
  };
}

function recordsOf(object: string, world: readonly CaseHappening[]): Fields[] | null {
  switch (object) {
    case "CaseStatus":
      return Object.entries(STATUS).map(([name, label]) => ({
        ...attributes("CaseStatus"),
        MasterLabel: label,
        ApiName: label,
        IsClosed: name === "closed",
      }));
    case "Case": {
      const cases = Map.groupBy(
        world.filter(({ what }) => what !== "email" && what !== "rated"),
        ({ about }) => about,
      );
      return [...cases.values()].map(caseRecord);
    }
    case "EmailMessage":
      return world.flatMap((one) =>
        one.what === "email"
          ? [
              {
                ...attributes("EmailMessage"),
                Id: emailId(one.id),
                ...emailOf(one, rest),
                SystemModstamp: rest(one.at),
              },
            ]
          : [],
      );
    case "GroupMember":
    case "CaseComment":
    case "UserServicePresence":
      return [];
    default:
      return null;
  }
}

/** What a test may do to the stream. */
export interface Faults {
  /** This event is never streamed. */
  isLost?: (position: number) => boolean;
  /** This one comes without its values. */
  isGap?: (position: number) => boolean;
  /** Sent twice. */
  isTwice?: (position: number) => boolean;
}

export interface SalesforceServer {
  readonly play: Play;
  /** Forgets its sessions, as after a restart of a node. */
  forgetSessions(): void;
  /** Takes the token back, and another secret of the app is right. */
  rotate(secret: string): void;
  /** What was streamed before is thrown away. */
  purge(): void;
}

interface Session {
  readonly after: Map<string, number>;
}

export function salesforceServer(
  world: readonly CaseHappening[],
  now: () => number,
  { isLost = () => false, isGap = () => false, isTwice = () => false }: Faults = {},
): SalesforceServer {
  let secret = "right";
  let token = "token-1";
  let purgedAt = -Infinity;
  let sessions = new Map<string, Session>();
  let count = 0;
  const locators: string[] = [];
  const past = () => world.filter(({ at }) => at <= now());

  const streamed = () =>
    world.flatMap((one, position) => {
      const event = changeEvent(one, position, isGap(position));
      const isKept = one.at <= now() && one.at > Math.max(purgedAt, now() - RETAINED_MS);
      return event === null || !isKept || isLost(position) ? [] : [{ position, event }];
    });
  const channelOf = (event: object): string => ("channel" in event ? String(event.channel) : "");

  const subscribe = (session: Session, message: Fields): object => {
    const subscription = String(message.subscription);
    const replays = (message.ext as { replay?: Record<string, number> } | undefined)?.replay ?? {};
    const replay = replays[subscription] ?? -1;
    const all = streamed();
    const answer = { channel: "/meta/subscribe", subscription, clientId: message.clientId };
    if (!/^\/data\/(Case|EmailMessage)ChangeEvent$/.test(subscription)) {
      const error = `403:denied_by_security_policy:create_denied:${subscription}`;
      return { ...answer, successful: false, error };
    }
    const last = all.at(-1)?.position ?? -1;
    const place = (replay - 1_000) / 7;
    if (replay >= 0 && (world[place]?.at ?? now()) <= purgedAt) {
      const error = `400::The replayId {${replay}} you provided was invalid.`;
      return { ...answer, successful: false, error };
    }
    session.after.set(subscription, replay === -1 ? last : replay === -2 ? -1 : place);
    return { ...answer, successful: true };
  };

  const connect = (session: Session): object[] => {
    const found = streamed().filter(
      ({ position, event }) => position > (session.after.get(channelOf(event)) ?? Infinity),
    );
    for (const { position, event } of found) session.after.set(channelOf(event), position);
    return found.flatMap(({ position, event }) => (isTwice(position) ? [event, event] : [event]));
  };

  const bayeux = ({ headers, body }: VendorRequest): VendorAnswer => {
    const messages = JSON.parse(body) as Fields[];
    const [first] = messages;
    if (first?.channel === "/meta/handshake") {
      const clientId = `client-${++count}`;
      sessions.set(clientId, { after: new Map() });
      const advice = { reconnect: "retry", interval: 0, timeout: 110_000 };
      const answer = {
        channel: "/meta/handshake",
        clientId,
        successful: true,
        version: "1.0",
        advice,
      };
      return {
        headers: { "set-cookie": `BAYEUX_BROWSER=${clientId}; Path=/cometd; Secure` },
        body: [answer],
      };
    }
    const clientId = String(first?.clientId);
    const session = sessions.get(clientId);
    const hasCookie = headers.cookie?.includes(`BAYEUX_BROWSER=${clientId}`) === true;
    if (session === undefined || !hasCookie) {
      const advice = { reconnect: "handshake", interval: 0 };
      const channel = first?.channel;
      return { body: [{ channel, successful: false, error: "403::Unknown client", advice }] };
    }
    if (first?.channel === "/meta/subscribe") {
      return { body: messages.map((message) => subscribe(session, message)) };
    }
    return {
      body: [...connect(session), { channel: "/meta/connect", clientId, successful: true }],
    };
  };

  const query = (text: string, from: number): { status: number; result: unknown } => {
    const object = [...text.matchAll(/FROM (\w+)/g)].at(-1)?.[1] ?? "";
    const all = recordsOf(object, past());
    if (all === null) {
      return {
        status: 400,
        result: [{ errorCode: "INVALID_TYPE", message: "sObject type is not supported" }],
      };
    }
    const since = Date.parse(/SystemModstamp >= (\S+)/.exec(text)?.[1] ?? "1970-01-01");
    const id = /Id = '(\w+)'/.exec(text)?.[1];
    const found = all
      .filter((one) => id === undefined || one.Id === id)
      .filter(
        (one) =>
          one.SystemModstamp === undefined || Date.parse(String(one.SystemModstamp)) >= since,
      )
      .sort((a, b) => String(a.SystemModstamp).localeCompare(String(b.SystemModstamp)));
    const records = found.slice(from, from + PAGE);
    const done = from + PAGE >= found.length;
    const locator = `01g5j${digits(locators.push(text))}AAV-${from + PAGE}`;
    const nextRecordsUrl = `/services/data/v62.0/query/${locator}`;
    const result = { totalSize: found.length, done, records, ...(done ? {} : { nextRecordsUrl }) };
    return { status: 200, result };
  };

  const answer = (request: VendorRequest): VendorAnswer | null => {
    const { path, query: asked, body } = request;
    if (path.startsWith("/cometd/62.0")) return bayeux(request);
    const [, locator] = /^\/services\/data\/v62\.0\/query\/(.+)$/.exec(path) ?? [];
    if (locator !== undefined) {
      const [id, from] = locator.split("-", 2);
      const more = query(locators[Number(id?.slice(5, 15)) - 1] ?? "", Number(from));
      return { status: more.status, body: more.result };
    }
    if (/^\/services\/data\/v62\.0\/query(All)?$/.test(path)) {
      const { status, result } = query(asked.get("q") ?? "", 0);
      return { status, body: result };
    }
    if (path !== "/services/data/v62.0/composite/batch") return null;
    const { batchRequests } = JSON.parse(body) as { batchRequests: { url: string }[] };
    const results = batchRequests.map(({ url }) => {
      const { status, result } = query(new URL(url, "http://x/").searchParams.get("q") ?? "", 0);
      return { statusCode: status, result };
    });
    return { body: { hasErrors: true, results } };
  };

  return {
    play: (request) => {
      if (request.path === "/services/oauth2/token") {
        const form = new URLSearchParams(request.body);
        const isRight = form.get("client_secret") === secret && form.get("client_id") === "app";
        if (!isRight || form.get("grant_type") !== "client_credentials") {
          return { status: 400, body: { error: "invalid_client_id" } };
        }
        return { body: { access_token: token, token_type: "Bearer", issued_at: String(now()) } };
      }
      if (request.headers.authorization !== `Bearer ${token}`) {
        return {
          status: 401,
          body: [{ errorCode: "INVALID_SESSION_ID", message: "Session expired" }],
        };
      }
      return answer(request);
    },
    forgetSessions: () => {
      sessions = new Map();
    },
    rotate: (next) => {
      secret = next;
      token = `${token}x`;
      sessions = new Map();
    },
    purge: () => {
      purgedAt = now();
      sessions = new Map();
    },
  };
}
