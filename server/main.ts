#!/usr/bin/env node
/** The command line: `deskpulse COMMAND …`. */

import { UsageError } from "./commands/options.ts";
import { configOf } from "./config.ts";
import { StoreCorrupt, StoreFull, StoreLocked, StoreTooNew, StoreTooOld } from "./store/store.ts";

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 24) {
  console.error(
    `Deskpulse needs Node 24 or newer; this is ${process.version}. Run it through npm ("npm start"): the project brings its own.`,
  );
  process.exit(1);
}

// Names, password hashes and secrets stand in what we write: it is for our own user alone.
process.umask(0o077);

const COMMANDS = `deskpulse serve      the server (npm start)
deskpulse demo       a living contact centre (npm run demo)
deskpulse import     backfill from NDJSON, CSV or a queue_log (npm run import -- FILE)
deskpulse follow     reads a growing queue_log live into a running server
deskpulse figures    figures over files, without a server
deskpulse try-source what does a payload become, event by event? nothing is kept
deskpulse explain    why did a figure move? mix, change within groups, late data
deskpulse verify     does a figure still hold? from its passport
deskpulse admin      administrators, users, sessions, source keys, the organisation, backups
Each tells more with --help.`;

const say = (line: string): void => console.log(line);

/** One line that is written over, on a terminal; elsewhere nothing. */
const progress = (line: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
};

async function run(command: string | undefined, args: readonly string[]): Promise<void> {
  const config = configOf(process.env);
  switch (command) {
    case "serve":
      return (await import("./commands/serve.ts")).serveCommand(config, args, say);
    case "demo":
      return (await import("./commands/demo.ts")).demoCommand(config, args, say, progress);
    case "import":
      return (await import("./commands/import.ts")).importCommand(config, args, say, progress);
    case "follow": {
      const stop = new AbortController();
      process.once("SIGINT", () => stop.abort());
      process.once("SIGTERM", () => stop.abort());
      return (await import("./commands/follow.ts")).followCommand(args, stop.signal, say);
    }
    case "figures":
      return (await import("./commands/figures.ts")).printFigures(args, say, console.error);
    case "explain": {
      const { explainCommand } = await import("./commands/explain.ts");
      const found = await explainCommand(config, args, console.error, progress);
      return say(JSON.stringify(found, null, 2));
    }
    case "try-source":
      return (await import("./commands/try-source.ts")).trySourceCommand(args, say);
    case "verify": {
      const { verifyCommand } = await import("./commands/verify.ts");
      process.exitCode = await verifyCommand(config, args, say, console.error, progress);
      return;
    }
    case "admin":
      return say(await (await import("./commands/admin.ts")).adminCommand(config, args));
    default:
      throw new UsageError(COMMANDS);
  }
}

try {
  const [command, ...args] = process.argv.slice(2);
  await run(command, args);
} catch (problem) {
  const known = [UsageError, StoreCorrupt, StoreFull, StoreLocked, StoreTooNew, StoreTooOld].some(
    (kind) => problem instanceof kind,
  );
  console.error(known && problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}
