/** `deskpulse admin connect …`: a system that calls us, or that we ask, beside a running server or without one. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { systemClock } from "../../shared/time/clock.ts";
import { type Credential, connectionBody } from "../../shared/wire/connection.ts";
import { COMMAND } from "../accounts/accounts.ts";
import { makeKey, rotateKey } from "../accounts/api-keys.ts";
import { createAuditLog } from "../accounts/audit-log.ts";
import { createConnections } from "../accounts/connections.ts";
import { installSecret, secretFor } from "../accounts/install-secret.ts";
import { readKeys } from "../accounts/key-records.ts";
import type { Settings } from "../accounts/records.ts";
import type { Config } from "../config.ts";
import { askHistory, forgetState, readState } from "../ingest/pull-state.ts";
import {
  optionsProblem,
  pageOf,
  pullOf,
  systemOf,
  systems,
  webhookOf,
} from "../sources/catalog.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { jsonOf } from "./input.ts";
import { optionsOf, UsageError } from "./options.ts";

export const CONNECT_HELP = `deskpulse admin connect /tenant/connector/instance
                                                a system that calls us: prints the address to give it
    --secret-file FILE                          the secret that the system shows for its calls
    --base URL                                  asks it too, at this address
    --user NAME | --header NAME | --client-id ID --token-url URL [--scope S]
    --password-file FILE                        what lets us in; without one of the above a token
    --backfill-weeks N                          fetches so many weeks from before
    --options FILE                              the connector's own settings, JSON
deskpulse admin connections                     lists them: how far each was read, and what is wrong
deskpulse admin disconnect /tenant/connector/instance   asks it no longer`;

const WEEK_MS = 7 * 86_400_000;
const OPTIONS = [
  "secret-file",
  "base",
  "user",
  "header",
  "client-id",
  "token-url",
  "scope",
  "password-file",
  "backfill-weeks",
  "options",
];

type Options = ReturnType<typeof optionsOf>;

interface Place {
  readonly config: Config;
  readonly settings: Settings & Awaited<ReturnType<typeof openSettings>>;
  readonly sealing: Buffer;
  readonly note: (
    action: "connection.changed" | "connection.removed" | "key.made" | "key.rotated",
    subject: string,
    source?: string,
  ) => Promise<void>;
}

const textOf = async (file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : (await readFile(file, "utf8")).trim();

async function settingsOf(file: string | undefined): Promise<Record<string, unknown> | undefined> {
  if (file === undefined) return undefined;
  const read = z.record(z.string(), z.unknown()).safeParse(await jsonOf(file));
  if (!read.success) throw new UsageError(`--options FILE: ${file} is not a JSON object`);
  return read.data;
}

/** Secrets come from files: what is typed as an option stands in the shell's history and in `ps`. */
async function credentialOf(options: Options): Promise<Credential | undefined> {
  const secret = await textOf(options.get("password-file"));
  const [user, header, clientId] = ["user", "header", "client-id"].map((name) => options.get(name));
  if (secret === undefined) return undefined;
  if (user !== undefined) return { kind: "basic", user, password: secret };
  if (header !== undefined) return { kind: "header", name: header, value: secret };
  if (clientId === undefined) return { kind: "bearer", token: secret };
  const [tokenUrl, scope] = [options.get("token-url"), options.get("scope")];
  if (tokenUrl === undefined) throw new UsageError("--client-id needs --token-url");
  const oauth = { kind: "oauth" as const, tokenUrl, clientId, clientSecret: secret };
  return scope === undefined ? oauth : { ...oauth, scope };
}

/** The key the system calls with: the one there is, or a new one; with its secret when that was given. */
async function keyFor(
  source: string,
  secret: string | undefined,
  { settings, sealing, note }: Place,
): Promise<{ readonly id: string; readonly shown: string | null }> {
  const making = { settings, sealing, now: systemClock.now() };
  const known = (await readKeys(settings)).find(
    (key) => key.source === source && key.kind === "webhook",
  );
  if (known !== undefined && secret === undefined) return { id: known.id, shown: null };
  if (known !== undefined) {
    await rotateKey(making, known.id, secret);
    await note("key.rotated", known.id);
    return { id: known.id, shown: null };
  }
  const made = await makeKey(making, source, "webhook", secret);
  if (!made.ok) throw new UsageError("there are too many keys; end some first");
  await note("key.made", made.value.id, source);
  return { id: made.value.id, shown: secret === undefined ? made.value.secret : null };
}

