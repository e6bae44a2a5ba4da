/**
 * Which sources a figure needs (UX-16): those that lately sent the kinds of events it is made of, on the
 * channels it is asked of. A source that never sent such a thing can be silent, and the figure is whole.
 */
import type { EventType } from "../../shared/events/event.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { Measure } from "../../shared/kpi/measure.ts";
import type { Brings } from "../fold/gaps.ts";
import type { Filter } from "./scope.ts";

/** Silence of a source whose description says nothing. */
export const QUIET_MINUTES = 30;

/** What a source delivers, and how long it may be silent (server/ingest/freshness.ts). */
export interface Feed extends Brings {
  usualMs(now: number, leastMs: number): number;
}

/** A kind of news: by which events it comes, and whether calls bring none of it. */
interface News {
  readonly types: readonly EventType[];
  readonly written: boolean;
}

const SURVEYS: News = { types: ["survey.sent", "survey.answered"], written: false };
/** Tickets are queued and offered too, and no figure of a queue counts them. */
const LEGS: News = {
  types: ["contact.answered", "contact.leg_ended", "contact.abandoned", "contact.measured"],
  written: false,
};
const PRESENCE: News = { types: ["agent.state_changed"], written: false };
const TICKETS: News = {
  types: ["contact.created", "contact.message", "contact.status_changed"],
  written: true,
};

/** By how a measure begins; all others are of tickets. */
const BY_MEASURE: readonly (readonly [start: RegExp, news: News])[] = [
  [/^(csat|nps|ces)\.|^review/, SURVEYS],
  [/^(queue|leg|outbound|callback)\.|^contact\.(handle|transferred)|^state\.queued/, LEGS],
  [/^agent\./, PRESENCE],
];

const known = new Map<Measure, News>();

function newsOf(measure: Measure): News {
  const news =
    known.get(measure) ?? BY_MEASURE.find(([start]) => start.test(measure))?.[1] ?? TICKETS;
  known.set(measure, news);
  return news;
}

function brings({ types, channels }: Brings, news: News, channel: string | undefined): boolean {
  if (!news.types.some((type) => types.has(type))) return false;
  if (channel !== undefined && !channels.has(channel)) return false;
  return !news.written || [...channels].some((one) => one !== "phone");
}

/** Is the figure made of what a source delivers? */
export function madeOf(kpi: Kpi, filter: Pick<Filter, "channel">): (of: Brings) => boolean {
  const channel = kpi.only?.channel ?? filter.channel;
  const news = new Set(kpi.measures.filter((one) => !one.startsWith("quality.")).map(newsOf));
  return (of) => [...news].some((one) => brings(of, one, channel));
}

/** In order; empty: nobody sends it, or nothing is known. */
export function feedsOf(
  kpi: Kpi,
  filter: Pick<Filter, "channel">,
  feeds: ReadonlyMap<string, Feed>,
): string[] {
  const isMadeOf = madeOf(kpi, filter);
  const needed = [...feeds].filter(([, feed]) => isMadeOf(feed));
  return needed.map(([source]) => source).sort();
}
