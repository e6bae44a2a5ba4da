/** Events as every source writes them: typed data in, a CloudEvent out (EVENTS.md section 2). */
import { hash } from "node:crypto";
import type { CloudEvent, EventData, EventType } from "../../shared/events/event.ts";

export type Quality = NonNullable<CloudEvent["quality"]>;
export type WriteEvent = ReturnType<typeof eventWriter>;

/** A short name for content: equal content, equal name, on every machine (EVENTS.md section 5). */
export function digestOf(...parts: readonly (string | number)[]): string {
  const text = parts.map((part) => `${String(part).length}:${part}`).join("|");
  return hash("sha256", text, "base64url").slice(0, 22);
}

function subjectOf(type: EventType, data: Record<string, unknown>): string {
  if (type === "source.gap") return "source";
  if (data.surveyId !== undefined) return `survey/${data.surveyId}`;
  return data.contactId === undefined ? `agent/${data.agentId}` : `contact/${data.contactId}`;
}

/** Writes events of one source. Fields that are undefined are left out. */
export function eventWriter(source: string) {
  return <Type extends EventType>(
    type: Type,
    id: string,
    at: number,
    data: EventData<Type>,
    quality?: Quality,
  ): CloudEvent => {
    const fields: Record<string, unknown> = Object.fromEntries(
      Object.entries(data).filter(([, value]) => value !== undefined),
    );
    return {
      specversion: "1.0",
      type: `deskpulse.${type}.v1`,
      source,
      id,
      time: new Date(at).toISOString(),
      subject: subjectOf(type, fields),
      ...(quality === undefined ? {} : { quality }),
      data: fields,
    };
  };
}
