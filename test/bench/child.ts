/** Child processes that answer questions, one at a time, and never outlive the one who asked. */
import { fork } from "node:child_process";

/** What a child can be asked: each takes one value and gives one back. */
export type Calls = Record<string, (given: never) => unknown>;

export interface Child<C extends Calls> {
  ask<Name extends keyof C & string>(
    name: Name,
    given: Parameters<C[Name]>[0],
  ): Promise<Awaited<ReturnType<C[Name]>>>;
  /** Ends it; a profile is written first. */
  stop(): Promise<void>;
}

/** The longest that any question may take: a benchmark that hangs is a defect. */
const ANSWER_MS_MAX = 600_000;
const STOP_MS_MAX = 10_000;

interface Question {
  readonly name: string;
  readonly given: unknown;
}
type Answer = { readonly value: unknown } | { readonly problem: string };

export function startChild<C extends Calls>(
  script: string,
  args: readonly string[] = [],
  execArgv: readonly string[] = [],
): Child<C> {
  const child = fork(new URL(script, import.meta.url), args, {
    execArgv: [...execArgv],
    serialization: "advanced",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    ask: (name, given) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${script}, ${name}: ${why}`));
        const late = setTimeout(() => fail("no answer"), ANSWER_MS_MAX);
        const gone = () => fail("the process ended");
        child.once("exit", gone);
        child.once("message", (answer: Answer) => {
          clearTimeout(late);
          child.off("exit", gone);
          if ("problem" in answer) fail(answer.problem);
          else resolve(answer.value as Awaited<ReturnType<C[typeof name]>>);
        });
        child.send({ name, given } satisfies Question);
      }),
    async stop() {
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
      await ended;
      clearTimeout(late);
    },
  };
}

/** In the child: answers until the parent is gone, then tidies up and ends. */
export function answer(calls: Calls, end: () => Promise<void> = async () => {}): void {
  process.on("message", async ({ name, given }: Question) => {
    try {
      const value = await calls[name]?.(given as never);
      process.send?.({ value } satisfies Answer);
    } catch (problem) {
      const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
      process.send?.({ problem: text } satisfies Answer);
    }
  });
  process.once("disconnect", () => {
    void end().finally(() => process.exit(0));
  });
}

export interface Cpu {
  /** CPU time so far, in ms: of the thread that serves, and of all threads together. */
  readonly main: number;
  readonly all: number;
}

/** What it cost, whoever else wanted the cores meanwhile. */
export function cpuSoFar(): Cpu {
  const own = process.threadCpuUsage();
  const all = process.cpuUsage();
  return { main: (own.user + own.system) / 1000, all: (all.user + all.system) / 1000 };
}

/** Nanoseconds would be too fine: ms on a clock that all processes of this machine share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
