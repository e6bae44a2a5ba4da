/** What a connection to Salesforce says beside its address: an office's own words, and what is streamed. */
import { z } from "zod";
import type { EventData } from "../../../shared/events/event.ts";

export type Status = EventData<"contact.status_changed">["to"];

const status = z.enum(["new", "open", "waiting_customer", "on_hold", "resolved", "closed"]);

export const salesforceOptions = z.strictObject({
  /** Version of its API, as in `/services/data/v62.0`. */
  version: z
    .string()
    .regex(/^\d{2}\.0$/)
    .default("62.0"),
  /** What the values of Case.Status mean, where their names do not say it. */
  statuses: z.record(z.string().max(120), status).default({}),
  /** Users that are nobody: integrations, flows, the automated case user. What they write is automated. */
  systemUsers: z.array(z.string().max(18)).max(200).default([]),
  /** Customers comment on cases in a portal: who wrote a comment is then asked, and not taken for staff. */
  portal: z.boolean().default(false),
  /** Change events that are streamed, `/data/CaseChangeEvent`; none: it is asked only. */
  channels: z
    .array(z.string().regex(/^\/(data|event)\/\w{1,80}$/))
    .max(20)
    .default([]),
});

export type SalesforceOptions = z.infer<typeof salesforceOptions>;

export const DEFAULTS: SalesforceOptions = salesforceOptions.parse({});

/** To begin with. */
export const EXAMPLE = {
  statuses: { "Waiting on Customer": "waiting_customer" },
  systemUsers: ["0058d000004XYZ1AAO"],
  portal: false,
  channels: ["/data/CaseChangeEvent", "/data/VoiceCallChangeEvent"],
};

/** Null: they are not what may be said. */
export const optionsOf = (options: unknown): SalesforceOptions | null =>
  salesforceOptions.safeParse(options).data ?? null;

const LIKE: readonly (readonly [like: RegExp, to: Status])[] = [
  [/^new$|^nieuw$|^nouveau$/, "new"],
  [/wait|await|pending|customer|wacht|attente/, "waiting_customer"],
  [/hold/, "on_hold"],
  [
    /clos|resolv|solved|done|complete|cancel|duplicate|gesloten|afgesloten|opgelost|fermé|résolu/,
    "closed",
  ],
];

/**
 * What a value of Case.Status means. `isClosed`: Salesforce says so itself, which outweighs every name;
 * null: it does not say.
 */
export function statusOf(
  word: string,
  isClosed: boolean | null,
  { statuses }: SalesforceOptions,
): Status {
  if (Object.hasOwn(statuses, word)) return statuses[word] ?? "open";
  if (isClosed === true) return "closed";
  const text = word.trim().toLowerCase();
  const to = LIKE.find(([like]) => like.test(text))?.[1] ?? "open";
  return to === "closed" && isClosed === false ? "open" : to;
}
