/**
 * Asks systems that are asked: one page after another, its events on disk before its cursor, so that after a
 * crash the same page is asked again and its events are repeats. What is new goes before what is old.
 */
import type { CloudEvent } from "../../shared/events/event.ts";
import type { Result } from "../../shared/result.ts";
import {
  isProblem,
  type Pull,
  type PullAnswer,
  type PullProblem,
  type PullRequest,
} from "../sources/pull.ts";
import type { RefusedLine } from "../sources/source.ts";
import type { Wanted } from "../sources/webhook.ts";
import type { Store } from "../store/store.ts";
import { healed, type Telling, withGap } from "./pull-gap.ts";
import {
  type History,
  type KeptState,
  type PullState,
  readState,
  writeState,
} from "./pull-state.ts";
import type { Send } from "./vendor.ts";
import { unwant, wantedOf } from "./wanted.ts";

/** Pages of one source in one turn; the next turn goes on. */
export const PAGES_MAX = 50;
/** An answer that only a person can help with is tried again this often. */
export const HELPLESS_MS = 15 * 60_000;
const BACK_OFF_MS = 5_000;
const BACK_OFF_MS_MAX = 10 * 60_000;

/** A source that is asked, as its connection says now. */
export interface Asked {
  readonly source: string;
  readonly pull: Pull<unknown>;
  readonly changedAt: number;
  readonly send: Send;
}

/** Nothing was taken: come back later. */
interface Busy {
  readonly retryAfterSeconds: number;
}

export interface PullerDeps {
  readonly settings: Pick<Store, "setting" | "putSettings">;
  /** ms since 1970. */
  readonly now: () => number;
  readonly asked: () => Promise<readonly Asked[]>;
  /** Puts a page on disk; of any size. */
  readonly take: (
    source: string,
    events: readonly CloudEvent[],
    refused: readonly RefusedLine[],
  ) => Promise<Result<unknown, Busy>>;
  readonly onProblem: (about: string, problem: unknown) => void;
}

export interface Puller {
  /** Asks every source that is due and not being asked; resolves when they have been. */
  turn(): Promise<void>;
  /** Breaks off what is under way; what was not taken is asked again. */
  stop(): Promise<void>;
}

export function createPuller(deps: PullerDeps): Puller {
  const stopped = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const one = async (asked: Asked) => {
    try {
      await askSource(asked, deps, stopped.signal);
    } catch (problem) {
      if (!stopped.signal.aborted) deps.onProblem(`asking ${asked.source}`, problem);
    } finally {
      busy.delete(asked.source);
    }
  };
  return {
    async turn() {
      if (stopped.signal.aborted) return;
      const begun: Promise<void>[] = [];
      for (const asked of await deps.asked()) {
        if (busy.has(asked.source)) continue;
        const running = one(asked);
        busy.set(asked.source, running);
        begun.push(running);
      }
      await Promise.all(begun);
    },
    async stop() {
      stopped.abort();
      await Promise.all(busy.values());
    },
  };
}

/** The same state for another version of its connection: whoever repaired it does not wait. */
function renewed({ state, text }: KeptState, { changedAt, pull }: Asked, now: number): KeptState {
  const isNew = state.changedAt !== changedAt;
  const cursor = state.cursor ?? pull.start(now);
  const nextAt = isNew ? now : state.nextAt;
  return { text, state: { ...state, changedAt, cursor, nextAt } };
}

/** What is wanted, what is new, and while that waits what is old; until nothing is due. */
async function askSource(asked: Asked, deps: PullerDeps, signal: AbortSignal): Promise<void> {
  const { settings, now } = deps;
  for (let page = 0; page < PAGES_MAX && !signal.aborted; page += 1) {
    const kept = renewed(await readState(settings, asked.source), asked, now());
    const { state } = kept;
    const { history } = state;
    const work = { asked, deps, signal, state };
    const isDue = state.nextAt <= now();
    const wanted = isDue && asked.pull.fetch ? await wantedOf(settings, asked.source) : [];
    const [first] = wanted;
    let after: PullState;
    if (first !== undefined) after = await askWanted(work, first);
    else if (isDue) after = await askNew(work);
    else if (history !== null && !history.isDone && history.nextAt <= now() && !state.trouble) {
      after = await askOld(work, history);
    } else return;
    if (signal.aborted) return;
    // Changed beside us: what was read is on disk, and is a repeat when it is read again.
    await writeState(settings, asked.source, after, kept.text);
  }
}

interface Work {
  readonly asked: Asked;
  readonly deps: PullerDeps;
  readonly signal: AbortSignal;
  readonly state: PullState;
}

