/** `deskpulse admin` about people: beside a running server, or without one. */
import { type Clock, systemClock } from "../../shared/time/clock.ts";
import { inviteBody, type RoleGiven } from "../../shared/wire/account.ts";
import { type Accounts, COMMAND, createAccounts, rolesText } from "../accounts/accounts.ts";
import { createAuditLog } from "../accounts/audit-log.ts";
import { setupToken } from "../accounts/first-admin.ts";
import { type Invited, invite, passwordLink } from "../accounts/invitations.ts";
import { revokeAll, revokeSession } from "../accounts/manage.ts";
import { endOf } from "../accounts/sessions.ts";
import { listUsers, userByEmail } from "../accounts/users.ts";
import type { Config } from "../config.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { UsageError } from "./options.ts";

export const ACCOUNTS_HELP = `deskpulse admin link                            a one-time link for the first administrator
deskpulse admin invite EMAIL ROLE…              a link for a new user; roles: admin, manager,
                                                lead:TEAM,TEAM and agent:AGENT
deskpulse admin password EMAIL                  a link with which this user sets a new password
deskpulse admin users                           lists the users
deskpulse admin sessions                        lists who is signed in where
deskpulse admin revoke SESSION|all              ends a session, or everybody's`;

/** How much of a session's id is shown and asked for. */
const SHORT = 12;

/** What this line asks for, done; null: it is not about people. */
export async function accountsCommand(
  config: Config,
  [what = "", ...args]: readonly string[],
  clock: Clock = systemClock,
): Promise<string | null> {
  const command = Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined;
  if (command === undefined) return null;
  const settings = await openSettings(config.store);
  const now = () => clock.now();
  try {
    return await command(
      createAccounts(settings, now, createAuditLog(settings, now)),
      args,
      config,
    );
  } finally {
    await settings.close();
  }
}

type Command = (accounts: Accounts, args: readonly string[], config: Config) => Promise<string>;

const COMMANDS: Readonly<Record<string, Command | undefined>> = {
  link: async (accounts, _args, config) => {
    const token = await setupToken(accounts);
    if (token === null) {
      throw new UsageError(
        "there is an administrator already, who invites others; for a forgotten password: admin password EMAIL",
      );
    }
    return `${addressOf(config)}/start#${token}`;
  },
  invite: async (accounts, [email = "", ...words], config) => {
    const body = inviteBody.safeParse({ email, roles: words.map(roleOf) });
    if (!body.success) {
      const [issue] = body.error.issues;
      throw new UsageError(`${issue?.path.join(".")} ${issue?.message}\n${ACCOUNTS_HELP}`);
    }
    const made = await invite(accounts, COMMAND, body.data.email, body.data.roles);
    if (made.ok) return join(config, made.value);
    throw new UsageError(
      made.problem === "email_taken"
        ? `${email} is a user already; for a new password: admin password ${email}`
        : "there are too many invitations; withdraw some first",
    );
  },
  password: async (accounts, [email = ""], config) => {
    const user = await userByEmail(accounts.settings, email);
    const made = user === null ? null : await passwordLink(accounts, COMMAND, user.id);
    if (made?.ok === true) return join(config, made.value);
    throw new UsageError(`there is no active user ${email}; those there are: admin users`);
  },
  users: async ({ settings }) => {
    const users = await listUsers(settings);
    return users
      .map((one) =>
        [one.id, one.email, one.name, rolesText(one.roles), one.isActive ? "" : "deactivated"]
          .join("  ")
          .trimEnd(),
      )
      .join("\n");
  },
  sessions: async ({ sessions }) => {
    const all = await sessions.list();
    return all
      .map((one) =>
        [
          one.id.slice(0, SHORT),
          one.user ?? one.device,
          one.browser,
          one.address,
          `since ${instant(one.createdAt)}`,
          `seen ${instant(one.seenAt)}`,
          `until ${instant(endOf(one))}`,
        ].join("  "),
      )
      .join("\n");
  },
  revoke: async (accounts, [which = ""]) => {
    if (which === "all") return ended(await revokeAll(accounts, COMMAND));
    const all = await accounts.sessions.list();
    const found = all.filter(({ id }) => which.length >= SHORT && id.startsWith(which));
    const [one] = found;
    if (one === undefined || found.length > 1) {
      throw new UsageError(`there is no session ${which}; those there are: admin sessions`);
    }
    return ended((await revokeSession(accounts, COMMAND, one.id)) ? 1 : 0);
  },
};

const ended = (count: number): string => `${count} session${count === 1 ? "" : "s"} ended`;
const instant = (at: number): string => new Date(at).toISOString();

/** Where people open it; a server on another port says so with DESKPULSE_PORT. */
const addressOf = ({ publicUrl, tls, port }: Config): string =>
  publicUrl ?? `${tls ? "https" : "http"}://localhost:${port}`;

const join = (config: Config, { token, invitation }: Invited): string =>
  `${addressOf(config)}/join#${token}\nfor ${invitation.email}, once, until ${instant(invitation.endsAt)}`;

/** `admin`, `manager`, `lead:a,b`, `agent:a-7`; what it is not is left to the schema to refuse. */
function roleOf(word: string): RoleGiven | { readonly role: string } {
  const [role = "", ids] = word.split(/:(.*)/s);
  if (role === "lead") return { role, teams: (ids ?? "").split(",").filter((id) => id !== "") };
  if (role === "agent") return { role, agent: ids ?? "" };
  return { role: word };
}
