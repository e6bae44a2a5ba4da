/** What was heard on the stream: its events, what was lost, and whether the next round is due at once. */
import { readOf } from "../outcome.ts";
import type { Pulled } from "../pull.ts";
import { eventWriter } from "../write-event.ts";
import { eventsOf, SINCE } from "./change.ts";
import type { Cursor } from "./cursor.ts";
import { openGap } from "./gap.ts";
import { changeOf } from "./message.ts";
import type { SalesforceOptions } from "./options.ts";
import type { Heard } from "./transport.ts";

/** Gaps that are open at once; more are one with the first. */
const GAPS_MAX = 100;

export interface Hearing {
  readonly pulled: Omit<Pulled<Cursor>, "cursor">;
  readonly cursor: Cursor;
  /** Something was told without its values. */
  readonly isDue: boolean;
}

export function hearing(
  { messages, streaming, refused, lostFrom, waitMs }: Heard,
  cursor: Cursor,
  { source, now }: { readonly source: string; readonly now: number },
  options: SalesforceOptions,
): Hearing {
  const write = eventWriter(source);
  const outcomes = messages.flatMap((message) => {
    const change = changeOf(message);
    if (change === null) return [];
    return ["header" in change ? eventsOf(write, change, options) : change];
  });
  const read = readOf(outcomes);
  const wanted = read.fetch ?? [];
  const since = lostFrom === null ? [] : [lostFrom === 0 ? cursor.since : lostFrom];
  const told = wanted.filter(({ kind }) => kind === SINCE).map(({ id }) => Number(id));
  const gaps = [...new Set([...cursor.gaps, ...told, ...since])].slice(0, GAPS_MAX);
  const lost = since.map((from) => openGap(write, from));
  return {
    pulled: {
      events: [...read.events, ...lost],
      refused: [...refused, ...read.refused],
      waitMs,
      ...(waitMs > 0 ? { upTo: now } : {}),
    },
    cursor: { ...cursor, streaming, gaps },
    isDue: wanted.length > 0 || since.length > 0,
  };
}
