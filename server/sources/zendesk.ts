/** Zendesk (EVENTS.md 10.1): event webhooks, our trigger template, EventBridge, and what its API is asked. */
import { parseJson } from "./big-json.ts";
import type { Read, Webhook } from "./webhook.ts";
import { eventWriter } from "./write-event.ts";
import { readZendesk } from "./zendesk/read.ts";
import { verifyZendesk } from "./zendesk/verify.ts";

const NOT_JSON: Read = {
  events: [],
  refused: [{ line: 1, code: "envelope", path: "", reason: "is not JSON" }],
};
/** Some calls have no body at all. */
const NOTHING: Read = {
  events: [],
  refused: [{ line: 1, code: "ignored", path: "", reason: "is empty" }],
};

/** A JSON value, or one a line. */
function inputsOf(text: string): unknown[] | null {
  const whole = parseJson(text);
  if (whole.ok) return [whole.value];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length < 2) return null;
  const each = lines.map(parseJson);
  return each.every(({ ok }) => ok) ? each.map((one) => (one.ok ? one.value : null)) : null;
}

export const zendeskWebhook: Webhook = {
  connector: "zendesk",
  accepted: 200,
  verify: verifyZendesk,
  translate: ({ text }, source) => {
    if (text.trim() === "") return NOTHING;
    const inputs = inputsOf(text);
    if (inputs === null) return NOT_JSON;
    const write = eventWriter(source);
    const read = inputs.map((input) => readZendesk(write, input));
    return {
      events: read.flatMap(({ events }) => events),
      refused: read.flatMap(({ refused }, at) => refused.map((one) => ({ line: at + 1, ...one }))),
    };
  },
};
