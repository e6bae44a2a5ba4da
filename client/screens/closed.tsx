/** Outside opening hours (UX-19): until when, and a way to the last day that was open. */
import type { Format } from "../../shared/text/format.ts";
import type { Words } from "../../shared/text/words.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { useDesk } from "./desk.ts";
import { useTongue } from "./language.ts";
import { useStore } from "./use-store.ts";

/** Within a week a weekday says which day; beyond it a date does. */
const WEEK_MS = 6 * 86_400_000;
const MINUTE_MS = 60_000;

interface Seen {
  readonly words: Words;
  readonly format: Format;
  /** The server's clock; null: not known. */
  readonly now: number | null;
  /** For a television: weekdays in short. */
  readonly short?: boolean;
}

/** "Closed until Monday 09:00"; empty when it is open. */
export function closedText(
  header: HeaderItem,
  { words, format, now, short = false }: Seen,
): string {
  const { closed, period } = header;
  if (closed === undefined) return "";
  if (closed.until === null) return words("closed");
  const { zone } = period;
  const { until } = closed;
  const time = format.time(until, zone);
  const isToday = now !== null && format.date(until, zone) === format.date(now, zone);
  if (isToday) return words("closed.until", { at: time });
  const isNear = now !== null && until - now < WEEK_MS;
  if (short) {
    const at = isNear ? `${format.weekday(until, zone)} ${time}` : format.date(until, zone);
    return words("closed.until", { at });
  }
  const day = isNear ? format.weekdayLong(until, zone) : format.day(until, zone);
  return words("closed.until", { at: `${day} ${time}` });
}

/** The server's clock by the minute; null: it has not told yet. */
export function useMinute(): number | null {
  const told = useStore(useDesk().link, ({ serverAt }) =>
    serverAt === null ? null : Math.floor(serverAt / MINUTE_MS),
  );
  return told === null ? null : told * MINUTE_MS;
}

/** Goes to the day that the server names; the address then holds its date. */
export function LastOpenDay({ header, main = false }: { header: HeaderItem; main?: boolean }) {
  const desk = useDesk();
  const { words } = useTongue();
  const day = header.closed?.lastOpenDay ?? null;
  if (day === null) return null;
  return (
    <button
      type="button"
      class={main ? "button button-main" : "button"}
      onClick={() => desk.go({ period: day })}
    >
      {words("closed.last")}
    </button>
  );
}

/** Over tiles that keep standing with what was measured. */
export function ClosedNote({ header }: { readonly header: HeaderItem }) {
  const { words, format } = useTongue();
  const now = useMinute();
  if (header.closed === undefined) return null;
  return (
    <p class="closed-note">
      <span>{closedText(header, { words, format, now })}</span>
      <LastOpenDay header={header} />
    </p>
  );
}
