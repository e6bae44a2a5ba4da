/** The small centre of the generated days: few people, many collisions, every kind of schedule. */
import type { OrgInput } from "../../../shared/org/org.ts";

export const ZONE = "Europe/Amsterdam";
/** Monday 19 October 2026, midnight in Amsterdam; the clocks go back on Sunday the 25th. */
export const BEGIN = Date.parse("2026-10-18T22:00:00Z");
export const END = Date.parse("2026-10-25T23:00:00Z");

export const DESK = "/o/desk/main";
export const PHONE = "/o/phone/a";
export const CHAT = "/o/chat/b";
/** A switchboard that never says when wrap-up ends. */
export const PBX = "/o/pbx/c";

/** The days of the week; Sunday has 25 hours. */
export const DAYS = ["19", "20", "21", "22", "23", "24", "25"].map((day) => `2026-10-${day}`);

const office = ["09:00", "17:00"] as [string, string];
const workdays = { mon: [office], tue: [office], wed: [office], thu: [office], fri: [office] };
const split: [string, string][] = [
  ["08:30", "12:30"],
  ["13:15", "18:00"],
];
const night: [string, string][] = [["22:00", "06:30"]];
const nights = { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night };

const schedules: OrgInput["schedules"] = [
  {
    id: "office",
    versions: [
      {
        week: workdays,
        exceptions: [{ date: "2026-10-21", blocks: [["10:00", "12:00"]] }, { date: "2026-10-23" }],
      },
    ],
  },
  {
    id: "split",
    zone: "Europe/London",
    versions: [
      { week: { ...workdays, mon: split, tue: split, wed: split } },
      {
        from: "2026-10-22",
        week: { thu: split, fri: split, sat: split, sun: [["00:00", "24:00"]] },
      },
    ],
  },
  {
    id: "night",
    versions: [{ always: true }, { from: "2026-10-20", week: nights }],
  },
];

const SOMEWHERE = [DESK, PHONE, CHAT, PBX];

/** One id in each source: the person's own name there. */
const ids = (name: string) => [
  ...SOMEWHERE.map((source, turn) => ({ source, id: turn === 0 ? name : `${name}.${turn}` })),
  ...(name === "ann" ? [{ source: DESK, id: SHARED, to: "2026-10-21" }] : []),
  ...(name === "cas" ? [{ source: DESK, id: SHARED, from: "2026-10-21" }] : []),
];

/** What a person is called in a source. */
export const nativeId = (person: string, source: string): string => {
  const turn = SOMEWHERE.indexOf(source);
  return turn === 0 || person === SHARED ? person : `${person}.${turn}`;
};

/** Two people had this id at the desk, one after the other. */
export const SHARED = "u7";

/** `gil` has no place in the document: events say where he belongs. `zoe` nobody has mapped. */
export const PEOPLE = ["ann", "ben", "cas", "dan", "eva", "fay", "gil"] as const;
/** What nobody has mapped is known by its source. */
export const UNMAPPED = `zoe@${DESK}`;
export const TEAMS = ["north", "south", "night", "bare"] as const;
/** Teams whose schedules never miss: their waits always have business seconds. */
export const TIMED = ["north", "south", "night"] as const;
export const QUEUES = ["qn", "qs", "qd"] as const;
/** The line-2 queue. */
export const DEEP = "qd";

/** The centre, with the shifts of these days. */
export const centre = (shifts: NonNullable<OrgInput["shifts"]>): OrgInput => ({
  organisation: { name: "Oracle", zone: ZONE },
  teams: [
    { id: "north", schedules: [{ schedule: "office" }] },
    { id: "south", schedules: [{ schedule: "night" }, { from: "2026-10-20", schedule: "split" }] },
    { id: "night", line: 2, schedules: [{ schedule: "night" }] },
    { id: "bare", schedules: [{ schedule: "office" }, { from: "2026-10-20", schedule: null }] },
  ],
  agents: PEOPLE.map((id) => ({ id, identities: ids(id), memberships: MEMBERSHIPS[id] ?? [] })),
  queues: [
    {
      id: "qn",
      team: "north",
      thresholds: [
        { answerWithinSeconds: 20, shortAbandonSeconds: 5 },
        { from: "2026-10-22", answerWithinSeconds: 30, shortAbandonSeconds: 10 },
        { channel: "chat", answerWithinSeconds: 60, shortAbandonSeconds: 15 },
      ],
    },
    { id: "qs", teams: [{ team: "south" }, { from: "2026-10-23", team: "bare" }] },
    { id: "qd", team: "night", thresholds: [{ answerWithinSeconds: 45, shortAbandonSeconds: 0 }] },
  ],
  sources: [{ id: PBX, wrapup: false }],
  scales: [{ min: 1, max: 3, positive: [2, 3] }],
  schedules,
  slas: [
    { metric: "frt", channel: "email", seconds: 3600 },
    { metric: "frt", channel: "email", seconds: 1800, from: "2026-10-22" },
    { metric: "frt", channel: "social", seconds: 5400, clock: "business" },
    { metric: "frt", channel: "chat", seconds: 90, clock: "business" },
    { metric: "reply", channel: "email", seconds: 7200 },
    { metric: "reply", channel: "social", seconds: 3600, clock: "business" },
    { metric: "reply", channel: "chat", seconds: 45 },
    { metric: "resolution", channel: "email", seconds: 6 * 3600 },
    { metric: "resolution", channel: "social", seconds: 4 * 3600, clock: "business" },
    { metric: "resolution", channel: "chat", seconds: 600, from: "2026-10-21" },
  ],
  shifts,
});

type Memberships = NonNullable<NonNullable<OrgInput["agents"]>[number]["memberships"]>;

const MEMBERSHIPS: Record<string, Memberships> = {
  ann: [{ team: "north" }, { team: "south", primary: false }],
  ben: [
    { team: "north", to: "2026-10-22" },
    { team: "south", from: "2026-10-22" },
  ],
  cas: [{ team: "south" }],
  dan: [{ team: "north" }],
  eva: [{ team: "bare" }],
};
