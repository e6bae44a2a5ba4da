/** The closed list of measures (KPIS.md 1.3): what one fact can be a measurement of. */
export const MEASURES = [
  "csat.positive",
  "csat.raw.1-5",
  "csat.raw.1-3",
  "csat.raw.0-1",
  "csat.raw.1-7",
  "csat.raw.1-10",
  "csat.raw.0-10",
  "csat.raw.other",
  "csat.sent",
  "nps.raw",
  "nps.relationship.raw",
  "ticket.created",
  "frt.seconds",
  "queue.answered.in_time",
  "queue.answered.late",
  "queue.abandoned.short",
  "queue.abandoned.in_time",
  "queue.abandoned.late",
  "queue.flowout.in_time",
  "queue.flowout.late",
  "leg.handle",
  "leg.talk",
  "leg.hold",
  "leg.wrap",
  "leg.dial",
  "leg.complete",
  "quality.rejected",
  "quality.skew_clamped",
  "quality.quarantined",
] as const;

/** State at an instant: read from open contacts, never from cells. Values are ages in seconds. */
export const STATE_MEASURES = [
  "state.open",
  "state.unassigned",
  "state.waiting",
  "state.queued",
] as const;

export type CellMeasure = (typeof MEASURES)[number];
export type StateMeasure = (typeof STATE_MEASURES)[number];
export type Measure = CellMeasure | StateMeasure;

const STATE: ReadonlySet<string> = new Set(STATE_MEASURES);
export const isStateMeasure = (measure: Measure): measure is StateMeasure => STATE.has(measure);
