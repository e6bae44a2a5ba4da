/** What two descriptions of the organisation do not agree on, and what that can touch. */
import { sinceOf } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { shiftDays } from "../fold/shifts.ts";
import { mentions, nativeIds } from "./mentions.ts";
import { ofAgents, type Touched } from "./touched.ts";

interface Dated {
  readonly from?: string | undefined;
  readonly to?: string | null | undefined;
}

/** A part of the change: facts from `from` on of what it touches. */
type Change = Pick<Touched, "from" | "touches">;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Entries that the other list lacks. Shifts are thousands: each is made text once. */
function missing<Entry>(list: readonly Entry[], other: readonly Entry[]): Entry[] {
  const texts = new Set(other.map((one) => JSON.stringify(one)));
  return list.filter((entry) => !texts.has(JSON.stringify(entry)));
}

/** Without its end: in a document that was read anew the end stands elsewhere among the others. */
const endless = ({ to: _, ...entry }: Dated) => entry;

/** When the first entry begins, or ends otherwise, that only one of two dated lists has. */
function firstChange(was: readonly Dated[], is: readonly Dated[], zone: string): number {
  const at = (value: string | null | undefined, otherwise: number) =>
    value == null ? otherwise : sinceOf(value, zone);
  const startsOf = (changed: readonly Dated[], others: readonly Dated[]) =>
    changed.map((entry) => {
      const onlyEnds = others.some((one) => isSame(endless(one), endless(entry)));
      return onlyEnds ? at(entry.to, Infinity) : at(entry.from, -Infinity);
    });
  const [gone, come] = [missing(was, is), missing(is, was)];
  return Math.min(...startsOf(gone, come), ...startsOf(come, gone));
}

/** Entries of one id in either document that are not the same in the other. */
function changedEntries<Entry extends { readonly id: string }>(
  was: readonly Entry[],
  is: readonly Entry[],
): { was: Entry | undefined; is: Entry | undefined }[] {
  const ids = new Set([...was, ...is].map(({ id }) => id));
  return [...ids]
    .map((id) => ({ was: was.find((one) => one.id === id), is: is.find((one) => one.id === id) }))
    .filter((pair) => !isSame(pair.was, pair.is));
}

const both = <Entry>({ was, is }: { was: Entry | undefined; is: Entry | undefined }): Entry[] =>
  [was, is].filter((one) => one !== undefined);

type Named = OrgDocument["agents"][number] | OrgDocument["queues"][number];

/** New identities, and those of an entry that came or went, have no beginning of their own. */
const identityChange = (
  { was, is }: { was: Named | undefined; is: Named | undefined },
  zone: string,
) =>
  was === undefined ||
  is === undefined ||
  (was.identities.length === 0) !== (is.identities.length === 0)
    ? -Infinity
    : firstChange(was.identities, is.identities, zone);

function agentChanges(was: OrgDocument, is: OrgDocument, zone: string): Change[] {
  return changedEntries(was.agents, is.agents).map((pair) => {
    const members = firstChange(pair.was?.memberships ?? [], pair.is?.memberships ?? [], zone);
    const ids = new Set(both(pair).map(({ id }) => id));
    const natives = new Set(nativeIds(both(pair)));
    return { from: Math.min(members, identityChange(pair, zone)), touches: ofAgents(natives, ids) };
  });
}

function queueChanges(was: OrgDocument, is: OrgDocument, zone: string): Change[] {
  return changedEntries(was.queues, is.queues).map((pair) => {
    const natives = new Set(nativeIds(both(pair)));
    const [a, b] = [pair.was, pair.is];
    const from = Math.min(
      a?.team === b?.team ? Infinity : -Infinity,
      firstChange(a?.teams ?? [], b?.teams ?? [], zone),
      firstChange(a?.thresholds ?? [], b?.thresholds ?? [], zone),
      identityChange(pair, zone),
    );
    return { from, touches: ({ events }) => mentions(events, "queueId", natives) };
  });
}

const everything = (from: number): Change => ({ from, touches: () => true });

/** Teams, their hours and promises reach whatever a team had: by when it happened, not by name. */
function teamChanges(was: OrgDocument, is: OrgDocument, zone: string): Change[] {
  const teams = changedEntries(was.teams, is.teams).map(({ was: a, is: b }) =>
    a === undefined || b === undefined || a.line !== b.line || !isSame(a.identities, b.identities)
      ? -Infinity
      : firstChange(a.schedules, b.schedules, zone),
  );
  const hours = changedEntries(was.schedules, is.schedules).map(({ was: a, is: b }) =>
    a === undefined || b === undefined || a.zone !== b.zone ? -Infinity : hoursChange(a, b, zone),
  );
  const promises = firstChange(was.slas, is.slas, zone);
  return [...teams, ...hours, promises].map(everything);
}

type Schedule = OrgDocument["schedules"][number];

/** New hours hold from their version on, a holiday from its date; a night's block began the day before. */
function hoursChange(a: Schedule, b: Schedule, organisationZone: string): number {
  const zone = a.zone ?? organisationZone;
  const weeks = ({ versions }: Schedule) => versions.map(({ exceptions: _, ...week }) => week);
  const days = ({ versions }: Schedule) =>
    versions.flatMap(({ from: of, exceptions }) =>
      exceptions.map((one) => ({ ...one, of, from: one.date })),
    );
  return Math.min(
    firstChange(weeks(a), weeks(b), zone),
    firstChange(days(a), days(b), zone) - DAY_MS,
  );
}

function sourceChanges(was: OrgDocument, is: OrgDocument): Change[] {
  const rules = ({ id, wrapup, wrapupSecondsMax }: OrgDocument["sources"][number]) => ({
    id,
    wrapup,
    wrapupSecondsMax,
  });
  return changedEntries(was.sources.map(rules), is.sources.map(rules)).map((pair) => {
    const ids = both(pair).map(({ id }) => `${id}|`);
    return { from: -Infinity, touches: ({ key }) => ids.some((id) => key.startsWith(id)) };
  });
}

const isSurvey = (event: LogEvent): boolean => event.type.startsWith("survey.");

function otherChanges(was: OrgDocument, is: OrgDocument): Change[] {
  const { name: _, ...rules } = is.organisation;
  const { name: __, ...before } = was.organisation;
  const changes: Change[] = isSame(rules, before) ? [] : [everything(-Infinity)];
  if (!isSame(was.scales, is.scales)) {
    changes.push({ from: -Infinity, touches: ({ events }) => events.some(isSurvey) });
  }
  return changes;
}

/** What the change from one document to the next can touch; board targets and names touch nothing. */
export function documentTouch(was: OrgDocument, is: OrgDocument): Touched {
  const { zone } = is.organisation;
  const changes = [
    ...otherChanges(was, is),
    ...agentChanges(was, is, zone),
    ...queueChanges(was, is, zone),
    ...teamChanges(was, is, zone),
    ...sourceChanges(was, is),
  ].filter(({ from }) => from < Infinity);
  const shifts = [...missing(was.shifts, is.shifts), ...missing(is.shifts, was.shifts)];
  return {
    from: Math.min(...changes.map(({ from }) => from)),
    touches: (entity, lastAt) =>
      changes.some(({ from, touches }) => lastAt >= from && touches(entity, lastAt)),
    planned: shiftDays({ ...is, shifts }),
  };
}
