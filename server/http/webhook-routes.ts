/**
 * `POST /api/v1/sources/KEY`: the door for systems that call us in their own way. The key's record says which
 * source it is and with which secrets its connector proves the call; the body goes to it as it came.
 */
import type { IncomingMessage } from "node:http";
import { type Request, type Response, Router } from "express";
import { BATCH_BYTES_MAX } from "../../shared/events/limits.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { isSigned } from "../accounts/signature.ts";
import type { Proved, SourceKeys } from "../accounts/source-keys.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { REQUEST_BYTES_MIN, type Shares } from "../ingest/shares.ts";
import { type Submitted, submitPage } from "../ingest/submit-page.ts";
import type { UnprovedCalls } from "../ingest/unproved.ts";
import type { Proof, RawRequest, Wanted, Webhook } from "../sources/webhook.ts";
import { readBody } from "./body.ts";
import { problem } from "./problem.ts";
import { type Translate, translating } from "./translating.ts";

export interface WebhookRoutes {
  readonly keys: Pick<SourceKeys, "ofWebhook" | "used">;
  readonly ingest: Ingest;
  readonly shares: Shares;
  readonly now: () => number;
  /** What the sender's address begins with: some vendors sign it. */
  readonly publicUrl: () => string;
  /** How a source's calls are read; null: its connector has no webhook. */
  readonly webhookOf: (source: string) => Promise<Webhook | null>;
  /** Keeps, on disk, what must be fetched to know the rest of what was told. */
  readonly want: (source: string, wanted: readonly Wanted[]) => Promise<void>;
  readonly unproved: Pick<UnprovedCalls, "note" | "proved">;
  readonly onProblem: (about: string, problem: unknown) => void;
}

/** Keys have names of their own kind; other addresses below `/sources` are not ours. */
const KEY_PATH = /^\/sources\/(k_[\w-]{1,40})$/;
const NOBODYS = [Buffer.alloc(32)];

/** The same for an unknown key, a disabled one and a call that is not proved. */
const NOT_PROVED =
  "the call is not proved: compare the address and the secret with those on the page Sources, and this server's clock with the true time";
const NO_CONNECTOR = "the source of this key has no connector that takes webhooks";

/** Of each list in an answer. */
const TOLD_MAX = 100;

const utf8 = new TextDecoder("utf-8", { fatal: true });

function textOf(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

/** Names in lower case; what came twice is absent, and so is what every object has: a mapping may name any header. */
function headersOf({ headersDistinct }: IncomingMessage): RawRequest["headers"] {
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const [name, values] of Object.entries(headersDistinct)) {
    if (values?.length === 1) headers[name] = values[0];
  }
  return headers;
}

interface Door extends WebhookRoutes {
  readonly translate: Translate;
}

interface Call extends Proved {
  readonly webhook: Webhook;
  readonly proof: Proof;
  readonly raw: RawRequest;
}

type Turned = Result<never, { readonly status: 400 | 401 | 404; readonly detail: string }>;

/** Who calls? An unknown key takes as long as a wrong secret. */
async function prove(
  raw: RawRequest,
  id: string,
  deps: WebhookRoutes,
): Promise<Result<Call, never> | Turned> {
  const key = await deps.keys.ofWebhook(id);
  if (key === null) {
    isSigned([], "0", raw.body, NOBODYS);
    return fail({ status: 401, detail: NOT_PROVED });
  }
  const webhook = await deps.webhookOf(key.source);
  if (webhook === null) return fail({ status: 404, detail: NO_CONNECTOR });
  const proved = webhook.verify(raw, key.secrets, deps.now());
  if (!proved.ok) {
    deps.unproved.note(key.source, deps.now());
    return fail({ status: 401, detail: NOT_PROVED });
  }
  deps.unproved.proved(key.source);
  return ok({ key: key.key, source: key.source, webhook, proof: proved.value, raw });
}

async function take(request: Request, response: Response, deps: Door): Promise<void> {
  const leave = deps.shares.enter(`from ${request.socket.remoteAddress}`, bytesOf(request));
  if (leave === null) return busy(request, response, 1);
  try {
    const body = await readBody(request, BATCH_BYTES_MAX);
    if (!body.ok) return problem(response, body.problem.status, body.problem.detail);
    const url = `${deps.publicUrl()}${request.originalUrl}`;
    const raw = { url, headers: headersOf(request), body: body.value };
    const call = await prove(raw, KEY_PATH.exec(request.path)?.[1] ?? "", deps);
    if (!call.ok) return problem(response, call.problem.status, call.problem.detail);
    deps.keys.used({ key: call.value.key, source: call.value.source });
    await answer(call.value, request, response, deps);
  } finally {
    leave();
  }
}

async function answer(
  { webhook, proof, raw, source }: Call,
  request: Request,
  response: Response,
  deps: Door,
): Promise<void> {
  if (proof === "test") return void response.status(webhook.accepted).json({ test: true });
  const text = textOf(raw.body);
  if (text === null) return problem(response, 400, "the body is not UTF-8; nothing was taken");
  const read = deps.translate(webhook, { text, headers: raw.headers }, source);
  const { fetch: wanted = [] } = read;
  if (wanted.length > 0) await deps.want(source, wanted);
  const { events, refused } = read;
  // Vendors do not read the answer; people who try it out do.
  const taken = await submitPage(deps, source, events, refused);
  if (!taken.ok) return busy(request, response, taken.problem.retryAfterSeconds);
  response.status(webhook.accepted);
  if (webhook.accepted === 204) response.end();
  else response.json(shortened(taken.value));
}

/** What was not taken, of each kind the first hundred; how many there were is said. */
function shortened({ rejected, refused, ...sums }: Submitted): object {
  const first = { rejected: rejected.slice(0, TOLD_MAX), refused: refused.slice(0, TOLD_MAX) };
  const isAll = rejected.length <= TOLD_MAX && refused.length <= TOLD_MAX;
  const counts = { rejectedCount: rejected.length, refusedCount: refused.length };
  return { ...sums, ...first, ...(isAll ? {} : counts) };
}

/** 503 and never 429: of the two some vendors repeat only this one. */
function busy(request: Request, response: Response, seconds: number): void {
  request.resume();
  response.set("Retry-After", String(seconds));
  problem(response, 503, "nothing was taken: too much at once; send it again later");
}

function bytesOf({ headers }: IncomingMessage): number {
  const said = Number(headers["content-length"] ?? BATCH_BYTES_MAX);
  return Math.max(REQUEST_BYTES_MIN, said >= 0 && said < BATCH_BYTES_MAX ? said : BATCH_BYTES_MAX);
}

export function webhookRoutes(routes: WebhookRoutes): Router {
  const router = Router();
  const deps = { ...routes, translate: translating(routes.onProblem) };
  router.post(KEY_PATH, (request, response) => take(request, response, deps));
  return router;
}
