/**
 * Somebody signed in, for every test that needs one: makes an invitation in the store, accepts it over
 * HTTP, and gives the cookie. Works on a server in this process (its store) and on one in a process of
 * its own (`openSettings` of its file). One password hash, about 50 ms.
 */
import { createAccounts } from "../../server/accounts/accounts.ts";
import { invite } from "../../server/accounts/invitations.ts";
import type { Settings } from "../../server/accounts/records.ts";
import type { Role } from "../../server/accounts/roles.ts";
import { openSettings } from "../../server/store/sqlite/settings.ts";

export const PASSWORD = "rustig-paard-tuinhek";

/** A server to sign in at: `settings` is its store, or settings opened beside it. */
export interface At {
  readonly url: string;
  readonly settings: Settings;
  /** What its clock says; without it, this machine's. */
  readonly now?: () => number;
}

export interface SignedIn {
  /** As a `Cookie` header. */
  readonly cookie: string;
  readonly id: string;
  readonly email: string;
  /** A request with the cookie; a body goes as JSON. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

/** The first cookie an answer sets, ready to be sent back. */
export function cookieOf(response: Response): string {
  const [set = ""] = response.headers.getSetCookie();
  return set.split(";")[0] ?? "";
}

/** A request to `/api/v1` + path as nobody, or with a cookie; a body goes as JSON. */
export function ask(
  url: string,
  method: string,
  path: string,
  { cookie, body }: { readonly cookie?: string; readonly body?: unknown } = {},
): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(method === "GET" ? {} : { "content-type": "application/json" }),
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

let count = 0;

function nextEmail(): string {
  count += 1;
  return `user-${process.pid}-${count}@example.test`;
}

/** A new user with these roles, signed in. */
export async function signIn(
  { url, settings, now = Date.now }: At,
  roles: readonly Role[],
  email = nextEmail(),
): Promise<SignedIn> {
  const accounts = createAccounts(settings, now, { note: async () => {} });
  const invited = await invite(accounts, { actor: "test", role: null }, email, roles);
  if (!invited.ok) throw new Error(`not invited: ${invited.problem}`);
  const body = { token: invited.value.token, name: `User ${count}`, password: PASSWORD };
  const accepted = await ask(url, "POST", "/invitations/accept", { body });
  if (accepted.status !== 201) throw new Error(`not signed in: ${await accepted.text()}`);
  const { id } = (await accepted.json()) as { id: string };
  const cookie = cookieOf(accepted);
  return {
    cookie,
    id,
    email,
    ask: (method, path, sent) => ask(url, method, path, { cookie, body: sent }),
  };
}

export const admin = (at: At): Promise<SignedIn> => signIn(at, [{ role: "admin" }]);

/** The same beside a server in a process of its own, on this store file. */
export async function signInBeside(
  url: string,
  store: string,
  roles: readonly Role[],
  email?: string,
): Promise<SignedIn> {
  const settings = await openSettings(store);
  try {
    return await signIn({ url, settings }, roles, email);
  } finally {
    await settings.close();
  }
}
