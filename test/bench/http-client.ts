/** The lightest client there is: whole requests as bytes, one at a time per connection, kept alive. */
import { connect, type Socket } from "node:net";

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface Connection {
  send(head: Buffer, body: Buffer): Promise<Answered>;
  close(): void;
}

/** The head of a POST of `bytes` bytes. */
export const headOf = (port: number, key: string, bytes: number): Buffer =>
  Buffer.from(
    `POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/cloudevents-batch+json\r\nContent-Length: ${bytes}\r\n\r\n`,
  );

const END = "\r\n\r\n";

/** The first whole answer in `text`, or null when it has not arrived yet. */
function answerIn(text: string): Answered | null {
  const headEnd = text.indexOf(END);
  if (headEnd < 0) return null;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
  const from = headEnd + END.length;
  if (text.length < from + length) return null;
  return { status: Number(text.slice(9, 12)), body: text.slice(from, from + length) };
}

export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  let text = "";
  let waiting: { resolve: (answered: Answered) => void; reject: (why: Error) => void } | null =
    null;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    const answered = answerIn(text);
    if (answered === null) return;
    text = "";
    waiting?.resolve(answered);
  });
  socket.on("error", (problem) => waiting?.reject(problem));
  socket.on("close", () => waiting?.reject(new Error("the connection broke off")));
  return {
    send: (head, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.cork();
        socket.write(head);
        socket.write(body);
        socket.uncork();
      }),
    close: () => socket.destroy(),
  };
}

export const openConnections = (port: number, count: number): Promise<Connection[]> =>
  Promise.all(Array.from({ length: count }, () => openConnection(port)));
