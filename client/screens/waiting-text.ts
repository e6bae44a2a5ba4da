/** Who waits, as finished text: how long, and how far from the target. Pure; the clock is handed in. */
import { clockDuration, type Format } from "../../shared/text/format.ts";
import type { Words } from "../../shared/text/words.ts";
import type { WaitingContact } from "../../shared/wire/board.ts";
import type { StatusMark } from "../tiles/text.ts";
import { channelName, named } from "./names.ts";

export interface WaitingText {
  readonly contact: string;
  readonly href: string;
  /** Channel and queue. */
  readonly where: string;
  readonly waited: string;
  /** Time left, or over; empty without a target. */
  readonly left: string;
  readonly mark: StatusMark;
}

/** Of a wait less than this share of the target is left: worth a look. */
const SOON = 0.25;

export const clockHref = ({
  contact,
  source,
}: Pick<WaitingContact, "contact" | "source">): string =>
  `/contact/${encodeURIComponent(contact)}?source=${encodeURIComponent(source)}`;

const markOf = (waited: number, target: number | null): StatusMark => {
  if (target === null) return "plain";
  if (waited > target) return "action";
  return target - waited < target * SOON ? "attention" : "on_target";
};

/** Beside a list of minutes seconds say nothing from an hour on. */
const short = (seconds: number, format: Format): string =>
  seconds >= 3600 ? format.prose(seconds) : clockDuration(seconds);

/** `now`: the server's clock, ms since 1970. */
export function waitingText(
  row: WaitingContact,
  now: number,
  { words, format }: { readonly words: Words; readonly format: Format },
): WaitingText {
  const waited = Math.max(0, Math.floor((now - row.since) / 1000));
  const { targetSeconds, channel, queue } = row;
  const left = targetSeconds === null ? 0 : targetSeconds - waited;
  const time = short(Math.abs(left), format);
  return {
    contact: row.contact,
    href: clockHref(row),
    where: [channel === null ? "" : channelName(words, channel), queue === null ? "" : named(queue)]
      .filter((part) => part !== "")
      .join(" · "),
    waited: short(waited, format),
    left: targetSeconds === null ? "" : words(left < 0 ? "waiting.over" : "waiting.in", { time }),
    mark: markOf(waited, targetSeconds),
  };
}
