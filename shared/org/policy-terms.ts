/** The terms of the privacy policy: limits and defaults, apart from the schemas, for screens. Pure. */

/** The smallest group whose performance values others may see: default, and the limits of any choice. */
export const GROUP_DEFAULT = 5;
export const GROUP_MIN = 3;
export const GROUP_MAX = 10;

interface Term {
  readonly unit: "days" | "weeks" | "months";
  readonly min: number;
  readonly default: number;
  readonly max: number;
}

/** How long each level is kept: default, the shortest there can be, the longest anybody may decide on. */
export const RETENTION = {
  /** Events of a contact, after its last one. Less would reach what figures of the last day need. */
  raw: { unit: "days", min: 3, default: 90, max: 1_830 },
  /** What one agent did in a quarter of an hour. */
  agent: { unit: "weeks", min: 1, default: 26, max: 260 },
  /** What a team did. */
  team: { unit: "months", min: 1, default: 37, max: 120 },
  audit: { unit: "months", min: 1, default: 13, max: 120 },
} as const satisfies Record<string, Term>;

export const LEVELS = [
  "raw",
  "agent",
  "team",
  "audit",
] as const satisfies (keyof typeof RETENTION)[];
export type Level = (typeof LEVELS)[number];

/** Exist so that it can be read that they are off; none of them can be switched on in this release. */
export const SWITCHES = ["rankings", "sorting_by_score", "individual_targets"] as const;
export type Switch = (typeof SWITCHES)[number];

/** What can be wider than the default. */
export const WIDER = ["group", ...LEVELS] as const;
export type Wider = (typeof WIDER)[number];

/** What can be kept longer, and a group that can be smaller. */
export interface Terms {
  readonly group: number;
  readonly retention: Readonly<Record<Level, number>>;
}

/** Does this policy go further than the default there? */
export const isWider = (of: Terms, what: Wider): boolean =>
  what === "group" ? of.group < GROUP_DEFAULT : of.retention[what] > RETENTION[what].default;
