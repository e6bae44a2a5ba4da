/** `deskpulse admin`: source keys and the organisation, beside a running server or without one. */

import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { systemClock } from "../../shared/time/clock.ts";
import { createKey, isSourceName, listKeys } from "../accounts/api-keys.ts";
import type { Config } from "../config.ts";
import { closeCore, organisationOf, setOrganisation } from "../core.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { ACCOUNTS_HELP, accountsCommand } from "./admin-accounts.ts";
import { printAudit, verifyAudit } from "./admin-audit.ts";
import { backupCommand, restoreCommand } from "./backup.ts";
import { eraseCommand } from "./erase.ts";
import { openDesk } from "./open.ts";
import { UsageError } from "./options.ts";

const HELP = `${ACCOUNTS_HELP}
deskpulse admin key /tenant/connector/instance   makes a key for a source, shown once
deskpulse admin keys                            lists the sources that have keys
deskpulse admin org FILE                        replaces the organisation (server stopped)
deskpulse admin org                             prints the organisation
deskpulse admin backup FILE                     copies the store, beside a running server too
deskpulse admin restore FILE                    puts a backup in its place (server stopped)
deskpulse admin erase-agent ID                  name and foreign ids go; every figure stays
deskpulse admin erase-customer REF              the same for a customer's reference
deskpulse admin verify-audit [--head DIGEST]    is the audit log whole?
deskpulse admin audit [--since DATE]            prints the audit log`;

async function makeKey(config: Config, source: string): Promise<string> {
  if (!isSourceName(source)) {
    throw new UsageError(
      "a source is named /tenant/connector/instance, such as /acme/zendesk/main",
    );
  }
  const settings = await openSettings(config.store);
  try {
    return await createKey(settings, source, systemClock.now());
  } finally {
    await settings.close();
  }
}

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
  const [what, value] = args;
  if (what === "key" && value !== undefined) return makeKey(config, value);
  if (what === "org") return organisation(config, value);
  if (what === "backup" && value !== undefined) return backupCommand(config, value, systemClock);
  if (what === "restore" && value !== undefined) return restoreCommand(config, value);
  if (what === "erase-agent" || what === "erase-customer") return eraseCommand(config, args);
  if (what === "verify-audit") return verifyAudit(config, args.slice(1));
  if (what === "audit") return printAudit(config, args.slice(1));
  if (what !== "keys") throw new UsageError(HELP);
  const settings = await openSettings(config.store);
  const keys = await listKeys(settings);
  await settings.close();
  return keys
    .map((one) => `${one.source}  since ${new Date(one.createdAt).toISOString()}`)
    .join("\n");
}
