/**
 * Salesforce's stream by long polling (Bayeux 1.0): shake hands, subscribe from where we were, and ask for what
 * comes. A session that it has forgotten begins anew after the last event that is on disk.
 */
import { z } from "zod";
import { parseJson } from "../big-json.ts";
import type { PullAnswer } from "../pull.ts";
import type { RefusedLine } from "../source.ts";
import type { Streaming } from "./cursor.ts";
import { momentOf } from "./fields.ts";
import { isObject } from "./message.ts";
import type { SalesforceOptions } from "./options.ts";
import type { Heard, Transport } from "./transport.ts";

/** How long we ask it to keep a request until something happens; it closes it itself after 110 s. */
const HELD_MS = 30_000;
const ANSWER_MS_MAX = 125_000;
/** Nothing happened: so long before the next time, while weeks from before are read. It forgets us after 40 s. */
const QUIET_MS = 5_000;
const DENIED_MS = 60_000;
/** Only what is new; everything it still has (72 hours). */
const NEW = "-1";
const ALL = "-2";
const SHUT = "its stream does not let us in: the app needs the scope api, its user API Enabled";
const COOKIES_MAX = 4_000;
const MESSAGES_MAX = 5_000;

const message = z.looseObject({
  channel: z.string(),
  clientId: z.string().max(200).nullish(),
  successful: z.boolean().nullish(),
  error: z.string().nullish(),
  subscription: z.union([z.string(), z.array(z.string())]).nullish(),
  advice: z
    .looseObject({ reconnect: z.string().nullish(), interval: z.number().nullish() })
    .nullish()
    .catch(null),
});
type Message = z.infer<typeof message>;

const replayOf = (id: string | undefined): number | string =>
  id !== undefined && Number.isSafeInteger(Number(id)) ? Number(id) : (id ?? Number(NEW));

function bodyOf({ phase, clientId, replay, denied }: Streaming, { channels }: SalesforceOptions) {
  if (phase === "handshake" || clientId === null) {
    const supportedConnectionTypes = ["long-polling"];
    const versions = { version: "1.0", minimumVersion: "1.0" };
    return [
      { channel: "/meta/handshake", ...versions, supportedConnectionTypes, ext: { replay: true } },
    ];
  }
  if (phase === "connect") {
    const advice = { timeout: HELD_MS };
    return [{ channel: "/meta/connect", clientId, connectionType: "long-polling", advice }];
  }
  return channels
    .filter((subscription) => !denied.includes(subscription))
    .map((subscription) => ({
      channel: "/meta/subscribe",
      clientId,
      subscription,
      ext: { replay: { [subscription]: replayOf(replay[subscription]) } },
    }));
}

/** `name=value` of each `Set-Cookie`, over those we have. */
function cookiesAfter(before: string, header: string | undefined): string {
  if (header === undefined) return before;
  const pairs = [
    ...before.split("; "),
    ...header.split("\n").map((one) => one.split(";")[0] ?? ""),
  ];
  const all = new Map(
    pairs.filter((one) => one.includes("=")).map((one) => [one.split("=")[0] ?? "", one.trim()]),
  );
  return [...all.values()].join("; ").slice(0, COOKIES_MAX);
}

/** The session is over: the next request begins another one. */
const anew = (streaming: Streaming): Streaming => ({
  ...streaming,
  phase: "handshake",
  clientId: null,
  cookies: "",
});

const nothing = (streaming: Streaming, waitMs: number): Heard => ({
  streaming,
  messages: [],
  refused: [],
  lostFrom: null,
  waitMs,
});

function afterSubscribing(all: readonly Message[], before: Streaming): Heard {
  let streaming: Streaming = { ...before, phase: "connect" };
  let lostFrom: number | null = null;
  const refused: RefusedLine[] = [];
  for (const { channel, successful, error, subscription } of all) {
    const name = Array.isArray(subscription) ? subscription[0] : subscription;
    if (channel !== "/meta/subscribe" || successful !== false || !name) continue;
    if (/replayId/i.test(error ?? "")) {
      streaming = { ...anew(streaming), replay: { ...streaming.replay, [name]: ALL } };
      lostFrom = before.heardAt;
    } else {
      streaming = { ...streaming, denied: [...streaming.denied, name] };
      const reason =
        "it does not stream this: select it under Change Data Capture, with the right to read it";
      refused.push({ line: 1, code: "source", path: "channels", reason });
    }
  }
  return { ...nothing(streaming, 0), refused, lostFrom };
}

/** Only a kind's own events move it on: what it says of the session has no place in the stream. */
function placeAfter(
  streaming: Streaming,
  data: readonly Readonly<Record<string, unknown>>[],
): Streaming {
  const replay: Record<string, string> = { ...streaming.replay };
  let { heardAt } = streaming;
  for (const one of data) {
    const inner = isObject(one.data) ? one.data : {};
    const event = isObject(inner.event) ? inner.event : {};
    const payload = isObject(inner.payload) ? inner.payload : {};
    const header = isObject(payload.ChangeEventHeader) ? payload.ChangeEventHeader : {};
    const at = momentOf(header.commitTimestamp);
    if (Number.isFinite(at)) heardAt = Math.max(heardAt, at);
    const { replayId } = event;
    const isId = typeof replayId === "number" || typeof replayId === "string";
    if (typeof one.channel === "string" && isId) replay[one.channel] = String(replayId);
  }
  return { ...streaming, replay, heardAt };
}

export const bayeux: Transport = {
  name: "cometd",
  next: (streaming, options) => ({
    method: "POST",
    path: `/cometd/${options.version}/`,
    headers: {
      "content-type": "application/json",
      ...(streaming.cookies === "" ? {} : { cookie: streaming.cookies }),
    },
    body: JSON.stringify(bodyOf(streaming, options)),
    timeoutMs: ANSWER_MS_MAX,
  }),
  read({ text, headers }: PullAnswer, before): Heard | null {
    const parsed = parseJson(text);
    const all = z
      .array(message)
      .max(MESSAGES_MAX)
      .safeParse(parsed.ok ? parsed.value : null).data;
    if (all === undefined) return null;
    const cookies = cookiesAfter(before.cookies, headers["set-cookie"]);
    const streaming = { ...before, cookies };
    const meta = all.filter(({ channel }) => channel.startsWith("/meta/"));
    const data = all.filter(({ channel }) => !channel.startsWith("/meta/"));
    if (streaming.phase === "subscribe") {
      return { ...afterSubscribing(meta, placeAfter(streaming, data)), messages: data };
    }
    const bad = meta.find(({ successful }) => successful === false);
    if (streaming.phase === "handshake") {
      const clientId = meta.find(({ channel }) => channel === "/meta/handshake")?.clientId ?? null;
      if (bad !== undefined || clientId === null) {
        const refused = [{ line: 1, code: "source", path: "channels", reason: SHUT } as const];
        return { ...nothing(anew(before), DENIED_MS), refused };
      }
      return nothing({ ...streaming, phase: "subscribe", clientId, denied: [] }, 0);
    }
    const placed = placeAfter(streaming, data);
    const interval = meta.find(({ advice }) => advice?.interval != null)?.advice?.interval ?? 0;
    const waitMs = data.length > 0 ? 0 : Math.max(QUIET_MS, interval);
    const after = bad === undefined ? placed : anew(placed);
    return { ...nothing(after, bad === undefined ? waitMs : QUIET_MS), messages: data };
  },
};
