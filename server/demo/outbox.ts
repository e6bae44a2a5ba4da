/** Events on their way: a delay like the real system's, and now and then one late or sent twice. */
import type { CloudEvent, EventType } from "../../shared/events/event.ts";
import { type Agenda, agenda } from "./agenda.ts";
import { type Feed, SOURCES } from "./organisation.ts";
import type { Random } from "./random.ts";
import { type Emit, HOUR, MINUTE, SECOND } from "./world.ts";

/** An event and the instant at which our door would see it. */
export interface Arrival {
  readonly arrivesAt: number;
  readonly event: CloudEvent;
}

/** Median and spread of the delay of each system. */
const DELAYS: Readonly<Record<Feed, readonly [number, number]>> = {
  zendesk: [4 * SECOND, 0.5],
  twilio: [0.4 * SECOND, 0.4],
  chatwoot: [0.8 * SECOND, 0.4],
};
const ID_KIND: Readonly<Record<Feed, string>> = { zendesk: "zd-", twilio: "EV", chatwoot: "cw-" };
const TWICE = 0.004;
const LATE = 0.006;
/** Only what no live queue depends on may come late: a lost answer would look like a waiting caller. */
const MAY_BE_LATE: ReadonlySet<EventType> = new Set([
  "contact.wrapup_ended",
  "survey.sent",
  "survey.answered",
]);

/** The subject of an event, and its id within the kind of thing it is about. */
function subjectOf(type: EventType, data: Readonly<Record<string, unknown>>): string {
  const named = (key: string) => String(data[key]);
  const kind = type.slice(0, type.indexOf("."));
  if (kind === "source") return "source";
  if (kind === "team") return `agent/${named("agentId")}`;
  if (kind === "person") return `person/${named("personRef")}`;
  if (kind !== "record") return `${kind}/${named(`${kind}Id`)}`;
  const { target } = data;
  return typeof target === "object" && target !== null && "eventId" in target
    ? `event/${target.eventId}`
    : "event/unknown";
}

export interface Outbox {
  readonly emitAt: (now: number) => Emit;
  readonly arrivals: Agenda<Arrival>;
}

/** With `isNoisy` false everything comes once and in time. */
export function outbox(random: Random, prefix: string, isNoisy: boolean): Outbox {
  const arrivals = agenda<Arrival>();
  let sent = 1_000_000;

  const delayOf = (feed: Feed, type: EventType): number => {
    const delay = random.lognormal(...DELAYS[feed]);
    if (!isNoisy || !MAY_BE_LATE.has(type) || !random.chance(LATE)) return delay;
    return random.chance(0.2)
      ? random.between(8 * HOUR, 26 * HOUR)
      : random.exponential(40 * MINUTE);
  };

  const emitAt =
    (now: number): Emit =>
    (feed, type, data, extra) => {
      sent += 1;
      const id = `${prefix}${ID_KIND[feed]}${sent}`;
      const event: CloudEvent = {
        specversion: "1.0",
        type: `deskpulse.${type}.v1`,
        source: SOURCES[feed],
        id,
        time: new Date(extra?.at ?? now).toISOString(),
        subject: subjectOf(type, data),
        data,
        ...(extra?.at === undefined ? {} : { recordedtime: new Date(now).toISOString() }),
        ...(extra?.version === undefined ? {} : { entityversion: extra.version }),
      };
      const arrivesAt = Math.round(now + delayOf(feed, type));
      arrivals.add(arrivesAt, { arrivesAt, event });
      if (isNoisy && random.chance(TWICE)) {
        const again = Math.round(arrivesAt + random.exponential(2 * MINUTE));
        arrivals.add(again, { arrivesAt: again, event });
      }
      return id;
    };

  return { emitAt, arrivals };
}
