/** The log alone, beside a running server or without one: nothing is written and nothing is locked. */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { LogGroup } from "../../fold/log-event.ts";
import { type Setting, StoreCorrupt } from "../store.ts";
import { connect } from "./connection.ts";
import { checkSchema, versionOf } from "./file.ts";
import { openProblem, readProblem, saying } from "./problem.ts";
import { integer } from "./query.ts";
import { createReads } from "./reads.ts";
import { SCHEMA } from "./schema.ts";

export interface LogBeside {
  /** Where the log ended when it was opened; what comes later is not read. */
  readonly end: number;
  /** A setting of the store. */
  setting(name: string): string | null;
  /** Those whose names begin so, ordered by name. */
  settings(prefix: string): Setting[];
  /** As of Store.read, up to `end`. */
  read(after: number): AsyncIterable<LogGroup>;
  close(): void;
}

/** Stores in the same folder: mostly the one that was meant, such as the demo's. */
function othersBeside(name: string): string {
  const folder = dirname(name);
  const files = existsSync(folder) ? readdirSync(folder).filter((one) => one.endsWith(".db")) : [];
  return files.length === 0 ? "" : `; there is ${files.map((one) => join(folder, one)).join(", ")}`;
}

/** Throws StoreCorrupt, StoreTooNew or StoreFull with one sentence. An older file is read as it is. */
export function openLogBeside(name: string): LogBeside {
  if (!existsSync(name)) {
    throw new StoreCorrupt(`there is no store ${resolve(name)}${othersBeside(name)}`);
  }
  const file = realpathSync(name);
  const connection = saying(openProblem, file, () => {
    const opened = connect(file, { readOnly: true });
    try {
      if (versionOf(opened, file, SCHEMA) === SCHEMA.version) checkSchema(opened, file, SCHEMA);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  });
  const reads = saying(openProblem, file, () => createReads(connection, file, () => {}));
  const end = saying(readProblem, file, () =>
    integer(connection, "SELECT coalesce(max(last), 0) FROM log"),
  );
  return {
    end,
    setting: (name) => saying(readProblem, file, () => reads.setting(name)),
    settings: (prefix) => saying(readProblem, file, () => reads.settings(prefix)),
    async *read(after) {
      const groups = reads.groups(after);
      for (;;) {
        const next = saying(readProblem, file, () => groups.next());
        if (next.done === true || next.value.last > end) return;
        yield next.value;
      }
    },
    close: () => reads.close(),
  };
}
