/** `deskpulse demo`: a living contact centre in a store of its own, fed through the real door. */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { instantOf } from "../../shared/events/instant.ts";
import { shiftedClock, systemClock } from "../../shared/time/clock.ts";
import { HOUR_MS } from "../../shared/time/interval.ts";
import { createKey } from "../accounts/api-keys.ts";
import { DEMO_ROLES } from "../accounts/demo-users.ts";
import { type Config, exposureProblem } from "../config.ts";
import { type Core, setOrganisation } from "../core.ts";
import { historyFrom, shownAt, ZONE } from "../demo/calendar.ts";
import { feed } from "../demo/feed.ts";
import { load } from "../demo/load.ts";
import { demoOrganisation, type Feed, SOURCES } from "../demo/organisation.ts";
import { shiftsFrom } from "../demo/plans.ts";
import { type Send, sendTo } from "../demo/send.ts";
import { optionsOf, UsageError } from "./options.ts";
import { type Serving, serve, stopOnSignal } from "./serve.ts";

const HELP = `deskpulse demo            four weeks of history, then live at true speed
  --at INSTANT   as if it were then; "now" for the true time. Outside office hours the demo
                 plays the latest working morning, or there would be little to see
  --seed TEXT    another centre (default: deskpulse)
  --keep         go on with the demo of last time
  --rate N       N events a second instead, as load; the figures then mean nothing`;

/** When the demo begins to be live. */
function startOf(at: string | undefined): number {
  const now = systemClock.now();
  if (at === undefined) return shownAt(now);
  const start = at === "now" ? now : instantOf(at);
  if (Number.isNaN(start))
    throw new UsageError("--at is an instant such as 2026-11-16T10:40:00+01:00");
  return start;
}

/** Setting that says which simulation a demo store holds. */
const FED = "demo";
/** An earlier feed is taken up this long before its last event: repeats count once. */
const OVERLAP_MS = HOUR_MS;

/** What a kept store was fed with, and until when; null: it is new, or another centre. */
async function earlierFeed({ store, tail }: Core, seed: string) {
  const fed = JSON.parse((await store.setting(FED)) ?? "null") as {
    seed: string;
    from: number;
  } | null;
  if (fed === null || fed.seed !== seed) return null;
  const last = Math.min(...tail.sources().map(({ lastEventAt }) => lastEventAt));
  return { from: fed.from, until: last - OVERLAP_MS };
}

export interface Demo {
  readonly url: string;
  /** What the demo's clock says. */
  readonly now: () => number;
  /** Resolves when the feed has ended: when stopped, or with the problem that ended it. */
  readonly fed: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the server on the demo's own store and feeds it. `progress` gets the share of history. */
export async function startDemo(
  serving: Omit<Serving, "demo">,
  args: readonly string[],
  progress: (share: number, events: number) => void,
): Promise<Demo> {
  const options = optionsOf(args, ["seed", "rate", "at"], ["keep", "insecure-http", "help"]);
  if (options.has("help")) throw new UsageError(HELP);
  const exposed = exposureProblem(serving.config, options.has("insecure-http"));
  if (exposed !== null) throw new UsageError(`not started: ${exposed}`);
  const store = join(dirname(serving.config.store), "demo.db");
  if (!options.has("keep")) {
    for (const end of ["", "-wal", "-shm", ".lock"]) rmSync(`${store}${end}`, { force: true });
  }
  const clock = shiftedClock(startOf(options.get("at")) - systemClock.now());
  const config = { ...serving.config, store };
  let isWhole = false;
  const served = await serve({ ...serving, config, clock, demo: true, isWhole: () => isWhole });
  const seed = options.get("seed") ?? "deskpulse";
  const before = await earlierFeed(served.core, seed);
  const from = before?.from ?? historyFrom(clock.now());
  if (before === null) {
    await setOrganisation(served.core, { ...demoOrganisation, shifts: shiftsFrom(from) });
  }
  const stopping = new AbortController();
  const { signal } = stopping;
  const door = async (name: Feed): Promise<Send> => {
    const key = await createKey(served.core.store, SOURCES[name], clock.now());
    return sendTo({ url: served.url, key, signal, onTrouble: serving.say });
  };
  const sends = {
    zendesk: await door("zendesk"),
    twilio: await door("twilio"),
    chatwoot: await door("chatwoot"),
  };
  await served.core.store.putSetting(FED, JSON.stringify({ seed, from }));
  const rate = Number(options.get("rate") ?? 0);
  const fed =
    rate > 0
      ? load({ seed, from, prefix: `${clock.now()}-`, eventsPerSecond: rate, clock, sends, signal })
      : feed({
          simulation: { seed, from },
          resumeAt: before?.until ?? from,
          clock,
          sends,
          signal,
          onProgress: ({ share, events }) => {
            isWhole = share === 1;
            progress(share, events);
          },
        });
  const stop = async () => {
    stopping.abort();
    await fed.catch(() => {});
    await served.stop();
  };
  return { url: served.url, now: () => clock.now(), fed, stop };
}

export async function demoCommand(
  config: Config,
  args: readonly string[],
  say: (line: string) => void,
  progress: (line: string) => void,
): Promise<void> {
  const demo = await startDemo({ config, say }, args, (share, events) => {
    const bar = "█".repeat(Math.floor(share * 30)).padEnd(30, "·");
    progress(
      `four weeks of a contact centre ${bar} ${Math.floor(share * 100)} %  ${events} events`,
    );
    if (share === 1)
      say(
        `\nand from here on it is live. Open it as\n\n${DEMO_ROLES.map((as) => `  ${as.padEnd(10)}  ${demo.url}/demo/sign-in?as=${as}`).join("\n")}\n`,
      );
  });
  stopOnSignal(demo.stop);
  const now = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE,
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(demo.now());
  say(
    `Deskpulse demo ${demo.url}  (this machine only; everything in it is made up; there it is ${now})`,
  );
  try {
    await demo.fed;
  } finally {
    await demo.stop();
  }
}
