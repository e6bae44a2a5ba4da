/** The operator's settings: the environment, read once, checked, with defaults that work. */
import { resolve } from "node:path";
import { z } from "zod";
import { isThisMachine, MAIL_TLS, type MailServer, mailAddress } from "../shared/wire/mail.ts";

const publicUrl = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { pathname, search, hash, username } = new URL(text);
    return pathname === "/" && search === "" && hash === "" && username === "";
  },
  { error: "is an address without a path, such as https://desk.example.com" },
);

const trustProxy = z
  .string()
  .regex(/^([1-9]|(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d+)?)(, ?\S+)*)$/i, {
    error:
      "is the number of proxies in front, or their addresses, such as loopback or 10.0.0.0/8; never everybody",
  })
  .transform((text) => (/^\d$/.test(text) ? Number(text) : text));

const environment = z.object({
  DESKPULSE_PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  DESKPULSE_STORE: z.string().min(1).default(".data/deskpulse.db"),
  DESKPULSE_HOST: z.string().min(1).default("127.0.0.1"),
  DESKPULSE_PUBLIC_URL: publicUrl.optional(),
  DESKPULSE_TRUST_PROXY: trustProxy.optional(),
  DESKPULSE_TLS_CERT: z.string().min(1).optional(),
  DESKPULSE_TLS_KEY: z.string().min(1).optional(),
  DESKPULSE_SMTP_HOST: z.string().min(1).optional(),
  DESKPULSE_SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587),
  DESKPULSE_SMTP_TLS: z.enum(MAIL_TLS).default("starttls"),
  DESKPULSE_SMTP_USER: z.string().min(1).optional(),
  DESKPULSE_SMTP_PASSWORD: z.string().min(1).optional(),
  DESKPULSE_MAIL_FROM: mailAddress.optional(),
});

export interface Config {
  readonly port: number;
  /** The one file that holds everything. */
  readonly store: string;
  /** The address to listen on: this machine only, unless it is said otherwise. */
  readonly host: string;
  /** How people reach it: an origin. Null: at loopback. */
  readonly publicUrl?: string | null;
  /** Whose `X-Forwarded-*` headers are believed, as express reads it. Null: nobody's. */
  readonly trustProxy?: string | number | null;
  /** PEM files; with them the server itself speaks https. */
  readonly tls?: { readonly cert: string; readonly key: string } | null;
  /** The mail server; null: as the settings say. */
  readonly mail?: (MailServer & { readonly password: string | null }) | null;
}

/** Throws a sentence where a mail server is half described, or would be spoken to in the clear. */
function mailOf(data: z.infer<typeof environment>): NonNullable<Config["mail"]> | null {
  const { DESKPULSE_SMTP_HOST: host, DESKPULSE_SMTP_TLS: tls, DESKPULSE_MAIL_FROM: from } = data;
  if (host === undefined) return null;
  if (from === undefined)
    throw new Error("the environment variable DESKPULSE_MAIL_FROM: is needed with a mail server");
  if (tls === "none" && !isThisMachine(host))
    throw new Error("the environment variable DESKPULSE_SMTP_TLS: none is for this machine only");
  return {
    host,
    port: data.DESKPULSE_SMTP_PORT,
    tls,
    from,
    user: data.DESKPULSE_SMTP_USER ?? null,
    password: data.DESKPULSE_SMTP_PASSWORD ?? null,
  };
}

/** Throws a sentence that names the variable that is not right. */
export function configOf(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`the environment variable ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { data } = parsed;
  const { DESKPULSE_TLS_CERT: cert, DESKPULSE_TLS_KEY: key } = data;
  if ((cert === undefined) !== (key === undefined)) {
    throw new Error("DESKPULSE_TLS_CERT and DESKPULSE_TLS_KEY are given together or not at all");
  }
  return {
    port: data.DESKPULSE_PORT,
    store: resolve(data.DESKPULSE_STORE),
    host: data.DESKPULSE_HOST,
    publicUrl:
      data.DESKPULSE_PUBLIC_URL === undefined ? null : new URL(data.DESKPULSE_PUBLIC_URL).origin,
    trustProxy: data.DESKPULSE_TRUST_PROXY ?? null,
    tls:
      cert === undefined || key === undefined ? null : { cert: resolve(cert), key: resolve(key) },
    mail: mailOf(data),
  };
}

const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/**
 * Why this must not be started (SEC-12): passwords and cookies would cross a network in the clear, or
 * nobody could sign in. Null: it may be.
 */
export function exposureProblem(config: Config, insecureHttp: boolean): string | null {
  const { host, publicUrl = null, trustProxy = null, tls = null } = config;
  const isHttps = publicUrl?.startsWith("https:") === true;
  if (tls !== null && publicUrl !== null && !isHttps) {
    return "DESKPULSE_PUBLIC_URL must begin with https:// where DESKPULSE_TLS_CERT is set";
  }
  if (isHttps && tls === null && trustProxy === null) {
    return `DESKPULSE_PUBLIC_URL is ${publicUrl}, but nothing here speaks https: set DESKPULSE_TRUST_PROXY to the proxy that does, or DESKPULSE_TLS_CERT and DESKPULSE_TLS_KEY`;
  }
  const isReached =
    !isLoopback(host) || (publicUrl !== null && !isLoopback(new URL(publicUrl).hostname));
  if (!isReached) return null;
  if (tls === null && !isHttps && !insecureHttp) {
    return `on ${isLoopback(host) ? publicUrl : host} passwords would cross the network in the clear: set DESKPULSE_TLS_CERT and DESKPULSE_TLS_KEY, or put a proxy in front and set DESKPULSE_TRUST_PROXY and an https DESKPULSE_PUBLIC_URL, or say --insecure-http`;
  }
  if (publicUrl === null) {
    return "set DESKPULSE_PUBLIC_URL to the address people will open, such as https://desk.example.com: links and the check of who may send changes need it";
  }
  return null;
}

/** Does the browser speak https, with us or with the proxy? Then the cookie goes over https only. */
export const isSecure = ({ publicUrl, tls }: Pick<Config, "publicUrl" | "tls">): boolean =>
  (tls ?? null) !== null || publicUrl?.startsWith("https:") === true;
