/** E-mails and comments of a case: when somebody wrote, and never what (PRIV-1). */
import { z } from "zod";
import { ignored, type Outcome, told, unread, wanting } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { actorOf, secondOf } from "./case.ts";
import { isCase, moment, someFlag, someId, someMoment } from "./fields.ts";
import type { SalesforceOptions } from "./options.ts";

const email = z.looseObject({
  ParentId: someId,
  RelatedToId: someId,
  Incoming: someFlag,
  Status: z.union([z.string(), z.number()]).nullish(),
  CreatedById: someId,
  CreatedDate: moment,
  MessageDate: someMoment,
});

/** `EmailMessage.Status`: it is still being written. */
const DRAFT = "5";

/** A customer's is dated when it came in: their clock dates the rest. */
export function emailOf(
  write: WriteEvent,
  id: string,
  fields: unknown,
  options: SalesforceOptions,
): Outcome {
  const read = email.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const { Incoming: isIncoming, CreatedDate: createdAt, CreatedById: author } = read.data;
  const contactId = [read.data.ParentId, read.data.RelatedToId].find(isCase);
  if (contactId === undefined || contactId === null) {
    return ignored("ParentId", "belongs to no case");
  }
  const status = String(read.data.Status ?? "");
  if (status === DRAFT || status === "Draft") return ignored("Status", "is not sent yet");
  const actor = actorOf(author, options);
  const isAgents = !isIncoming && actor?.kind === "agent";
  return told(
    write(
      "contact.message",
      `email/${id}`,
      isIncoming ? createdAt : (read.data.MessageDate ?? createdAt),
      {
        contactId,
        channel: "email",
        messageId: id,
        from: isIncoming ? "customer" : isAgents ? "agent" : "system",
        visibility: "public",
        automated: isIncoming ? undefined : !isAgents,
        agentId: isAgents ? actor.id : undefined,
      },
    ),
  );
}

const comment = z.looseObject({
  ParentId: someId,
  IsPublished: someFlag,
  CreatedById: someId,
  CreatedDate: moment,
  /** Of a query: what kind of user wrote it. */
  CreatedBy: z.looseObject({ UserType: z.string().nullish() }).nullish().catch(null),
});

/** User types that are staff; all others are customers and partners in portals, guests and processes. */
const STAFF = ["Standard"];
const PROCESS = ["AutomatedProcess", "CloudIntegrationUser"];

export const commentId = (id: string): string => `comment/${id}`;

export function commentOf(
  write: WriteEvent,
  id: string,
  fields: unknown,
  options: SalesforceOptions,
): Outcome {
  const read = comment.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const { ParentId: contactId, CreatedById: author, CreatedDate: at } = read.data;
  if (!isCase(contactId)) return ignored("ParentId", "belongs to no case");
  const type = read.data.CreatedBy?.UserType ?? null;
  if (type === null && options.portal) return wanting("CaseComment", id);
  const actor = actorOf(author, options);
  const isProcess = type !== null && PROCESS.includes(type);
  const isStaff = type === null || STAFF.includes(type);
  const isAgents = actor?.kind === "agent" && isStaff;
  const isNobody = isProcess || actor?.kind !== "agent";
  return told(
    write("contact.message", commentId(id), at, {
      contactId,
      messageId: id,
      from: isAgents ? "agent" : isNobody ? "system" : "customer",
      visibility: read.data.IsPublished ? "public" : "internal",
      automated: isNobody ? true : undefined,
      agentId: isAgents ? actor.id : undefined,
    }),
  );
}

/** A comment was published afterwards, or taken back: that can make or undo a first reply. */
export const published = (
  write: WriteEvent,
  { id, at, isPublic, by }: { id: string; at: number; isPublic: boolean; by: string | null },
): Outcome =>
  told({
    ...write("record.corrected", `${commentId(id)}/published/${isPublic}/${secondOf(at)}`, at, {
      target: { eventId: commentId(id) },
      set: { visibility: isPublic ? "public" : "internal" },
      reason: isPublic ? "comment published" : "comment made private",
      by: by ?? undefined,
    }),
    subject: `event/${commentId(id)}`,
  });
