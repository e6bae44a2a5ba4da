/** Settings alone, for a command beside a running server, which sees every change at once. */
import { realpathSync } from "node:fs";
import { type Changes, type Store, StoreLocked } from "../store.ts";
import { connect } from "./connection.ts";
import { checkSchema, versionOf } from "./file.ts";
import { openSqliteStore } from "./open.ts";
import { openProblem, readProblem, saying, writeProblem } from "./problem.ts";
import { createReads } from "./reads.ts";
import { SCHEMA } from "./schema.ts";
import { putSettings, scrub } from "./writes.ts";

export type Settings = Pick<
  Store,
  "setting" | "settings" | "putSetting" | "putSettings" | "scrub" | "close"
>;

/** Without a running server this owns the store as the server would, and makes it if need be. */
export async function openSettings(name: string): Promise<Settings> {
  try {
    return await openSqliteStore(name, { writer: "here", checkedBytesMax: 0 });
  } catch (error) {
    if (error instanceof StoreLocked) return openBeside(realpathSync(name));
    throw error;
  }
}

function openBeside(file: string): Settings {
  const connection = saying(openProblem, file, () => {
    const opened = connect(file, { readOnly: false });
    try {
      versionOf(opened, file, SCHEMA);
      checkSchema(opened, file, SCHEMA);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  });
  const reads = createReads(connection, file, () => {});
  const put = async (changes: Changes, expected: Changes = {}) =>
    saying(writeProblem, file, () => putSettings(connection, changes, expected));
  return {
    setting: async (name) => saying(readProblem, file, () => reads.setting(name)),
    settings: async (prefix) => saying(readProblem, file, () => reads.settings(prefix)),
    putSetting: async (name, value) => void (await put({ [name]: value })),
    putSettings: put,
    scrub: async () => saying(writeProblem, file, () => scrub(connection)),
    close: async () => connection.close(),
  };
}
