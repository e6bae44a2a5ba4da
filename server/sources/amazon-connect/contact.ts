/** One contact as records and contact events both describe it: what they share is read once. */
import { z } from "zod";
import { arn, id, moment, second, seconds, word } from "./fields.ts";

const address = z
  .looseObject({ address: z.string().nullish().catch(null) })
  .nullish()
  .catch(null);

const agent = z
  .object({
    arn,
    agentArn: arn,
    connectedToAgentTimestamp: second,
    agentInteractionDuration: seconds,
    customerHoldDuration: seconds,
    afterContactWorkDuration: seconds,
    afterContactWorkStartTimestamp: second,
    afterContactWorkEndTimestamp: second,
  })
  .nullish();

const queue = z
  .object({
    arn: z.string().max(1_600).nullish(),
    queueArn: z.string().max(1_600).nullish(),
    queueType: word,
    enqueueTimestamp: second,
    dequeueTimestamp: second,
    duration: seconds,
  })
  .nullish();

export const contactSchema = z.object({
  eventType: word,
  contactId: id,
  initialContactId: id,
  previousContactId: id,
  nextContactId: id,
  channel: word,
  initiationMethod: word,
  initiationTimestamp: second,
  connectedToSystemTimestamp: second,
  disconnectTimestamp: second,
  disconnectReason: word,
  lastUpdateTimestamp: moment,
  agent,
  agentInfo: agent,
  queue,
  queueInfo: queue,
  segmentAttributes: z.looseObject({}).nullish().catch(null),
  customerEndpoint: address,
  transferredToEndpoint: z.looseObject({}).nullish().catch(null),
  transferCompletedTimestamp: second,
});

type Read = z.infer<typeof contactSchema>;

/** A contact as far as it has come. Instants in ms. */
export interface Contact extends Omit<Read, "contactId" | "agent" | "queue"> {
  /** This part of it: every transfer makes another, so it is a leg. */
  readonly legId: string;
  /** The whole of it: all parts have the first one's name. */
  readonly contactId: string;
  readonly subtype: string | null;
  readonly agent: (NonNullable<Read["agent"]> & { readonly id: string }) | null;
  readonly queue:
    | (NonNullable<Read["queue"]> & { readonly id: string; readonly isAgents: boolean })
    | null;
}

/** `connect:Subtype`: by which way a chat came. */
function subtypeOf(attributes: Read["segmentAttributes"]): string | null {
  const said = Object.entries(attributes ?? {}).find(([name]) => /^connect:subtype$/i.test(name));
  const value: unknown = said?.[1];
  const text =
    typeof value === "object" && value !== null && "valueString" in value
      ? value.valueString
      : value;
  return typeof text === "string" ? text.slice(0, 60).toUpperCase() : null;
}

/** Null: it does not say which contact it is. */
export function contactOf(read: Read): Contact | null {
  const { contactId: legId, agent: one, agentInfo, queue: line, queueInfo, ...rest } = read;
  if (legId === null) return null;
  const agentRead = one ?? agentInfo ?? null;
  const agentId = agentRead?.arn ?? agentRead?.agentArn ?? null;
  const queueRead = line ?? queueInfo ?? null;
  const queueArn = queueRead?.arn ?? queueRead?.queueArn ?? null;
  const queueId = arn.parse(queueArn);
  return {
    ...rest,
    legId,
    contactId: rest.initialContactId ?? legId,
    subtype: subtypeOf(rest.segmentAttributes),
    agent: agentRead === null || agentId === null ? null : { ...agentRead, id: agentId },
    queue:
      queueRead === null || queueId === null
        ? null
        : {
            ...queueRead,
            id: queueId,
            isAgents: queueRead.queueType === "AGENT" || /\/queue\/agent\//.test(queueArn ?? ""),
          },
  };
}
