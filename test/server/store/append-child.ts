/** A process that appends as fast as it can and says each position that was acknowledged. */
import { writeSync } from "node:fs";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";

const file = process.argv[2] ?? "";
const store = await openSqliteStore(file);
const sizes = [1, 3, 40, 1, 200, 7];
try {
  for (let round = 0; ; round++) {
    const size = sizes[round % sizes.length] ?? 1;
    const first = (await store.appended()) + 1;
    const { last } = await store.append(eventsFrom(first, size), round);
    say(`${last}\n`);
    if (round % 10 === 9) await store.checkpoint(checkpointAt(last));
  }
} catch (error) {
  say(`${error instanceof Error ? error.constructor.name : error}\n`);
  await store.close();
}

/** The pipe may be full for a moment: then again. */
function say(text: string): void {
  for (;;) {
    try {
      writeSync(1, text);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}
