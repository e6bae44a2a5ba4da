/**
 * Loaded into a process before anything else (`node --import`): notes every connection, every name
 * looked up and every datagram in the file named by EGRESS_LOG, and lets nothing beyond loopback pass.
 */
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const LOG = process.env.EGRESS_LOG ?? "";
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;

type Any = (...args: unknown[]) => unknown;

/** Notes an attempt; throws when it would leave the machine. */
function note(kind: string, host: string): void {
  appendFileSync(LOG, `${kind} ${host}\n`);
  if (!LOOPBACK.test(host)) throw new Error(`egress: ${kind} ${host}`);
}

/** What `connect` was called with, in any of its forms; null: a local socket. */
function hostOf(args: readonly unknown[]): string | null {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === "object" && first !== null) {
    const { host, path } = first as { host?: unknown; path?: unknown };
    return typeof path === "string" ? null : String(host ?? "localhost");
  }
  if (typeof first === "string" && Number.isNaN(Number(first))) return null;
  return typeof second === "string" ? second : "localhost";
}

function wrap(
  owner: object,
  name: string,
  hostIn: (args: readonly unknown[]) => string | null,
): void {
  const inner = Reflect.get(owner, name) as Any;
  if (typeof inner !== "function") return;
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    const host = hostIn(args);
    if (host !== null) note(name, host);
    return inner.apply(this, args);
  });
}

const first = (args: readonly unknown[]): string => String(args[0]);
const last = (args: readonly unknown[]): string =>
  String(args.findLast((one) => typeof one === "string") ?? "localhost");

wrap(net.Socket.prototype, "connect", hostOf);
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(owner))) {
    if (/^(lookup|resolve|reverse)/.test(name)) wrap(owner, name, first);
  }
}
wrap(dgram.Socket.prototype, "send", last);
wrap(dgram.Socket.prototype, "connect", last);
syncBuiltinESMExports();
appendFileSync(LOG, "loaded\n");
