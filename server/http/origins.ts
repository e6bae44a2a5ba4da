/** Which origins are our own pages: of sockets, and of requests that change something (SEC-5, SEC-13). */
import type { Server as HttpServer } from "node:http";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Where it listens; 0: it does not yet. */
export function portOf(http: HttpServer): number {
  const address = http.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/**
 * Exactly the public address where one is configured; a page on loopback under whatever of its names
 * the browser used, on the port we listen at.
 */
export function ownOrigin(
  http: () => HttpServer,
  { publicUrl, tls }: { readonly publicUrl: string | null; readonly tls: boolean },
): (origin: string) => boolean {
  const own = publicUrl === null ? null : new URL(publicUrl).origin;
  return (origin) => {
    if (own !== null && origin === own) return true;
    const port = portOf(http());
    const scheme = tls ? "https" : "http";
    return LOOPBACK.some((host) => origin === `${scheme}://${host}:${port}`);
  };
}
