/** `deskpulse admin key …`: source keys, beside a running server or without one (SEC-8). */
import { systemClock } from "../../shared/time/clock.ts";
import { COMMAND } from "../accounts/accounts.ts";
import {
  isSourceName,
  type ListedKey,
  listKeys,
  type MadeKey,
  makeKey,
  removeKey,
  retireSecret,
  rotateKey,
} from "../accounts/api-keys.ts";
import type { AuditAction } from "../accounts/audit-actions.ts";
import type { Detail } from "../accounts/audit-chain.ts";
import { createAuditLog } from "../accounts/audit-log.ts";
import { installSecret, secretFor } from "../accounts/install-secret.ts";
import type { Settings } from "../accounts/records.ts";
import type { Config } from "../config.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { optionsOf, UsageError } from "./options.ts";

export const KEYS_HELP = `deskpulse admin key /tenant/connector/instance   makes a key for a source, shown once;
                                                with --hmac one that signs instead of being sent
deskpulse admin keys                            lists the keys: source, since, last used
deskpulse admin rotate-key ID                   a new secret; the one before stays live beside it
deskpulse admin retire-key ID                   ends the older of two live secrets
deskpulse admin revoke-key ID                   ends a key`;

const dateOf = (at: number | null): string => (at === null ? "never" : new Date(at).toISOString());

const line = ({ id, source, kind, createdAt, isDisabled, secrets, lastUsedAt }: ListedKey) =>
  [
    id,
    source,
    kind,
    `since ${dateOf(createdAt)}`,
    `used ${dateOf(lastUsedAt)}`,
    ...(secrets.length > 1 ? ["two live secrets"] : []),
    ...(isDisabled ? ["disabled"] : []),
  ].join("  ");

/** What a person, or a script, copies: a bearer key alone, a signing one with the id it goes by. */
const shown = ({ id, kind, secret }: MadeKey): string =>
  kind === "bearer" ? secret : `X-Deskpulse-Key: ${id}\nsecret: ${secret}`;

const NO_KEY = "there is no key of this id; see: deskpulse admin keys";

type Note = (action: AuditAction, subject: string, detail?: Detail) => Promise<void>;

async function keyCommand(
  settings: Settings,
  note: Note,
  config: Config,
  [what = "", value = "", ...rest]: readonly string[],
): Promise<string> {
  const making = () => ({
    settings,
    sealing: secretFor(installSecret(config.store), "source-key"),
    now: systemClock.now(),
  });
  if (what === "keys") return (await listKeys(settings)).map(line).join("\n");
  if (what === "key") {
    if (!isSourceName(value)) {
      throw new UsageError(
        "a source is named /tenant/connector/instance, such as /acme/zendesk/main",
      );
    }
    const kind = optionsOf(rest, [], ["hmac"]).has("hmac") ? "hmac" : "bearer";
    const made = await makeKey(making(), value, kind);
    if (!made.ok) throw new UsageError("there are too many keys; end some first");
    await note("key.made", made.value.id, { source: value, kind });
    return shown(made.value);
  }
  if (what === "rotate-key") {
    const made = await rotateKey(making(), value);
    if (made === null) throw new UsageError(NO_KEY);
    await note("key.rotated", made.id);
    return shown(made);
  }
  const isRetired = what === "retire-key";
  const isThere = await (isRetired ? retireSecret : removeKey)(settings, value);
  if (!isThere) throw new UsageError(NO_KEY);
  await note(isRetired ? "key.retired" : "key.removed", value);
  return isRetired ? `${value} has one live secret` : `${value} is no key any more`;
}

const COMMANDS = ["key", "keys", "rotate-key", "retire-key", "revoke-key"];

/** Null: it is no command about keys. */
export async function keysCommand(config: Config, args: readonly string[]): Promise<string | null> {
  const [what = "", value] = args;
  if (!COMMANDS.includes(what) || (what !== "keys" && value === undefined)) return null;
  const settings = await openSettings(config.store);
  const audit = createAuditLog(settings, () => systemClock.now());
  const note: Note = (action, subject, detail = {}) =>
    audit.note({ ...COMMAND, action, subject, detail });
  try {
    return await keyCommand(settings, note, config, args);
  } finally {
    await settings.close();
  }
}
