/** Seeded events with the sizes and ids of a busy contact centre, 330-400 bytes each as JSON. */
import type { LogEvent } from "../../../server/fold/log-event.ts";

const START = Date.UTC(2026, 2, 2, 7);

/** Small, fast, seeded: mulberry32. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function busyEvents(seed: number, count: number): LogEvent[] {
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (): string =>
    below(2 ** 32)
      .toString(16)
      .padStart(8, "0");
  const uuid = (): string =>
    `${hex()}-${hex().slice(4)}-4${hex().slice(5)}-a${hex().slice(5)}-${hex()}${hex().slice(4)}`;
  return Array.from({ length: count }, (_, index): LogEvent => {
    const stamp = {
      source: "zendesk-main",
      id: uuid(),
      at: START + index * 37 + below(1000),
      sequence: String(10_000_000 + index),
    };
    const contact = {
      contactId: `ticket-${4_000_000 + below(20_000)}`,
      channel: (["phone", "email", "chat"] as const)[below(3)] ?? "phone",
      direction: "inbound" as const,
      agentId: `agent-${1000 + below(400)}`,
      teamId: `team-${below(30)}`,
      queueId: `queue-${below(20)}`,
      customerRef: hex() + hex(),
    };
    const leg = { legId: uuid() };
    switch (below(4)) {
      case 0:
        return {
          ...stamp,
          type: "contact.message",
          data: { ...contact, messageId: uuid(), from: "agent", visibility: "public" },
        };
      case 1:
        return {
          ...stamp,
          type: "contact.answered",
          data: { ...contact, ...leg, role: "primary", via: "queue", waitMs: below(90_000) },
        };
      case 2:
        return {
          ...stamp,
          type: "contact.leg_ended",
          data: {
            ...contact,
            ...leg,
            endedBy: "customer",
            actor: { kind: "agent", id: contact.agentId },
          },
        };
      default:
        return {
          ...stamp,
          type: "contact.measured",
          data: {
            ...contact,
            ...leg,
            final: true,
            talkMs: below(600_000),
            holdMs: below(60_000),
            wrapupMs: below(60_000),
          },
        };
    }
  });
}
