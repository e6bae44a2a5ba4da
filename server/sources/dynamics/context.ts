/** One call of Dataverse's: the execution context of an operation, as a webhook or Service Bus brings it. */
import { z } from "zod";
import { idOf } from "./values.ts";

const pair = z.looseObject({ key: z.string().max(200), value: z.unknown().optional() });
const pairs = z
  .array(pair)
  .max(500)
  .nullish()
  .transform((list) => new Map((list ?? []).map(({ key, value }) => [key, value])));

/** Null, absent and the empty GUID are nobody. */
const someGuid = z.unknown().optional().transform(idOf);

export const context = z.looseObject({
  MessageName: z.string().max(100),
  PrimaryEntityName: z.string().max(100),
  PrimaryEntityId: someGuid,
  InputParameters: pairs,
  PreEntityImages: pairs,
  PostEntityImages: pairs,
  OperationCreatedOn: z.string().max(60),
  InitiatingUserId: someGuid,
  UserId: someGuid,
  CorrelationId: someGuid,
});

export type Context = z.infer<typeof context>;
