/** A queue as it was then: its team and its thresholds, per channel (R8, KPIS.md 6.1). */
import { expect, test } from "vitest";
import { directoryOf } from "../../../server/fold/directory.ts";
import { type OrgInput, orgDocument } from "../../../shared/org/org.ts";
import { answered, call, deskWith, ended, queued, wrapped } from "./desk.ts";

type QueueInput = Omit<NonNullable<OrgInput["queues"]>[number], "id">;

const at = (time: string) => Date.parse(time);
const directory = (queue: QueueInput) =>
  directoryOf(orgDocument.parse({ queues: [{ id: "line", ...queue }] }));

test("[R8] a queue belongs to the team it had then; without a dated team to the one it has all along", () => {
  const { teamOfQueue } = directory({
    team: "old",
    teams: [
      { from: "2026-05-01", team: null },
      { from: "2026-03-01", team: "new" },
    ],
  });
  expect(teamOfQueue("line", at("2026-02-28T23:59:59+01:00"))).toBe("old");
  expect(teamOfQueue("line", at("2026-03-01T00:00:00+01:00"))).toBe("new");
  expect(teamOfQueue("line", at("2026-04-30T23:59:59+02:00"))).toBe("new");
  expect(teamOfQueue("line", at("2026-05-01T00:00:00+02:00"))).toBe(null);
  expect(teamOfQueue("other", at("2026-04-01T00:00:00Z"))).toBe(null);
});

test("[KPIS-6.1] thresholds per queue and channel: the channel's own entry comes first, even an older one", () => {
  const { thresholds } = directory({
    thresholds: [
      { answerWithinSeconds: 20 },
      { channel: "chat", answerWithinSeconds: 60 },
      { from: "2026-03-01", answerWithinSeconds: 30, shortAbandonSeconds: 10 },
      { from: "2026-04-01", channel: "phone", answerWithinSeconds: 15 },
    ],
  });
  const within = (channel: "chat" | "phone" | null, time: string) =>
    thresholds("line", channel, at(time)).answerWithinSeconds;
  expect(within("phone", "2026-02-01T12:00:00Z")).toBe(20);
  expect(within("phone", "2026-03-01T12:00:00Z")).toBe(30);
  expect(within("phone", "2026-04-01T12:00:00Z")).toBe(15);
  expect(within("chat", "2026-02-01T12:00:00Z")).toBe(60);
  expect(within("chat", "2026-04-01T12:00:00Z")).toBe(60);
  expect(within(null, "2026-04-01T12:00:00Z")).toBe(30);
  expect(thresholds("other", "phone", at("2026-04-01T12:00:00Z"))).toMatchObject({
    answerWithinSeconds: 20,
    shortAbandonSeconds: 5,
  });
});

test("[KPIS-6.1] the organisation's thresholds hold where a queue has none, and for calls without a queue", () => {
  const { thresholds } = directoryOf(
    orgDocument.parse({
      organisation: { thresholds: [{ answerWithinSeconds: 30, shortAbandonSeconds: 3 }] },
      queues: [{ id: "plain" }, { id: "vip", thresholds: [{ answerWithinSeconds: 10 }] }],
    }),
  );
  const within = (queue: string | null) => thresholds(queue, "phone", at("2026-03-02T12:00:00Z"));
  expect(within("plain")).toMatchObject({ answerWithinSeconds: 30, shortAbandonSeconds: 3 });
  expect(within(null)).toMatchObject({ answerWithinSeconds: 30, shortAbandonSeconds: 3 });
  expect(within("vip")).toMatchObject({ answerWithinSeconds: 10, shortAbandonSeconds: 5 });
});

test("[R8] of two entries with one start the later listed holds", () => {
  const { thresholds } = directory({
    thresholds: [{ answerWithinSeconds: 20 }, { answerWithinSeconds: 40 }],
  });
  expect(thresholds("line", "phone", at("2026-04-01T12:00:00Z")).answerWithinSeconds).toBe(40);
});

test("[R8] a queue that changes hands: each fact goes to the team the queue had when it was made", async () => {
  const org: OrgInput = {
    queues: [
      {
        id: "line",
        team: "morning",
        teams: [{ from: "2026-03-04T12:00:00+01:00", team: "afternoon" }],
      },
    ],
  };
  const desk = await deskWith(
    [
      call("11:58:00"),
      queued("11:58:00", { queueId: "line" }),
      answered("11:59:00", "ann"),
      ended("12:01:00"),
      wrapped("12:02:00"),
    ],
    { org },
  );
  expect(await desk.facts("queue.answered.late")).toMatchObject([{ value: 60, team: "morning" }]);
  expect(await desk.facts("leg.handle")).toMatchObject([{ value: 180, team: "afternoon" }]);
});
