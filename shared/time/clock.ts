/** Time is an argument (REL-9). This is the only file that asks the machine what time it is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs at true speed, `offsetMs` beside the machine's: the demo's. */
export const shiftedClock = (offsetMs: number): Clock => ({ now: () => Date.now() + offsetMs });

/** A clock that stands still until it is set: for tests and for figures "as of" an instant. */
export interface ManualClock extends Clock {
  set(at: number): void;
  advance(ms: number): void;
}

export function manualClock(start: number): ManualClock {
  let at = start;
  return {
    now: () => at,
    set: (next) => {
      at = next;
    },
    advance: (ms) => {
      at += ms;
    },
  };
}
