/** The full check in a thread of its own, beside a running store (REL-8). */
import { parentPort, workerData } from "node:worker_threads";
import { check } from "./check.ts";
import { connect } from "./connection.ts";
import { readProblem, saying } from "./problem.ts";

/** What is wrong, if anything: with the log or the file, or only with the checkpoint. */
export interface Checked {
  readonly corrupt: string | null;
  readonly checkpoint: string | null;
}

const { file }: { file: string } = workerData;

function run(): Checked {
  try {
    return saying(readProblem, file, () => {
      const connection = connect(file, { readOnly: true });
      try {
        return { corrupt: null, checkpoint: check(connection, file) };
      } finally {
        connection.close();
      }
    });
  } catch (error) {
    return { corrupt: error instanceof Error ? error.message : String(error), checkpoint: null };
  }
}

parentPort?.postMessage(run());
