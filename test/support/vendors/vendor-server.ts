/**
 * A vendor's API on the loopback: routes that a test plays, with what every vendor does alike: credentials,
 * a rate limit with `429` and `Retry-After`, outages, and a record of what was asked.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface VendorAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a text as it is. */
  readonly body?: unknown;
}

/** Null: there is no such address. */
export type Play = (request: VendorRequest) => VendorAnswer | null;

export interface VendorOptions {
  readonly play: Play;
  /** The `Authorization` header that is right; null: none is asked for. */
  readonly authorization?: string | null;
  /** Requests answered within `ms` of the vendor's own clock; what is more is a 429. */
  readonly limit?: { readonly requests: number; readonly ms: number };
  readonly now: () => number;
}

export interface VendorServer {
  readonly url: string;
  /** What was asked, oldest first; also what was refused. */
  readonly asked: (VendorRequest & { status: number })[];
  /** While it is set everything is answered with it; 0: the connection is cut. */
  outage: number | null;
  authorization: string | null;
  close(): Promise<void>;
}

export async function vendorServer(options: VendorOptions): Promise<VendorServer> {
  const { play, limit, now } = options;
  const asked: VendorServer["asked"] = [];
  let answeredAt: number[] = [];

  const answer = (request: VendorRequest): VendorAnswer => {
    if (vendor.outage !== null) return { status: vendor.outage };
    const given = request.headers.authorization ?? null;
    if (vendor.authorization !== null && given !== vendor.authorization) {
      return { status: 401, body: { error: "Couldn't authenticate you" } };
    }
    if (limit !== undefined) {
      answeredAt = answeredAt.filter((at) => at > now() - limit.ms);
      if (answeredAt.length >= limit.requests) {
        const wait = Math.ceil(((answeredAt[0] ?? now()) + limit.ms - now()) / 1000);
        return { status: 429, headers: { "retry-after": String(wait) }, body: "Rate limited" };
      }
      answeredAt.push(now());
    }
    return play(request) ?? { status: 404, body: { error: "InvalidEndpoint" } };
  };

  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://vendor");
    const asking: VendorRequest = {
      method: request.method ?? "GET",
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    const { status = 200, headers = {}, body = "" } = answer(asking);
    asked.push({ ...asking, status });
    if (status === 0) return void request.socket.destroy();
    const isText = typeof body === "string";
    const type = isText ? "text/plain" : "application/json";
    response.writeHead(status, { "content-type": type, ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const vendor: VendorServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    outage: null,
    authorization: options.authorization ?? null,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return vendor;
}
