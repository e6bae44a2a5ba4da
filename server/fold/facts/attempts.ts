/** Attempts to reach a customer (KPIS.md 5.1): offered to the customer, then answered or failed. */
import { supersedes } from "../../../shared/events/entity.ts";
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import { SKEW_SECONDS_MAX, secondsBetween } from "./elapsed.ts";

type Offered = EventOf<"contact.offered">;
type Answered = EventOf<"contact.answered">;

export interface Attempt {
  /** The first event that tells of it: whose it is. */
  readonly offered: Offered;
  /** When dialling began, ms; null: only its end was ever told. */
  begunAt: number | null;
  /** It ended without the customer. */
  failed?: Offered;
  /** It reached the customer: the leg begins. */
  answered?: Answered;
}

const isPending = ({ data }: Offered): boolean => (data.outcome ?? "pending") === "pending";

const isOpen = ({ failed, answered }: Attempt): boolean => !failed && !answered;

/** The attempts of one contact in order. An offer's id may be used again once its attempt is over. */
export function attemptsOf(events: readonly DeskEvent[]): Attempt[] {
  const attempts: Attempt[] = [];
  const unmatched: Answered[] = [];
  for (const event of events) {
    if (event.type === "contact.offered" && event.data.party === "customer") {
      if (isPending(event)) begin(attempts, unmatched, event);
      else fail(attempts, event);
    } else if (event.type === "contact.answered") reach(attempts, unmatched, event);
  }
  return attempts;
}

const lastOf = (attempts: readonly Attempt[], offerId: string): Attempt | undefined =>
  attempts.findLast(({ offered }) => offered.data.offerId === offerId);

/** A repeat adds nothing; an end stamped just before its beginning belongs to it (KPIS.md 7.5). */
function begin(attempts: Attempt[], unmatched: readonly Answered[], event: Offered): void {
  const { offerId } = event.data;
  const known = lastOf(attempts, offerId);
  if (known !== undefined && isOpen(known)) return;
  if (known?.failed !== undefined && known.begunAt === null) {
    if (secondsBetween(known.failed.at, event.at) <= SKEW_SECONDS_MAX) {
      known.begunAt = event.at;
      return;
    }
  }
  const answered = unmatched.find(({ data }) => data.legId === offerId);
  attempts.push({ offered: event, begunAt: event.at, ...(answered && { answered }) });
}

/** Told again, the stronger version holds. */
function fail(attempts: Attempt[], event: Offered): void {
  const { offerId, ringMs } = event.data;
  const known = lastOf(attempts, offerId);
  if (known === undefined) {
    const begunAt = ringMs === undefined ? null : event.at - ringMs;
    attempts.push({ offered: event, begunAt, failed: event });
  } else if (known.answered === undefined) {
    if (known.failed === undefined || supersedes(event, known.failed)) known.failed = event;
  }
}

/** An answer belongs to the attempt of its name, else to the latest that is still open. */
function reach(attempts: readonly Attempt[], unmatched: Answered[], event: Answered): void {
  const { legId, via } = event.data;
  const isDialled = via === "outbound" || via === "callback";
  if (!isDialled && via !== undefined) return;
  const open = attempts.filter(isOpen);
  const named = open.find(({ offered }) => offered.data.offerId === legId);
  const attempt = named ?? (isDialled ? open.at(-1) : undefined);
  if (attempt !== undefined) attempt.answered = event;
  else if (isDialled) unmatched.push(event);
}
