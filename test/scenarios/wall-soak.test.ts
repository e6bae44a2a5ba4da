/**
 * S10, accelerated: a real Chromium shows a paired television's wall for a week of the server's clock, over
 * seven midnights, two restarts and a cut of ten minutes. Nobody touches it, and it never differs from a
 * page that was just opened.
 */
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../server/app.ts";
import { type Running, run } from "../../server/commands/running.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { pairingStarted } from "../../shared/wire/device.ts";
import { openWindow } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { openRelay, type Relay } from "../support/relay.ts";
import { ask, cookieOf, signIn } from "../support/sign-in.ts";

const SOURCE = "/acme/pbx/main";
const AGENTS = ["ann", "ben", "cem", "dee", "eva"];
const org = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [{ id: "support", name: "Support" }],
  queues: [{ id: "line", team: "support" }],
  agents: AGENTS.map((id) => ({ id, memberships: [{ team: "support" }] })),
  targets: [
    { kpi: "queue.waiting", value: 3, limit: 9 },
    { kpi: "csat.score", value: 85, limit: 60 },
    { kpi: "asa.mean", value: 30, limit: 90 },
    { kpi: "calls.answered", value: 9, limit: 99 },
  ],
};
const PAGES = [
  ["queue.waiting", "calls.answered"],
  ["csat.score", "asa.mean"],
];
/** One week that ends with the clocks going forward, in steps of three hours. */
const START = Date.parse("2026-03-23T06:00:00+01:00");
const STEPS = 7 * 8;
const STEP_MS = 3 * HOUR_MS;
const RESTARTS = [12, 33];
const CUT = 44;
/** By then everything has happened once: pages have turned, the server was away and came back. */
const WARM = 16;
const HEAP_GROWTH_MAX = 1.1;

/** A call that waited, was answered and rated. */
function* call(number: number, at: number) {
  const agentId = AGENTS[number % AGENTS.length] ?? "";
  const contactId = `c-${number}`;
  const leg = { contactId, legId: `${contactId}/1`, agentId };
  const told: readonly (readonly [string, number, object])[] = [
    ["created", 0, { contactId, channel: "phone", direction: "inbound" }],
    ["queued", 0, { contactId, queueId: "line", reason: "new" }],
    ["answered", 10 + (number % 40), leg],
    ["leg_ended", 200, leg],
    ["wrapup_ended", 230, leg],
  ];
  const base = { specversion: "1.0", source: SOURCE };
  for (const [type, after, data] of told) {
    const time = new Date(at + after * 1000).toISOString();
    const id = `${contactId}-${type}`;
    yield { ...base, type: `deskpulse.contact.${type}.v1`, id, time, subject: contactId, data };
  }
  const scale = { min: 1, max: 5, kind: "stars" };
  const data = { surveyId: `s-${number}`, kind: "csat", score: 1 + (number % 5), scale, contactId };
  const time = new Date(at + 280_000).toISOString();
  const type = "deskpulse.survey.answered.v1";
  yield { ...base, type, id: `s-${number}`, time, subject: `survey/s-${number}`, data };
}

