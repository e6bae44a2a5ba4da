/** A line between a client and a server that can be cut and mended, while the server stops and starts. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Relay {
  readonly url: string;
  /** Where the server is now; null: it is away. */
  to(port: number | null): void;
  /** Cut: what is open breaks, and nothing new gets through. */
  cut(isCut: boolean): void;
  close(): Promise<void>;
}

export async function openRelay(): Promise<Relay> {
  const open = new Set<Socket>();
  let port: number | null = null;
  let isCut = false;
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  const hold = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => open.delete(socket));
  };
  const server = createServer((client) => {
    if (isCut || port === null) return void client.destroy();
    const upstream = connect(port, "127.0.0.1");
    hold(client);
    hold(upstream);
    client.pipe(upstream).pipe(client);
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    to(next) {
      port = next;
      breakAll();
    },
    cut(next) {
      isCut = next;
      if (next) breakAll();
    },
    async close() {
      breakAll();
      server.close();
      await once(server, "close");
    },
  };
}
