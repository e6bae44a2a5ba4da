/** A server for benchmarks, as it runs in production, and what every one of them can be asked. */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import type { Role } from "../../server/accounts/roles.ts";
import { createApp } from "../../server/app.ts";
import { type Running, run } from "../../server/commands/running.ts";
import type { Core } from "../../server/core.ts";
import type { Mapped } from "../../server/org/mapped.ts";
import { signIn } from "../support/sign-in.ts";
import { cpuSoFar } from "./child.ts";

const onProblem = (about: string, problem: unknown) => console.error(about, problem);

interface Opened {
  readonly core: Core;
  readonly people: Mapped;
}

export async function serving({ core, people }: Opened) {
  const { store, clock, tail } = core;
  const app = createApp(core, { demo: true, people, onProblem });
  const running: Running = await run(core, app, { port: 0, host: "127.0.0.1" }, onProblem);
  const url = `http://127.0.0.1:${running.port}`;
  const inspector = new Session();
  const calls = {
    /** Cookies of so many people with these roles; each may open ten screens. */
    signedIn: async ({ count, roles }: { count: number; roles: readonly Role[] }) => {
      const at = { url, settings: store, now: () => clock.now() };
      const cookies: string[] = [];
      while (cookies.length < count) cookies.push((await signIn(at, roles)).cookie);
      return cookies;
    },
    /** Resolves when everything answered is folded too. */
    folded: async () => {
      await tail.idle();
      return tail.position();
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
  return { running, calls };
}
