/** A file of contacts without end: it is written as fast as it is read, and ends with who reads it. */
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import express from "express";
import { afterEach, beforeEach, expect, test } from "vitest";
import { userOf } from "../../../server/accounts/roles.ts";
import type { Ledger } from "../../../server/figures/ledger.ts";
import { EVERYTHING } from "../../../server/figures/sees.ts";
import { contactFileRoutes } from "../../../server/http/contact-file-routes.ts";
import { createExportLimit, OWN_AT_ONCE_MAX } from "../../../server/http/export-limit.ts";
import { DAY, type House, NOW, openHouse } from "../../rights/house.ts";

let house: House;
let server: Server;
let url: string;
/** How many contacts were read, and how many readings have ended. */
let read = 0;
let ended = 0;

/** The same contact over and over, with another name each time. */
function endless({ core: { tail } }: House): Ledger {
  return {
    position: () => tail.position(),
    document: () => tail.document(),
    described: () => tail.described(),
    nameOf: (agent) => tail.nameOf(agent),
    directory: () => tail.directory(),
    sources: () => tail.sources(),
    lost: () => tail.lost(),
    read: (stretch) => tail.read(stretch),
    settle: () => tail.settle(),
    entities: tail.entities,
    entity: (key) => tail.entity(key),
    several: (keys) => tail.several(keys),
    async *between(from, to) {
      try {
        for await (const entity of tail.between(from, to)) {
          if (!entity.key.includes("|contact/")) continue;
          for (;;) {
            read += 1;
            yield { ...entity, key: `/acme/pbx/main|contact/c-${read}` };
          }
        }
      } finally {
        ended += 1;
      }
    },
  };
}

beforeEach(async () => {
  read = 0;
  ended = 0;
  house = await openHouse();
  const lead = userOf("u-1", [{ role: "lead", teams: ["support"] }]);
  const yes = { ok: true, team: "support", persons: "members", group: false } as const;
  const granted = { yes, sees: EVERYTHING, opened: async () => {} };
  const routes = contactFileRoutes({
    ledger: endless(house),
    now: () => NOW,
    guard: { allow: async () => granted, ask: async () => granted },
    audit: { note: async () => {} },
    limit: createExportLimit(() => NOW),
    demo: false,
    userName: async () => "Lea",
  });
  const app = express();
  app.use((_request, response, next) => {
    response.locals.subject = lead;
    next();
  });
  server = createServer(app.use(routes)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await house.stop();
});

const begin = (format: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(`${url}/reports/contacts/${DAY}.${format}?scope=team:support`, resolve).on("error", reject);
  });

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await setTimeout(5);
};

/** Resolves when nothing more is read; never, if that goes on. */
async function standstill(): Promise<void> {
  for (let before = -1; before !== read; await setTimeout(250)) before = read;
}

test.each(["csv", "ndjson", "xlsx"])(
  "[EXP-4] %s: who does not read on is not written to",
  async (format) => {
    const answer = await begin(format);
    answer.pause();
    await standstill();
    const before = read;
    expect(before).toBeGreaterThan(100);
    answer.resume();
    await until(() => read > before + 500);
    answer.destroy();
    await until(() => ended === 1);
  },
);

test.each(["csv", "ndjson", "xlsx"])(
  "[EXP-4] %s: who goes away ends it, and frees the place",
  async (format) => {
    for (let round = 1; round <= OWN_AT_ONCE_MAX + 1; round += 1) {
      const answer = await begin(format);
      expect(answer.statusCode).toBe(200);
      await new Promise((resolve) => answer.once("data", resolve));
      answer.destroy();
      await until(() => ended === round);
      await setTimeout(20);
    }
  },
);

test("[EXP-4] nobody has more than a few files written at a time", async () => {
  const answers = [];
  for (let one = 0; one < OWN_AT_ONCE_MAX; one += 1) answers.push(await begin("csv"));
  expect((await begin("csv")).statusCode).toBe(429);
  for (const answer of answers) answer.destroy();
});

test("[EXP-4] others get their turn while rows are written", async () => {
  const answer = await begin("csv");
  answer.resume();
  await until(() => read > 1_000);
  const before = read;
  let turns = 0;
  while (read < before + 2_000) {
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(turns).toBeGreaterThan(2_000 / 40);
  answer.destroy();
});
