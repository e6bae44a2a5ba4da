/** Engines on stores that stay, with people beside the log, and what lies on their disk. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDesk } from "../../server/commands/open.ts";
import { type Core, closeCore, openCore } from "../../server/core.ts";
import { type Erasure, erasureFile } from "../../server/org/erasure-file.ts";
import { type Mapped, openMapped } from "../../server/org/mapped.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { Store } from "../../server/store/store.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";

export interface PeopleDesk {
  readonly core: Core;
  readonly people: Mapped;
  readonly clock: ManualClock;
  readonly notices: readonly string[];
  close(): Promise<void>;
}

export interface Place {
  readonly folder: string;
  readonly file: string;
  /** Everything on disk beside each other, as bytes; without some files. */
  bytes(but?: (name: string) => boolean): Buffer;
  remove(): void;
}

export function newPlace(): Place {
  const folder = mkdtempSync(
    join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "deskpulse-who-"),
  );
  return {
    folder,
    file: join(folder, "desk.db"),
    bytes: (but = () => false) =>
      Buffer.concat(
        readdirSync(folder)
          .filter((name) => !but(name))
          .map((name) => readFileSync(join(folder, name))),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function openPlace({ file }: Place, now: number): Promise<PeopleDesk> {
  const clock = manualClock(now);
  const notices: string[] = [];
  const { core, people } = await openDesk(file, { clock, onNotice: (text) => notices.push(text) });
  return { core, people, clock, notices, close: () => closeCore(core) };
}

const KEY = new Uint8Array(32).fill(7);

/** In memory, with erasures in a file when one is named. */
export async function openPeopleDesk(
  now: number,
  { store = new MemoryStore(), file }: { readonly store?: Store; readonly file?: string } = {},
): Promise<PeopleDesk> {
  const clock = manualClock(now);
  const noted: Erasure[] = [];
  const people = await openMapped({
    settings: store,
    keys: { customers: KEY, erased: KEY },
    file:
      file === undefined
        ? { read: () => [...noted], append: (one) => void noted.push(one) }
        : erasureFile(file),
    now: () => clock.now(),
  });
  await people.erasures.reapply();
  const core = await openCore({ store, clock, pseudonyms: people });
  return { core, people, clock, notices: [], close: () => closeCore(core) };
}
