/** What a connection to Twilio says beside its address. */
import { z } from "zod";

const state = z.enum(["offline", "available", "busy", "wrap_up", "break", "away"]);

export const options = z.strictObject({
  /** What activities of one's own names mean. */
  activities: z
    .record(z.string().max(200), state)
    .default({})
    .transform((own) =>
      Object.fromEntries(Object.entries(own).map(([name, to]) => [name.trim().toLowerCase(), to])),
    ),
  /** The attribute of a worker that names his team. */
  teamAttribute: z.string().max(100).nullable().default(null),
});

/** To begin with. */
export const EXAMPLE = { activities: { Lunch: "break", Coaching: "away" }, teamAttribute: "team" };

export type TwilioOptions = z.infer<typeof options>;
