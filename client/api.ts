/**
 * The typed fetch: every question to the server and what it answers. A refusal is a value with a code
 * that screens have words for; nothing here throws.
 */
import type { OrgDocument } from "../shared/org/org.ts";
import type { PolicyWish } from "../shared/org/policy.ts";
import { fail, ok, type Result } from "../shared/result.ts";
import type { Language } from "../shared/text/words.ts";
import type {
  InvitationItem,
  InvitedBody,
  RoleGiven,
  SessionBody,
  SessionItem,
  UserItem,
} from "../shared/wire/account.ts";
import type { ConnectionBody, ConnectionRow, SystemRow } from "../shared/wire/connection.ts";
import type { ContactAnswer } from "../shared/wire/contact-clock.ts";
import type { Definition } from "../shared/wire/definition.ts";
import type {
  BoardChoice,
  DeviceChange,
  DeviceRow,
  OwnDevice,
  PairingApproval,
  PairingStarted,
  PairingState,
} from "../shared/wire/device.ts";
import type { ErasedAnswer } from "../shared/wire/erasure.ts";
import type { ContactRow, FigureJson, QualityJson } from "../shared/wire/http.ts";
import type { KeyRow, MadeKey } from "../shared/wire/key.ts";
import type { Me } from "../shared/wire/me.ts";
import type { Movement } from "../shared/wire/movement.ts";
import type {
  OrganisationBody,
  PeopleAnswer,
  TargetsAnswer,
  TargetsBody,
  TestAnswer,
} from "../shared/wire/organisation.ts";
import type { PreviewAnswer } from "../shared/wire/preview.ts";
import type { LookedAnswer, PolicyAnswer, Transparency } from "../shared/wire/privacy.ts";
import type { SourcesAnswer } from "../shared/wire/source.ts";
import type { FigureQuestion } from "./store/address.ts";

/** Why not. `status` 0: the server could not be reached. */
export interface Problem {
  readonly status: number;
  readonly code: string | null;
  /** English, for administrators; screens have their own words for codes. */
  readonly detail: string;
  /** The field it is about. */
  readonly path: string | null;
  readonly retryAfterSeconds: number | null;
}

export type Answer<T> = Result<T, Problem>;

export type { InvitationItem as Invitation, InvitedBody as Invited, MadeKey, UserItem as User };

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const told: Record<string, unknown> = { ...(body as object | null) };
  const wait = told.retryAfterSeconds;
  return {
    status: response.status,
    code: text(told.code),
    detail: text(told.detail) ?? "",
    path: text(told.path),
    retryAfterSeconds: typeof wait === "number" ? wait : null,
  };
}

const UNREACHABLE: Problem = {
  status: 0,
  code: null,
  detail: "the server cannot be reached",
  path: null,
  retryAfterSeconds: null,
};

interface Told<T> {
  readonly body: T;
  /** The server's clock, ms since 1970, to the second. */
  readonly at: number;
}

/** One request to /api/v1; a body goes as JSON. An empty answer is null. */
async function request<T>(method: string, path: string, body?: unknown): Promise<Answer<Told<T>>> {
  const sent =
    method === "GET"
      ? { method }
      : {
          method,
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body ?? {}),
        };
  try {
    const response = await fetch(`/api/v1${path}`, sent);
    if (!response.ok) return fail(await problemOf(response));
    const told: T = response.status === 204 ? null : await response.json();
    return ok({ body: told, at: Date.parse(response.headers.get("date") ?? "") });
  } catch {
    return fail(UNREACHABLE); // no line, or an answer that is not ours
  }
}

/** For screens that have questions of their own (reports/report-api.ts). */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const answer = await request<T>(method, path, body);
  return answer.ok ? ok(answer.value.body) : answer;
}

/** In how many ms this session ends unless it is used; by the server's clock alone. Null: not told. */
async function ownEnd(): Promise<Answer<number | null>> {
  const answer = await request<SessionItem[]>("GET", "/sessions");
  if (!answer.ok) return answer;
  const { body, at } = answer.value;
  const own = body.find(({ isThis }) => isThis);
  return ok(own === undefined || Number.isNaN(at) ? null : own.endsAt - at);
}

const to = encodeURIComponent;
const query = (asked: Record<string, string>) => new URLSearchParams(asked).toString();

export interface Person {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
}

export interface FirstAdmin extends Person {
  readonly email: string;
  readonly alsoManager: boolean;
}

