/** One entry of queue_log in either layout. Numbers and names of callers are not even read (PRIV-1). */

export interface Entry {
  readonly at: number;
  readonly callId: string;
  readonly queue: string;
  readonly agent: string;
  readonly event: string;
  readonly waitMs: number | undefined;
  readonly talkMs: number | undefined;
  readonly ringMs: number | undefined;
  /** An agent's own words for a pause. */
  readonly reason: string | undefined;
}

/** Which parameter says what, and in which unit; negative places count from the end. */
interface Places {
  readonly wait?: number;
  readonly talk?: number;
  readonly ring?: number;
  readonly ringUnitMs?: number;
  readonly reason?: number;
}

const MS = 1;
const SECOND_MS = 1000;
const ID_MAX = 150;

const paused: Places = { reason: 0 };
const completed: Places = { wait: 0, talk: 1 };
const transferred: Places = { wait: -3, talk: -2 };
const left: Places = { wait: 2 };
/** Additions of some PBX products; their order in the pipe format is not documented. */
const dialled: Places = { ring: -2, talk: -1 };

const PLACES: Record<string, Places> = {
  RINGNOANSWER: { ring: 0, ringUnitMs: MS },
  RINGCANCELED: { ring: 0, ringUnitMs: MS },
  CONNECT: { wait: 0, ring: 2 },
  COMPLETEAGENT: completed,
  COMPLETECALLER: completed,
  TRANSFER: transferred,
  BLINDTRANSFER: transferred,
  ATTENDEDTRANSFER: transferred,
  ABANDON: left,
  EXITEMPTY: left,
  EXITWITHTIMEOUT: left,
  EXITWITHKEY: { wait: 3 },
  WITHDRAW: left,
  PAUSE: paused,
  UNPAUSE: paused,
  PAUSEALL: paused,
  UNPAUSEALL: paused,
  OUTANSWER: dialled,
  OUTTRANSFER: dialled,
};

const EPOCH = /^\d{9,11}(\.\d{1,9})?$/;
const WHOLE = /^\d{1,9}$/;

const msOf = (text: string | undefined, unitMs: number): number | undefined =>
  text !== undefined && WHOLE.test(text) ? Number(text) * unitMs : undefined;

type Said = Pick<Entry, "waitMs" | "talkMs" | "ringMs" | "reason">;

function entryOf(names: readonly (string | undefined)[], said: Said): Entry | null {
  const [epoch = "", callId = "", queue = "", agent = "", event = ""] = names;
  const known = [callId, queue, agent, event].every((name) => name !== "" && name.length <= ID_MAX);
  if (!EPOCH.test(epoch) || !known) return null;
  if (event === "OUTANSWER" && said.talkMs === undefined) return null; // when it began is not known
  const reason = said.reason === "" ? undefined : said.reason?.slice(0, ID_MAX);
  const at = Math.round(Number(epoch) * SECOND_MS);
  return { at, callId, queue, agent, event, ...said, reason };
}

/** `epoch|callid|queue|agent|EVENT|data…`; null if it is no such line. */
export function entryOfLine(line: string): Entry | null {
  const [epoch, callId, queue, agent, event = "", ...params] = line.split("|");
  const places = PLACES[event] ?? {};
  // Up to Asterisk 11 a TRANSFER may lack the position at its end.
  const shift = event === "TRANSFER" && params.length === 4 ? 1 : 0;
  const param = (place: number | undefined): string | undefined =>
    place === undefined ? undefined : params.at(place < 0 ? place + shift : place);
  return entryOf([epoch, callId, queue, agent, event], {
    waitMs: msOf(param(places.wait), SECOND_MS),
    talkMs: msOf(param(places.talk), SECOND_MS),
    ringMs: msOf(param(places.ring), places.ringUnitMs ?? SECOND_MS),
    reason: param(places.reason),
  });
}

/** The columns of the table layout that are read. `time` is local without a zone: never used. */
export const TABLE_COLUMNS = [
  "date_time",
  "callid",
  "queue_name",
  "type",
  "event",
  "param1",
  "param3",
  "htime",
  "ttime",
] as const;

/** A row of the table layout, its cells in the order of TABLE_COLUMNS; null if it is none. */
export function entryOfRow(cells: readonly string[]): Entry | null {
  const [epoch, callId, queue, agent, event = "", param1, param3, htime, ttime] = cells;
  const places = PLACES[event] ?? {};
  const rings = event.startsWith("RING");
  const dials = event.startsWith("OUT");
  const ring = event === "CONNECT" ? param3 : rings || dials ? htime : undefined;
  return entryOf([epoch, callId, queue, agent, event], {
    waitMs: places.wait === undefined ? undefined : msOf(htime, SECOND_MS),
    talkMs: places.talk === undefined ? undefined : msOf(ttime, SECOND_MS),
    ringMs: msOf(ring, rings ? MS : SECOND_MS),
    reason: places.reason === undefined ? undefined : param1,
  });
}
