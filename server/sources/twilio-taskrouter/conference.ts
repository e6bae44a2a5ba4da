/**
 * Status callbacks of the conference that a call is in: on hold and off it again. TaskRouter itself tells of no
 * hold. Only where the callback names the reservation is it known whose leg it is.
 */
import { z } from "zod";
import { ignored, type Outcome, told, unread, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { momentOf } from "./told.ts";

const callback = z.looseObject({
  status_callback_event: z.string().max(100),
  conference_sid: z.string().max(64),
  call_sid: z.string().max(64).optional(),
  reservation_sid: z.string().min(1).max(64).optional(),
  task_sid: z.string().min(1).max(64).optional(),
  friendly_name: z.string().optional(),
  sequence_number: z.string().max(20).optional(),
  timestamp: z
    .string()
    .transform(momentOf)
    .refine((at) => at >= 0, { error: "is no instant" }),
});

const HOLDS: Readonly<Record<string, boolean>> = {
  "participant-hold": true,
  "participant-unhold": false,
};

/** Flex names a conference by its task. */
const TASK = /^WT\w{1,62}$/;

export function conferenceOf(
  write: WriteEvent,
  fields: Readonly<Record<string, unknown>>,
): Outcome {
  const read = callback.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const { status_callback_event: name, conference_sid, call_sid = "", ...of } = read.data;
  const onHold = Object.hasOwn(HOLDS, name) ? HOLDS[name] : undefined;
  if (onHold === undefined) return ignored("status_callback_event", "says nothing of a hold");
  const task = of.task_sid ?? (TASK.test(of.friendly_name ?? "") ? of.friendly_name : undefined);
  if (task === undefined) return wrong("task_sid", "is missing");
  if (of.reservation_sid === undefined) {
    return ignored("reservation_sid", "is missing: whose hold it is cannot be told");
  }
  const place = of.sequence_number ?? String(of.timestamp);
  return told(
    write("contact.hold_changed", `${conference_sid}/${call_sid}/${name}/${place}`, of.timestamp, {
      contactId: task,
      legId: of.reservation_sid,
      onHold,
    }),
  );
}
