/** Who sends events, and their bytes: a bearer key, or a signature over the raw body (SEC-8). */
import type { IncomingMessage } from "node:http";
import { BATCH_BYTES_MAX } from "../../shared/events/limits.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { isTimely, signaturesOf } from "../accounts/signature.ts";
import type { SourceKeys } from "../accounts/source-keys.ts";
import { REQUEST_BYTES_MIN, type Shares } from "../ingest/shares.ts";
import { readBody } from "./body.ts";
import { bytesMaxOf, type Mode, modeOf } from "./cloudevents.ts";

export interface SourceDoor {
  readonly keys: SourceKeys;
  readonly shares: Shares;
  readonly now: () => number;
}

/** What came in; `leave` gives its share of the door back. */
export interface Delivery {
  readonly source: string;
  readonly mode: Mode;
  readonly body: Buffer;
  readonly leave: () => void;
}

export interface Turned {
  readonly status: 400 | 401 | 413 | 415 | 429;
  readonly detail: string;
}

const turn = (status: Turned["status"], detail: string) => fail({ status, detail });

const NO_KEY = turn(
  401,
  "send the source's own key as 'Authorization: Bearer KEY', or sign the body with it; make one with: npm run admin -- key /tenant/connector/instance",
);
/** The same for an unknown key id, a disabled one and a bad signature. */
const NOT_SIGNED = turn(
  401,
  "the signature does not fit the key and the body; X-Deskpulse-Signature is v1= and the hexadecimal HMAC-SHA256 of the timestamp, a full stop, and the body as sent",
);
const NOT_TIMELY = turn(
  401,
  "X-Deskpulse-Timestamp must be the time of sending in whole seconds since 1970, at most 300 s from our clock; set the sender's clock and sign again",
);
const TOO_MUCH = turn(429, "too much of this sender is under way; wait for answers, then go on");

/** In binary mode the id, type and time of the event are headers, which no signature covers. */
const HALF_SIGNED = turn(
  415,
  "a signature covers the body alone: send the whole event in it, as application/cloudevents+json",
);

/** What a request counts for: the bytes it says it has, or all it may have when it does not say. */
function bytesOf(request: IncomingMessage, bytesMax: number): number {
  const said = Number(request.headers["content-length"] ?? bytesMax);
  return Math.max(REQUEST_BYTES_MIN, said >= 0 && said < bytesMax ? said : bytesMax);
}

/** Reads the body once the sender has a share of the door. */
async function read(
  request: IncomingMessage,
  sender: string,
  { shares }: SourceDoor,
): Promise<Result<Omit<Delivery, "source">, Turned>> {
  const mode = modeOf(request.headers);
  if (!mode.ok) return mode;
  const bytesMax = Math.min(BATCH_BYTES_MAX, bytesMaxOf(mode.value));
  const leave = shares.enter(sender, bytesOf(request, bytesMax));
  if (leave === null) return TOO_MUCH;
  const body = await readBody(request, bytesMax);
  if (body.ok) return ok({ mode: mode.value, body: body.value, leave });
  leave();
  return body;
}

const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
};

/** Lets a sender in, or says why not; a request that is turned away is not read. */
export async function admit(
  request: IncomingMessage,
  door: SourceDoor,
): Promise<Result<Delivery, Turned>> {
  const id = header(request, "x-deskpulse-key");
  if (id !== null) return admitSigned(request, id, door);
  const [, key] = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(request.headers.authorization ?? "") ?? [];
  const proved = key === undefined ? null : await door.keys.ofBearer(key);
  if (proved === null) return NO_KEY;
  const delivery = await read(request, proved.key, door);
  return delivery.ok ? ok({ ...delivery.value, source: proved.source }) : delivery;
}

async function admitSigned(
  request: IncomingMessage,
  id: string,
  door: SourceDoor,
): Promise<Result<Delivery, Turned>> {
  const timestamp = header(request, "x-deskpulse-timestamp") ?? "";
  const signatures = signaturesOf(header(request, "x-deskpulse-signature") ?? "");
  if (signatures === null) return NOT_SIGNED;
  if (!isTimely(timestamp, door.now())) return NOT_TIMELY;
  const mode = modeOf(request.headers);
  if (mode.ok && mode.value === "binary") return HALF_SIGNED;
  // Until it is proved, what is read counts for the address: a key's share is its owner's.
  const delivery = await read(request, `from ${request.socket.remoteAddress}`, door);
  if (!delivery.ok) return delivery;
  const { body, leave } = delivery.value;
  const proved = await door.keys.ofSigned({ id, timestamp, body, signatures });
  if (proved !== null) {
    const own = door.shares.enter(proved.key, Math.max(REQUEST_BYTES_MIN, body.length));
    leave();
    return own === null ? TOO_MUCH : ok({ ...delivery.value, source: proved.source, leave: own });
  }
  leave();
  return NOT_SIGNED;
}
