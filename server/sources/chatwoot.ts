/** Chatwoot (EVENTS.md 10.7): account webhooks; what its API is asked is in chatwoot/pull.ts. */
import { readChatwoot } from "./chatwoot/calls.ts";
import { verifyChatwoot } from "./chatwoot/verify.ts";
import { readJsonBody } from "./json-body.ts";
import type { Webhook } from "./webhook.ts";
import { eventWriter } from "./write-event.ts";

export const chatwootWebhook: Webhook = {
  connector: "chatwoot",
  accepted: 200,
  verify: verifyChatwoot,
  translate: ({ text }, source) => {
    const write = eventWriter(source);
    return readJsonBody(text, (input) => readChatwoot(write, input));
  },
};
