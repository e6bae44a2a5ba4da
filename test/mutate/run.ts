/** Runs what should notice a mistake, in the copy: test files, or the judge of formulas. */
import { spawn } from "node:child_process";
import { join, relative } from "node:path";
import { createVitest } from "vitest/node";
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

/** Runs test files of the copy, again and again in one process that reads changed files anew. */
export interface Tests {
  /** The tests of these files that fail, as `file: name`. Throws where nothing could be run. */
  failing(files: readonly string[]): Promise<string[]>;
  /** This file has changed. */
  forget(file: string): void;
  close(): Promise<void>;
}

export async function openTests(root: string): Promise<Tests> {
  Object.assign(process.env, FEWER);
  const vitest = await createVitest("test", {
    config: join(root, "test/mutate/vitest.config.ts"),
    root,
    watch: false,
    reporters: [{}],
  });
  return {
    forget: (file) => vitest.invalidateFile(join(root, file)),
    failing: async (files) => {
      const specifications = await vitest.globTestSpecifications([...files]);
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
      // what ran before is still among the results
      const asked = new Set(specifications.map(({ moduleId }) => moduleId));
      const own = testModules.filter(({ moduleId }) => asked.has(moduleId));
      const found = own.flatMap((one) => {
        const where = relative(root, one.moduleId);
        const tests = [...one.children.allTests("failed")].map(
          (test) => `${where}: ${test.fullName}`,
        );
        const whole = one.errors().map(({ message }) => `${where}: ${message}`);
        return [...tests, ...whole];
      });
      if (unhandledErrors.length > 0) throw unhandledErrors[0];
      if (own.length < files.length) throw new Error(`${files.join(" ")}: not all of them ran`);
      return found;
    },
    close: () => vitest.close(),
  };
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
