/** Golden events to the neutral vocabulary of EVENTS.md, by the table of the golden cases' README. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { callKinds } from "./call-kinds.ts";
import { type GoldenEvent, word } from "./file.ts";
import { knownOf } from "./known.ts";
import type { Kinds, Neutral } from "./neutral.ts";
import { peopleKinds } from "./people-kinds.ts";
import { ticketKinds } from "./ticket-kinds.ts";

/** All neutral events of a case come from one source. */
const SOURCE = "/golden/cases/main";

const KINDS: Kinds = { ...ticketKinds, ...callKinds, ...peopleKinds };

export const isKind = (kind: string): boolean => Object.hasOwn(KINDS, kind);

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function subjectOf(data: Record<string, unknown>): string {
  if (data.contactId !== undefined && data.surveyId === undefined) {
    return `contact/${data.contactId}`;
  }
  if (data.surveyId !== undefined) return `survey/${data.surveyId}`;
  return data.personRef === undefined ? `agent/${data.agentId}` : `person/${data.personRef}`;
}

function written(event: GoldenEvent, [type, fields]: Neutral, index: number): CloudEvent {
  const data = present(fields);
  const revision = word(event, "revision");
  return {
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: index === 0 ? event.id : `${event.id}:${index}`,
    time: event.at,
    subject: subjectOf(data),
    ...(revision === undefined ? {} : { entityversion: revision.padStart(20, "0") }),
    data,
  };
}

/**
 * Each golden event beside its neutral ones, in the order given. What it becomes depends on the set
 * of all events only: repeats and order change nothing. A kind that is not known becomes nothing.
 */
export function adapt(
  events: readonly GoldenEvent[],
): { readonly golden: GoldenEvent; readonly neutral: readonly CloudEvent[] }[] {
  const known = knownOf(events);
  return events.map((golden) => {
    const kind = isKind(golden.kind) ? KINDS[golden.kind] : undefined;
    const neutral = kind?.(golden, known) ?? [];
    return { golden, neutral: neutral.map((one, index) => written(golden, one, index)) };
  });
}
