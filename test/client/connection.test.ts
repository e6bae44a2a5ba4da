import { afterEach, expect, test } from "vitest";
import { connect } from "../../client/connection.ts";
import { nothing } from "../../client/store/board-store.ts";
import { STALE_MS, unheard } from "../../client/store/freshness.ts";
import { createStore } from "../../client/store/store.ts";
import type { View } from "../../shared/wire/protocol.ts";
import { tile, wallBoard } from "../support/board-fixtures.ts";
import { startBoardServer } from "../support/board-server.ts";

const at = Date.UTC(2026, 10, 18, 13, 30);
const view: View = { screen: "wallboard", scope: "centre", period: "today" };
const later = wallBoard(at).map((item) =>
  item.kind === "tile"
    ? tile({ kpi: item.kpi, value: 1, unit: "count", better: "lower", n: 1, status: "none" })
    : item,
);
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function screen() {
  const server = await startBoardServer((asked) => (asked.scope === "gone" ? null : wallBoard(at)));
  const live = createStore(nothing);
  const link = createStore(unheard(0));
  let skew = 0;
  const connection = connect({
    url: server.url,
    live,
    link,
    now: () => performance.now() + skew,
    onTooOld: () => undefined,
  });
  ends.push(connection.close, server.close);
  const until = async (what: () => boolean) => {
    for (let tries = 0; !what(); tries += 1) {
      if (tries > 500) throw new Error("it did not come to pass");
      connection.check(performance.now() + skew);
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  const forward = (ms: number) => {
    skew += ms;
    connection.check(performance.now() + skew);
  };
  return { server, live, link, connection, until, forward };
}

test("[UX-17] a watched view gets a snapshot and then its deltas", async () => {
  const { server, live, connection, until } = await screen();
  connection.watch(view);
  await until(() => live.get().board !== null);
  server.play(later);
  await until(() => live.get().board?.seq === 2);
  expect(live.get().board?.items.get("tile:csat.score")).toMatchObject({ value: 1 });
  expect(server.resyncs()).toBe(0);
});

test("[REL-10] a lost delta is noticed by the next heartbeat and made good", async () => {
  const { server, live, connection, until } = await screen();
  connection.watch(view);
  await until(() => live.get().board !== null);
  server.play(later, true);
  server.heartbeat();
  await until(() => live.get().board?.seq === 2);
  expect(server.resyncs()).toBe(1);
});

test("[REL-10] a restarted server is noticed by its epoch", async () => {
  const { server, live, connection, until } = await screen();
  connection.watch(view);
  await until(() => live.get().board !== null);
  server.restart();
  server.heartbeat();
  await until(() => live.get().board?.epoch === "epoch-1+");
});

test("[UX-17] after a cut the client comes back by itself and watches again", async () => {
  const { server, live, link, connection, until } = await screen();
  connection.watch(view);
  await until(() => live.get().board !== null);
  server.dropAll();
  await until(() => server.watches.length === 2 && link.get().connected);
});

test("[UX-16] after 15 s of silence the socket is closed and opened again", async () => {
  const { server, live, link, connection, until, forward } = await screen();
  connection.watch(view);
  await until(() => live.get().board !== null && link.get().heardAt !== null);
  forward(STALE_MS + 1);
  await until(() => !link.get().connected);
  await until(() => server.watches.length === 2);
});

test("[SEC-15] a refused view is shown as refused, and another can be watched", async () => {
  const { live, connection, until } = await screen();
  connection.watch({ ...view, scope: "gone" });
  await until(() => live.get().refused === "not_found");
  connection.watch(view);
  await until(() => live.get().board !== null);
  expect(live.get().refused).toBeNull();
});
