/** A golden file's conventions, and what its events name, as an organisation document. */
import type { OrgInput } from "../../../shared/org/org.ts";
import { type Conventions, type GoldenEvent, word } from "./file.ts";
import { teamHoursOf } from "./hours.ts";
import { scaleOf, scoreOf } from "./scales.ts";

type Shift = NonNullable<OrgInput["shifts"]>[number];

/** Planned shifts are reference data; one that comes twice is one. Incomplete ones are left out. */
export function shiftsOf(events: readonly GoldenEvent[]): Shift[] {
  const byId = new Map<string, Shift>();
  for (const event of events) {
    if (event.kind !== "schedule.shift") continue;
    const [agent, activity] = [word(event, "agent"), word(event, "activity")];
    const [from, to] = [word(event, "from"), word(event, "to")];
    if (!agent || !activity || !from || !to) continue;
    const shift = { agent, activity, from, to };
    const other = byId.get(event.id);
    if (other === undefined || JSON.stringify(shift) > JSON.stringify(other)) {
      byId.set(event.id, shift);
    }
  }
  return [...byId.values()];
}

function scalesOf({ csat_positive }: Conventions): NonNullable<OrgInput["scales"]> {
  return Object.entries(csat_positive).flatMap(([words, scores]) => {
    const scale = scaleOf(words);
    const positive = scores.map(scoreOf).filter((one) => typeof one === "number");
    return scale === undefined ? [] : [{ min: scale.min, max: scale.max, positive }];
  });
}

const named = (events: readonly GoldenEvent[], ...fields: string[]): string[] => [
  ...new Set(events.flatMap((event) => fields.flatMap((field) => word(event, field) ?? []))),
];

/** Conventions that are rules here, not settings: a file that has others is told so. */
function fixedOf(conventions: Conventions): string[] {
  const { skew_tolerance_seconds: skew, fcr_window_hours: hours, service_level } = conventions;
  return [
    ...(skew === 120 ? [] : [`skew_tolerance_seconds is always 120 here, not ${skew}`]),
    ...(hours === 168 ? [] : [`fcr_window_hours is always 168 here, not ${hours}`]),
    ...(service_level.T_inclusive ? [] : ["T_inclusive is always true here"]),
  ];
}

export interface Settings {
  readonly organisation: OrgInput;
  /** What could not be taken over, one sentence each. */
  readonly problems: readonly string[];
}

/** The organisation of one case: every team, agent and queue that is named exists. */
export function settingsOf(conventions: Conventions, events: readonly GoldenEvent[]): Settings {
  const { zone, service_level, sla_first_response_seconds: seconds } = conventions;
  const { schedules, ofTeam, problems } = teamHoursOf(conventions.schedules);
  const teams = new Set([...ofTeam.keys(), ...named(events, "team", "queue")]);
  const organisation: OrgInput = {
    organisation: {
      name: "Golden",
      zone,
      thresholds: [
        {
          answerWithinSeconds: service_level.T_seconds,
          shortAbandonSeconds: service_level.short_abandon_seconds,
        },
      ],
    },
    teams: [...teams].map((id) => ({ id, schedules: [{ schedule: ofTeam.get(id) ?? null }] })),
    agents: named(events, "agent").map((id) => ({ id })),
    queues: named(events, "queue").map((id) => ({ id, team: id })),
    scales: scalesOf(conventions),
    schedules: [...schedules],
    slas: seconds == null ? [] : [{ metric: "frt", seconds, clock: "calendar" }],
    shifts: shiftsOf(events),
  };
  return { organisation, problems: [...problems, ...fixedOf(conventions)] };
}
