/** `npm run bench [-- NAME…] [--profile=FOLDER]`: all benchmarks, or those named. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ack } from "./ack.bench.ts";
import { type Bench, table } from "./bench.ts";
import { boards } from "./boards.bench.ts";
import { browser } from "./browser.bench.ts";
import { contactRowsBench } from "./contact-rows.bench.ts";
import { figuresOfFile } from "./figures.bench.ts";
import { first } from "./first.bench.ts";
import { fold } from "./fold.bench.ts";
import { ingest } from "./ingest.bench.ts";
import { live, pace } from "./live.bench.ts";
import { machine, makeFolder, removeFolder } from "./machine.ts";
import { memory } from "./memory.bench.ts";
import { parse } from "./parse.bench.ts";
import { reportFiles } from "./report-files.bench.ts";
import { restart } from "./restart.bench.ts";
import { settle } from "./settle.bench.ts";
import { shift } from "./shift.bench.ts";
import { size } from "./size/size.bench.ts";
import { sockets } from "./sockets.bench.ts";

const BENCHES: readonly Bench[] = [
  parse,
  fold,
  settle,
  boards,
  ingest,
  ack,
  pace,
  live,
  sockets,
  first,
  browser,
  shift,
  memory,
  restart,
  figuresOfFile,
  reportFiles,
  size,
  contactRowsBench,
];

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("--"));
const profile =
  args.find((arg) => arg.startsWith("--profile="))?.slice("--profile=".length) ?? null;
const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown !== undefined) {
  console.error(`there is no ${unknown}; there are: ${BENCHES.map(({ name }) => name).join(" ")}`);
  process.exit(1);
}

if (profile !== null) mkdirSync(profile, { recursive: true });
const folder = makeFolder();
process.on("exit", () => removeFolder(folder));
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

console.log(`${machine(folder)}\n`);
for (const bench of BENCHES) {
  if (names.length > 0 && !names.includes(bench.name)) continue;
  const own = join(folder, bench.name);
  mkdirSync(own);
  console.log(`${bench.name}: ${bench.about}`);
  const began = performance.now();
  const rows = await bench.run({ folder: own, profile, note: (line) => console.log(`  ${line}`) });
  removeFolder(own);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`${table(rows)}\n  (${seconds} s)\n`);
}
