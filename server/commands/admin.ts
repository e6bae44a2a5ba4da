/** `deskpulse admin`: source keys and the organisation, beside a running server or without one. */

import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { systemClock } from "../../shared/time/clock.ts";
import type { Config } from "../config.ts";
import { closeCore, organisationOf, setOrganisation } from "../core.ts";
import { ACCOUNTS_HELP, accountsCommand } from "./admin-accounts.ts";
import { printAudit, verifyAudit } from "./admin-audit.ts";
import { CONNECT_HELP, connectCommand } from "./admin-connect.ts";
import { KEYS_HELP, keysCommand } from "./admin-keys.ts";
import { backupCommand, restoreCommand } from "./backup.ts";
import { eraseCommand } from "./erase.ts";
import { openDesk } from "./open.ts";
import { UsageError } from "./options.ts";

const HELP = `${ACCOUNTS_HELP}
${KEYS_HELP}
${CONNECT_HELP}
deskpulse admin org FILE                        replaces the organisation (server stopped)
deskpulse admin org                             prints the organisation (server stopped)
deskpulse admin backup FILE                     copies the store, beside a running server too
deskpulse admin restore FILE                    puts a backup in its place (server stopped)
deskpulse admin erase-agent ID                  name and foreign ids go; every figure stays;
                                                the ID stands in what org prints
deskpulse admin erase-customer REF              the same for a customer's reference
deskpulse admin verify-audit [--head DIGEST]    is the audit log whole?
deskpulse admin audit [--since DATE]            prints the audit log`;

async function organisation(config: Config, file: string | undefined): Promise<string> {
  const { core } = await openDesk(config.store);
  try {
    if (file === undefined) return JSON.stringify(organisationOf(core), null, 2);
    await setOrganisation(core, JSON.parse(await readFile(file, "utf8")));
    const { teams, agents, queues } = core.tail.document();
    return `${teams.length} teams, ${agents.length} agents, ${queues.length} queues from now on`;
  } finally {
    await closeCore(core);
  }
}

export async function adminCommand(config: Config, args: readonly string[]): Promise<string> {
  mkdirSync(dirname(config.store), { recursive: true });
  const aboutPeople = await accountsCommand(config, args);
  if (aboutPeople !== null) return aboutPeople;
  const aboutKeys = await keysCommand(config, args);
  if (aboutKeys !== null) return aboutKeys;
  const aboutSystems = await connectCommand(config, args);
  if (aboutSystems !== null) return aboutSystems;
  const [what, value] = args;
  if (what === "org") return organisation(config, value);
  if (what === "backup" && value !== undefined) return backupCommand(config, value, systemClock);
  if (what === "restore" && value !== undefined) return restoreCommand(config, value);
  if (what === "erase-agent" || what === "erase-customer") return eraseCommand(config, args);
  if (what === "verify-audit") return verifyAudit(config, args.slice(1));
  if (what === "audit") return printAudit(config, args.slice(1));
  throw new UsageError(HELP);
}
