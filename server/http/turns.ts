/**
 * One person's questions about figures follow each other, so that nobody's fifty at once keep all others
 * waiting (REL-11). A few at a time, the rest in a short queue; beyond it 429.
 */
import type { RequestHandler } from "express";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

/** Questions of one person that are answered at a time. */
export const AT_ONCE_MAX = 2;
/** And so many that wait: far more than any screen asks. */
export const WAITING_MAX = 60;

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

export function inTurns(): RequestHandler {
  const lines = new Map<string, Line>();

  return (_request, response, next) => {
    const subject = subjectOf(response);
    if (subject.kind === "nobody") return next(); // who is refused costs nothing
    const line = lines.get(subject.id) ?? { running: 0, waiting: [] };
    if (line.waiting.length >= WAITING_MAX) {
      response.set("Retry-After", "1");
      return problem(response, 429, "too many questions at once; wait for answers, then go on");
    }
    lines.set(subject.id, line);
    const leave = () => {
      const [following] = line.waiting.splice(0, 1);
      // The place passes on, once whoever else asked meanwhile was heard.
      if (following !== undefined) return void setImmediate(following);
      line.running -= 1;
      if (line.running === 0) lines.delete(subject.id);
    };
    const begin = () => {
      if (response.closed) return leave(); // nobody waits for it any more
      response.once("close", leave);
      next();
    };
    if (line.running >= AT_ONCE_MAX) line.waiting.push(begin);
    else {
      line.running += 1;
      begin();
    }
  };
}
