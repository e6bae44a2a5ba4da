/** One event of TaskRouter on its way to become ours: the first is named by its own id, the next by their places. */
import type { CloudEvent, EventData, EventType } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import type { TwilioOptions } from "./options.ts";
import { attributesOf, customerOf, directionOf, viaOf } from "./task.ts";
import type { Told } from "./told.ts";

export interface Reading {
  readonly write: WriteEvent;
  readonly told: Told;
  readonly options: TwilioOptions;
}

/**
 * Several of its events tell of one end: what the reservation says of itself goes before what the task says,
 * and the beginning of wrap-up before its end.
 */
type Strength = 0 | 1 | 2 | 3;

export interface Draft<Type extends EventType = EventType> {
  readonly type: Type;
  readonly data: EventData<Type>;
  readonly strength?: Strength;
}

export const draft = <Type extends EventType>(
  type: Type,
  data: EventData<Type>,
  strength?: Strength,
): Draft<Type> => ({ type, data, ...(strength === undefined ? {} : { strength }) });

/** Its own id, else what it is about, what happened and when. */
function nameOf({ sid, event_type, timestamp, ...about }: Told): string {
  const of = about.reservation_sid ?? about.task_sid ?? about.worker_sid ?? "";
  return sid ?? `${of}/${event_type}/${timestamp}`.slice(0, 190);
}

export const written = ({ write, told }: Reading, drafts: readonly Draft[]): CloudEvent[] =>
  drafts.map(({ type, data, strength }, at) => ({
    ...write(type, at === 0 ? nameOf(told) : `${nameOf(told)}:${at}`, told.timestamp, data),
    ...(strength === undefined ? {} : { entityversion: String(strength).padStart(20, "0") }),
  }));

/** What every event of a task says of it. */
export function contactOf(task: string, { task_attributes, task_channel_unique_name }: Told) {
  const attributes = attributesOf(task_attributes);
  const direction = directionOf(attributes);
  return { contactId: task, ...viaOf(task_channel_unique_name, attributes), direction };
}

export const customerIn = ({ task_attributes }: Told): string | undefined => {
  const attributes = attributesOf(task_attributes);
  return customerOf(attributes, directionOf(attributes));
};
