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

/** Notes an attempt; what is wrong with it when it would leave the machine. */
function note(kind: string, host: string): Error | null {
  appendFileSync(LOG, `${kind} ${host}\n`);
  return LOOPBACK.test(host) ? null : new Error(`egress: ${kind} ${host}`);
}

const thrown = (problem: Error): never => {
  throw problem;
};

/** As a name that nobody knows: told to whoever asked, in the way of asking. */
function notFound(problem: Error, args: readonly unknown[]): unknown {
  const callback = args.at(-1);
  if (typeof callback !== "function") return Promise.reject(problem);
  process.nextTick(callback as (problem: Error) => void, problem);
  return undefined;
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
  refuse: (problem: Error, args: readonly unknown[]) => unknown = thrown,
): void {
  const inner = Reflect.get(owner, name) as Any;
  if (typeof inner !== "function") return;
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    const host = hostIn(args);
    const problem = host === null ? null : note(name, host);
    return problem === null ? inner.apply(this, args) : refuse(problem, args);
  });
}

const first = (args: readonly unknown[]): string => String(args[0]);
const last = (args: readonly unknown[]): string =>
  String(args.findLast((one) => typeof one === "string") ?? "localhost");

wrap(net.Socket.prototype, "connect", hostOf);
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(owner))) {
    if (/^(lookup|resolve|reverse)/.test(name)) wrap(owner, name, first, notFound);
  }
}
wrap(dgram.Socket.prototype, "send", last);
wrap(dgram.Socket.prototype, "connect", last);
syncBuiltinESMExports();
appendFileSync(LOG, "loaded\n");
