/** The events of one row: ids that survive a second import, and where their quality comes from. */
import type { CloudEvent, EventData, EventType } from "../../../shared/events/event.ts";
import type { Quality, WriteEvent } from "../write-event.ts";
import type { Row } from "./row.ts";

export type WriteRow = <Type extends EventType>(
  type: Type,
  at: number,
  data: EventData<Type>,
) => CloudEvent;

/** One row gives at most one event of a type, so the type makes its id unique. */
export function rowWriter(write: WriteEvent, rowId: string, row: Row): WriteRow {
  return (type, at, data) => {
    const quality: Quality = row.twice ? "derived" : "backfilled";
    return write(type, `${rowId}:${type}`, at, data, quality);
  };
}
