/**
 * Events of tasks and of queues (EVENTS.md 10.6). A task is a conversation of which the routing is told and no
 * message is, whatever its channel: of kind call, so that it is never a ticket that nobody answered.
 */
import { ignored, type Outcome, told as outcome, wrong } from "../outcome.ts";
import { contactOf, customerIn, type Draft, draft, type Reading, written } from "./writing.ts";

type Kind = (reading: Reading, task: string) => readonly Draft[] | string;

const created: Kind = ({ told }, task) => [
  draft("contact.created", {
    ...contactOf(task, told),
    kind: "call",
    customerRef: customerIn(told),
  }),
];

/** A task is told to enter where it was matched, entered and moved: waiting where it waits is nothing new. */
const entered: Kind = ({ told }, task) => {
  const { task_queue_sid: queueId } = told;
  if (queueId === null) return "names no queue";
  return [draft("contact.queued", { ...contactOf(task, told), queueId, reason: "new" })];
};

/** Its end beside that of the reservation, which is the better witness. */
const wrapping: Kind = ({ told }, task) => {
  const { reservation_sid: legId, worker_sid: agentId } = told;
  if (legId === null) return "is told by its reservation";
  return [draft("contact.leg_ended", { contactId: task, legId, agentId }, 2)];
};

const completed: Kind = ({ told }, task) => {
  const { reservation_sid: legId, worker_sid: agentId } = told;
  if (legId === null) return "is told by its reservation";
  const leg = { contactId: task, legId, agentId };
  return [draft("contact.leg_ended", leg, 0), draft("contact.wrapup_ended", leg, 0)];
};

type Reason = "hangup" | "timeout" | "key" | "withdrawn";

/** By the words of Twilio's own verbs and of its helpers; what somebody writes himself is a withdrawal. */
const REASONS: readonly (readonly [like: RegExp, reason: Reason])[] = [
  [/hang.?up|abandon|disconnect|customer.?(left|gone)|call.?(ended|completed)/i, "hangup"],
  [/time.?d? ?.?out|ttl|expire|exceed/i, "timeout"],
  [/voice.?mail|call.?back|key|digit|dtmf/i, "key"],
];

function reasonOf(said: string | null): Reason {
  if (said === null) return "hangup";
  return REASONS.find(([like]) => like.test(said))?.[1] ?? "withdrawn";
}

/** Only a task that nobody has accepted can be canceled. */
const canceled: Kind = ({ told }, task) => {
  const { task_queue_sid, task_canceled_reason, reason } = told;
  return [
    draft("contact.abandoned", {
      ...contactOf(task, told),
      queueId: task_queue_sid ?? undefined,
      stage: "queue",
      reason: reasonOf(task_canceled_reason ?? reason),
    }),
  ];
};

/** A task that waits is deleted: it leaves its queue. Whatever was over before stays what it was. */
const deleted: Kind = (reading, task) => {
  const { task_assignment_status: status } = reading.told;
  if (status !== "pending" && status !== "reserved") return "was over before";
  const contact = contactOf(task, reading.told);
  const left = { stage: "queue", reason: "withdrawn" } as const;
  return [draft("contact.abandoned", { ...contact, ...left })];
};

const isWarm = (mode: string | null): boolean => mode?.toUpperCase() === "WARM";

/** A warm transfer is one when it is completed: until then the first agent may take the customer back. */
const transferring: Kind = ({ told }, task) => {
  const { transfer_initiating_reservation_sid: fromLegId, transfer_mode, transfer_to: id } = told;
  const isQueue = told.transfer_type?.toUpperCase() === "QUEUE";
  if (fromLegId === null) return "names no reservation that passes it on";
  const target: "queue" | "agent" = isQueue ? "queue" : "agent";
  const to = id === null ? undefined : { kind: target, id };
  const passed = { contactId: task, kind: "blind" as const, fromLegId, to };
  const queued =
    isQueue && id !== null
      ? [
          draft("contact.queued", {
            ...contactOf(task, told),
            queueId: id,
            reason: "transfer" as const,
          }),
        ]
      : [];
  if (isWarm(transfer_mode)) return queued.length === 0 ? "is not completed yet" : queued;
  return [draft("contact.transferred", passed), ...queued];
};

const transferred: Kind = ({ told }, task) => {
  const { transfer_initiating_reservation_sid: fromLegId, reservation_sid, worker_sid } = told;
  if (fromLegId === null) return "names no reservation that passed it on";
  const agent = worker_sid === null ? undefined : { kind: "agent" as const, id: worker_sid };
  return [
    draft("contact.transferred", {
      contactId: task,
      kind: isWarm(told.transfer_mode) ? "attended" : "blind",
      fromLegId,
      toLegId: reservation_sid === fromLegId ? undefined : (reservation_sid ?? undefined),
      to: reservation_sid === fromLegId ? undefined : agent,
    }),
  ];
};

export const TASK_EVENTS: Readonly<Record<string, Kind>> = {
  "task.created": created,
  "task-queue.entered": entered,
  "task-queue.moved": entered,
  "workflow.target-matched": entered,
  "task.wrapup": wrapping,
  "task.completed": completed,
  "task.canceled": canceled,
  "task.deleted": deleted,
  "task.system-deleted": deleted,
  "task.transfer-initiated": transferring,
  "task.transfer-completed": transferred,
};

export function taskEventOf(reading: Reading, kind: Kind): Outcome {
  const { task_sid: task } = reading.told;
  if (task === null) return wrong("task_sid", "is missing");
  const drafts = kind(reading, task);
  return typeof drafts === "string"
    ? ignored("event_type", drafts)
    : outcome(...written(reading, drafts));
}
