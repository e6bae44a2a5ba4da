/** Zendesk (EVENTS.md 10.1): event webhooks, our trigger template, EventBridge, and what its API is asked. */
import { jsonValuesOf, UNREAD } from "./call-json.ts";
import { eachOf, readOf } from "./outcome.ts";
import type { Read, Webhook } from "./webhook.ts";
import { eventWriter } from "./write-event.ts";
import { RECORDS_MAX, readZendesk } from "./zendesk/read.ts";
import { verifyZendesk } from "./zendesk/verify.ts";

/** Some calls have no body at all. */
const NOTHING: Read = {
  events: [],
  refused: [{ line: 1, code: "ignored", path: "", reason: "is empty" }],
};

export const zendeskWebhook: Webhook = {
  connector: "zendesk",
  accepted: 200,
  verify: verifyZendesk,
  translate: ({ text }, source) => {
    if (text.trim() === "") return NOTHING;
    const inputs = jsonValuesOf(text, RECORDS_MAX);
    if (!inputs.ok) return readOf([UNREAD[inputs.problem]]);
    const write = eventWriter(source);
    const read = eachOf(inputs.value, (input) => readZendesk(write, input));
    return {
      events: read.flatMap(({ events }) => events),
      refused: read.flatMap(({ refused }, at) => refused.map((one) => ({ line: at + 1, ...one }))),
    };
  },
};
