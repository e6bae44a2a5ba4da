/**
 * The version of the socket's messages, and how often they come; without schemas, for the browser.
 *
 * History: 1 first version. 2 intervals. 3 tiles withheld for privacy.
 * 4 boards of one channel, queue or agent; who waits; corrections; what moved beyond noise.
 * 5 a wallboard's own choice of figures.
 * 6 closed, and until when; which sources a tile is made of.
 * 7 what a tile misses of its period.
 */
export const PROTOCOL_VERSION = 7;
export const TICK_MS = 500;
export const HEARTBEAT_MS = 5_000;
