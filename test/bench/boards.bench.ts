/** A tick of sixty watched team boards while a centre of a thousand agents is at work (DESIGN.md 4). */
import { compose } from "../../server/live/compose.ts";
import { momentOf } from "../../server/live/moment.ts";
import { newRoom, periodNow, type Room, resolve } from "../../server/live/rooms.ts";
import { Statuses } from "../../server/live/status.ts";
import type { Tail } from "../../server/tail/tail.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { TICK_MS } from "../../shared/wire/protocol.ts";
import type { Bench } from "./bench.ts";
import { AGENTS, atWork, CALL_MS, call, NOON, TEAMS, tell } from "./morning.ts";

const TICKS = 40;
/** Of four hundred calls a minute, so many are told in each tick. */
const CALLS_A_TICK = 4;
/** A server writes one every two seconds; cells that were written are packed. */
const CHECKPOINT_TICKS = 4;
const LEADER = { persons: true, group: null };

function roomsOf(tail: Tail): Room[] {
  return Array.from({ length: TEAMS }, (_, team) => {
    const view = { screen: "team" as const, scope: `team:t${team}`, period: "today" };
    const meaning = resolve(tail, view, LEADER, NOON);
    if (!meaning.ok) throw new Error(meaning.problem);
    return newRoom(view.scope, view, meaning.value, "bench");
  });
}

async function tick(tail: Tail, rooms: readonly Room[], now: number): Promise<number> {
  const began = process.cpuUsage();
  const statuses = new Statuses();
  const moment = momentOf(tail, now);
  for (const room of rooms) {
    const period = periodNow(tail, room.view, now);
    if (!period.ok) throw new Error(period.problem);
    const board = { ...room, period: period.value };
    const composing = {
      desk: tail,
      statuses,
      demo: false,
      momentAt: () => moment,
      feeds: () => new Map(),
    };
    await compose(board, now, room.memory, composing);
  }
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

export const boards: Bench = {
  name: "boards",
  about: `${TEAMS} team boards computed in one tick, all changed; ${AGENTS} agents, 36 calls each so far`,
  async run({ note }) {
    const clock = manualClock(NOON);
    const tail = await atWork(clock);
    await tail.checkpoint();
    const rooms = roomsOf(tail);
    const values: number[] = [];
    for (let round = -5; round < TICKS; round += 1) {
      clock.advance(TICK_MS);
      const agents = Array.from(
        { length: CALLS_A_TICK },
        (_, at) => (round + 5) * CALLS_A_TICK + at,
      );
      await tell(
        tail,
        agents.flatMap((agent) => call(agent, clock.now() - CALL_MS)),
      );
      await tail.settle();
      if (round % CHECKPOINT_TICKS === 0) await tail.checkpoint();
      const spent = await tick(tail, rooms, clock.now());
      if (round >= 0) values.push(spent);
    }
    note(`${TEAMS} boards of 12 tiles, 3 charts and ${Math.round(AGENTS / TEAMS)} agents each`);
    const aim = { on: "value", is: "at most", bound: 50 } as const;
    return [{ figure: "CPU of one tick", values, unit: "ms", aim }];
  },
};