type Read = { readonly events: readonly CloudEvent[]; readonly refused: readonly RefusedLine[] };

/** A connector that throws has a mistake, which asking again does not mend: it is told, and tried seldom. */
function attempted<Value>({ asked, deps }: Work, what: string, run: () => Value) {
  try {
    return run();
  } catch (problem) {
    deps.onProblem(`${what} of ${asked.source}`, problem);
    return { reason: `${what} fails: a defect of Deskpulse, see its log`, retryMs: null };
  }
}

/** One request: sent, read, and its events on disk. */
async function ask<Fine extends Read>(
  work: Work,
  next: () => PullRequest,
  read: (answer: PullAnswer) => Fine | PullProblem,
  quality?: CloudEvent["quality"],
): Promise<Fine | PullProblem> {
  const { asked, deps, signal } = work;
  const request = attempted(work, "making the next question", next);
  if (isProblem(request)) return request;
  const sent = await asked.send(request, signal);
  if (!sent.ok) return { reason: sent.problem, retryMs: BACK_OFF_MS };
  const page = attempted(work, "reading an answer", () => read(sent.value));
  if (isProblem(page)) return page;
  const events =
    quality === undefined ? page.events : page.events.map((one) => ({ ...one, quality }));
  const taken = await deps.take(asked.source, events, page.refused);
  if (taken.ok) return page;
  return { reason: "our own disk is busy", retryMs: taken.problem.retryAfterSeconds * 1000 };
}

/** Waits twice as long after each failure, and never less than the vendor says. */
function troubled(state: PullState, { reason, retryMs }: PullProblem, now: number): PullState {
  const failures = (state.trouble?.failures ?? 0) + 1;
  const said = retryMs ?? HELPLESS_MS;
  const backOff = Math.min(BACK_OFF_MS_MAX, said * 2 ** Math.min(10, failures - 1));
  const trouble = { since: state.trouble?.since ?? now, reason: reason.slice(0, 200), failures };
  return { ...state, trouble, nextAt: now + Math.max(said, backOff) };
}

async function askNew(work: Work): Promise<PullState> {
  const { asked, deps, state } = work;
  const { pull, source } = asked;
  const asksAt = deps.now();
  const read = await ask(
    work,
    () => pull.next(state.cursor, asksAt),
    (answer) => pull.read(answer, state.cursor, { source, now: deps.now() }),
  );
  const now = deps.now();
  if (isProblem(read)) return withGap(toldBy(work), troubled(state, read, now), now);
  const { cursor, waitMs, upTo } = read;
  const after: PullState = {
    ...state,
    cursor,
    upTo: upTo ?? (waitMs > 0 ? asksAt : state.upTo),
    answeredAt: now,
    nextAt: waitMs > 0 ? now + waitMs : now,
    trouble: null,
  };
  return waitMs > 0 ? healed(toldBy(work), after, now) : after;
}

async function askOld(work: Work, history: History): Promise<PullState> {
  const { asked, deps, state } = work;
  const { pull, source } = asked;
  const before = history.cursor ?? pull.start(history.from);
  const read = await ask(
    work,
    () => pull.next(before, deps.now()),
    (answer) => pull.read(answer, before, { source, now: deps.now() }),
    "backfilled",
  );
  const now = deps.now();
  if (isProblem(read)) return troubled(state, read, now);
  const { cursor, waitMs, upTo = history.upTo ?? history.from } = read;
  const isDone = waitMs > 0 || upTo >= history.to;
  return {
    ...state,
    history: {
      ...history,
      cursor,
      upTo: isDone ? history.to : upTo,
      events: history.events + read.events.length,
      isDone,
    },
  };
}

/** A record that is not there any more is not wanted any more; nor one that cannot be read. */
async function askWanted(work: Work, wanted: Wanted): Promise<PullState> {
  const { asked, deps, state } = work;
  const { pull, source } = asked;
  const context = { source, now: deps.now() };
  if (pull.fetch === undefined || pull.fetched === undefined) return state;
  const [fetch, fetched] = [pull.fetch.bind(pull), pull.fetched.bind(pull)];
  const read = await ask(
    work,
    () => fetch(wanted),
    (answer) => fetched(answer, wanted, context),
  );
  const isHelpless = isProblem(read) && read.retryMs === null;
  if (isProblem(read) && !isHelpless) return troubled(state, read, deps.now());
  await unwant(deps.settings, source, wanted);
  return state;
}

const toldBy = ({ asked, deps }: Work): Telling => ({
  source: asked.source,
  tell: async (gap) => (await deps.take(asked.source, [gap], [])).ok,
});
