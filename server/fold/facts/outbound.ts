/** Attempts to reach a customer (KPIS.md 5.1): each is connected or not, where it ended. */
import { type Contact, factOf } from "./contact.ts";
import type { Fact } from "./fact.ts";
import type { Legs } from "./leg.ts";
import { attemptDims } from "./leg-credit.ts";

/** `outbound.connected`, credit L: the agent who dialled. One still ringing is no fact yet. */
export function outboundFacts(contact: Contact, { attempts }: Legs): Fact[] {
  if (contact.gone === "deleted") return [];
  return attempts.flatMap((attempt): Fact[] => {
    const end = attempt.answered ?? attempt.failed;
    if (end === undefined) return [];
    const dims = attemptDims(contact, attempt, end.at);
    return [factOf(dims, "outbound.connected", attempt.answered ? 1 : 0, end.at, dims)];
  });
}
