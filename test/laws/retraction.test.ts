/** What is taken back leaves no trace; what was earned stays where it was earned (R3, R8). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { INTERVAL_MS } from "../../shared/time/interval.ts";
import { BEGIN, centre, disorder, life, NOW } from "../support/generate.ts";
import { type Life, type Move, play } from "../support/moves.ts";
import { expectSame } from "./same.ts";
import { cellsOf, everything, newWorld, org, runs, send, worldOf } from "./world.ts";

/** One more contact, which never was merged or deleted before and has no survey of its own. */
const without = (moves: readonly Move[]) =>
  life.map((one: Life) =>
    play({ ...one, moves: one.moves.filter((move) => !moves.includes(move)) }, 99),
  );

const noRemoval: Move[] = ["merge", "delete", "restore"];
const noStray: Move[] = ["rateUnlinked", "rerate"];

const late = (source: string, id: string, type: string, data: object): CloudEvent => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source,
  id,
  time: new Date(NOW).toISOString(),
  subject: "contact/c99",
  data: { ...data },
});

const status = (events: readonly CloudEvent[], to: string, id: string) =>
  late(events[0]?.source ?? "/t/desk/main", id, "contact.status_changed", { contactId: "c99", to });

test("[R3] a contact that is deleted leaves no trace in cells and states", async () => {
  await fc.assert(
    fc.asyncProperty(
      centre(4),
      without([...noRemoval, ...noStray]),
      fc.integer(),
      async (rest, gone, seed) => {
        fc.pre(gone.length > 0 && gone.every(({ time }) => Date.parse(time) <= NOW));
        const never = await worldOf([rest]);
        const deleted = await worldOf(
          disorder([...rest, ...gone, status(gone, "deleted", "z")], seed),
        );
        expectSame(await everything(deleted.core), await everything(never.core));
      },
    ),
    runs(40),
  );
});

test("[R3] a contact that is retracted by a correction leaves no trace, and comes back with it", async () => {
  await fc.assert(
    fc.asyncProperty(centre(4), without(noStray), fc.integer(), async (rest, gone, seed) => {
      fc.pre(gone.length > 0);
      const source = gone[0]?.source ?? "";
      const target = { entity: "contact/c99" };
      const retract = late(source, "z", "record.corrected", {
        target,
        retract: true,
        reason: "spam",
      });
      const undo = late(source, "y", "record.corrected", {
        target: { eventId: "z" },
        retract: true,
        reason: "no spam",
      });
      const never = await worldOf([rest]);
      const taken = await worldOf(disorder([...rest, ...gone, retract], seed));
      expectSame(await everything(taken.core), await everything(never.core));
      const back = await worldOf(disorder([...rest, ...gone, retract, undo], seed));
      expectSame(
        await everything(back.core),
        await everything((await worldOf([[...rest, ...gone]])).core),
      );
    }),
    runs(40),
  );
});

test("[R3] a contact deleted and restored is as if nothing had been", async () => {
  await fc.assert(
    fc.asyncProperty(centre(3), without(noRemoval), fc.integer(), async (rest, kept, seed) => {
      fc.pre(kept.length > 0 && kept.every(({ time }) => Date.parse(time) < NOW));
      const events = [...rest, ...kept];
      const twice = [...events, status(kept, "deleted", "z1"), status(kept, "restored", "z2")];
      expectSame(
        await everything((await worldOf(disorder(twice, seed))).core),
        await everything((await worldOf([events])).core),
      );
    }),
    runs(40),
  );
});

/**
 * Cells of intervals that were over by `at`. Who resolved a first contact is only known later, and a leg
 * without an end is busy for some hours until an event tells more.
 */
const before = (lines: readonly string[], at: number): string[] =>
  lines.filter((line) => {
    const [minutes, measure = "", start = ""] = line.split(" ");
    if (measure.startsWith("fcr.") || measure.startsWith("agent.")) return false;
    return Date.parse(start) + (minutes === "15" ? INTERVAL_MS : 60_000) <= at;
  });

test("[R8] a team move or a reassignment never changes what was counted before it", async () => {
  await fc.assert(
    fc.asyncProperty(
      centre(),
      fc.integer({ min: 0, max: 14 * 1440 }),
      fc.nat(3),
      fc.integer({ min: 1, max: 2 }),
      async (events, minute, agent, team) => {
        const at = BEGIN + minute * 60_000;
        const time = new Date(at).toISOString();
        const agentId = `a${agent}`;
        const teamId = `g${team}`;
        const moves = ["/t/desk/main", "/t/phone/a"].flatMap((source) => [
          {
            ...late(source, "move", "team.membership_changed", {
              agentId,
              teamId,
              change: "joined",
              primary: true,
              effectiveAt: time,
            }),
          },
          { ...late(source, "re", "contact.assigned", { contactId: "c0", agentId, teamId }), time },
        ]);
        const stayed = await cellsOf((await worldOf([events])).core);
        const moved = await cellsOf((await worldOf([events, moves])).core);
        expectSame(before(moved, at), before(stayed, at));
      },
    ),
    runs(40),
  );
});

test("[R8] naming a person, a queue or a threshold late gives the numbers of always having known", async () => {
  const unmapped: OrgInput = { ...org, agents: [], teams: [], queues: [], sources: [], scales: [] };
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      const known = await worldOf([events]);
      const learned = await newWorld(undefined, NOW - 1, 1);
      await setOrganisation(learned.core, unmapped);
      await send(learned.core, events);
      await learned.core.tail.checkpoint();
      learned.clock.set(NOW);
      await setOrganisation(learned.core, org);
      expectSame(await everything(learned.core), await everything(known.core));
      expect(learned.core.tail.document()).toEqual(known.core.tail.document());
    }),
    runs(40),
  );
});
