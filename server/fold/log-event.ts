/** What the log holds: events of sources, and what we ourselves must remember to replay exactly. */
import type { DeskEvent, Refusal, Stamp } from "../../shared/events/event.ts";
import type { OrgDocument } from "../../shared/org/org.ts";

/** The whole organisation, as described from this moment on. The latest one holds. */
export type OrgChanged = Stamp & { readonly type: "org.changed"; readonly data: OrgDocument };

/** An event that was refused: its name and the reason, never its content (PRIV-1). */
export type EventRefused = Stamp & {
  readonly type: "event.refused";
  readonly data: Refusal & { readonly type: string };
};

export type LogEvent = DeskEvent | OrgChanged | EventRefused;

/** One commit: consecutive log positions, all on disk or none. */
export interface LogGroup {
  readonly first: number;
  readonly last: number;
  /** When the server took them, ms since 1970; decides no figure (R2). */
  readonly receivedAt: number;
  /** Those that were not removed (PRIV-6). */
  readonly events: readonly LogEvent[];
  /** The log position of each event; absent: `first` and those that follow it. */
  readonly positions?: readonly number[];
}
