/** F1 for the store alone: kill -9 at random moments, again and again on one file. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { random } from "./busy-events.ts";
import { expectOneCheckpoint } from "./crash.ts";
import { filePlace } from "./place.ts";

const KILLS = 20;
/** Twenty processes start one after the other, on a machine that may be busy. */
const PATIENT = { timeout: 600_000 };
const CHILD = join(import.meta.dirname, "append-child.ts");

/** The last position the child acknowledged before it was killed, `afterMs` after its first. */
function appendUntilKilled(file: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, file], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (said === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      const whole = said.slice(0, said.lastIndexOf("\n")); // the last line may be cut
      resolve(Number(whole.slice(whole.lastIndexOf("\n") + 1)));
    });
  });
}

test(
  "[F1] what was acknowledged before kill -9 is there, once and exact, every time",
  PATIENT,
  async () => {
    const seed = 20_260_302;
    const next = random(seed);
    const place = await filePlace();
    for (let kill = 1; kill <= KILLS; kill++) {
      const acknowledged = await appendUntilKilled(place.file, next() * 120);
      const notices: string[] = [];
      const onNotice = (text: string) => notices.push(text);
      // opening checks everything
      const store = await openSqliteStore(place.file, { writer: "here", onNotice });
      expect(notices, "a crash alone never costs the checkpoint").toEqual([]);
      const appended = await store.appended();
      expect(appended, `seed ${seed}, kill ${kill}`).toBeGreaterThanOrEqual(acknowledged);
      expect(appended - acknowledged).toBeLessThanOrEqual(200); // the largest group
      await expectOneCheckpoint(store);
      if (kill % 5 === 0) {
        for (const { first, last, events } of await all(store.read(0))) {
          expect(events).toEqual(eventsFrom(first, last - first + 1));
        }
      }
      await store.close();
    }
    await place.remove();
  },
);
