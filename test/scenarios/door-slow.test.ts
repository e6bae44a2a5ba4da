/** Senders that dawdle, break off or speak no HTTP: nothing is taken, nobody else waits. */
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, event, newPlace, ONE, openDesk } from "./door-desk.ts";

const place = newPlace();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(place);
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

const body = JSON.stringify(event("slow"));
const head = (more = "") =>
  `POST /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${desk.key}\r\nContent-Type: ${ONE}\r\n${more}\r\n`;

/** Opens a bare connection; `text()` is everything that came back. */
function dial(): { socket: Socket; text: () => string; closed: Promise<void> } {
  const socket = connect(desk.port, "127.0.0.1");
  let text = "";
  socket.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  return { socket, text: () => text, closed };
}
const until = async (is: () => boolean) => {
  for (let round = 0; !is() && round < 500; round += 1) await sleep(10);
};

test("[SEC-9] a body that comes byte by byte is one event, and meanwhile others are served", async () => {
  const { socket, text } = dial();
  socket.setNoDelay(true).write(head(`Content-Length: ${body.length}\r\n`));
  for (const [at, letter] of [...body].entries()) {
    socket.write(letter);
    if (at % 40 === 0) {
      await sleep(1);
      expect(await desk.post([event(`meanwhile-${at}`)])).toMatchObject({ status: 200 });
    }
  }
  await until(() => text().includes('"accepted":1'));
  expect(text()).toContain("HTTP/1.1 200");
  socket.destroy();
});

test("[REL-5] a sender that breaks off midway leaves nothing behind", async () => {
  const before = await desk.core.store.appended();
  for (const share of [0, 0.3, 0.99]) {
    const { socket, closed } = dial();
    const broken = body.replaceAll("slow", `broken-${share}`);
    socket.write(head(`Content-Length: ${broken.length}\r\n`));
    socket.write(broken.slice(0, Math.floor(broken.length * share)));
    await sleep(20);
    socket.destroy();
    await closed;
  }
  const { socket, closed } = dial();
  socket.write(head("Transfer-Encoding: chunked\r\n"));
  socket.write(`10\r\n${body.slice(0, 16)}\r\n`);
  await sleep(20);
  socket.destroy();
  await closed;
  await sleep(50);
  expect(await desk.core.store.appended()).toBe(before);
  expect(desk.problems).toEqual([]);
});

test("[REL-6] a sender that left before its answer sends again, and it counts once", async () => {
  const { socket, closed } = dial();
  const left = body.replaceAll("slow", "left");
  socket.write(head(`Content-Length: ${left.length}\r\n`) + left);
  await sleep(0);
  socket.destroy();
  await closed;
  await sleep(100);
  const answer = await desk.post(event("left"));
  expect(answer.status).toBe(200);
  const again = await desk.post(event("left"));
  expect(again.body).toMatchObject({ accepted: 0, duplicates: 1 });
});

test("[SEC-9] what is no HTTP, or is two messages in one, is refused and closed", async () => {
  const nonsense = [
    "\u0000\u0001\u0002\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    `${head(`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n`)}0\r\n\r\n`,
    `${head("Content-Length: 3\r\nContent-Length: 400\r\n")}{}`,
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(40_000)}\r\n\r\n`,
  ];
  const before = await desk.core.store.appended();
  for (const text of nonsense) {
    const { socket, text: said, closed } = dial();
    socket.write(text);
    await closed;
    expect(said()).toMatch(/^HTTP\/1\.1 4\d\d/);
  }
  expect(await desk.core.store.appended()).toBe(before);
  expect(await desk.post(event("after-nonsense"))).toMatchObject({ status: 200 });
});

test("[SEC-9] a hundred half-open requests keep nobody from being served", async () => {
  const dialled = Array.from({ length: 100 }, dial);
  for (const { socket } of dialled) socket.write(head("Content-Length: 1000\r\n"));
  await sleep(20);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => desk.post(event(`crowd-${at}`))),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  for (const { socket } of dialled) socket.destroy();
});