async function ask(source: string, base: string, options: Options, place: Place): Promise<string> {
  const { settings, sealing, note } = place;
  const own = await settingsOf(options.get("options"));
  const body = connectionBody.safeParse({
    source,
    base,
    credential: await credentialOf(options),
    ...(own === undefined ? {} : { options: own }),
    backfillWeeks: Number(options.get("backfill-weeks") ?? 0),
  });
  if (!body.success) {
    const [issue] = body.error.issues;
    throw new UsageError(`${issue?.path.join(".")} ${issue?.message}`);
  }
  const { credential, backfillWeeks = 0 } = body.data;
  const connections = createConnections(settings, sealing);
  const before = await connections.of(source);
  if (pullOf(source, body.data.options ?? before?.options ?? {}) === null) {
    throw new UsageError("a system of this name is not asked; it calls us: leave --base out");
  }
  if (before !== null && before.base !== base && credential === undefined) {
    throw new UsageError("another address needs its credential entered again: --password-file");
  }
  const now = systemClock.now();
  await connections.put({ source, base, credential, options: body.data.options }, now);
  if (backfillWeeks > 0) await askHistory(settings, source, now - backfillWeeks * WEEK_MS, now);
  await note("connection.changed", source);
  const weeks = backfillWeeks > 0 ? `, and for the ${backfillWeeks} weeks before` : "";
  return `it is asked at ${base}${weeks}; see: deskpulse admin connections`;
}

async function connect(source: string, options: Options, place: Place): Promise<string> {
  const { config } = place;
  const base = options.get("base");
  const given = await settingsOf(options.get("options"));
  const connections = createConnections(place.settings, place.sealing);
  const own = given ?? (await connections.of(source))?.options ?? {};
  if (systemOf(source) === null) {
    const names = Object.keys(systems).join(", ");
    throw new UsageError(
      `name the source /tenant/connector/instance; the connectors are ${names}; for others: deskpulse admin key`,
    );
  }
  const wrong = optionsProblem(source, own);
  if (wrong !== null) throw new UsageError(`--options FILE: ${wrong}`);
  const webhook = webhookOf(source, own);
  const lines: string[] = [];
  if (webhook !== null) {
    const { id, shown } = await keyFor(source, await textOf(options.get("secret-file")), place);
    const url = config.publicUrl ?? `http://localhost:${config.port}`;
    lines.push(`it calls ${url}/api/v1/sources/${id}`);
    if (shown !== null) {
      lines.push(
        `with this secret, shown once: ${shown}`,
        "or, where the system makes its own, give us that: connect again with --secret-file",
      );
    }
  }
  if (base !== undefined) lines.push(await ask(source, base, options, place));
  else if (given !== undefined) {
    await connections.put({ source, base: "", options: own }, systemClock.now());
    await place.note("connection.changed", source);
  }
  lines.push(`every click of it: ${pageOf(source.split("/")[2] ?? "")}`);
  return lines.join("\n");
}

const iso = (at: number | null): string => (at === null ? "never" : new Date(at).toISOString());

async function list({ settings, sealing }: Place): Promise<string> {
  const lines: string[] = [];
  for (const { source, base } of await createConnections(settings, sealing).list()) {
    if (base === "") continue;
    const { state } = await readState(settings, source);
    const { history, trouble } = state;
    const done =
      history === null
        ? 1
        : ((history.upTo ?? history.from) - history.from) / (history.to - history.from);
    lines.push(
      [
        source,
        base,
        `read up to ${iso(state.upTo)}`,
        ...(history === null || history.isDone
          ? []
          : [`weeks before ${Math.floor(100 * done)} %, ${history.events} events`]),
        trouble === null ? "well" : `since ${iso(trouble.since)}: ${trouble.reason}`,
      ].join("  "),
    );
  }
  return lines.join("\n");
}

async function disconnect(source: string, { settings, sealing, note }: Place): Promise<string> {
  if (!(await createConnections(settings, sealing).remove(source))) {
    throw new UsageError("it is not asked; see: deskpulse admin connections");
  }
  await forgetState(settings, source);
  await note("connection.removed", source);
  return `${source} is asked no longer; its key stays: deskpulse admin keys`;
}

/** Null: it is no command about connections. */
export async function connectCommand(
  config: Config,
  [what = "", ...args]: readonly string[],
): Promise<string | null> {
  if (what !== "connect" && what !== "connections" && what !== "disconnect") return null;
  const options = optionsOf(args, OPTIONS, ["help"]);
  const [source] = options.files;
  if (options.has("help") || (source === undefined && what !== "connections")) {
    throw new UsageError(CONNECT_HELP);
  }
  const settings = await openSettings(config.store);
  const audit = createAuditLog(settings, () => systemClock.now());
  const place: Place = {
    config,
    settings,
    sealing: secretFor(installSecret(config.store), "source-key"),
    note: (action, subject, of) =>
      audit.note({ ...COMMAND, action, subject, detail: of === undefined ? {} : { source: of } }),
  };
  try {
    if (what === "connections") return await list(place);
    const run = what === "connect" ? connect : (one: string) => disconnect(one, place);
    return await run(source ?? "", options, place);
  } finally {
    await settings.close();
  }
}
