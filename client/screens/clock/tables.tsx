/** The same clock as tables: every stretch (1.3.1), and every event as it was told. */
import type { ContactAnswer } from "../../../shared/wire/contact-clock.ts";
import { TableTwin } from "../../tiles/table-twin.tsx";
import { useSay } from "../drill-words.ts";
import { whoOf } from "../figure/row-text.ts";
import {
  type ClockContext,
  entersText,
  kindText,
  notesOf,
  timeText,
  toldTexts,
} from "./clock-text.ts";
import type { Course, Piece } from "./lanes.ts";

interface StretchProps {
  readonly course: Course;
  readonly context: ClockContext;
}

/** The person has a column of its own. */
function otherNotes(piece: Piece, context: ClockContext): string {
  const notes = notesOf(piece, context).slice(piece.stretch.agent === null ? 0 : 1);
  return notes.length === 0 ? "" : ` (${notes.join(", ")})`;
}

export function StretchTable({ course, context }: StretchProps) {
  const say = useSay();
  const { words, format } = context;
  const columns = (["kind", "from", "to", "length", "who", "enters"] as const).map((column) =>
    say(`clock.table.${column}`),
  );
  return (
    <details class="clock-table">
      <summary>{say("clock.table")}</summary>
      <TableTwin
        caption={say("clock.table")}
        columns={columns}
        rows={course.steps.map((piece) => ({
          id: String(piece.index),
          head: kindText(piece, words) + otherNotes(piece, context),
          cells: [
            timeText(piece.from, context),
            piece.stretch.to === null ? say("clock.now") : timeText(piece.to, context),
            format.prose(piece.stretch.seconds),
            piece.stretch.agent === null ? "" : whoOf(piece.stretch.agent, context),
            entersText(piece, context),
          ],
        }))}
      />
    </details>
  );
}

interface ToldProps {
  readonly clock: ContactAnswer;
  readonly context: ClockContext;
}

export function Told({ clock, context }: ToldProps) {
  const say = useSay();
  return (
    <details class="clock-table">
      <summary>{say("clock.events")}</summary>
      <ol class="told">
        {toldTexts(clock, context).map(({ key, time, type, notes, isMarked }) => (
          <li key={key} data-marked={isMarked}>
            <span>{time}</span>
            <code>{type}</code>
            <span>{notes.join(" · ")}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
