/**
 * A body read by its connector, whatever that does: when it throws, which is a mistake of ours, the body is refused and
 * lies in the quarantine. A 500 the vendor would repeat for ever, or switch the webhook off (REL-11).
 */
import type { Payload, Read, Webhook } from "../sources/webhook.ts";

export type Translate = (webhook: Webhook, payload: Payload, source: string) => Read;

/** Mistakes that are told, each once: the same body comes again and again. */
const TOLD_MAX = 100;

const OURS: Read = {
  events: [],
  refused: [
    {
      line: 1,
      code: "data",
      path: "",
      reason:
        "could not be read by a mistake of this server's: its log says more, please report it",
    },
  ],
};

export function translating(onProblem: (about: string, problem: unknown) => void): Translate {
  const told = new Set<string>();
  return (webhook, payload, source) => {
    try {
      return webhook.translate(payload, source);
    } catch (mistake) {
      const name = `${webhook.connector} ${mistake}`.slice(0, 200);
      if (!told.has(name) && told.size < TOLD_MAX) {
        told.add(name);
        onProblem(`a call of ${source} could not be read`, mistake);
      }
      return OURS;
    }
  };
}
