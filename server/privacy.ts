/** The transparency page, wired: every part of it from where it is in force (PRIV-10). */
import type { Accounts } from "./accounts/accounts.ts";
import type { AuditAction } from "./accounts/audit-actions.ts";
import { createChanges } from "./accounts/audit-changes.ts";
import type { AuditLog } from "./accounts/audit-log.ts";
import type { Connection, Connections } from "./accounts/connections.ts";
import { createLooked } from "./accounts/looked.ts";
import type { MailSettings } from "./accounts/mail-settings.ts";
import { rightsTable } from "./accounts/rights-table.ts";
import type { Core } from "./core.ts";
import type { PrivacyRoutes } from "./http/privacy-routes.ts";
import { policyHistory, policyNow } from "./org/policy.ts";
import { type Change, changesSince, type Outgoing, transparencyOf } from "./org/transparency.ts";

/** Which entries of the audit log are changes of what. */
const COUNTED: Readonly<Record<Change, readonly AuditAction[]>> = {
  definitions: ["definitions.changed"],
  roles: ["user.created", "user.roles", "user.deactivated", "user.activated"],
  organisation: ["organisation.changed", "organisation.people"],
  targets: ["targets.changed"],
  sources: ["key.made", "key.rotated", "key.retired", "key.removed"],
};

export interface PrivacyParts {
  readonly accounts: Pick<Accounts, "audit">;
  readonly log: AuditLog;
  readonly mail: Pick<MailSettings, "current">;
  readonly connections: Pick<Connections, "list">;
}

const hostOf = (address: string): readonly string[] =>
  URL.canParse(address) ? [new URL(address).hostname] : [];

/** Where a connection is asked, and where its token is; none where it only calls us. */
const hostsOf = ({ base, credential }: Connection): readonly string[] =>
  base === ""
    ? []
    : [base, ...(credential?.kind === "oauth" ? [credential.tokenUrl] : [])].flatMap(hostOf);

/** Where the server connects to: what an administrator configured, and nothing else (PRIV-14, SEC-25). */
async function outgoingOf({
  mail,
  connections,
}: Pick<PrivacyParts, "mail" | "connections">): Promise<Outgoing[]> {
  const server = await mail.current();
  const hosts = new Set((await connections.list()).flatMap(hostsOf));
  return [
    ...(server === null ? [] : [{ purpose: "mail", host: server.host } as const]),
    ...[...hosts].sort().map((host) => ({ purpose: "connector", host }) as const),
  ];
}

export function createPrivacy(
  { tail, store, clock, heard }: Core,
  { accounts: { audit }, log, mail, connections }: PrivacyParts,
): PrivacyRoutes {
  const now = () => clock.now();
  const zone = () => tail.document().organisation.zone;
  const count = createChanges(log, Object.values(COUNTED).flat());
  const transparency = async () => {
    const at = now();
    const policy = await policyNow(store);
    const since = changesSince(at, policy.policy, zone());
    const changed = {
      definitions: await count(COUNTED.definitions, since),
      roles: await count(COUNTED.roles, since),
      organisation: await count(COUNTED.organisation, since),
      targets: await count(COUNTED.targets, since),
      sources: await count(COUNTED.sources, since),
    };
    return transparencyOf({
      now: at,
      organisation: tail.document().organisation,
      policy,
      history: await policyHistory(store),
      rights: rightsTable(),
      sources: tail.sources(),
      heard: await heard.bySource(),
      outgoing: await outgoingOf({ mail, connections }),
      changed,
    });
  };
  const looked = createLooked({ settings: store, audit, now, zone });
  return { settings: store, audit: log, looked, transparency, now };
}
