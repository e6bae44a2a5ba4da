/** A desk of two weeks told by the clock: what is said when, and why a figure moved. */
import { explain } from "../../../server/explain/explain.ts";
import { type Explaining, whyOf } from "../../../server/explain/question.ts";
import type { Movement } from "../../../shared/wire/movement.ts";
import { type Desk, event } from "../fold/desk.ts";

/** Monday 2 March 2026, 09:00 in Amsterdam: the beginning of 2026-W10. */
export const MONDAY = Date.parse("2026-03-02T08:00:00Z");
export const WEEK_MS = 7 * 86_400_000;
const MINUTE = 60_000;

const instant = (at: number): string => new Date(at).toISOString();

export interface Leg {
  readonly id: string;
  readonly at: number;
  readonly seconds: number;
  readonly channel?: string;
  readonly agentId?: string;
  readonly teamId?: string;
}

/** A contact that one agent took at once and handled for so many seconds, without wrap-up. */
export function handled({ id, at, seconds, channel = "phone", agentId = "ann", teamId }: Leg) {
  const about = { contactId: id };
  const leg = { ...about, legId: `${id}/1`, agentId };
  const team = teamId === undefined ? {} : { teamId };
  const own = (type: string, ms: number, data: object, index: number) =>
    event(`contact.${type}`, instant(ms), data, { id: `${id}-${index}` });
  const end = at + seconds * 1000;
  return [
    own("created", at, { ...about, channel, direction: "inbound", ...team }, 0),
    own("answered", at, { ...leg, ...team }, 1),
    own("leg_ended", end, leg, 2),
    own("wrapup_ended", end, leg, 3),
  ];
}

/** So many of them, ten minutes apart, so that they share no time. */
export const several = (count: number, leg: Leg) =>
  Array.from({ length: count }, (_, index) =>
    handled({ ...leg, id: `${leg.id}${index}`, at: leg.at + index * 10 * MINUTE }),
  ).flat();

/** Tells each event when it happened; then the clock stands at `now`. */
export async function tellInTime(
  desk: Desk,
  events: readonly ReturnType<typeof event>[],
): Promise<void> {
  const sorted = [...events].sort((a, b) => (a.time < b.time ? -1 : 1));
  for (const one of sorted) {
    desk.clock.set(Math.max(desk.clock.now(), Date.parse(one.time)));
    await desk.send(one);
  }
}

export async function why(desk: Pick<Desk, "core">, asked: Explaining): Promise<Movement> {
  const { tail, clock } = desk.core;
  const question = whyOf(asked, tail.document().organisation.zone, clock.now());
  if (!question.ok) throw new Error(question.problem);
  return explain(tail, question.value);
}

/** All numbers of the split in one list: they add up to the difference. */
export const numbersOf = ({ parts, late }: Movement): number[] => [
  ...parts.flatMap(({ mix, within }) => [mix, within]),
  ...(late === null ? [] : [late.after, 0 - late.before]),
];
