/** What the operator may set, and what is not started because passwords would travel in the clear. */
import { expect, test } from "vitest";
import { type Config, configOf, exposureProblem, isSecure } from "../../server/config.ts";

const config = (env: Record<string, string> = {}): Config => configOf(env);
const HTTPS = "https://desk.example.com";
const CERT = { DESKPULSE_TLS_CERT: "cert.pem", DESKPULSE_TLS_KEY: "key.pem" };
const problemOf = (env: Record<string, string>, insecureHttp = false) =>
  exposureProblem(config(env), insecureHttp);

test("[SEC-12] without settings it listens on this machine only, and believes no forwarded header", () => {
  expect(config()).toMatchObject({
    host: "127.0.0.1",
    publicUrl: null,
    trustProxy: null,
    tls: null,
  });
  expect(problemOf({})).toBeNull();
  expect(isSecure(config())).toBe(false);
});

test.each(["0.0.0.0", "::", "192.0.2.7", "desk.example.com", "127.example.com"])(
  "[SEC-12] on %s it does not start without TLS, and one sentence says what to do",
  (host) => {
    const refused = problemOf({ DESKPULSE_HOST: host });
    expect(refused).toMatch(/^on .* in the clear: .*DESKPULSE_TLS_CERT.*--insecure-http$/);
    expect(refused).not.toContain("\n");
  },
);

test("[SEC-12] half of a proxy is not enough: it is trusted and the public address is https", () => {
  const host = { DESKPULSE_HOST: "0.0.0.0" };
  expect(problemOf({ ...host, DESKPULSE_TRUST_PROXY: "1" })).toMatch(/in the clear/);
  expect(problemOf({ ...host, DESKPULSE_PUBLIC_URL: HTTPS })).toMatch(/nothing here speaks https/);
  const http = { DESKPULSE_PUBLIC_URL: "http://desk.example.com" };
  expect(problemOf({ ...host, ...http, DESKPULSE_TRUST_PROXY: "1" })).toMatch(/in the clear/);
  const both = { ...host, DESKPULSE_PUBLIC_URL: HTTPS, DESKPULSE_TRUST_PROXY: "1" };
  expect(problemOf(both)).toBeNull();
  expect(isSecure(config(both))).toBe(true);
});

test("[SEC-12] TLS of its own, or --insecure-http said out loud, will do, with an address for links", () => {
  const host = { DESKPULSE_HOST: "0.0.0.0" };
  expect(problemOf({ ...host, ...CERT })).toMatch(/set DESKPULSE_PUBLIC_URL/);
  expect(problemOf({ ...host, ...CERT, DESKPULSE_PUBLIC_URL: HTTPS })).toBeNull();
  expect(problemOf(host, true)).toMatch(/set DESKPULSE_PUBLIC_URL/);
  const plain = { ...host, DESKPULSE_PUBLIC_URL: "http://192.0.2.7:4600" };
  expect(problemOf(plain, true)).toBeNull();
  expect(isSecure(config(plain))).toBe(false);
  const mixed = { ...CERT, DESKPULSE_PUBLIC_URL: "http://desk.example.com" };
  expect(problemOf(mixed, true)).toMatch(/must begin with https/);
});

test("[SEC-12] a plain-text proxy in front of loopback is not silent either", () => {
  const env = {
    DESKPULSE_PUBLIC_URL: "http://desk.example.com",
    DESKPULSE_TRUST_PROXY: "loopback",
  };
  expect(problemOf(env)).toMatch(/^on http:\/\/desk\.example\.com passwords would/);
  expect(problemOf(env, true)).toBeNull();
  expect(problemOf({ DESKPULSE_PUBLIC_URL: HTTPS })).toMatch(/nothing here speaks https/);
});

test("[SEC-12] a setting that is not right is named", () => {
  expect(() => config({ DESKPULSE_TRUST_PROXY: "true" })).toThrow(/DESKPULSE_TRUST_PROXY.*never/);
  expect(() => config({ DESKPULSE_PUBLIC_URL: `${HTTPS}/desk` })).toThrow(/without a path/);
  expect(() => config({ DESKPULSE_PUBLIC_URL: "desk.example.com" })).toThrow(/PUBLIC_URL/);
  expect(() => config({ DESKPULSE_PUBLIC_URL: "javascript:alert(1)" })).toThrow(/PUBLIC_URL/);
  expect(() => config({ DESKPULSE_TLS_CERT: "cert.pem" })).toThrow(/together/);
  expect(config({ DESKPULSE_PUBLIC_URL: `${HTTPS}/` }).publicUrl).toBe(HTTPS);
  expect(config({ DESKPULSE_TRUST_PROXY: "2" }).trustProxy).toBe(2);
  expect(config({ DESKPULSE_TRUST_PROXY: "loopback, 10.0.0.0/8" }).trustProxy).toBe(
    "loopback, 10.0.0.0/8",
  );
});

test("[EXP-9] a mail server is described whole or not at all, and spoken to in the clear on this machine only", () => {
  expect(config().mail).toBeNull();
  const mail = { DESKPULSE_SMTP_HOST: "mail.example.com", DESKPULSE_MAIL_FROM: "desk@example.com" };
  expect(config(mail).mail).toEqual({
    host: "mail.example.com",
    port: 587,
    tls: "starttls",
    user: null,
    password: null,
    from: "desk@example.com",
  });
  expect(() => config({ DESKPULSE_SMTP_HOST: "mail.example.com" })).toThrow(/DESKPULSE_MAIL_FROM/);
  expect(() => config({ ...mail, DESKPULSE_SMTP_TLS: "none" })).toThrow(/DESKPULSE_SMTP_TLS/);
  const here = { ...mail, DESKPULSE_SMTP_HOST: "127.0.0.1", DESKPULSE_SMTP_TLS: "none" };
  expect(config(here).mail).toMatchObject({ tls: "none" });
  const two = { ...mail, DESKPULSE_MAIL_FROM: "a@example.com, b@example.com" };
  expect(() => config(two)).toThrow(/DESKPULSE_MAIL_FROM/);
});
