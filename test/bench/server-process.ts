/** The server as it runs in production, in a process of its own: server-process.ts FILE INSTANT. */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { createKey } from "../../server/accounts/api-keys.ts";
import { createApp } from "../../server/app.ts";
import { openDesk } from "../../server/commands/open.ts";
import { run } from "../../server/commands/running.ts";
import { setOrganisation } from "../../server/core.ts";
import { demoOrganisation, SOURCES } from "../../server/demo/organisation.ts";
import { signIn } from "../support/sign-in.ts";
import { answer, cpuSoFar } from "./child.ts";
import type { Target } from "./load-process.ts";

const [file = "", instant = "0"] = process.argv.slice(2);
const ahead = Number(instant) - Date.now();
const clock = { now: () => Date.now() + ahead };

const onProblem = (about: string, problem: unknown) => console.error(about, problem);

const { core, people } = await openDesk(file, { clock });
const { store } = core;
await setOrganisation(core, demoOrganisation);
const keyOf = (source: string) => createKey(store, source, clock.now());
const keys = {
  zendesk: await keyOf(SOURCES.zendesk),
  twilio: await keyOf(SOURCES.twilio),
  chatwoot: await keyOf(SOURCES.chatwoot),
};
const app = createApp(core, { demo: true, people, onProblem });
const running = await run(core, app, { port: 0, host: "127.0.0.1" }, onProblem);

const url = `http://127.0.0.1:${running.port}`;
const inspector = new Session();

const calls = {
  target: (): Target => ({ port: running.port, keys }),
  /** Cookies of so many managers, who each may open ten screens of any team. */
  managers: async (count: number) => {
    const at = { url, settings: store, now: () => clock.now() };
    const cookies: string[] = [];
    while (cookies.length < count) {
      cookies.push((await signIn(at, [{ role: "manager" }])).cookie);
    }
    return cookies;
  },
  /** Resolves when everything answered is folded too. */
  folded: async () => {
    await core.tail.idle();
    return core.tail.position();
  },
  cpu: cpuSoFar,
  /** From now on, without the start and the warm-up. */
  profile: async () => {
    inspector.connect();
    await inspector.post("Profiler.enable");
    await inspector.post("Profiler.setSamplingInterval", { interval: 500 });
    await inspector.post("Profiler.start");
  },
  /** Writes what the main thread did since `profile`. */
  profiled: async (to: string) => {
    const { profile } = await inspector.post("Profiler.stop");
    writeFileSync(to, JSON.stringify(profile));
  },
};
export type ServerCalls = typeof calls;
answer(calls, () => running.stop());
