/** What lets us in at a vendor, as headers; an OAuth token is fetched when it is needed and kept until it ends. */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Credential } from "../../shared/wire/connection.ts";
import { answerText } from "./answer-text.ts";

export type Fetch = typeof fetch;
export type Headers = Readonly<Record<string, string>>;

/** A token is taken for ended so long before it is, ms. */
const EARLY_MS = 60_000;
const TOKEN_MS_MAX = 3_600_000;
const TOKEN_TIMEOUT_MS = 30_000;
/** The whole answer; the longest tokens have a few kB. */
const TOKEN_BYTES_MAX = 64 * 1024;

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
});

const tokenIn = (text: string) => {
  try {
    return granted.safeParse(JSON.parse(text));
  } catch {
    return null; // no JSON
  }
};

export interface Authoriser {
  headers(signal: AbortSignal): Promise<Result<Headers, string>>;
  /** The vendor did not accept what it gave us: the next time another one is fetched. */
  forget(): void;
}

const fixed = (headers: Headers): Authoriser => ({
  headers: async () => ok(headers),
  forget: () => {},
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** `now`: ms since 1970. Nothing it says holds a secret. */
export function authoriser(
  credential: Credential,
  { fetch: ask, now }: { readonly fetch: Fetch; readonly now: () => number },
): Authoriser {
  switch (credential.kind) {
    case "none":
      return fixed({});
    case "basic":
      return fixed({
        authorization: `Basic ${base64(`${credential.user}:${credential.password}`)}`,
      });
    case "bearer":
      return fixed({ authorization: `Bearer ${credential.token}` });
    case "header":
      return fixed({ [credential.name.toLowerCase()]: credential.value });
    case "oauth":
      return oauth(credential, ask, now);
  }
}

function oauth(
  { tokenUrl, clientId, clientSecret, scope }: Extract<Credential, { kind: "oauth" }>,
  ask: Fetch,
  now: () => number,
): Authoriser {
  let held: { readonly token: string; readonly until: number } | null = null;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope === undefined ? {} : { scope }),
  }).toString();
  const renew = async (signal: AbortSignal): Promise<Result<string, string>> => {
    const answer = await ask(tokenUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TOKEN_TIMEOUT_MS)]),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return fail(`${answer.status}: it gives us no token; look at the client id and its secret`);
    }
    const text = await answerText(answer, TOKEN_BYTES_MAX);
    if (text === null) return fail("what came as a token is too large for one");
    const read = tokenIn(text);
    if (!read?.success) return fail("what came as a token is none");
    const { access_token: token, expires_in: seconds } = read.data;
    const lasts = Math.min(TOKEN_MS_MAX, (seconds ?? TOKEN_MS_MAX / 1000) * 1000);
    held = { token, until: now() + lasts - EARLY_MS };
    return ok(token);
  };
  return {
    headers: async (signal) => {
      const isHeld = held !== null && now() < held.until;
      const token = isHeld && held !== null ? ok(held.token) : await renew(signal);
      return token.ok ? ok({ authorization: `Bearer ${token.value}` }) : token;
    },
    forget: () => {
      held = null;
    },
  };
}
