/** Memory that is really held: without a collection first, a measurement counts what nobody needs. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Bytes on the heap after a full collection. */
export function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
