/**
 * What the transparency page says, made from what runs: nothing of it is typed a second time, so it
 * cannot differ (PRIV-10, SCR-19). Pure: what other rooms know is handed in.
 */
import type { EventType } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { DEFAULT_POLICY, type Policy, policyChanges } from "../../shared/org/policy.ts";
import { LEVELS, RETENTION, SWITCHES, type Wider } from "../../shared/org/policy-terms.ts";
import { plusMonths } from "../../shared/time/interval.ts";
import {
  CHANGES,
  NOT_MEASURED,
  type RightsRow,
  type Transparency,
} from "../../shared/wire/privacy.ts";
import type { PolicyVersion } from "./policy.ts";

export type Change = (typeof CHANGES)[number];
export type Outgoing = Transparency["outgoing"][number];

export interface Running {
  /** Ms since 1970. */
  readonly now: number;
  readonly organisation: OrgDocument["organisation"];
  readonly policy: PolicyVersion;
  /** Newest first. */
  readonly history: readonly PolicyVersion[];
  readonly rights: readonly RightsRow[];
  /** Last event of each source, ms since 1970. */
  readonly sources: readonly { readonly source: string; readonly lastEventAt: number }[];
  readonly heard: ReadonlyMap<string, readonly EventType[]>;
  readonly outgoing: readonly Outgoing[];
  /** How often what changed since `changesSince()`. */
  readonly changed: Readonly<Record<Change, { count: number; lastAt: number | null }>>;
}

const CHANGES_MONTHS = 13;

/** From when on changes are told: 13 months, or as far back as the audit log is kept. */
export function changesSince(now: number, { retention }: Policy, zone: string): number {
  return plusMonths(now, -Math.min(CHANGES_MONTHS, retention.audit), zone);
}

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : iso(at);

const becauseOf = ({ because }: Policy, what: Wider) => {
  const why = because[what];
  return why === undefined ? null : { ...why, at: iso(why.at) };
};

/** What changed from one version of the policy to the next, newest first. */
function policyChangesSince(history: readonly PolicyVersion[], since: number) {
  return history.flatMap(({ at, policy }, index) => {
    const before = history[index + 1]?.policy ?? DEFAULT_POLICY;
    if (at < since) return [];
    return policyChanges(before, policy).map((change) => ({ at: iso(at), ...change }));
  });
}

function sourcesOf({ sources, heard }: Running): Transparency["sources"] {
  const last = new Map(sources.map((one) => [one.source, one.lastEventAt]));
  return [...new Set([...last.keys(), ...heard.keys()])].sort().map((source) => ({
    source,
    lastEventAt: isoOrNull(last.get(source)),
    events: [...(heard.get(source) ?? [])],
  }));
}

/** The page as data; its words are in shared/text/transparency.ts. */
export function transparencyOf(running: Running): Transparency {
  const { now, organisation, policy: version, history, rights, outgoing, changed } = running;
  const { policy } = version;
  const since = changesSince(now, policy, organisation.zone);
  return {
    organisation: { name: organisation.name, zone: organisation.zone },
    asOf: iso(now),
    measured: catalog.map(({ id, version: of, perAgent, measures }) => ({
      definition: `${id}@${of}`,
      perAgent,
      measures: [...measures],
    })),
    notMeasured: [...NOT_MEASURED],
    rights: [...rights],
    retention: LEVELS.map((level) => ({
      level,
      amount: policy.retention[level],
      unit: RETENTION[level].unit,
      default: RETENTION[level].default,
      because: becauseOf(policy, level),
    })),
    group: {
      amount: policy.group,
      default: DEFAULT_POLICY.group,
      because: becauseOf(policy, "group"),
    },
    switches: SWITCHES.map((id) => ({ id, on: policy.switches[id] })),
    sources: sourcesOf(running),
    outgoing: [...outgoing],
    changes: {
      since: iso(since),
      policy: policyChangesSince(history, since),
      others: CHANGES.map((what) => {
        const { count, lastAt } = changed[what];
        return { what, count, lastAt: isoOrNull(lastAt) };
      }),
    },
    contact: policy.contact,
  };
}
