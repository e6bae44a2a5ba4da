/**
 * The writing thread: takes one request after the other, answers each when it is on disk. Requests
 * and answers keep their order, so neither needs a number.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Changes, Checkpoint, Places, Retirement } from "../store.ts";
import { connect } from "./connection.ts";
import { codeOf } from "./problem.ts";
import { createWrites } from "./writes.ts";

export type Request =
  | { readonly do: "append"; readonly json: string; readonly count: number; readonly at: number }
  | { readonly do: "part"; readonly part: Pick<Checkpoint, "entities" | "slabs"> }
  | ({ readonly do: "checkpoint" } & Pick<Checkpoint, "position" | "fold" | "minutesFrom">)
  | { readonly do: "forget" | "suspect" | "scrub" | "close" }
  | { readonly do: "retire"; readonly retirement: Retirement }
  | { readonly do: "remove"; readonly events: readonly Places[] }
  | { readonly do: "settings"; readonly changes: Changes; readonly expected: Changes };

/** What an error is on the other side: SQLite's code and text, put into our words there. */
export interface Failure {
  readonly errcode: number;
  readonly message: string;
}
export type Answer = { readonly value: number } | { readonly failure: Failure };

const { file }: { file: string } = workerData;
const writes = createWrites(connect(file, { readOnly: false }));
let entities: Checkpoint["entities"][number][] = [];
let slabs: Checkpoint["slabs"][number][] = [];

function handle(request: Request): number {
  switch (request.do) {
    case "append":
      return writes.append(request.json, request.count, request.at);
    case "part":
      entities = entities.concat(request.part.entities);
      slabs = slabs.concat(request.part.slabs);
      return 0;
    case "checkpoint": {
      const { position, fold, minutesFrom } = request;
      const checkpoint = { position, fold, minutesFrom, entities, slabs };
      entities = [];
      slabs = [];
      writes.checkpoint(checkpoint);
      return position;
    }
    case "forget":
      writes.forgetCheckpoint();
      return 0;
    case "suspect":
      writes.suspectCheckpoint();
      return 0;
    case "retire":
      writes.retire(request.retirement);
      return 0;
    case "remove":
      writes.remove(request.events);
      return 0;
    case "settings":
      return writes.putSettings(request.changes, request.expected) ? 1 : 0;
    case "scrub":
      writes.scrub();
      return 0;
    case "close":
      writes.close();
      return 0;
  }
}

function answer(request: Request): Answer {
  try {
    return { value: handle(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: { errcode: codeOf(error), message } };
  }
}

parentPort?.on("message", (request: Request) => {
  const reply = answer(request);
  parentPort?.postMessage(reply);
  if (request.do === "close") parentPort?.close();
});