export const api = {
  session: () => ask<SessionBody>("GET", "/session"),
  ownEnd,
  signIn: (email: string, password: string) =>
    ask<SessionBody>("POST", "/session", { email, password }),
  signOut: () => ask<null>("DELETE", "/session"),
  setPassword: (current: string, password: string) =>
    ask<SessionBody>("PUT", "/session/password", { current, password }),
  sessions: () => ask<SessionItem[]>("GET", "/sessions"),
  endSession: (id: string) => ask<null>("DELETE", `/sessions/${to(id)}`),
  setUp: (admin: FirstAdmin) => ask<SessionBody>("POST", "/setup", admin),
  lookAt: (token: string) =>
    ask<{ email: string; isPasswordOnly: boolean }>("POST", "/invitations/look", { token }),
  join: (person: Omit<Person, "name"> & { readonly name?: string }) =>
    ask<SessionBody>("POST", "/invitations/accept", person),

  me: () => ask<Me>("GET", "/me"),
  looked: () => ask<LookedAnswer>("GET", "/looked"),
  definitions: (kpi: string, lang: string) =>
    ask<Definition[]>("GET", `/definitions?${query({ kpi, lang })}`),
  contacts: (asked: Readonly<Record<"kpi" | "scope" | "period", string>>) =>
    ask<ContactRow[]>("GET", `/contacts?${query(asked)}`),
  figure: (asked: FigureQuestion, lang: string) =>
    ask<FigureJson[]>("GET", `/figures?${query({ ...asked, explain: "1", passport: "1", lang })}`),
  movement: (asked: FigureQuestion, by: string) =>
    ask<Movement>("GET", `/figures/explain?${query({ ...asked, by })}`),
  contact: (id: string, source: string | null) =>
    ask<ContactAnswer>(
      "GET",
      `/contacts/${to(id)}${source === null ? "" : `?${query({ source })}`}`,
    ),
  transparency: (lang: string) => ask<Transparency>("GET", `/transparency?${query({ lang })}`),
  sources: () => ask<SourcesAnswer>("GET", "/sources"),
  quality: (period: string) => ask<QualityJson>("GET", `/quality?${query({ period })}`),

  users: () => ask<UserItem[]>("GET", "/users"),
  changeUser: (
    id: string,
    change: Partial<Pick<UserItem, "name" | "roles" | "isActive" | "language">>,
  ) => ask<UserItem>("PATCH", `/users/${to(id)}`, change),
  passwordLink: (id: string) => ask<InvitedBody>("POST", `/users/${to(id)}/password-link`),
  invitations: () => ask<InvitationItem[]>("GET", "/invitations"),
  invite: (email: string, roles: readonly RoleGiven[]) =>
    ask<InvitedBody>("POST", "/invitations", { email, roles }),
  withdraw: (id: string) => ask<null>("DELETE", `/invitations/${to(id)}`),

  organisation: () => ask<OrganisationBody>("GET", "/organisation"),
  changeOrganisation: (to: OrganisationBody) =>
    ask<{ version: number }>("PUT", "/organisation", to),
  previewOrganisation: (document: OrgDocument) =>
    ask<PreviewAnswer>("POST", "/organisation/preview", { document }),
  undoOrganisation: (version: number) =>
    ask<{ version: number }>("POST", "/organisation/undo", { version }),
  targets: (team: string | null) =>
    ask<TargetsAnswer>("GET", team === null ? "/targets" : `/targets?${query({ team })}`),
  changeTargets: (targets: TargetsBody) => ask<TargetsBody>("PUT", "/targets", targets),
  policy: () => ask<PolicyAnswer>("GET", "/policy"),
  changePolicy: (wish: PolicyWish) => ask<PolicyAnswer>("PUT", "/policy", wish),
  erasePerson: (agent: string) => ask<ErasedAnswer>("POST", `/people/${to(agent)}/erase`, {}),
  people: (csv: string, isPreview: boolean) =>
    ask<PeopleAnswer>("POST", "/organisation/people", { csv, isPreview }),
  tryEvent: (event: unknown) => ask<TestAnswer>("POST", "/sources/test", { event }),

  keys: () => ask<KeyRow[]>("GET", "/keys"),
  makeKey: (source: string, kind: KeyRow["kind"]) =>
    ask<MadeKey>("POST", "/keys", { source, kind }),
  /** `secret`: a webhook's, as its system shows it. */
  rotateKey: (id: string, secret?: string) =>
    ask<MadeKey>("POST", `/keys/${to(id)}/rotate`, secret === undefined ? {} : { secret }),
  retireKey: (id: string) => ask<null>("POST", `/keys/${to(id)}/retire`),
  disableKey: (id: string, isDisabled: boolean) =>
    ask<null>("PATCH", `/keys/${to(id)}`, { isDisabled }),
  removeKey: (id: string) => ask<null>("DELETE", `/keys/${to(id)}`),

  connections: () => ask<ConnectionRow[]>("GET", "/connections"),
  systems: () => ask<SystemRow[]>("GET", "/connections/systems"),
  connect: (connection: ConnectionBody) => ask<null>("PUT", "/connections", connection),
  disconnect: (source: string) => ask<null>("DELETE", "/connections", { source }),

  beginPairing: () => ask<PairingStarted>("POST", "/pairing"),
  pollPairing: (secret: string) => ask<PairingState>("POST", "/pairing/poll", { secret }),
  approve: (approval: PairingApproval) => ask<DeviceRow>("POST", "/pairing/approve", approval),
  devices: () => ask<DeviceRow[]>("GET", "/devices"),
  boards: () => ask<BoardChoice>("GET", "/devices/boards"),
  ownDevice: () => ask<OwnDevice>("GET", "/devices/own"),
  changeDevice: (id: string, change: DeviceChange) =>
    ask<DeviceRow>("PATCH", `/devices/${to(id)}`, change),
  revokeDevice: (id: string) => ask<null>("DELETE", `/devices/${to(id)}`),
} as const;
