/** Reports as the server would answer them, made from a seed: any number of teams, all kinds of values. */
import { HEAD } from "../../server/reports/kpis.ts";
import { kpiOf } from "../../shared/kpi/catalog.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import type {
  Report,
  ReportAnswer,
  ReportCell,
  ReportLine,
  RevisionHead,
} from "../../shared/wire/report.ts";
import { chances } from "./generate.ts";

export interface World {
  readonly seed: number;
  readonly teams?: readonly string[];
  readonly demo?: boolean;
  readonly kpis?: readonly string[];
  /** Of the team instead of the centre. */
  readonly scope?: Report["scope"];
  readonly gaps?: number;
}

const OTHERS = [
  "csat.mean",
  "frt.p90",
  "aht.talk.mean",
  "calls.answered",
  "abandon.rate_excl_short",
  "tickets.created",
  "occupancy",
  "fcr",
];
/** Monday 16 November 2026, 00:00 in Amsterdam; each seed another week before it. */
const LAST = Date.parse("2026-11-15T23:00:00Z");
const WEEK = 7 * DAY_MS;

const SIZES: Record<string, number> = {
  "%": 100,
  s: 2_000,
  points: 5,
  count: 900,
  ratio: 3,
  h: 40,
};

/** One answer: sometimes none, sometimes withheld, exact to the last bit. */
function cellOf(kpi: string, chance: () => number): ReportCell {
  const unit = kpiOf(kpi)?.unit ?? "count";
  const dice = chance();
  if (dice < 0.05) return { value: null, n: 0, interval: null };
  if (dice < 0.08) return { value: null, n: 0, interval: null, withheld: "group" };
  const n = Math.floor(chance() * 900) + 1;
  const size = SIZES[unit] ?? 1;
  const isNps = kpi.startsWith("nps.");
  const raw = isNps ? chance() * 200 - 100 : chance() * size;
  const value = unit === "count" ? n : dice < 0.2 ? Math.round(raw * 2) / 2 : raw;
  const far = size * 0.02;
  const has = kpiOf(kpi)?.nMin !== null;
  return {
    value,
    n,
    interval: has ? { low: value - far * chance(), high: value + far * chance(), level: 95 } : null,
  };
}

function lineOf(kpi: string, label: string, chance: () => number): ReportLine {
  const unit = kpiOf(kpi)?.unit ?? "count";
  const cell = cellOf(kpi, chance);
  const { value, n } = cell;
  const better = kpiOf(kpi)?.better;
  const target = { value: Math.round(chance() * (SIZES[unit] ?? 1)), limit: null };
  const reached =
    value !== null && (better === "lower" ? value <= target.value : value >= target.value);
  const compared = (of: string) => ({
    label: of,
    value: value === null ? null : value * 0.97,
    n,
    difference: value === null ? null : value * 0.03,
    interval: null,
    verdict:
      value === null
        ? null
        : ((["higher", "lower", "no clear change", "too few"] as const)[Math.floor(chance() * 4)] ??
          null),
  });
  return {
    kpi,
    unit,
    definition: `${kpi}@${kpiOf(kpi)?.version ?? 1}`,
    ...cell,
    numerator: (value ?? 0) * n,
    denominator: n,
    target: better === "neutral" ? null : target,
    status:
      better === "neutral" || value === null
        ? null
        : reached
          ? "on_target"
          : chance() < 0.5
            ? "attention"
            : "action",
    compared: {
      previous: compared("2026-W46"),
      lastFour: compared("2026-W43/2026-W46"),
      lastYear: null,
    },
    weeks: Array.from({ length: 13 }, (_, at) => ({
      week: at === 12 ? label : `2026-W${String(34 + at).padStart(2, "0")}`,
      value: at === 12 ? value : at === 4 ? null : (value ?? 50) * (0.9 + 0.2 * chance()),
      n,
    })),
    ...(cell.withheld === undefined
      ? {
          passport: `deskpulse:1 ${kpi}@1 scope=centre period=${label} n=${n} check=${Math.floor(
            chance() * 2 ** 32,
          )
            .toString(16)
            .padStart(8, "0")}`,
        }
      : {}),
  };
}

