/** The server on a store that is already there, at an instant: kept-process.ts FILE INSTANT. */
import { openDesk } from "../../server/commands/open.ts";
import { answer } from "./child.ts";
import { serving } from "./serving.ts";

const [file = "", instant = "0"] = process.argv.slice(2);
const ahead = Number(instant) - Date.now();
const clock = { now: () => Date.now() + ahead };

const served = await serving(await openDesk(file, { clock }));
const { running } = served;

const calls = { ...served.calls, url: () => `http://localhost:${running.port}` };
export type KeptCalls = typeof calls;
answer(calls, () => running.stop());
