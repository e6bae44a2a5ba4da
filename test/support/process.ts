/** The server as a real process of its own, on a store of its own: started, killed, cleaned up. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../server/main.ts");
/** A process that says nothing for this long is broken, not slow. */
const READY_MS_MAX = 60_000;
const ENDED_MS_MAX = 10_000;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ServerProcess {
  /** By address, so that no name is looked up. */
  readonly url: string;
  readonly pid: number;
  /** Everything it printed. */
  said(): string;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
  /** As on Ctrl-C: a last checkpoint; resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface Workplace {
  readonly folder: string;
  readonly store: string;
  /** A command to its end. */
  run(...args: string[]): Promise<Ran>;
  /** The same with other settings in its environment. */
  runWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran>;
  /** Resolves when the server answers at its door; `port` to come back where it was. */
  start(port?: number): Promise<ServerProcess>;
  /** A new key for a source. */
  key(source: string): Promise<string>;
  /** Ends what still runs, and removes the folder. */
  remove(): Promise<void>;
}

const ended = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (ended(child)) return;
  const gone = once(child, "exit");
  child.kill(signal);
  const force = setTimeout(() => child.kill("SIGKILL"), ENDED_MS_MAX);
  await gone;
  clearTimeout(force);
}

/** Follows what a process prints; `said` grows. */
function listen(child: ChildProcess): { readonly out: () => string; readonly err: () => string } {
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return { out: () => out, err: () => err };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => null);
  return response?.ok === true;
}

/** Waits for the printed address, then for the door behind it. */
async function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  const until = performance.now() + READY_MS_MAX;
  while (performance.now() < until) {
    const port = /http:\/\/localhost:(\d+)/.exec(said())?.[1];
    if (port !== undefined && (await isReady(`http://127.0.0.1:${port}`))) {
      return `http://127.0.0.1:${port}`;
    }
    if (ended(child)) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`the server did not become ready; it said:\n${said()}`);
}

/** A folder with a store in it, for one test. `disk` is where: memory when only processes die. */
export function workplace(disk: string = tmpdir()): Workplace {
  const folder = mkdtempSync(join(disk, "deskpulse-server-"));
  const store = join(folder, "desk.db");
  const children = new Set<ChildProcess>();

  const begin = (args: readonly string[], port = 0, env: Readonly<Record<string, string>> = {}) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, DESKPULSE_STORE: store, DESKPULSE_PORT: String(port), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    return { child, ...listen(child) };
  };

  const runWith = async (
    env: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<Ran> => {
    const { child, out, err } = begin(args, 0, env);
    await once(child, "close");
    return { code: child.exitCode, out: out(), err: err() };
  };

  const run = (...args: string[]) => runWith({}, ...args);

  return {
    folder,
    store,
    run,
    runWith,
    start: async (port = 0) => {
      const { child, out, err } = begin(["serve"], port);
      const said = () => out() + err();
      const url = await addressOf(child, said);
      return {
        url,
        pid: child.pid ?? 0,
        said,
        kill: () => end(child, "SIGKILL"),
        stop: () => end(child, "SIGTERM"),
      };
    },
    key: async (source) => {
      const { code, out, err } = await run("admin", "key", source);
      if (code !== 0) throw new Error(`no key for ${source}: ${err}`);
      return out.trim();
    },
    remove: async () => {
      await Promise.all([...children].map((child) => end(child, "SIGKILL")));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
