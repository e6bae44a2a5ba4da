/** Twilio TaskRouter (EVENTS.md 10.6): form callbacks and Event Streams; its Events resource is asked (pull.ts). */
import { readOf } from "./outcome.ts";
import { options, type TwilioOptions } from "./twilio-taskrouter/options.ts";
import { readTwilio } from "./twilio-taskrouter/read.ts";
import { verifyTwilio } from "./twilio-taskrouter/verify.ts";
import type { Webhook } from "./webhook.ts";
import { eventWriter } from "./write-event.ts";

const webhookWith = (said: TwilioOptions): Webhook => ({
  connector: "twilio",
  accepted: 204,
  verify: verifyTwilio,
  translate: ({ text }, source) => readOf(readTwilio(eventWriter(source), text, said)),
});

/** Null: what the connection says cannot be read. */
export function twilioWebhook(said: unknown): Webhook | null {
  const read = options.safeParse(said);
  return read.success ? webhookWith(read.data) : null;
}
