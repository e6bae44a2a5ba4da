/** FreeSWITCH's mod_callcenter: its events, posted as text or JSON by whatever listens to the event socket. */
import { UNREAD } from "./call-json.ts";
import { callcenterOf } from "./freeswitch/callcenter.ts";
import { recordsIn } from "./freeswitch/records.ts";
import { verifyHeaderKey } from "./header-key.ts";
import { ignored, readOf } from "./outcome.ts";
import type { Webhook } from "./webhook.ts";
import { eventWriter } from "./write-event.ts";

export const freeswitchWebhook: Webhook = {
  connector: "freeswitch",
  accepted: 200,
  verify: verifyHeaderKey,
  translate: ({ text }, source) => {
    if (text.trim() === "") return readOf([ignored("", "is empty")]);
    const records = recordsIn(text);
    if (!records.ok) return readOf([UNREAD[records.problem]]);
    const write = eventWriter(source);
    return readOf(records.value.map((headers) => callcenterOf(write, headers)));
  },
};
