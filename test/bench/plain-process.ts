/**
 * The floor of sending: a plain socket.io server that computes nothing. It says again what another server
 * said, byte for byte, to whoever watches the same scope, at the same pace.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleepMs } from "node:timers/promises";
import { Server } from "socket.io";
import type { ClientToServer } from "../../shared/wire/protocol.ts";
import { answer, cpuSoFar } from "./child.ts";
import type { Said } from "./sockets-process.ts";

const http = createServer();
type Anything = Record<string, (message: unknown) => void>;
const io = new Server<ClientToServer, Anything>(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
});
io.on("connection", (socket) => {
  socket.on("watch", async ({ view }, reply) => {
    await socket.join(view.scope);
    reply({ board: view.scope });
  });
});
await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));

/** Says everything once, each message as long after the first as it came then. */
async function replay(said: readonly Said[]): Promise<void> {
  const began = performance.now();
  const from = said[0]?.at ?? 0;
  for (const { at, scope, name, message } of said) {
    const wait = at - from - (performance.now() - began);
    if (wait > 1) await sleepMs(wait);
    io.to(scope).emit(name, message);
  }
}

const calls = { port: () => (http.address() as AddressInfo).port, replay, cpu: cpuSoFar };
export type PlainCalls = typeof calls;
answer(calls, async () => {
  await io.close();
});
