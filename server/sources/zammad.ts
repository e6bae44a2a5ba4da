/** Zammad: its webhooks, and telephone systems that speak its generic CTI (EVENTS.md 9). */
import { readFormOrJson } from "./json-body.ts";
import { ignored, type Outcome, wrong } from "./outcome.ts";
import type { Payload, Webhook } from "./webhook.ts";
import { eventWriter, type WriteEvent } from "./write-event.ts";
import { ctiOf } from "./zammad/cti.ts";
import { ticketOf } from "./zammad/ticket.ts";
import { verifyZammad } from "./zammad/verify.ts";

const NOT_OURS = wrong("", "is neither a webhook of Zammad nor a call of generic CTI", "envelope");

/** What Zammad answers a telephone system; somebody recorded the wrong side. */
const ANSWERS: ReadonlySet<unknown> = new Set(["dial", "reject"]);

function readZammad(write: WriteEvent, input: unknown, sentAt: number | null): Outcome {
  if (typeof input !== "object" || input === null) return NOT_OURS;
  const { ticket, article, event, action } = input as Readonly<Record<string, unknown>>;
  if (typeof ticket === "object" && ticket !== null) return ticketOf(write, { ticket, article });
  if (typeof event === "string") return ctiOf(write, input, sentAt);
  if (ANSWERS.has(action)) {
    return ignored("action", "is Zammad's answer to a telephone system, and no event");
  }
  return NOT_OURS;
}

/** The sender's own time (RFC 9110 6.6.1), ms. */
function sentAtOf({ headers }: Payload): number | null {
  const at = Date.parse(headers.date ?? "");
  return Number.isNaN(at) ? null : at;
}

export const zammadWebhook: Webhook = {
  connector: "zammad",
  accepted: 200,
  verify: verifyZammad,
  translate: (payload, source) => {
    const write = eventWriter(source);
    return readFormOrJson(payload, (input) => readZammad(write, input, sentAtOf(payload)));
  },
};
