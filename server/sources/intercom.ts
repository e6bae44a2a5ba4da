/** Intercom: its webhooks, which bear a conversation or a ticket as it is now, and the same from its API. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { fail, ok } from "../../shared/result.ts";
import { anySecret } from "./address-key.ts";
import { contactOf } from "./intercom/contact.ts";
import { readJsonBody } from "./json-body.ts";
import { ignored, type Outcome, wrong } from "./outcome.ts";
import type { Webhook } from "./webhook.ts";
import { eventWriter, type WriteEvent } from "./write-event.ts";

const SIGNATURE = "x-hub-signature";
const NOT_OURS = wrong("type", "is no webhook, conversation or ticket of Intercom's", "envelope");

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectOf(write: WriteEvent, item: Readonly<Record<string, unknown>>): Outcome {
  if (item.type === "conversation" || item.type === "ticket") {
    return contactOf(write, item, item.type);
  }
  if (item.deleted === true) {
    return ignored("deleted", "is an answer of Intercom's API, and no event: it has no time");
  }
  if (typeof item.type !== "string") return NOT_OURS;
  return /^[a-z_]+\.list$/.test(item.type) || item.type === "admin"
    ? ignored("type", "is an answer of Intercom's API, and no event")
    : ignored("type", "no figure needs this kind of object");
}

function readIntercom(write: WriteEvent, input: unknown): Outcome {
  if (!isObject(input)) return NOT_OURS;
  if (input.type !== "notification_event") return objectOf(write, input);
  if (input.topic === "ping") return ignored("topic", "is a test of the address");
  const item = isObject(input.data) ? input.data.item : null;
  return isObject(item) ? objectOf(write, item) : wrong("data.item", "is missing");
}

export const intercomWebhook: Webhook = {
  connector: "intercom",
  accepted: 200,
  verify({ headers, body }, secrets) {
    const [, hex = ""] = /^sha1=([0-9a-f]{40})$/i.exec(headers[SIGNATURE]?.trim() ?? "") ?? [];
    const given = Buffer.from(hex, "hex");
    const isRight = (secret: string): boolean => {
      const digest = createHmac("sha1", secret).update(body).digest();
      return given.length === digest.length && timingSafeEqual(digest, given);
    };
    if (anySecret(secrets, isRight)) return ok("event");
    const reason = "does not fit the client secret and the body";
    return fail({ code: "source", path: SIGNATURE, reason });
  },
  translate: ({ text }, source) => {
    const write = eventWriter(source);
    return readJsonBody(text, (input) => readIntercom(write, input));
  },
};
