/** A connection whose k-th statement fails, or whose process dies there (F2). */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Connect, connect } from "../../../server/store/sqlite/connection.ts";

export type Fault = "fails" | "dies before" | "dies after";

/** What a process that died would have said next: nothing. */
export class Died extends Error {}

export interface Faulty {
  readonly connect: Connect;
  /** Statements run so far. */
  count(): number;
  /** From now on every statement works, as for the next process. */
  heal(): void;
}

const IO_ERROR = 10;
const ioError = (): Error => Object.assign(new Error("disk I/O error"), { errcode: IO_ERROR });

/** The `at`-th statement (from 1) has the fault. `onDeath` is called once, with the files as they are. */
export function faulty(at: number, fault: Fault, onDeath: () => void): Faulty {
  let statements = 0;
  let dead = false;
  let healed = false;
  const die = (): never => {
    if (!dead) onDeath();
    dead = true;
    throw new Died();
  };
  const run = <T>(work: () => T): T => {
    if (healed) return work();
    if (dead) throw new Died();
    statements += 1;
    if (statements !== at) return work();
    if (fault === "fails") throw ioError();
    if (fault === "dies before") return die();
    work();
    return die();
  };
  const statement = (real: StatementSync): StatementSync =>
    wrap(real, {
      run: (...values: never[]) => run(() => real.run(...values)),
      get: (...values: never[]) => run(() => real.get(...values)),
      all: (...values: never[]) => run(() => real.all(...values)),
      iterate: (...values: never[]) => run(() => real.iterate(...values)),
    });
  const connection = (real: DatabaseSync): DatabaseSync =>
    wrap(real, {
      exec: (sql: string) => run(() => real.exec(sql)),
      prepare: (sql: string) => statement(real.prepare(sql)),
    });
  return {
    connect: (file, options) => connection(connect(file, options)),
    count: () => statements,
    heal: () => {
      healed = true;
    },
  };
}

/** The real object with some methods replaced. */
function wrap<T extends object>(real: T, methods: Record<string, unknown>): T {
  return new Proxy(real, {
    get(target, name) {
      if (typeof name === "string" && Object.hasOwn(methods, name)) return methods[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
