/** A mail as the bytes that cross the network, and the way to a mail server. The only file that knows nodemailer. */
import nodemailer from "nodemailer";
import { fail, ok, type Result } from "../../shared/result.ts";
import { oneLine } from "../../shared/text/mail.ts";
import { type MailServer, mailAddress } from "../../shared/wire/mail.ts";
import type { MailText } from "./mail-text.ts";

export interface Address {
  readonly name: string;
  readonly address: string;
}

export interface Attachment {
  /** ASCII. */
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface Mail {
  /** Without angle brackets; the same mail, the same id. */
  readonly id: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly from: Address;
  readonly to: Address;
  readonly content: MailText;
  readonly attachments: readonly Attachment[];
}

const person = ({ name, address }: Address) => ({ name: oneLine(name), address });

/** The same mail always gives the same bytes. Nothing is read from files or the network. */
export async function mailBytes(mail: Mail): Promise<Buffer> {
  const { id, at, from, to, content, attachments } = mail;
  const writer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { message } = await writer.sendMail({
    messageId: `<${id}>`,
    date: new Date(at),
    from: person(from),
    to: person(to),
    subject: oneLine(content.subject),
    text: content.text,
    html: content.html,
    // Nobody's holiday answer comes back (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    attachments: attachments.map(({ name, type, content: body }) => ({
      filename: name,
      contentType: type,
      content: body,
    })),
    baseBoundary: id.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 40),
  });
  if (!Buffer.isBuffer(message)) throw new Error("a mail was written as a stream");
  return message;
}

/** Why a mail was not taken. `isServer`: it would be so for every other mail as well. */
export interface Trouble {
  readonly text: string;
  readonly isServer: boolean;
}

/** Hands over one mail; true once the server has said that it has it. Aborted, it counts as not taken. */
export type Send = (
  mail: { readonly raw: Buffer; readonly from: string; readonly to: string },
  signal: AbortSignal,
) => Promise<Result<null, Trouble>>;

/** How long a mail server may take to answer, ms. */
const CONNECT_MS_MAX = 10_000;
const SILENT_MS_MAX = 30_000;
/** From the connection to the last answer, however often it says something in between. */
export const SEND_MS_MAX = 120_000;
const TEXT_MAX = 300;

function troubleOf(problem: unknown): Trouble {
  const text = oneLine(problem instanceof Error ? problem.message : String(problem));
  const code = problem instanceof Error && "code" in problem ? problem.code : null;
  return {
    text: text.slice(0, TEXT_MAX),
    isServer: code !== "EENVELOPE" && code !== "EMESSAGE",
  };
}

const tooSlow = (ms: number): Trouble => ({
  text: `it did not take the mail within ${ms / 1_000} seconds`,
  isServer: true,
});

/** `password`: with a user, what lets us in. Certificates are checked. Never throws for what a server does. */
export function sendThrough(
  server: MailServer & { readonly password: string | null },
  sendMs = SEND_MS_MAX,
): Send {
  const { host, port, tls, user, password } = server;
  return async ({ raw, from, to }, signal) => {
    if (!mailAddress.safeParse(to).success)
      return fail({ text: "the recipient's address cannot be used", isServer: false });
    if (user !== null && password === null)
      return fail({ text: "its password cannot be read any more: enter it again", isServer: true });
    const way = nodemailer.createTransport({
      host,
      port,
      secure: tls === "implicit",
      requireTLS: tls === "starttls",
      ignoreTLS: tls === "none",
      ...(user === null || password === null ? {} : { auth: { user, pass: password } }),
      connectionTimeout: CONNECT_MS_MAX,
      greetingTimeout: CONNECT_MS_MAX,
      socketTimeout: SILENT_MS_MAX,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const timeout = AbortSignal.timeout(sendMs);
    try {
      const within = AbortSignal.any([signal, timeout]);
      await way.sendMail({ envelope: { from, to: [to] }, raw, signal: within });
      return ok(null);
    } catch (problem) {
      if (timeout.aborted && !signal.aborted) return fail(tooSlow(sendMs));
      return fail(troubleOf(problem));
    } finally {
      way.close();
    }
  };
}
