/** Opening hours while an answer was waited for: where a team's time was open and where it was closed. */
import { LOOK_AHEAD_MS_MAX } from "../../../shared/time/business.ts";
import type { Opening } from "../../../shared/time/opening.ts";
import { isSameTeam, piecesOf, schedulesOf } from "../../fold/facts/ownership.ts";
import type { Told } from "./told.ts";

/** Half-open, ms since 1970. */
export interface Hours {
  readonly from: number;
  readonly to: number;
  readonly hours: "open" | "closed";
}

function hoursOf(opening: Opening, from: number, to: number): Hours[] {
  const cut: Hours[] = [];
  let at = from;
  const until = (end: number, hours: Hours["hours"]) => {
    const stop = Math.min(end, to);
    if (stop > at) cut.push({ from: at, to: stop, hours });
    at = Math.max(at, stop);
  };
  for (let day = opening.dayAt(from); day.from < to; day = opening.dayAt(day.to)) {
    for (const span of day.open) {
      until(span.from, "closed");
      until(span.to, "open");
    }
    until(day.to, "closed");
  }
  return cut;
}

/** The waits that hours are told of: those of clocks, and the whole wait for the first response. */
function waitsOf({ answers, from, to }: Told) {
  if (answers === null) return [];
  const { course, response } = answers;
  const waits = course.clocks.flatMap(({ waited }) => waited);
  if (response.calendar !== null) {
    waits.push({ from: response.calendar.startAt, to: response.calendar.untilAt });
  }
  return waits
    .map((wait) => ({ from: Math.max(wait.from, from), to: Math.min(wait.to, to) }))
    .filter((wait) => wait.from < wait.to && wait.to - wait.from <= LOOK_AHEAD_MS_MAX);
}

/** In the order of the waits; of a wait of more than 400 days no hours are told. */
export function hoursCut(told: Told): Hours[] {
  const { contact } = told;
  if (!contact.directory.hasSchedules) return [];
  return waitsOf(told).flatMap(({ from, to }) =>
    schedulesOf(contact, piecesOf(contact, from, to, isSameTeam)).flatMap((piece) =>
      piece.opening === null ? [] : hoursOf(piece.opening, piece.from, piece.to),
    ),
  );
}
