/** One event as everything behind the door sees it: parsed once, unknown fields gone, time as ms. */
import { z } from "zod";
import { fail, ok, type Result } from "../result.ts";
import { agentEvents } from "./agent-events.ts";
import { contactEvents } from "./contact-events.ts";
import { id, instant, outgrown } from "./fields.ts";
import { instantOf } from "./instant.ts";
import { DEPTH_MAX, EVENT_VALUES_MAX, ID_LENGTH_MAX } from "./limits.ts";
import { personEvents } from "./person-events.ts";
import { reasonOf } from "./reasons.ts";
import { recordEvents } from "./record-events.ts";
import { sourceEvents } from "./source-events.ts";
import { surveyEvents } from "./survey-events.ts";
import { teamEvents } from "./team-events.ts";

/** The data schema of each of the 20 types, by short name. */
export const eventSchemas = {
  ...contactEvents,
  ...surveyEvents,
  ...agentEvents,
  ...teamEvents,
  ...recordEvents,
  ...personEvents,
  ...sourceEvents,
};

export type EventType = keyof typeof eventSchemas;
export type EventData<Type extends EventType> = z.infer<(typeof eventSchemas)[Type]>;

export const quality = z.enum(["observed", "derived", "asserted", "backfilled"]);

/** What every event says about itself, whatever its type. Instants are ms since 1970. */
export interface Stamp {
  readonly source: string;
  readonly id: string;
  readonly at: number;
  readonly version?: string;
  readonly sequence?: string;
  readonly quality?: z.infer<typeof quality>;
  /** When it reached us, if that was late (server/fold/late.ts); nothing that a sender can say. */
  readonly receivedAt?: number;
}

export type EventOf<Type extends EventType> = {
  [T in Type]: Stamp & { readonly type: T; readonly data: EventData<T> };
}[Type];

/** A type we do not know (yet): kept by name, without content, and ignored (EVENTS.md section 5). */
export type UnknownEvent = Stamp & {
  readonly type: "unknown";
  readonly data: { name: string };
};

export type DeskEvent = EventOf<EventType> | UnknownEvent;

/**
 * Why one event was refused. `path` and `code` are ours or the schema's: never content (PRIV-1). `ignored`: a
 * source's own kind of news that no figure needs; it is told to who tries it, and neither kept nor counted.
 */
export interface Refusal {
  readonly code: "envelope" | "data" | "depth" | "source" | "size" | "too_old" | "ignored";
  readonly path: string;
  readonly reason: string;
}

/** CloudEvents 1.0, with the extension attributes of EVENTS.md section 2. */
export const cloudEvent = z.object({
  specversion: z.literal("1.0"),
  type: z.string().min(1).max(ID_LENGTH_MAX),
  source: id,
  id,
  time: instant,
  subject: z
    .string()
    .min(1)
    .max(ID_LENGTH_MAX + 20),
  data: z.record(z.string(), z.unknown()),
  recordedtime: instant.optional(),
  entityversion: z.string().max(ID_LENGTH_MAX).optional(),
  sequence: z.string().max(40).optional(),
  traceid: z.string().max(ID_LENGTH_MAX).optional(),
  quality: quality.optional(),
});

/** A CloudEvent as a source or translator writes it. */
export type CloudEvent = z.infer<typeof cloudEvent>;

const TYPE_NAME = /^deskpulse\.([a-z_.]+)\.v1$/;

const isKnown = (name: string): name is EventType => Object.hasOwn(eventSchemas, name);

/** Objects whose names are the sender's own, and so content. */
const OWN_NAMES: readonly unknown[] = ["native", "set"];

function refusalOf(code: Refusal["code"], prefix: string, error: z.ZodError): Refusal {
  const issue = error.issues[0];
  const parts = [prefix, ...(issue?.path ?? [])].filter((part) => part !== "");
  const own = parts.findIndex((part) => OWN_NAMES.includes(part));
  const path = (own === -1 ? parts : parts.slice(0, own + 1)).join(".");
  return { code, path, reason: issue?.message ?? "is not valid" };
}

const OUTGROWN: Record<"depth" | "values", Refusal> = {
  depth: { code: "depth", path: "", reason: `is nested deeper than ${DEPTH_MAX} levels` },
  values: { code: "size", path: "", reason: `has more than ${EVENT_VALUES_MAX} values` },
};

const inWords = { error: reasonOf };

/**
 * One CloudEvent in, one event or the reason for its refusal out; never throws.
 * Everything behind this function trusts the types.
 */
export function parseEvent(input: unknown): Result<DeskEvent, Refusal> {
  const grown = outgrown(input);
  if (grown !== null) return fail(OUTGROWN[grown]);
  const envelope = cloudEvent.safeParse(input, inWords);
  if (!envelope.success) return fail(refusalOf("envelope", "", envelope.error));
  const { type, source, id, time, entityversion, sequence, quality, data } = envelope.data;
  const stamp: Stamp = {
    source,
    id,
    at: instantOf(time),
    ...(entityversion === undefined ? {} : { version: entityversion }),
    ...(sequence === undefined ? {} : { sequence }),
    ...(quality === undefined ? {} : { quality }),
  };
  const name = TYPE_NAME.exec(type)?.[1] ?? "";
  if (!isKnown(name)) return ok({ ...stamp, type: "unknown", data: { name: type } });
  const parsed = eventSchemas[name].safeParse(data, inWords);
  if (!parsed.success) return fail(refusalOf("data", "data", parsed.error));
  return ok({ ...stamp, type: name, data: parsed.data } as DeskEvent);
}
