/** Activities on a case: e-mails that were sent or came in, calls out, and how long solving it took. */
import { ignored, type Outcome, told, wanting } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { isNobody } from "./facts.ts";
import type { DynamicsOptions } from "./options.ts";
import { type Attributes, flagIn, optionIn, referenceIn, secondsIn } from "./values.ts";

/** Values of `statuscode` of an e-mail. */
const SENT = [2, 3];

const caseIn = (attributes: Attributes, name: string): string | null => {
  const about = referenceIn(attributes, name);
  return about?.kind === "incident" ? about.id : null;
};

/** Whose it is: the owner, who sent it; or who made it, where a team owns it. */
function authorOf(attributes: Attributes): string | null {
  const people = ["ownerid", "createdby"].map((name) => referenceIn(attributes, name));
  return people.find((one) => one?.kind === "systemuser")?.id ?? null;
}

/**
 * It counts when it is sent; one that is being written does not. `isWhole`: everything is told that it has;
 * otherwise what is missing is asked for.
 */
export function emailOf(
  write: WriteEvent,
  id: string,
  attributes: Attributes,
  options: DynamicsOptions,
  isWhole: boolean,
): Outcome {
  const isOut = flagIn(attributes, "directioncode");
  const status = optionIn(attributes, "statuscode");
  const isKnown = isOut !== null && attributes.has("regardingobjectid");
  if (!isKnown && !isWhole) return wanting("email", id);
  const contactId = caseIn(attributes, "regardingobjectid");
  if (contactId === null) return ignored("regardingobjectid", "belongs to no case");
  const common = { contactId, channel: "email" as const, messageId: id };
  if (isOut === false) {
    const at = secondsIn(attributes, "createdon");
    if (at === null) return wanting("email", id);
    const data = { ...common, from: "customer" as const, visibility: "public" as const };
    return told(write("contact.message", `email/${id}`, at, data));
  }
  if (status === null && !isWhole) return wanting("email", id);
  if (status === null || !SENT.includes(status)) return ignored("statuscode", "is not sent yet");
  const at = secondsIn(attributes, "senton", "actualend");
  if (at === null && !isWhole) return wanting("email", id);
  const author = authorOf(attributes);
  const isAgents = author !== null && !isNobody(author, options);
  const sentAt = at ?? secondsIn(attributes, "modifiedon");
  if (sentAt === null) return ignored("senton", "does not say when");
  return told(
    write("contact.message", `email/${id}`, sentAt, {
      ...common,
      from: isAgents ? "agent" : "system",
      visibility: "public",
      automated: isAgents ? undefined : true,
      agentId: isAgents ? author : undefined,
    }),
  );
}

/** A call out on a case. Calls that came in are the telephone system's to tell. */
export function phonecallOf(
  write: WriteEvent,
  id: string,
  attributes: Attributes,
  isWhole: boolean,
): Outcome {
  const isOut = flagIn(attributes, "directioncode");
  if (!isWhole && (isOut === null || !attributes.has("regardingobjectid"))) {
    return wanting("phonecall", id);
  }
  const parentContactId = caseIn(attributes, "regardingobjectid");
  if (parentContactId === null) return ignored("regardingobjectid", "belongs to no case");
  if (isOut !== true) return ignored("directioncode", "the telephone system tells of it");
  const at = secondsIn(attributes, "createdon");
  if (at === null) return wanting("phonecall", id);
  return told(
    write("contact.created", `phonecall/${id}/created`, at, {
      contactId: id,
      channel: "phone",
      direction: "outbound",
      parentContactId,
      agentId: authorOf(attributes) ?? undefined,
    }),
  );
}

const MINUTE_MS = 60_000;

/** Minutes that the agent said solving took. */
export function resolutionOf(
  write: WriteEvent,
  id: string,
  attributes: Attributes,
  isWhole: boolean,
): Outcome {
  const contactId = caseIn(attributes, "incidentid");
  const minutes = optionIn(attributes, "timespent");
  const at = secondsIn(attributes, "actualend", "createdon");
  if (contactId === null || at === null) {
    return isWhole
      ? ignored("incidentid", "belongs to no case")
      : wanting("incidentresolution", id);
  }
  if (minutes === null || minutes <= 0) return ignored("timespent", "nobody said how long it took");
  const event = write(
    "contact.measured",
    `resolution/${id}/measured`,
    at,
    {
      contactId,
      agentId: authorOf(attributes) ?? undefined,
      final: true,
      workMs: minutes * MINUTE_MS,
    },
    "asserted",
  );
  return told(event);
}
