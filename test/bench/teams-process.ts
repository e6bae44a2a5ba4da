/**
 * The server of a large centre in a process of its own, at noon of a day at work: sixty teams, a thousand
 * agents, 36 calls each since the morning. teams-process.ts FILE
 */
import { createKey } from "../../server/accounts/api-keys.ts";
import { openDesk } from "../../server/commands/open.ts";
import { answer } from "./child.ts";
import { morning, NOON, SOURCE } from "./morning.ts";
import { serving } from "./serving.ts";

const [file = ""] = process.argv.slice(2);
const ahead = NOON - Date.now();
const clock = { now: () => Date.now() + ahead };

const opened = await openDesk(file, { clock });
const { store, tail } = opened.core;
for (const events of morning()) {
  tail.accept(await store.append(events, NOON));
  await tail.idle();
}
await tail.settle();
await tail.checkpoint();
const key = await createKey(store, SOURCE, clock.now());
const served = await serving(opened);
const { running } = served;

const calls = {
  ...served.calls,
  /** Where it listens, the key of its one source, and how far its clock is from this machine's. */
  door: () => ({ port: running.port, key, ahead }),
};
export type TeamsCalls = typeof calls;
answer(calls, () => running.stop());
