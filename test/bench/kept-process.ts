/** The server on a store that is already there, at an instant: kept-process.ts FILE INSTANT. */
import { openDesk } from "../../server/commands/open.ts";
import { answer } from "./child.ts";
import { CALL_MS, callAsSent, SOURCE } from "./morning.ts";
import { serving } from "./serving.ts";

const [file = "", instant = "0"] = process.argv.slice(2);
const ahead = Number(instant) - Date.now();
const clock = { now: () => Date.now() + ahead };

const opened = await openDesk(file, { clock });
// A store that was filled with cells alone knows no source, and a screen would say so instead of numbers.
await opened.core.ingest.submit(SOURCE, callAsSent(0, clock.now() - CALL_MS));
await opened.core.tail.idle();
const served = await serving(opened);
const { running } = served;

const calls = { ...served.calls, url: () => `http://localhost:${running.port}` };
export type KeptCalls = typeof calls;
answer(calls, () => running.stop());
