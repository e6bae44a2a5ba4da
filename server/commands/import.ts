/** `deskpulse import FILE…`: backfill, into the store itself or through a running server. */
import type { CloudEvent } from "../../shared/events/event.ts";
import type { Config } from "../config.ts";
import { closeCore } from "../core.ts";
import { StoreLocked } from "../store/store.ts";
import { INPUT_HELP, INPUT_OPTIONS, piecesOf } from "./input.ts";
import { openDesk } from "./open.ts";
import { optionsOf, UsageError } from "./options.ts";
import { postEvents } from "./post.ts";
import { type Submitted, submitAll } from "./submit.ts";

const HELP = `deskpulse import FILE… reads NDJSON, CSV or a queue_log into the store
${INPUT_HELP}
  --url URL --key KEY   send to a running server instead, such as http://localhost:4600`;

interface Target {
  readonly send: (events: readonly CloudEvent[]) => Promise<void>;
  readonly sum: Submitted;
  readonly close: () => Promise<void>;
}

async function intoStore(config: Config): Promise<Target> {
  const { core } = await openDesk(config.store).catch((problem: unknown) => {
    if (!(problem instanceof StoreLocked)) throw problem;
    throw new UsageError(`${problem.message}\nOr send the file to it: add --url and --key.`);
  });
  const sum = { accepted: 0, duplicates: 0, rejected: [] };
  const send = async (events: readonly CloudEvent[]) => {
    await submitAll(core, events, sum);
    if (core.tail.entities.dirtyCount() > 20_000) await core.tail.checkpoint();
  };
  return { sum, send, close: () => closeCore(core) };
}

function toServer(url: string, key: string | undefined): Target {
  if (key === undefined) throw new UsageError("--url needs --key, the source's own key");
  const sum: Submitted = { accepted: 0, duplicates: 0, rejected: [] };
  const send = async (events: readonly CloudEvent[]) => {
    const answer = await postEvents(url, key, events);
    sum.accepted += answer.accepted;
    sum.duplicates += answer.duplicates;
    sum.rejected.push(...answer.rejected);
  };
  return { sum, send, close: async () => {} };
}

/** What is in a file is fetched on purpose: no source is late for it, unless it says more itself. */
const backfilled = (event: CloudEvent): CloudEvent => ({ quality: "backfilled", ...event });

/** Reads every file to its end. `progress` gets one line now and then, `say` what is worth keeping. */
export async function importCommand(
  config: Config,
  args: readonly string[],
  say: (line: string) => void,
  progress: (line: string) => void,
): Promise<void> {
  const options = optionsOf(args, [...INPUT_OPTIONS, "url", "key"], ["help"]);
  if (options.has("help") || options.files.length === 0) throw new UsageError(HELP);
  const url = options.get("url");
  const target = url === undefined ? await intoStore(config) : toServer(url, options.get("key"));
  let unreadable = 0;
  try {
    for (const file of options.files) {
      for await (const { events, refused, share } of piecesOf(file, options)) {
        for (const { line, path, reason } of refused) {
          if (unreadable++ < 20) say(`${file}:${line}: ${path} ${reason}`);
        }
        await target.send(events.map(backfilled));
        progress(`${file} ${Math.floor(share * 100)} %  ${target.sum.accepted} events`);
      }
    }
  } finally {
    await target.close();
  }
  const { accepted, duplicates, rejected } = target.sum;
  for (const { id, path, reason } of rejected.slice(0, 20)) say(`refused ${id}: ${path} ${reason}`);
  say(
    `${accepted} events taken, ${duplicates} were there already, ${rejected.length} refused, ${unreadable} lines unreadable`,
  );
}
