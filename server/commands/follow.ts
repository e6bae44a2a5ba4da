/** `deskpulse follow FILE`: reads a growing queue_log live, through rotation, into a running server. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { type FilePosition, followFile } from "../ingest/follow-file.ts";
import {
  asteriskQueueLog,
  type QueueLogState,
  queueLogState,
} from "../sources/asterisk-queue-log.ts";
import { optionsOf, UsageError } from "./options.ts";
import { postEvents } from "./post.ts";

const HELP = `deskpulse follow FILE --source /tenant/asterisk/instance --url http://localhost:4600 --key KEY
  --state FILE   where the position is kept (default: FILE.deskpulse.json)`;

const saved = z.object({
  position: z.object({ inode: z.number(), offset: z.number(), mark: z.string() }),
  state: queueLogState,
});

interface Saved {
  readonly position: FilePosition;
  readonly state: QueueLogState;
}

/** Where an earlier run stopped; null: there was none. A file that is not ours is an error. */
function load(file: string): Saved | null {
  if (!existsSync(file)) return null;
  const read = saved.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  throw new UsageError(`${file} does not hold a position; remove it to read from the beginning`);
}

/** Written beside and renamed, so that a crash leaves the old one or the new one, never half. */
function save(file: string, where: Saved): void {
  writeFileSync(`${file}.new`, JSON.stringify(where));
  renameSync(`${file}.new`, file);
}

/**
 * Runs until the signal. A line counts as read only when its events are on disk at the server; after
 * a crash some lines are sent again, which changes nothing.
 */
export async function followCommand(
  args: readonly string[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const options = optionsOf(args, ["source", "url", "key", "state"], ["help"]);
  const [file] = options.files;
  const [source, url, key] = [options.get("source"), options.get("url"), options.get("key")];
  if (!file || !source || !url || !key || options.has("help")) throw new UsageError(HELP);
  const stateFile = options.get("state") ?? `${file}.deskpulse.json`;
  const translator = asteriskQueueLog(source);
  const before = load(stateFile);
  let state = before?.state ?? translator.initial;
  say(`following ${file}, sending to ${url}`);
  await followFile(file, {
    from: before?.position ?? null,
    signal,
    onNote: ({ kind, offset }) => say(`${file}: ${kind} at byte ${offset}`),
    onLines: async (lines, position) => {
      const text = lines.map((line) => `${line}\n`).join("");
      const translated = translator.translate({ text, last: false }, state);
      for (const { line, reason } of translated.refused) say(`${file}:${line}: ${reason}`);
      await postEvents(url, key, translated.events);
      state = translated.state;
      save(stateFile, { position, state });
    },
  });
}
