/** Teams, queues and survey scales in the organisation's document. Pure. */
import type { OrgDocument } from "../../shared/org/org.ts";
import { inForceOn, withFrom } from "./dates.ts";
import { changed, newId } from "./entries.ts";

type Team = OrgDocument["teams"][number];
type Queue = OrgDocument["queues"][number];
export type Threshold = Queue["thresholds"][number];
export type Scale = OrgDocument["scales"][number];

export const addTeam = (document: OrgDocument, name: string): OrgDocument => {
  const team: Team = {
    id: newId(name, document.teams, "team"),
    name: name.trim(),
    identities: [],
    line: 1,
    schedules: [],
  };
  return { ...document, teams: [...document.teams, team] };
};

const onTeam = (document: OrgDocument, id: string, change: (team: Team) => Team): OrgDocument => ({
  ...document,
  teams: changed(document.teams, id, change),
});

export const nameTeam = (document: OrgDocument, id: string, name: string): OrgDocument =>
  onTeam(document, id, (one) => ({ ...one, name: name.trim() }));

export const lineTeam = (document: OrgDocument, id: string, line: 1 | 2): OrgDocument =>
  onTeam(document, id, (one) => ({ ...one, line }));

/** Its business clock from a date on (null: from the beginning); `schedule` null: none. */
export const scheduleTeam = (
  document: OrgDocument,
  id: string,
  schedule: string | null,
  from: string | null,
): OrgDocument =>
  onTeam(document, id, (one) => ({
    ...one,
    schedules: withFrom(one.schedules, { schedule, ...(from === null ? {} : { from }) }),
  }));

/** The schedule of a team on a date; null: none. */
export const scheduleOn = ({ schedules }: Team, date: string): string | null =>
  inForceOn(schedules, date)?.schedule ?? null;

/** What still names a team: while anything does, it cannot be removed. */
export const usesOf = (document: OrgDocument, team: string) => ({
  agents: document.agents.filter(({ memberships }) => memberships.some((one) => one.team === team))
    .length,
  queues: document.queues.filter(
    (one) => one.team === team || one.teams.some((step) => step.team === team),
  ).length,
});

export const removeTeam = (document: OrgDocument, id: string): OrgDocument => ({
  ...document,
  teams: document.teams.filter((one) => one.id !== id),
  targets: document.targets.filter(({ team }) => team !== id),
});

const onQueue = (document: OrgDocument, id: string, change: (queue: Queue) => Queue) => ({
  ...document,
  queues: changed(document.queues, id, change),
});

export const addQueue = (document: OrgDocument, name: string, team: string | null): OrgDocument => {
  const queue: Queue = {
    id: newId(name, document.queues, "queue"),
    name: name.trim(),
    teams: [],
    identities: [],
    thresholds: [],
    ...(team === null ? {} : { team }),
  };
  return { ...document, queues: [...document.queues, queue] };
};

export const nameQueue = (document: OrgDocument, id: string, name: string): OrgDocument =>
  onQueue(document, id, (one) => ({ ...one, name: name.trim() }));

/** The team of a queue on a date; null: none. */
export const queueTeamOn = ({ team, teams }: Queue, date: string): string | null => {
  const step = inForceOn(teams, date);
  return step === undefined ? (team ?? null) : step.team;
};

/** Another team from a date on; null: from the beginning, and nothing else ever. */
export const teamQueue = (
  document: OrgDocument,
  id: string,
  team: string | null,
  from: string | null,
): OrgDocument =>
  onQueue(document, id, ({ team: was, ...one }) => {
    if (from === null) return { ...one, teams: [], ...(team === null ? {} : { team }) };
    const kept = was === undefined ? {} : { team: was };
    return { ...one, ...kept, teams: withFrom(one.teams, { team, from }) };
  });

/** Of a queue, for all channels, on a date; undefined: the organisation's own hold. */
export const thresholdOn = ({ thresholds }: Queue, date: string): Threshold | undefined =>
  inForceOn(
    thresholds.filter(({ channel }) => channel === undefined),
    date,
  );

/** Seconds from a date on (null: from the beginning). What is said per channel stays. */
export const thresholdQueue = (
  document: OrgDocument,
  id: string,
  seconds: Pick<Threshold, "answerWithinSeconds" | "shortAbandonSeconds">,
  from: string | null,
): OrgDocument =>
  onQueue(document, id, (one) => {
    const perChannel = one.thresholds.filter(({ channel }) => channel !== undefined);
    const all = one.thresholds.filter(({ channel }) => channel === undefined);
    const next = { ...seconds, ...(from === null ? {} : { from }) };
    return { ...one, thresholds: [...perChannel, ...withFrom(all, next)] };
  });

/** The scores of a scale; more than 21 are nobody's answers. */
export const scoresOf = ({ min, max }: Pick<Scale, "min" | "max">): number[] =>
  Array.from({ length: Math.max(0, Math.min(21, max - min + 1)) }, (_, index) => min + index);

/** What counts as positive unless somebody decides otherwise: the upper two of five, and so on. */
export const usualPositive = ({ min, max }: Pick<Scale, "min" | "max">): number[] =>
  scoresOf({ min, max }).filter((score) => score > min + (max - min) * 0.6);

export const isScale = ({ min, max }: Pick<Scale, "min" | "max">): boolean =>
  Number.isInteger(min) && Number.isInteger(max) && max > min && max - min <= 20;

/** One of the same limits makes place. */
export const withScale = (document: OrgDocument, scale: Scale): OrgDocument => ({
  ...document,
  scales: [...withoutScale(document, scale).scales, scale].sort(
    (a, b) => a.min - b.min || a.max - b.max,
  ),
});

export const withoutScale = (document: OrgDocument, { min, max }: Pick<Scale, "min" | "max">) => ({
  ...document,
  scales: document.scales.filter((one) => one.min !== min || one.max !== max),
});

export const togglePositive = (document: OrgDocument, scale: Scale, score: number): OrgDocument => {
  const positive = scale.positive.includes(score)
    ? scale.positive.filter((one) => one !== score)
    : [...scale.positive, score].sort((a, b) => a - b);
  return {
    ...document,
    scales: document.scales.map((one) => (one === scale ? { ...one, positive } : one)),
  };
};
