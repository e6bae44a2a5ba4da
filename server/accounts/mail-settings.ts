/** The mail server as one record, `mail`: what lets us in is encrypted. The environment goes first. */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import {
  MAIL_TLS,
  type MailAnswer,
  type MailBody,
  type MailServer,
} from "../../shared/wire/mail.ts";
import { readKept, type Settings, untilDone } from "./records.ts";
import { seal, unseal } from "./sealed.ts";

const NAME = "mail";

const stored = z.object({
  host: z.string(),
  port: z.int(),
  tls: z.enum(MAIL_TLS),
  user: z.string().nullable(),
  from: z.string(),
  /** The password, encrypted; null: there is none. */
  sealed: z.string().nullable(),
});

/** `password` null with a user: there is none, or another installation's secret sealed it. */
export interface MailAccess extends MailServer {
  readonly password: string | null;
}

export interface MailSettings {
  /** Read afresh; null: no mail is sent. */
  current(): Promise<MailAccess | null>;
  /** Without the password. */
  answer(): Promise<MailAnswer>;
  /**
   * `password_needed`: what lets us in at one server is never sent to another without being entered again.
   * `environment`: it is set there.
   */
  put(body: MailBody): Promise<Result<null, "password_needed" | "environment">>;
  /** Null: there is none, or the environment sets it. */
  remove(): Promise<boolean>;
}

/** `sealing`: 32 bytes. `given`: what the environment says; null: nothing. */
export function createMailSettings(
  settings: Settings,
  sealing: Buffer,
  given: MailAccess | null,
): MailSettings {
  const current = async (): Promise<MailAccess | null> => {
    if (given !== null) return given;
    const kept = await readKept(settings, NAME, stored);
    if (kept === null) return null;
    const { sealed, ...server } = kept.value;
    return { ...server, password: sealed === null ? null : unseal(sealing, sealed, NAME) };
  };
  return {
    current,
    answer: async () => {
      const access = await current();
      if (access === null) return null;
      const { password, ...server } = access;
      return { ...server, hasPassword: password !== null, isEditable: given === null };
    },
    put: ({ password, ...server }) =>
      untilDone<Result<null, "password_needed" | "environment">>(async () => {
        if (given !== null) return fail("environment");
        const before = await readKept(settings, NAME, stored);
        const was = before?.value;
        const isElsewhere =
          was !== undefined && (was.host !== server.host || was.port !== server.port);
        const keeps = was !== undefined && was.sealed !== null && server.user !== null;
        if (password === undefined && keeps && isElsewhere) return fail("password_needed");
        const kept = keeps ? was.sealed : null;
        const sealed = password === undefined ? kept : seal(sealing, password, NAME);
        const after = JSON.stringify({ ...server, sealed } satisfies z.infer<typeof stored>);
        const isDone = await settings.putSettings(
          { [NAME]: after },
          { [NAME]: before?.text ?? null },
        );
        return isDone ? ok(null) : null;
      }),
    remove: async () => {
      if (given !== null || (await settings.setting(NAME)) === null) return false;
      return settings.putSettings({ [NAME]: null });
    },
  };
}
