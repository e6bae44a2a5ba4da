/** Runs what should notice a mistake, in the copy: test files, or the judge of formulas. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { Seen } from "./judge.ts";

/** Fewer generated cases than usual, the same in every run. */
const FEWER = { LAW_RUNS: "0.1", LAW_SEED: "20261122" };

function run(root: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...FEWER };
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stop = () => child.kill();
    process.once("exit", stop);
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("exit", stop);
      resolve(code === 0 ? out : `${out}\n${err}`);
    });
  });
}

interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The tests of these files that fail, as `file: name`: the first, or all. Throws where nothing could be run. */
export async function failing(
  root: string,
  files: readonly string[],
  all = false,
): Promise<string[]> {
  const report = join(root, "mutate-report.json");
  rmSync(report, { force: true });
  const out = await run(root, [
    join(root, "node_modules/vitest/vitest.mjs"),
    ...["run", "--config", "test/mutate/vitest.config.ts", "--reporter", "json"],
    ...["--outputFile", report, ...(all ? [] : ["--bail", "1"]), ...files],
  ]);
  if (!existsSync(report)) throw new Error(`${files.join(" ")} did not run:\n${out.slice(-2000)}`);
  const { numTotalTests, testResults }: Report = JSON.parse(readFileSync(report, "utf8"));
  if (numTotalTests === 0)
    throw new Error(`${files.join(" ")} hold no tests:\n${out.slice(-2000)}`);
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  );
}

/** What golden cases and oracle see of each broken formula (judge.ts), and how long it took. */
export async function judged(root: string): Promise<{ seen: Seen[]; seconds: number }> {
  const began = performance.now();
  const out = await run(root, ["test/mutate/judge.ts"]);
  const seen = out
    .trim()
    .split("\n")
    .map((line) => {
      if (line.startsWith("{")) return JSON.parse(line) as Seen;
      throw new Error(`the judge failed:\n${out.slice(-2000)}`);
    });
  return { seen, seconds: (performance.now() - began) / 1000 };
}
