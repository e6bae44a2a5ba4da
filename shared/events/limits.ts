/** A limit on everything that may arrive (SEC-9). Each is a named maximum, so each can be tested. */
export const EVENT_BYTES_MAX = 256 * 1024;
export const BATCH_BYTES_MAX = 1024 * 1024;
export const BATCH_EVENTS_MAX = 1000;
export const DEPTH_MAX = 8;
/** Fields and items of one event, at all levels: what it takes to read them must stay small. */
export const EVENT_VALUES_MAX = 2_000;
export const ID_LENGTH_MAX = 200;
export const TEXT_LENGTH_MAX = 200;
export const REVIEW_ITEMS_MAX = 100;
/** How far an event may lie ahead of our clock before it waits for its time (REL-4). */
export const AHEAD_MS_MAX = 5 * 60_000;
