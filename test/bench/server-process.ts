/** The server of the demo's centre in a process of its own: server-process.ts FILE INSTANT. */
import { createKey } from "../../server/accounts/api-keys.ts";
import { openDesk } from "../../server/commands/open.ts";
import { setOrganisation } from "../../server/core.ts";
import { demoOrganisation, SOURCES } from "../../server/demo/organisation.ts";
import { answer } from "./child.ts";
import type { Target } from "./load-process.ts";
import { serving } from "./serving.ts";

const [file = "", instant = "0"] = process.argv.slice(2);
const ahead = Number(instant) - Date.now();
const clock = { now: () => Date.now() + ahead };

const opened = await openDesk(file, { clock });
const { core } = opened;
await setOrganisation(core, demoOrganisation);
const keyOf = (source: string) => createKey(core.store, source, clock.now());
const keys = {
  zendesk: await keyOf(SOURCES.zendesk),
  twilio: await keyOf(SOURCES.twilio),
  chatwoot: await keyOf(SOURCES.chatwoot),
};
const served = await serving(opened);
const { running } = served;

const calls = {
  ...served.calls,
  target: (): Target => ({ port: running.port, keys }),
};
export type ServerCalls = typeof calls;
answer(calls, () => running.stop());
