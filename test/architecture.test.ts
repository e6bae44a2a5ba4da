/** [ARCH1] Who may import whom: reads every import and compares it with one table (STYLE.md 2.3). */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Folder or file → what it may import besides `shared` and itself. The longest prefix wins. `server/`
 * and `client/` entries are paths, the rest are packages; `npm:*` and `path:*` mean any.
 */
const TABLE: Record<string, readonly string[]> = {
  shared: ["zod", "date-fns", "@date-fns/tz"],
  "server/sources": ["zod", "node:crypto", "@date-fns/tz", "date-fns"],
  "server/fold": ["@date-fns/tz"],
  "server/store/store.ts": ["server/fold"],
  "server/store/memory": ["server/store/store.ts", "server/fold"],
  "server/store/sqlite": [
    "server/store/store.ts",
    "server/fold",
    "node:sqlite",
    "node:fs",
    "node:path",
    "node:zlib",
    "node:worker_threads",
    "node:url",
    "node:crypto",
    "node:events",
    "node:timers/promises",
  ],
  "server/ingest": [
    "server/fold",
    "server/store/store.ts",
    "server/sources/source.ts",
    "server/sources/pull.ts",
    "server/sources/webhook.ts",
    "server/sources/write-event.ts",
    "node:crypto",
    "zod",
  ],
  "server/ingest/follow-file.ts": [
    "node:fs",
    "node:fs/promises",
    "node:path",
    "node:crypto",
    "node:timers/promises",
  ],
  "server/tail": ["server/fold", "server/store/store.ts", "node:timers/promises"],
  "server/figures": ["server/fold"],
  "server/explain": [
    "server/figures",
    "server/fold",
    "server/tail/derive.ts",
    "server/tail/document-change.ts",
    "server/tail/homes.ts",
    "server/tail/touched.ts",
    "server/core.ts",
    "server/store/memory",
    "node:timers/promises",
  ],
  "server/accounts": ["server/store/store.ts", "node:crypto", "node:net", "zod"],
  "server/accounts/install-secret.ts": ["node:crypto", "node:fs"],
  "server/live": [
    "server/accounts/roles.ts",
    "server/figures",
    "server/fold",
    "server/tail/sources.ts",
    "socket.io",
    "zod",
    "node:crypto",
    "node:http",
  ],
  "server/org": ["server/store/store.ts", "node:crypto", "zod"],
  "server/reports": [
    "node:timers/promises",
    "server/figures",
    "server/fold",
    "server/store/store.ts",
    "server/accounts/roles.ts",
    "node:stream",
    "node:stream/promises",
    "node:zlib",
    "node:crypto",
    "node:url",
    "write-excel-file",
    "fflate",
    "pdfkit",
    "nodemailer",
    "zod",
  ],
  "server/org/erasure-file.ts": ["zod", "node:fs"],
  "server/http": [
    "server/sources",
    "server/ingest",
    "server/fold",
    "server/org",
    "server/figures",
    "server/explain",
    "server/accounts",
    "server/reports",
    "express",
    "express-session",
    "zod",
    "node:stream",
    "node:stream/promises",
    "node:http",
    "node:crypto",
    "node:net",
  ],
  "server/demo": ["node:timers/promises"],
  "server/core.ts": [
    "server/fold",
    "server/ingest",
    "server/org",
    "server/store/store.ts",
    "server/tail",
  ],
  "server/config.ts": ["zod", "node:path"],
  "server/commands": ["path:server", "npm:*", "node:*"],
  "server/access.ts": ["path:server"],
  "server/api.ts": ["path:server", "express", "node:crypto"],
  "server/pages.ts": ["server/http", "server/store/store.ts", "express", "helmet", "node:*"],
  "server/mailing.ts": ["path:server"],
  "server/privacy.ts": ["path:server"],
  "server/reporting.ts": ["path:server"],
  "server/vendors.ts": ["path:server"],
  "server/app.ts": ["path:server", "npm:*", "node:*"],
  "server/main.ts": ["path:server", "node:*"],
  "server/dev.ts": ["path:server", "vite", "node:*"],
  "client/store": [],
  "client/settings": [],
  "client/charts": ["chart.js"],
  "client/tiles": ["client/charts", "preact"],
  "client/parts": ["preact"],
  "client/screens": [
    "client/parts",
    "client/tiles",
    "client/store",
    "client/settings",
    "client/charts",
    "client/api.ts",
    "preact",
  ],
  "client/screens/entry/qr-code.tsx": ["preact", "uqr"],
  "client/connection.ts": ["client/store", "socket.io-client"],
  "client/api.ts": ["client/store"],
  "client/vite.config.ts": ["vite", "node:url"],
  client: ["path:client", "preact", "chart.js"],
};

