/** One day at a small desk, told event by event: numbers one can check in the head. */

import { submitAll } from "../../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../../server/core.ts";
import { questionOf } from "../../../server/figures/ask.ts";
import { figures } from "../../../server/figures/figure.ts";
import type { Fact } from "../../../server/fold/facts/fact.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { Store } from "../../../server/store/store.ts";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { CellMeasure, StateMeasure } from "../../../shared/kpi/measure.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { type ManualClock, manualClock } from "../../../shared/time/clock.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";
import { wholeCells } from "../../support/cells.ts";

export const SOURCE = "/t/desk/main";

/** `08:00:30` on Wednesday 4 March 2026 in Amsterdam, or a whole instant as it is. */
export const timeOf = (time: string): string =>
  time.length <= 12 ? `2026-03-04T${time}+01:00` : time;

let said = 0;

/** One event; without `id` it gets one of its own. */
export function event(
  type: string,
  time: string,
  data: object,
  more: Partial<CloudEvent> = {},
): CloudEvent {
  said += 1;
  return {
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: `e${said}`,
    time: timeOf(time),
    subject: "contact/c",
    data: { ...data },
    ...more,
  };
}

/** An event of contact `c`. */
export const contact = (type: string, time: string, data: object = {}, more = {}): CloudEvent =>
  event(`contact.${type}`, time, { contactId: "c", ...data }, more);

export const ticket = (time: string, data: object = {}): CloudEvent =>
  contact("created", time, { channel: "email", direction: "inbound", ...data });
export const call = (time: string, data: object = {}): CloudEvent =>
  contact("created", time, { channel: "phone", direction: "inbound", ...data });
export const reply = (time: string, agentId: string, data: object = {}): CloudEvent =>
  contact("message", time, {
    messageId: time,
    from: "agent",
    visibility: "public",
    agentId,
    ...data,
  });
export const writes = (time: string): CloudEvent =>
  contact("message", time, { messageId: time, from: "customer", visibility: "public" });
export const status = (time: string, to: string, data: object = {}): CloudEvent =>
  contact("status_changed", time, { to, actor: { kind: "agent" }, ...data });
export const queued = (time: string, data: object = {}): CloudEvent =>
  contact("queued", time, { reason: "new", ...data });
export const answered = (time: string, agentId: string | null, data: object = {}): CloudEvent =>
  contact("answered", time, { legId: "l1", agentId, ...data });
export const ended = (time: string, agentId = "ann", legId = "l1"): CloudEvent =>
  contact("leg_ended", time, { legId, agentId });
export const wrapped = (time: string, agentId = "ann", legId = "l1"): CloudEvent =>
  contact("wrapup_ended", time, { legId, agentId });
export const corrected = (time: string, target: object, change: object, id?: string): CloudEvent =>
  event(
    "record.corrected",
    time,
    { target, ...change, reason: "was wrong" },
    id === undefined ? {} : { id },
  );

export type Counted = Pick<Fact, "value" | "agent" | "team" | "queue">;

export interface Desk {
  readonly core: Core;
  readonly clock: ManualClock;
  send(...events: unknown[]): Promise<void>;
  describe(org: OrgInput): Promise<void>;
  /** All values of a measure, lowest first. */
  values(measure: CellMeasure): Promise<number[]>;
  /** All facts of a measure as the cells hold them, with their credit. */
  facts(measure: CellMeasure): Promise<Counted[]>;
  /** Ages in a state at an instant, read back from all entities. */
  ages(measure: StateMeasure, time: string): Promise<number[]>;
  figure(kpi: string, asking?: Record<string, string>): Promise<number | null>;
}

export interface Opening {
  readonly org?: OrgInput;
  readonly now?: string;
  readonly store?: Store;
}

export async function openDesk({ org, now = "18:00:00", store }: Opening = {}): Promise<Desk> {
  const clock = manualClock(Date.parse(timeOf(now)));
  const core = await openCore({ store: store ?? new MemoryStore(), clock });
  const facts = async (measure: CellMeasure) => {
    const at = clock.now();
    const found: Counted[] = [];
    const [from, to] = [at - 40 * DAY_MS, at + 40 * DAY_MS];
    const asked = { minutes: 15, measures: [measure], from, to, bySlab: true } as const;
    for (const { dims, values } of wholeCells(await core.tail.read(asked), measure)) {
      const { agent, team, queue } = dims;
      for (let index = 0; index < values.length; index += 2) {
        const times = values[index + 1] ?? 0;
        if (times < 0) throw new Error(`${measure} counts ${times} times`);
        for (let more = 0; more < times; more += 1) {
          found.push({ value: values[index] ?? 0, agent, team, queue });
        }
      }
    }
    return found.sort((a, b) => a.value - b.value);
  };
  const desk: Desk = {
    core,
    clock,
    send: (...events) => submitAll(core, events, { accepted: 0, duplicates: 0, rejected: [] }),
    async describe(next) {
      clock.advance(1);
      await setOrganisation(core, next);
    },
    facts,
    values: async (measure) => (await facts(measure)).map(({ value }) => value),
    async ages(measure, time) {
      const at = Date.parse(timeOf(time));
      const ages: number[] = [];
      for await (const { meaning } of core.tail.between(at, at + 1)) {
        for (const span of meaning.spans) {
          const holds = span.from <= at && (span.to === null || span.to > at);
          if (span.measure === measure && holds) ages.push(Math.floor((at - span.since) / 1000));
        }
      }
      return ages.sort((a, b) => a - b);
    },
    async figure(kpi, asking = {}) {
      const zone = core.tail.document().organisation.zone;
      const question = questionOf({ kpi, period: "2026-03-04", ...asking }, zone, clock.now());
      if (!question.ok) throw new Error(question.problem);
      const [figure] = await figures(core.tail, question.value);
      if (figure === undefined) throw new Error(`no figure ${kpi}`);
      return figure.value;
    },
  };
  if (org !== undefined) await desk.describe(org);
  return desk;
}

/** A desk that was told these events. */
export async function deskWith(events: readonly unknown[], opening: Opening = {}): Promise<Desk> {
  const desk = await openDesk(opening);
  await desk.send(...events);
  return desk;
}

/** Every order of a few things. */
export function orders<Thing>(things: readonly Thing[]): Thing[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, at) =>
    orders(things.toSpliced(at, 1)).map((rest) => [first, ...rest]),
  );
}

/** Tells the events in every order, one at a time, and checks each desk. */
export async function inEveryOrder(
  events: readonly unknown[],
  check: (desk: Desk) => Promise<void>,
  opening: Opening = {},
): Promise<void> {
  for (const order of orders(events)) {
    const desk = await openDesk(opening);
    for (const one of order) await desk.send(one);
    await check(desk);
  }
}
