/**
 * What a draft of the organisation says otherwise, thing by thing: what a person reads before saving.
 * Numbers and names only, the words are the screen's. Pure.
 */
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Schedule } from "../../shared/org/schedule.ts";
import { nameIn, nameOf } from "./entries.ts";
import { differentDays } from "./schedules.ts";
import { hoursText } from "./week.ts";

export interface Change {
  readonly what:
    | `${"team" | "agent" | "queue" | "schedule"}.${"new" | "gone" | "named"}`
    | "team.line"
    | "team.hours"
    | "team.no-hours"
    | "agent.joins"
    | "agent.leaves"
    | "agent.ends"
    | "id.new"
    | "id.gone"
    | "queue.team"
    | "queue.no-team"
    | "queue.seconds"
    | "schedule.zone"
    | "schedule.hours"
    | "schedule.no-hours"
    | "day.closed"
    | "day.other"
    | "day.usual"
    | "scale.new"
    | "scale.gone";
  readonly values: Readonly<Record<string, string>>;
  /** A date; null: from the beginning. Undefined: it has no beginning of its own. */
  readonly from?: string | null | undefined;
  /** The one date it is about. */
  readonly on?: string;
}

interface Entry {
  readonly id: string;
  readonly name?: string | undefined;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** In one list and not in the other. */
const missing = <One>(list: readonly One[], other: readonly One[]): One[] =>
  list.filter((one) => !other.some((each) => isSame(each, one)));

const since = ({ from }: { readonly from?: string | undefined }): string | null =>
  from?.slice(0, 10) ?? null;

function entries<One extends Entry>(
  kind: "team" | "agent" | "queue" | "schedule",
  was: readonly One[],
  is: readonly One[],
  inside: (was: One, is: One) => Change[],
): Change[] {
  const gone = was.filter(({ id }) => !is.some((one) => one.id === id));
  return [
    ...gone.map((one): Change => ({ what: `${kind}.gone`, values: { name: nameOf(one) } })),
    ...is.flatMap((one): Change[] => {
      const before = was.find(({ id }) => id === one.id);
      if (before === undefined) return [{ what: `${kind}.new`, values: { name: nameOf(one) } }];
      if (before === one) return [];
      const isNamed = nameOf(before) !== nameOf(one);
      const named: Change = {
        what: `${kind}.named`,
        values: { before: nameOf(before), name: nameOf(one) },
      };
      return [...(isNamed ? [named] : []), ...inside(before, one)];
    }),
  ];
}

type Ids = OrgDocument["agents"][number]["identities"];

function ids(name: string, was: Ids, is: Ids): Change[] {
  const texts = ({ id, source = "*" }: Ids[number]) => ({ name, id, source });
  const isEnded = (one: Ids[number]) =>
    is.some((each) => each.id === one.id && each.source === one.source);
  return [
    ...missing(was, is)
      .filter((one) => !isEnded(one))
      .map((one): Change => ({ what: "id.gone", values: texts(one) })),
    ...missing(is, was)
      .filter(({ to, source }) => to === undefined && source !== undefined)
      .map((one): Change => ({ what: "id.new", values: texts(one), from: since(one) })),
  ];
}

function teams(was: OrgDocument, is: OrgDocument): Change[] {
  return entries("team", was.teams, is.teams, (before, one) => {
    const values = { name: nameOf(one) };
    const line: Change[] =
      before.line === one.line
        ? []
        : [{ what: "team.line", values: { ...values, line: String(one.line) } }];
    const hours = missing(one.schedules, before.schedules).map((step): Change => {
      const from = since(step);
      return step.schedule === null
        ? { what: "team.no-hours", values, from }
        : {
            what: "team.hours",
            values: { ...values, schedule: nameIn(is.schedules, step.schedule) },
            from,
          };
    });
    return [...line, ...hours, ...ids(values.name, before.identities, one.identities)];
  });
}

function agents(was: OrgDocument, is: OrgDocument): Change[] {
  return entries("agent", was.agents, is.agents, (before, one) => {
    const name = nameOf(one);
    const joins = missing(one.memberships, before.memberships).filter(({ to }) => to == null);
    const left = missing(one.memberships, before.memberships).filter(({ to }) => to != null);
    const never = before.memberships.filter(
      ({ team, from }) => !one.memberships.some((each) => each.team === team && each.from === from),
    );
    const team = (id: string) => ({ name, team: nameIn(is.teams, id) });
    return [
      ...joins.map(
        (each): Change => ({
          what: "agent.joins",
          values: team(each.team),
          from: since(each),
        }),
      ),
      ...(joins.length > 0 ? [] : left).map(
        (each): Change => ({
          what: "agent.leaves",
          values: team(each.team),
          from: each.to?.slice(0, 10) ?? null,
        }),
      ),
      ...(joins.length + left.length > 0 ? [] : never).map(
        (each): Change => ({
          what: "agent.ends",
          values: team(each.team),
        }),
      ),
      ...ids(name, before.identities, one.identities),
    ];
  });
}

function queues(was: OrgDocument, is: OrgDocument): Change[] {
  return entries("queue", was.queues, is.queues, (before, one) => {
    const values = { name: nameOf(one) };
    const toTeam = (team: string | null | undefined, from: string | null): Change =>
      team == null
        ? { what: "queue.no-team", values, from }
        : { what: "queue.team", values: { ...values, team: nameIn(is.teams, team) }, from };
    return [
      ...(before.team === one.team ? [] : [toTeam(one.team, null)]),
      ...missing(one.teams, before.teams).map((step) => toTeam(step.team, since(step))),
      ...missing(one.thresholds, before.thresholds).map(
        (step): Change => ({
          what: "queue.seconds",
          values: {
            ...values,
            answer: String(step.answerWithinSeconds),
            short: String(step.shortAbandonSeconds),
          },
          from: since(step),
        }),
      ),
      ...ids(values.name, before.identities, one.identities),
    ];
  });
}

/** As each day is in the end: a day may stand in a version that no longer holds then. */
function days(name: string, before: Schedule, one: Schedule): Change[] {
  const [was, is] = [differentDays(before), differentDays(one)];
  const come = missing(is, was).map((day): Change => {
    const hours = hoursText(day.blocks);
    const named = day.name === "" ? "" : ` (${day.name})`;
    const values = { name, day: named, hours };
    return { what: hours === "" ? "day.closed" : "day.other", values, on: day.date };
  });
  const gone = was
    .filter(({ date }) => !is.some((day) => day.date === date))
    .map((day): Change => ({ what: "day.usual", values: { name }, on: day.date }));
  return [...come, ...gone];
}

function schedules(was: OrgDocument, is: OrgDocument): Change[] {
  return entries("schedule", was.schedules, is.schedules, (before, one) => {
    const name = nameOf(one);
    const weeks = ({ versions }: Schedule) => versions.map(({ exceptions: _, ...week }) => week);
    const come = missing(weeks(one), weeks(before));
    const gone = missing(weeks(before), weeks(one)).filter(
      ({ from }) => !one.versions.some((version) => version.from === from),
    );
    return [
      ...(before.zone === one.zone
        ? []
        : [
            {
              what: "schedule.zone",
              values: { name, zone: one.zone ?? is.organisation.zone },
            } as const,
          ]),
      ...come.map(
        (each): Change => ({ what: "schedule.hours", values: { name }, from: since(each) }),
      ),
      ...gone.map(
        (each): Change => ({
          what: "schedule.no-hours",
          values: { name },
          from: since(each),
        }),
      ),
      ...days(name, before, one),
    ];
  });
}

function scales(was: OrgDocument, is: OrgDocument): Change[] {
  const values = ({ min, max, positive }: OrgDocument["scales"][number]) => ({
    scale: `${min}–${max}`,
    positive: positive.join(", "),
  });
  const gone = was.scales.filter(
    ({ min, max }) => !is.scales.some((one) => one.min === min && one.max === max),
  );
  return [
    ...missing(is.scales, was.scales).map(
      (one): Change => ({ what: "scale.new", values: values(one) }),
    ),
    ...gone.map((one): Change => ({ what: "scale.gone", values: values(one) })),
  ];
}

/** Everything that differs, in the order in which a person would tell it. */
export const changesBetween = (was: OrgDocument, is: OrgDocument): Change[] =>
  was === is
    ? []
    : [
        ...teams(was, is),
        ...agents(was, is),
        ...queues(was, is),
        ...schedules(was, is),
        ...scales(was, is),
      ];
