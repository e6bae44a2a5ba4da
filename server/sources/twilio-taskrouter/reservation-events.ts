/** Events of reservations: a task offered to a worker, and the worker's part of it (EVENTS.md 10.6). */
import type { EventData } from "../../../shared/events/event.ts";
import { type Outcome, told as outcome, wrong } from "../outcome.ts";
import { contactOf, type Draft, draft, type Reading, written } from "./writing.ts";

interface Leg {
  readonly contactId: string;
  readonly legId: string;
  readonly agentId: string;
}

type Kind = (reading: Reading, leg: Leg) => readonly Draft[];

const offered =
  (outcomeOf: NonNullable<EventData<"contact.offered">["outcome"]>): Kind =>
  ({ told }, { contactId, legId: offerId, agentId }) => [
    draft("contact.offered", {
      ...contactOf(contactId, told),
      offerId,
      agentId,
      outcome: outcomeOf,
    }),
  ];

/** How it came to him; absent: out of the queue that it waits in, else directly. */
function viaOf({ told }: Reading, direction: "inbound" | "outbound") {
  if (direction === "outbound") return { via: "outbound" } as const;
  if (told.transfer_sid === null || told.transfer_type?.toUpperCase() === "QUEUE") return {};
  return { via: "transfer" } as const;
}

/** While a warm transfer is not completed the second agent is asked for advice. */
const accepted: Kind = (reading, leg) => {
  const { told } = reading;
  const contact = contactOf(leg.contactId, told);
  const isConsult = told.transfer_sid !== null && told.transfer_mode?.toUpperCase() === "WARM";
  return [
    draft("contact.answered", {
      ...contact,
      ...leg,
      ...viaOf(reading, contact.direction),
      ...(isConsult ? { role: "consult" as const } : {}),
    }),
    draft("contact.assigned", { contactId: leg.contactId, agentId: leg.agentId, teamId: null }),
  ];
};

const wrapping: Kind = (_reading, leg) => [draft("contact.leg_ended", leg, 3)];

/** The end of wrap-up; of a task that was completed without any, also of the conversation. */
const completed: Kind = (_reading, leg) => [
  draft("contact.leg_ended", leg, 1),
  draft("contact.wrapup_ended", leg, 1),
];

export const RESERVATION_EVENTS: Readonly<Record<string, Kind>> = {
  "reservation.created": offered("pending"),
  "reservation.rejected": offered("rejected"),
  "reservation.timeout": offered("missed"),
  "reservation.rescinded": offered("cancelled"),
  "reservation.canceled": offered("cancelled"),
  "reservation.failed": offered("failed"),
  "reservation.accepted": accepted,
  "reservation.wrapup": wrapping,
  "reservation.completed": completed,
};

export function reservationEventOf(reading: Reading, kind: Kind): Outcome {
  const { task_sid, reservation_sid, worker_sid } = reading.told;
  if (task_sid === null) return wrong("task_sid", "is missing");
  if (reservation_sid === null) return wrong("reservation_sid", "is missing");
  if (worker_sid === null) return wrong("worker_sid", "is missing");
  const leg = { contactId: task_sid, legId: reservation_sid, agentId: worker_sid };
  return outcome(...written(reading, kind(reading, leg)));
}
