/**
 * The weekly reports' mail (EXP-9): what is due is recorded, then sent, then noted as sent, one at a time. What a
 * restart or a mail server that is down left over, the next look takes up again: the same bytes under the same id.
 */
import { setImmediate } from "node:timers/promises";
import type { MailServer } from "../../shared/wire/mail.ts";
import type { Send } from "./mail.ts";
import { createKitchen, type MailOf, type Person } from "./mail-of.ts";
import { type Wanted, wantedOf } from "./mail-wanted.ts";
import { createNewest, type FindNewest } from "./newest.ts";
import {
  type About,
  aboutOf,
  begun,
  cancelled,
  notTaken,
  type Outgoing,
  outboxName,
  recorded,
  sent,
  unpacked,
} from "./outbox.ts";
import { type Outbox, openOutbox } from "./outbox-store.ts";
import type { Settings } from "./revisions.ts";
import { type Entry, readSchedule, weeksOver } from "./schedule.ts";

/** What was sent of older weeks is forgotten. */
const KEPT_WEEKS = 8;
/** How often it is looked for what is to be recorded; what waits is looked at each time. */
const RECORD_MS = 20_000;

export type MailWay = MailServer & { readonly password: string | null };

export interface MailDue extends MailOf {
  readonly settings: Settings;
  readonly now: () => number;
  /** Read afresh at each look; null: nothing is recorded and nothing sent. */
  readonly server: () => Promise<MailWay | null>;
  readonly through: (server: MailWay) => Send;
  /** Somebody who may sign in; null: nobody does under this id. */
  readonly person: (user: string) => Promise<Person | null>;
  /** Told of each that was handed over. */
  readonly told: (about: About, sent: Pick<Outgoing, "format">) => Promise<void>;
  /** One that could not be written or sent keeps nobody else's. */
  readonly onProblem: (problem: unknown) => void;
}

export interface Mailing {
  /** To be called now and then, after what is due was sealed. Cheap when there is nothing to do. */
  look(): Promise<void>;
  /** Breaks off what is being sent; what was not noted as sent is sent again later. */
  stop(): Promise<void>;
}

export function createMailing(deps: MailDue): Mailing {
  const newest = createNewest(deps.settings);
  const aborting = new AbortController();
  const { signal } = aborting;
  let outbox: Outbox | null = null;
  let way = "";
  /** The mail server did not work: nothing is tried before, ms. */
  let restUntil = 0;
  let recordedAt = Number.NEGATIVE_INFINITY;

  async function sendDue(box: Outbox, send: Send): Promise<void> {
    for (const name of box.due(deps.now())) {
      if (signal.aborted || restUntil > deps.now()) return;
      restUntil = await sendOne(deps, { box, send, signal }, name).catch((problem: unknown) => {
        deps.onProblem(problem);
        return 0;
      });
    }
  }

  async function once(): Promise<void> {
    const server = signal.aborted ? null : await deps.server();
    if (server === null) return;
    outbox ??= await openOutbox(deps.settings);
    const other = JSON.stringify(server);
    if (way !== "" && way !== other) {
      outbox.hurry();
      restUntil = 0;
    }
    way = other;
    const at = deps.now();
    if (Math.abs(at - recordedAt) >= RECORD_MS) {
      await record(deps, { box: outbox, newest, signal }, server.from);
      const [oldest = ""] = weeksOver(at, deps.zone(), KEPT_WEEKS);
      await outbox.forgetBefore(oldest);
      recordedAt = at;
    }
    await sendDue(outbox, deps.through(server));
  }

  let last: Promise<void> = Promise.resolve();
  return {
    look() {
      last = last.catch(() => {}).then(once);
      return last;
    },
    async stop() {
      aborting.abort();
      await last.catch(() => {});
    },
  };
}

interface Recorder {
  readonly box: Outbox;
  readonly newest: FindNewest;
  readonly signal: AbortSignal;
}

async function record(
  deps: MailDue,
  { box, newest, signal }: Recorder,
  from: string,
): Promise<void> {
  const { entries } = await readSchedule(deps.settings);
  const kitchen = createKitchen(deps);
  const one = async (entry: Entry, { digest, ...about }: Wanted): Promise<void> => {
    const person = await deps.person(entry.user);
    if (person === null || !person.may(entry.scope)) return;
    const { format, language } = entry;
    const wish = { about, digest, person, format, language, from, isTest: false };
    const made = await kitchen.make(wish, deps.now());
    if (made !== null) await box.add(outboxName(about), recorded(made, deps.now()));
  };
  for (const entry of entries) {
    await setImmediate(); // screens and events get their turn between two people
    const asked = { newest, has: box.has, zone: deps.zone(), now: deps.now() };
    for (const wanted of await wantedOf(entry, asked)) {
      if (signal.aborted) return;
      await one(entry, wanted).catch(deps.onProblem);
    }
  }
}

/** Null: nothing goes to whoever lost the right, nor what is about too few people by now. */
async function addressFor(
  deps: Pick<MailDue, "person" | "group">,
  about: About,
  { group }: Pick<Outgoing, "group">,
): Promise<string | null> {
  const person = await deps.person(about.user);
  if (person === null || !person.may(about.scope)) return null;
  return group !== null && (await deps.group()) > group ? null : person.email;
}

interface Sender {
  readonly box: Outbox;
  readonly send: Send;
  readonly signal: AbortSignal;
}

/** Until when the mail server is left alone, ms: 0, it works. */
async function sendOne(
  deps: MailDue,
  { box, send, signal }: Sender,
  name: string,
): Promise<number> {
  const one = await box.read(name);
  if (one === null || one.state !== "waiting" || one.body === null) return 0;
  const about = aboutOf(name);
  const to = await addressFor(deps, about, one);
  if (to === null) {
    await box.write(name, cancelled(one));
    return 0;
  }
  const trying = begun(one, deps.now());
  await box.write(name, trying);
  const taken = await send({ raw: unpacked(one.body), from: one.from, to }, signal);
  if (taken.ok) {
    await box.write(name, sent(trying, deps.now()));
    await deps.told(about, one);
    return 0;
  }
  if (signal.aborted) return 0; // begun, as after a kill: the next process sends it
  const { text, isServer } = taken.problem;
  await box.write(name, notTaken(trying, text, deps.now()));
  return isServer ? trying.nextAt : 0;
}