/** `2026-W47` for LAST, one week earlier for each step back. */
const labelOf = (back: number): string => {
  const week = 47 - back;
  return week > 0
    ? `2026-W${String(week).padStart(2, "0")}`
    : `2025-W${String(52 + week).padStart(2, "0")}`;
};

export function reportOf({
  seed,
  teams = [],
  demo = false,
  kpis = [...HEAD, ...OTHERS],
  scope,
  gaps = 0,
}: World): Report {
  const chance = chances(seed);
  const back = seed % 40;
  const from = LAST - back * WEEK;
  const label = labelOf(back);
  const cells = () => Object.fromEntries(kpis.map((kpi) => [kpi, cellOf(kpi, chance)]));
  const days = Array.from({ length: 7 }, (_, at) =>
    new Date(from + at * DAY_MS + DAY_MS / 2).toISOString().slice(0, 10),
  );
  const named = teams.map((name, at) => ({ team: `team-${at}`, name }));
  const [first] = named;
  return {
    format: 1,
    period: {
      label,
      from: new Date(from).toISOString(),
      to: new Date(from + WEEK).toISOString(),
      zone: "Europe/Amsterdam",
    },
    scope: scope ?? { label: "centre", name: null },
    organisation: "Zonnehof Energie",
    demo,
    facts: {
      asOf: new Date(from + WEEK + 6 * 3_600_000).toISOString(),
      position: 1_000 + seed,
      org: 0,
      fold: 1,
    },
    lines: kpis.map((kpi) => lineOf(kpi, label, chance)),
    byDay: days.map((day) => ({ day, cells: cells() })),
    byTeam: named.map((team) => ({ ...team, cells: cells() })),
    byTeamDay: named.flatMap((team) => days.map((day) => ({ ...team, day, cells: cells() }))),
    byChannel: ["phone", "email", "chat"].map((channel) => ({ channel, cells: cells() })),
    notable: [
      {
        kpi: "aht.mean",
        against: "2026-W46",
        difference: 12.4,
        verdict: "higher",
        by: first === undefined ? "channel" : "team",
        parts: [
          { group: first?.team ?? "phone", label: first?.name ?? "phone", mix: 1.5, within: 8.25 },
          { group: "email", label: "email", mix: -0.5, within: 3.15 },
        ],
        late: 0.4,
      },
      {
        kpi: "csat.score",
        against: "2026-W46",
        difference: -3.2,
        verdict: "lower",
        by: "channel",
        parts: [{ group: "email", label: "email", mix: -0.2, within: -2.8 }],
        late: null,
      },
    ],
    quality: {
      sources: [
        { source: "zendesk", rejected: 3, clamped: 12, quarantined: 1 },
        { source: "pbx-utrecht", rejected: 0, clamped: 4, quarantined: 0 },
      ],
      late: 17,
      unmapped: 2,
      gaps: Array.from({ length: gaps }, (_, at) => ({
        source: "pbx-utrecht",
        from: new Date(from + (50 + at * 10) * 3_600_000).toISOString(),
        to: at === 0 ? new Date(from + 52.5 * 3_600_000).toISOString() : null,
        cause: "disconnect",
        healedBy: null,
        filled: 0,
      })),
    },
  };
}

export function sealedAnswer(report: Report, revision = 1): ReportAnswer {
  const head = (number: number): RevisionHead => ({
    revision: number,
    sealedAt: report.facts.asOf,
    by: "u-secret-person",
    position: report.facts.position,
    digest: "ab".repeat(32),
    differences:
      number === 1
        ? []
        : [
            {
              place: { part: "line", key: "", kpi: "aht.mean" },
              unit: "s",
              before: { value: 342, n: 900 },
              after: { value: 339.25, n: 914 },
              causes: [
                {
                  cause: "late",
                  type: "contact.agent_disconnected",
                  contacts: 14,
                  keys: ["pbx|secret-contact"],
                },
                { cause: "re_attributed", type: null, contacts: 2, keys: [] },
              ],
            },
          ],
  });
  const revisions = Array.from({ length: revision }, (_, at) => head(at + 1));
  return { state: "sealed", revision, revisions, pending: [], report };
}
