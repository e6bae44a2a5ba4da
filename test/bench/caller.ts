/** A telephone system at work, as it sends: fifty events a second, one by one, each of another call. */
import { setTimeout as sleepMs } from "node:timers/promises";
import { type Connection, headOf, openConnection, openConnections } from "./http-client.ts";
import { AGENTS, CALL_MS, callAsSent } from "./morning.ts";

/** So many events every so often. */
export const STEP_MS = 100;
export const STAGES = 5;

export interface Door {
  readonly port: number;
  readonly key: string;
  readonly ahead: number;
}

/**
 * Calls begin one after the other and go on side by side, so every step touches five teams. Gives what
 * plays them for so many seconds, over a connection per stage of a call; rejects when one is refused.
 */
export function caller({ port, key, ahead }: Door) {
  const calls: Buffer[][] = [];
  let step = 0;
  const tell = async (connections: Connection[], stage: number): Promise<void> => {
    const body = calls.at(-1 - stage)?.[stage];
    if (body === undefined) return;
    const head = headOf(port, key, body.length);
    const send = () => connections[stage]?.send(head, body);
    // A server closes connections that are silent for some seconds, as they are when the machine is busy.
    const answered = await send()?.catch(async () => {
      connections[stage] = await openConnection(port);
      return send();
    });
    if (answered?.status !== 200 || !answered.body.includes('"rejected":[]')) {
      throw new Error(`not taken: ${answered?.body.slice(0, 300)}`);
    }
  };
  return async (seconds: number): Promise<void> => {
    const connections = await openConnections(port, STAGES);
    const began = performance.now();
    for (let done = 0; done < (seconds * 1000) / STEP_MS; done += 1) {
      const wait = began + done * STEP_MS - performance.now();
      if (wait > 0) await sleepMs(wait);
      const at = Date.now() + ahead - CALL_MS;
      calls.push(callAsSent(step % AGENTS, at).map((one) => Buffer.from(JSON.stringify([one]))));
      step += 1;
      await Promise.all(connections.map((_, stage) => tell(connections, stage)));
    }
    for (const connection of connections) connection.close();
  };
}
