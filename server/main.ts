#!/usr/bin/env node
/** The command line: `deskpulse COMMAND …`. Ports and timers live in the commands. */
import { UsageError } from "./commands/options.ts";

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 24) {
  console.error(
    `Deskpulse needs Node 24 or newer; this is ${process.version}. Run it through npm ("npm start"): the project brings its own.`,
  );
  process.exit(1);
}

const COMMANDS = `deskpulse serve      the server (npm start)
deskpulse demo       a living contact centre (npm run demo)
deskpulse import     backfill from NDJSON, CSV or a queue_log (npm run import -- FILE)
deskpulse figures    figures over files, without a server
deskpulse admin      source keys and the organisation`;

async function run(command: string | undefined, args: readonly string[]): Promise<void> {
  switch (command) {
    case "figures": {
      const { figuresCommand } = await import("./commands/figures.ts");
      console.log(JSON.stringify(await figuresCommand(args), null, 2));
      return;
    }
    default:
      throw new UsageError(COMMANDS);
  }
}

try {
  const [command, ...args] = process.argv.slice(2);
  await run(command, args);
} catch (problem) {
  console.error(problem instanceof UsageError ? problem.message : problem);
  process.exitCode = 1;
}