/** Packages that may appear in one place only, whatever the table says. */
const CONFINED: Record<string, string> = {
  "node:sqlite": "server/store/sqlite",
  "chart.js": "client/charts",
  vite: "server/dev.ts",
  "socket.io": "server/live",
  "socket.io-client": "client/connection.ts",
  "write-excel-file": "server/reports",
  fflate: "server/reports",
  pdfkit: "server/reports",
  nodemailer: "server/reports/mail.ts",
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^"'`;]*?from\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|(?:^|\n)import\s+["']([^"']+)["']/g;

/** The imports of one file; relative ones as paths from the project's root. */
function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    const to = name.startsWith(".") ? relative(ROOT, join(ROOT, dirname(file), name)) : name;
    return { from: file, to };
  });
}

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const ruleOf = (file: string): string | undefined =>
  Object.keys(TABLE)
    .filter((rule) => within(file, rule))
    .sort((a, b) => b.length - a.length)[0];

const packageOf = (name: string): string =>
  name.startsWith("node:")
    ? name
    : name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/");

/** Why an import is not allowed, or null. */
function verdict({ from, to }: Import): string | null {
  const rule = ruleOf(from);
  if (rule === undefined) return `${from}: no row of the table covers it`;
  const complaint = `${from} may not import ${to}`;
  const isPath = ["shared", "server", "client", "test", "fixtures"].some((top) => within(to, top));
  if (!isPath) {
    const name = packageOf(to);
    const home = CONFINED[name];
    if (home !== undefined && !within(from, home) && from !== "client/vite.config.ts")
      return complaint;
    const allowed = TABLE[rule]?.some(
      (one) =>
        one === name ||
        (one === "npm:*" && !name.startsWith("node:")) ||
        (one === "node:*" && name.startsWith("node:")),
    );
    return allowed ? null : complaint;
  }
  const folder = rule.endsWith(".ts") ? rule : rule;
  if (within(to, folder)) return null;
  if (within(to, "shared")) return null;
  const allowed = TABLE[rule]?.some((one) =>
    one.startsWith("path:") ? within(to, one.slice(5)) : within(to, one),
  );
  return allowed ? null : complaint;
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("/dist/") && !file.endsWith(".d.ts"));
}

const sources = ["shared", "server", "client"]
  .flatMap(filesOf)
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

test("[ARCH1] every import obeys the table", () => {
  const verdicts = sources
    .flatMap(({ file, text }) => importsOf(file, text))
    .map(verdict)
    .filter((one) => one !== null);
  expect(sources.length).toBeGreaterThan(100);
  expect(verdicts).toEqual([]);
});

test.each([
  ["server/fold/fold.ts", 'import { open } from "node:fs";'],
  ["server/fold/fold.ts", 'import type { Store } from "../store/store.ts";'],
  ["server/figures/figure.ts", 'import { DatabaseSync } from "node:sqlite";'],
  ["server/http/a.ts", 'const store = await import("../store/sqlite/open.ts");'],
  ["shared/kpi/csat.ts", 'import { readFile } from "node:fs/promises";'],
  ["shared/kpi/csat.ts", 'export { x } from "../../server/core.ts";'],
  ["client/screens/team.tsx", 'import { Tail } from "../../server/tail/tail.ts";'],
  ["client/tiles/tile.tsx", 'import Chart from "chart.js/auto";'],
  ["client/store/store.ts", 'import { io } from "socket.io-client";'],
  ["server/app.ts", 'import { adapt } from "../test/golden/adapter.ts";'],
])("[ARCH1] a forbidden import in %s is found: %s", (file, text) => {
  expect(importsOf(file, text).map(verdict)).not.toEqual([null]);
});

test("[ARCH2] a file over 250 lines states its reason in its first comment", () => {
  const long = sources.filter(({ text }) => text.split("\n").length > 251);
  const silent = long.filter(
    ({ text }) => !/^(#!.*\n)?\/\*\*[\s\S]*?\blines?\b[\s\S]*?\*\//.test(text),
  );
  expect(silent.map(({ file }) => file)).toEqual([]);
});

test("[ARCH3] every file begins with what it is for", () => {
  const bare = sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*? ?[\s\S]+?\*\//.test(text));
  expect(bare.map(({ file }) => file)).toEqual([]);
});

test("[ARCH4] on the server only the clock asks the machine for the time, and nobody for chance", () => {
  const guilty = sources.filter(
    ({ file, text }) =>
      (/\bDate\.now\(\)|\bnew Date\(\)/.test(text) &&
        file !== "shared/time/clock.ts" &&
        !file.startsWith("client/")) ||
      /\bMath\.random\(/.test(text),
  );
  expect(guilty.map(({ file }) => file)).toEqual([]);
});
