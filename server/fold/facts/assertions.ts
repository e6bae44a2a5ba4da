/** What a source says about the first response, by the clock it used (EVENTS.md 6). */
import type { EventOf } from "../../../shared/events/event.ts";
import { instantOf } from "../../../shared/events/instant.ts";
import type { Contact } from "./contact.ts";
import { strongestSummary } from "./summary.ts";

type Summary = EventOf<"contact.measured">;

export interface Assertions {
  readonly calendar: Summary | undefined;
  readonly business: Summary | undefined;
  /** When people first answered, as far as it says, ms; Infinity: nothing is asserted. */
  readonly at: number;
}

const NONE: Assertions = { calendar: undefined, business: undefined, at: Infinity };

/** The instant it names; without one the summary's own, which is its anchor (EVENTS.md 3). */
export const assertedAt = ({ data, at }: Summary): number =>
  data.firstReplyAt === undefined ? at : instantOf(data.firstReplyAt);

export function assertionsOf(contact: Contact): Assertions {
  const { has, kind, direction } = contact;
  if (!has.summary || kind === "call" || direction === "outbound") return NONE;
  const on = (isBusiness: boolean) =>
    strongestSummary(
      contact,
      ({ data }) =>
        (data.clock === "business") === isBusiness &&
        (data.firstReplyAt ?? data.firstReplyMs) !== undefined,
    );
  const [calendar, business] = [on(false), on(true)];
  const instants = [calendar, business].flatMap((one) =>
    one === undefined ? [] : assertedAt(one),
  );
  return { calendar, business, at: Math.min(Infinity, ...instants) };
}
