/**
 * The first meaningful number (UX-31): from the start of a navigation to the first tile with a value, in a
 * new Chromium context on a server that runs already. The demo, and a store of about ten million events.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { DAY_MS, HOUR_MS } from "../../shared/time/interval.ts";
import { launch } from "../support/browser.ts";
import { startDemoProcess } from "../support/demo-process.ts";
import { type Bench, type BenchOptions, median, type Row } from "./bench.ts";
import { bundles } from "./bundle.ts";
import { startChild } from "./child.ts";
import type { KeptCalls } from "./kept-process.ts";
import { BEGIN, DAYS } from "./size/contacts.ts";
import type { SizeCalls } from "./size/size-process.ts";
import { asDemo, type Visit, type Visiting, visit, withCookie } from "./visit.ts";

const RUNS = 7;
const STARTS = 3;
/** A call has five events or six, a ticket as many: about five for each contact. */
const CONTACTS = Number(process.env.FIRST_CONTACTS ?? 2_000_000);
/** Thursday afternoon of the last week; it is compared with four Thursdays before it. */
const THURSDAY = BEGIN + (DAYS - 4) * DAY_MS + 16 * HOUR_MS;
const NUMBER_MS_MAX = { on: "value", is: "at most", bound: 1_500 } as const;
const SNAPSHOT_MS_MAX = { on: "value", is: "at most", bound: 1_000 } as const;

/** The floor: a page that is nothing but a number. What Chromium and this machine take just now. */
async function startPlainPage() {
  const html = '<p class="tile-value"><span class="number">7</span></p>';
  const http = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  return { visiting: { url, enter: async () => {} }, stop: () => http.close() };
}

function rowsOf(name: string, visits: readonly Visit[], floors: readonly Visit[]): Row[] {
  const plain = median(floors.map(({ number }) => number));
  return [
    {
      figure: name,
      values: visits.map(({ number }) => number),
      unit: "ms",
      ratios: visits.map(({ number }) => number / plain),
      to: "a page of one number",
      aim: NUMBER_MS_MAX,
    },
    { figure: `${name}, the page's CPU`, values: visits.map(({ cpu }) => cpu), unit: "ms CPU" },
    {
      figure: `${name}, server's snapshot`,
      values: visits.map(({ snapshot }) => snapshot),
      unit: "ms",
      aim: SNAPSHOT_MS_MAX,
    },
  ];
}

/** The floor and ours in turn, after one visit that does not count. */
async function repeated(browser: Browser, name: string, visiting: Visiting): Promise<Row[]> {
  const plain = await startPlainPage();
  const [visits, floors]: [Visit[], Visit[]] = [[], []];
  await visit(browser, visiting);
  for (let run = 0; run < RUNS; run += 1) {
    floors.push(await visit(browser, plain.visiting));
    visits.push(await visit(browser, visiting));
  }
  plain.stop();
  return rowsOf(name, visits, floors);
}

async function ofDemo(browser: Browser): Promise<Row[]> {
  const demo = await startDemoProcess();
  try {
    const { url } = demo;
    return [
      ...(await repeated(browser, "demo /team", {
        url: `${url}/team`,
        enter: asDemo(url, "lead"),
      })),
      ...(await repeated(browser, "demo /wall", {
        url: `${url}/wall`,
        enter: asDemo(url, "television"),
      })),
      ...(await bundles(browser, url)),
    ];
  } finally {
    await demo.stop();
  }
}

async function fill(file: string): Promise<void> {
  const child = startChild<SizeCalls>("./size/size-process.ts", [file]);
  try {
    await child.ask("begin", CONTACTS);
    for (let week = 0; week < DAYS / 7; week += 1) await child.ask("fillWeek", undefined);
    await child.ask("finish", undefined);
  } finally {
    await child.stop();
  }
}

async function ofLarge(browser: Browser, { folder, note }: BenchOptions): Promise<Row[]> {
  const file = join(folder, "large.db");
  const began = performance.now();
  await fill(file);
  note(
    `large: ${CONTACTS.toLocaleString("en")} contacts as cells, which is about ${(CONTACTS * 5).toLocaleString("en")} events; made in ${((performance.now() - began) / 1000).toFixed(0)} s. A snapshot reads cells, never the log`,
  );
  const fresh: Visit[] = [];
  const rows: Row[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const server = startChild<KeptCalls>("./kept-process.ts", [file, String(THURSDAY)]);
    try {
      const url = await server.ask("url", undefined);
      const roles = [{ role: "lead" as const, teams: ["team-0", "team-1"] }];
      const [cookie = ""] = await server.ask("signedIn", { count: 1, roles });
      const enter = withCookie(url, cookie);
      fresh.push(await visit(browser, { url: `${url}/team?scope=team:team-0`, enter }));
      if (start > 0) continue;
      for (const path of ["/team", "/wall"]) {
        const there = `${url}${path}?scope=team:team-1`;
        rows.push(...(await repeated(browser, `large ${path}`, { url: there, enter })));
      }
    } finally {
      await server.stop();
    }
  }
  const isCold = ({ figure }: Row) => !figure.endsWith("CPU");
  return [...rows, ...rowsOf("large /team, server just started", fresh, fresh).filter(isCold)];
}

export const first: Bench = {
  name: "first",
  about: "UX-31: the first number in Chromium, nothing cached, and the scripts of each screen",
  async run(options) {
    const browser = await launch();
    try {
      const rows = await ofDemo(browser);
      rows.push(...(await ofLarge(browser, options)));
      options.note(
        `load ${loadavg()
          .map((one) => one.toFixed(1))
          .join(" ")} at the end`,
      );
      return rows;
    } finally {
      await browser.close();
    }
  },
};
