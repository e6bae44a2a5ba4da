/**
 * The version of the socket's messages, and how often they come; without schemas, for the browser.
 *
 * History: 1 first version. 2 intervals. 3 tiles withheld for privacy.
 * 4 boards of one channel, queue or agent; who waits; corrections; what moved beyond noise.
 */
export const PROTOCOL_VERSION = 4;
export const TICK_MS = 500;
export const HEARTBEAT_MS = 5_000;
