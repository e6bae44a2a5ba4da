/** Figures against a slow, separate computation over the raw events (oracle.ts). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "../../shared/time/interval.ts";
import { BEGIN, disorder, life, NOW } from "../support/generate.ts";
import { type Life, type Move, play } from "../support/moves.ts";
import { oracle } from "./oracle.ts";
import { ask, newWorld, runs, send } from "./world.ts";

const ORDERLY: Record<Life["kind"], readonly (readonly Move[])[]> = {
  call: [
    ["queue", "answer", "end", "wrap", "survey", "rate"],
    ["queue", "answer", "hold", "resume", "hold", "resume", "end", "wrap"],
    ["queue", "answer", "hold", "end", "wrap", "survey", "rateUnlinked", "rerate"],
    ["queue", "answer", "transfer", "end", "wrap"],
    ["queue", "hangup"],
    ["queue", "keyPressed"],
    ["queue", "askCallback", "dial", "answerCallback", "end", "wrap"],
  ],
  ticket: [
    ["queue", "assign", "reply", "resolve", "survey", "rate", "rerate"],
    ["assign", "note", "write", "reply", "write", "reply", "resolve", "reopen", "reply"],
    ["reply", "survey", "rateUnlinked", "rerate"],
    ["resolve", "surveyNps", "rate"],
    ["assign", "unassign"],
  ],
  chat: [
    ["bot", "handover", "queue", "answer", "reply", "end", "resolve", "survey", "rateUnlinked"],
    ["bot", "resolveByBot", "reopen", "assign", "reply", "resolve", "survey", "rate"],
    ["queue", "answer", "reply", "write", "reply", "end"],
    ["queue", "answer", "hold", "consult", "endConsult", "resume", "end"],
  ],
};

/** Lives as they should be: created, in order, at least a second apart, and over by now. */
const orderly = life.map((one, salt = one.salt): Life => {
  const lives = ORDERLY[one.kind];
  return {
    ...one,
    salt: salt % 12 === 11 ? salt - 1 : salt,
    moves: lives[salt % lives.length] ?? [],
    gaps: one.gaps.map((gap) => 1 + (Math.abs(gap) % 7_200)),
  };
});

test("[R1] every figure of the centre and of each agent is what the words of its definition say", async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(orderly, { minLength: 1, maxLength: 14 }),
      fc.integer(),
      async (lives, seed) => {
        const events = lives.flatMap((one, index) => play(one, index));
        fc.pre(events.every(({ time }) => Date.parse(time) <= NOW));
        const { core } = await newWorld();
        for (const batch of disorder(events, seed)) await send(core, batch);
        const days = 1 + (Math.abs(seed) % 14);
        const from = BEGIN;
        const to = from + days * DAY_MS;
        const period = `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
        const agents = new Set(
          events.flatMap(({ source, data }) => (data.agentId ? [`${data.agentId}@${source}`] : [])),
        );
        for (const agent of [null, ...agents]) {
          const wanted = oracle(events, { from, to, agent });
          const scope = agent === null ? "centre" : `agent:${agent}`;
          const kpi = Object.keys(wanted).join(",");
          const found = await ask(core, { kpi, scope, period });
          counted += found.filter(({ n }) => n > 0).length;
          expect(Object.fromEntries(found.map((figure) => [figure.kpi, figure.value]))).toEqual(
            wanted,
          );
        }
      },
    ),
    runs(120),
  );
  expect(counted).toBeGreaterThan(1000);
});