describe.skipIf(withoutChromium())("a wall open for a week", () => {
  const store = new MemoryStore();
  const clock = manualClock(START);
  const secret = Buffer.alloc(32, 7);
  const problems: string[] = [];
  let browser: Browser;
  let relay: Relay;
  let core: Core;
  let running: Running;

  async function start(): Promise<void> {
    core = await openCore({ store, clock });
    const onProblem = (about: string, problem: unknown) => problems.push(`${about}: ${problem}`);
    const reached = { publicUrl: relay.url, trustProxy: null, tls: null };
    const app = createApp(core, { demo: false, onProblem, secret, reached });
    running = await run(core, app, { port: 0, host: "127.0.0.1" }, onProblem);
    relay.to(running.port);
  }

  async function pair(): Promise<string> {
    const { url } = relay;
    const manager = await signIn({ url, settings: store, now: () => clock.now() }, [
      { role: "manager" },
    ]);
    const begun = pairingStarted.parse(await (await ask(url, "POST", "/pairing")).json());
    const profile = { name: "Hall", team: "support", pages: PAGES, language: "en", theme: "dark" };
    const size = { screenInches: 55, distanceMetres: 5 };
    await manager.ask("POST", "/pairing/approve", { ...profile, ...size, code: begun.code });
    const { secret: own } = begun;
    return cookieOf(await ask(url, "POST", "/pairing/poll", { body: { secret: own } }));
  }

  beforeAll(async () => {
    relay = await openRelay();
    await start();
    await setOrganisation(core, org);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    await relay?.close();
    expect(problems).toEqual([]);
  });

  /** What stands on the wall, whichever page it is; the time of the data goes on by itself. */
  const figures = (page: Page): Promise<string[]> =>
    page.evaluate<string[]>(`(() => {
      const shown = [...document.querySelectorAll(".tile, .pinned")].map((tile) => {
        const text = (part) => tile.querySelector(part)?.textContent ?? "";
        const label = text(".tile-label") || text(".pinned-label");
        return label + " " + (text(".tile-value .number") || text(".pinned-value"));
      });
      return [...new Set(shown)].sort();
    })()`);

  async function heap(devtools: CDPSession): Promise<number> {
    for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize;
  }

  /** Waits until the wall shows what a page shows that was opened just now. */
  async function equalsFresh(page: Page, step: number): Promise<void> {
    const fresh = await page.context().newPage();
    await fresh.goto(`${relay.url}/wall`);
    await fresh.waitForSelector(".tile");
    await expect
      .poll(
        async () => {
          // Pages turn by each one's own clock: what both show is compared, and both show the strip.
          const [own, other] = [await figures(page), await figures(fresh)];
          const common = own.filter((one) => other.some((two) => labelOf(two) === labelOf(one)));
          return {
            rung: await rungOf(page),
            enough: common.length >= 2,
            differing: common
              .filter((one) => !other.includes(one))
              .map(
                (one) =>
                  `${one} at step ${step}, fresh ${other.join(", ")}, wall ${own.join(", ")}`,
              ),
          };
        },
        { timeout: 20_000 },
      )
      .toEqual({ rung: "live", enough: true, differing: [] });
    await fresh.close();
  }
  const labelOf = (figure: string): string => figure.replace(/ [^ ]*$/, "");
  const rungOf = (page: Page) => page.locator(".wall").getAttribute("data-rung");

  test("[S10] after seven midnights, two restarts and a cut it equals a fresh page, untouched", async () => {
    const cookie = await pair();
    await core.ingest.submit(SOURCE, [...call(0, START - HOUR_MS)]);
    await core.tail.idle();
    const { page, faults } = await openWindow(browser, relay.url, {
      cookie,
      size: { width: 1920, height: 1080 },
    });
    let loads = 0;
    page.on("domcontentloaded", () => {
      loads += 1;
    });
    await page.goto(`${relay.url}/wall`);
    await page.waitForSelector(".tile");
    const devtools = await page.context().newCDPSession(page);
    let warm = 0;
    let calls = 0;
    let days = 0;
    for (let step = 1; step <= STEPS; step += 1) {
      const before = clock.now();
      for (let minute = 0; minute < 6; minute += 1) {
        calls += 1;
        const events = [...call(calls, before + minute * 20 * MINUTE_MS)];
        clock.set(before + (minute + 1) * 20 * MINUTE_MS);
        const taken = await core.ingest.submit(SOURCE, events);
        expect(taken.ok && taken.value.rejected).toEqual([]);
      }
      clock.set(before + STEP_MS);
      await page.waitForTimeout(700);
      if (RESTARTS.includes(step)) {
        relay.to(null);
        await running.stop();
        await start();
      }
      if (step === CUT) {
        relay.cut(true);
        clock.advance(10 * MINUTE_MS);
        await page.waitForSelector('.wall[data-rung="stale"]', { timeout: 30_000 });
        relay.cut(false);
      }
      if (step % 8 !== 0 && step !== CUT && !RESTARTS.includes(step)) continue;
      if (step % 8 === 0) days += 1;
      await equalsFresh(page, step);
      if (step === WARM) warm = await heap(devtools);
    }
    const atTheEnd = await heap(devtools);
    process.stdout.write(`heap after two days and after seven: ${warm}, ${atTheEnd} bytes\n`);
    expect(days).toBe(7);
    expect(loads).toBe(1);
    expect(faults).toEqual([]);
    expect(atTheEnd / warm).toBeLessThanOrEqual(HEAP_GROWTH_MAX);
  });
});
