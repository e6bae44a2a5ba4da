/** What an agent is doing (EVENTS.md type 16). */
import { z } from "zod";
import { channel, id, text } from "./fields.ts";

export const agentEvents = {
  "agent.state_changed": z.object({
    agentId: id,
    state: z.enum(["offline", "available", "busy", "wrap_up", "break", "away"]),
    reason: text.optional(),
    channel: channel.optional(),
    capacity: z.int().min(0).optional(),
  }),
} as const;
