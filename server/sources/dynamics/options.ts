/** What a connection to Dynamics 365 says beside its address: an office's own values. */
import { z } from "zod";
import type { EventData } from "../../../shared/events/event.ts";
import { type Channel, channel } from "../../../shared/events/fields.ts";

export type Status = EventData<"contact.status_changed">["to"];

const status = z.enum([
  "new",
  "open",
  "waiting_customer",
  "on_hold",
  "resolved",
  "closed",
  "cancelled",
]);

export const dynamicsOptions = z.strictObject({
  /** Version of its Web API. */
  version: z
    .string()
    .regex(/^9\.\d$/)
    .default("9.2"),
  /** What values of `statuscode` mean that the office has added. */
  statuses: z.record(z.string().regex(/^\d+$/), status).default({}),
  /** What values of `caseorigincode` mean that the office has added. */
  origins: z.record(z.string().regex(/^\d+$/), channel).default({}),
  /** Users that are nobody: integrations and flows. What they write is automated. */
  systemUsers: z.array(z.string().max(40)).max(200).default([]),
});

export type DynamicsOptions = z.infer<typeof dynamicsOptions>;
export const DEFAULTS: DynamicsOptions = dynamicsOptions.parse({});

/** To begin with. */
export const EXAMPLE = {
  statuses: { "100000001": "waiting_customer" },
  origins: { "700610000": "social" },
  systemUsers: ["3d6c3f6e-0000-4000-8000-000000000001"],
};

/** Null: they are not what may be said. */
export const optionsOf = (options: unknown): DynamicsOptions | null =>
  dynamicsOptions.safeParse(options).data ?? null;

const STATUSES: Readonly<Record<number, Status>> = {
  1: "open",
  2: "on_hold",
  3: "waiting_customer",
  4: "open",
  5: "resolved",
  6: "cancelled",
  1000: "resolved",
  2000: "cancelled",
};
const STATES: Readonly<Record<number, Status>> = { 0: "open", 1: "resolved", 2: "cancelled" };

/** `state`: 0 active, 1 resolved, 2 cancelled. `reason`: statuscode, of an active case only. Null: neither is told. */
export function statusOf(
  state: number | null,
  reason: number | null,
  { statuses }: DynamicsOptions,
): Status | null {
  if (reason !== null && Object.hasOwn(statuses, String(reason))) {
    return statuses[String(reason)] ?? null;
  }
  if (state === null) return reason === null ? null : (STATUSES[reason] ?? null);
  if (state !== 0) return STATES[state] ?? null;
  const meant = reason === null ? undefined : STATUSES[reason];
  return meant === undefined || meant === "resolved" || meant === "cancelled" ? "open" : meant;
}

const ORIGINS: Readonly<Record<number, Channel>> = {
  1: "phone",
  2: "email",
  3: "email",
  2483: "social",
  3986: "social",
};
const DETAILS: Readonly<Record<number, string>> = {
  1: "phone",
  2: "email",
  3: "web",
  2483: "facebook",
  3986: "twitter",
};

export function originOf(code: number | null, { origins }: DynamicsOptions) {
  if (code === null) return { channel: "other" as const, channelDetail: undefined };
  const channel: Channel = origins[String(code)] ?? ORIGINS[code] ?? "other";
  return { channel, channelDetail: DETAILS[code] };
}
