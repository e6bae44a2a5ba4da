/** A screen that does not take what is sent costs nothing, and catches up at once (SEC-20). */
import { afterEach, expect, test } from "vitest";
import { STALLED_MS_MAX } from "../../../server/live/sender.ts";
import { ticket } from "../fold/desk.ts";
import { type Hall, openHall, type Screen, team } from "./screens.ts";

let hall: Hall;
afterEach(() => hall.close());

interface Wire {
  readonly _socket: { pause(): void; resume(): void };
}

/** The line of a screen, to be held: what arrives stays in the kernel. */
function lineOf({ socket }: Screen): Wire["_socket"] {
  const { ws } = socket.io.engine.transport as unknown as { ws: Wire };
  return ws._socket;
}

/** Fills the line until the server cannot write any more. */
async function stall(screen: Screen): Promise<void> {
  lineOf(screen).pause();
  const socket = hall.io.sockets.sockets.get(screen.socket.id ?? "");
  if (socket === undefined) throw new Error("the screen is not connected");
  const at = hall.desk.clock.now();
  for (let filled = 0; filled < 100 && socket.conn.transport.writable; filled += 1) {
    socket.emit("heartbeat", { at, epoch: "x".repeat(1_000_000), seqs: {} });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(socket.conn.transport.writable).toBe(false);
}

const created = (id: string, time: string) => ({
  ...ticket(time, { contactId: id }),
  id: `made-${id}`,
});

test("[SEC-20] a stalled screen is skipped and gets one fresh snapshot; the others get every delta", async () => {
  hall = await openHall();
  const [slow, quick] = [await hall.screen(), await hall.screen()];
  await slow.watch(team);
  await quick.watch(team);
  await slow.until(1);
  await stall(slow);
  for (let count = 1; count <= 5; count += 1) {
    await hall.desk.send(created(`t${count}`, `11:0${count}:00`));
    await hall.tick();
    await quick.until(1 + count);
  }
  expect(slow.messages).toHaveLength(1);
  lineOf(slow).resume();
  while (slow.messages.length < 2) {
    await hall.tick(10);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(slow.messages.map(({ kind }) => kind)).toEqual(["snapshot", "snapshot"]);
  expect(slow.board()).toEqual(quick.board());
  await hall.desk.send(created("t6", "11:06:00"));
  await hall.tick();
  await slow.until(3);
  await quick.until(7);
  expect(slow.messages[2]?.kind).toBe("delta");
  expect(slow.board()).toEqual(quick.board());
});

test("[SEC-20] a screen that stays stalled is disconnected after half a minute", async () => {
  hall = await openHall();
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  await stall(screen);
  await hall.desk.send(created("t1", "11:00:00"));
  await hall.tick();
  await hall.tick(STALLED_MS_MAX);
  expect(hall.io.sockets.sockets.size).toBe(1);
  await hall.tick(1);
  await expect.poll(() => hall.io.sockets.sockets.size).toBe(0);
});
