/**
 * A week as seven columns: stretches are drawn and dragged, moved by key, or typed under the day
 * (2.1.1, 2.5.7). Draws what it is given; what becomes of it is somebody else's.
 */
import { useState } from "preact/hooks";
import {
  copyDay,
  DAY_MINUTES,
  DAYS,
  type Day,
  hoursText,
  openMinutes,
  typedHours,
  type Week,
  withHours,
} from "../../../settings/week.ts";
import { useTongue } from "../../language.ts";
import { WeekDay } from "./week-day.tsx";
import { useTell } from "./words.ts";

interface WeekEditorProps {
  readonly week: Week;
  readonly onWeek: (week: Week) => void;
}

const MARKS = [0, 6, 12, 18, 24];

export function WeekEditor({ week, onWeek }: WeekEditorProps) {
  const tell = useTell();
  const { format } = useTongue();
  return (
    <fieldset class="week">
      <legend class="hidden">{tell("hours.week")}</legend>
      <div class="week-grid">
        <div class="week-marks" aria-hidden="true">
          {MARKS.map((hour) => (
            <span key={hour} style={{ top: `${(100 * hour * 60) / DAY_MINUTES}%` }}>
              {`${hour}:00`}
            </span>
          ))}
        </div>
        {DAYS.map((day, index) => (
          <div key={day} class="week-column">
            <span class="week-name" aria-hidden="true">
              {tell.weekday(index, "short")}
            </span>
            <WeekDay week={week} day={day} name={tell.weekday(index, "long")} onWeek={onWeek} />
          </div>
        ))}
        <span class="week-typed-head" aria-hidden="true" />
        {DAYS.map((day, index) => (
          <Typed
            key={day}
            day={day}
            name={tell.weekday(index, "long")}
            week={week}
            onWeek={onWeek}
          />
        ))}
      </div>
      <div class="week-foot">
        <strong>{tell("hours.total", { hours: format.prose(openMinutes(week) * 60) })}</strong>
        <button
          type="button"
          class="button"
          onClick={() => onWeek(copyDay(week, "mon", ["tue", "wed", "thu", "fri"]))}
        >
          {tell("hours.copy")}
        </button>
        <p>{tell("hours.keys")}</p>
      </div>
    </fieldset>
  );
}

interface TypedProps extends WeekEditorProps {
  readonly day: Day;
  readonly name: string;
}

/** One day's hours as text. While it cannot be read it stays as it is typed, and the week as it was. */
function Typed({ week, day, name, onWeek }: TypedProps) {
  const tell = useTell();
  const [text, setText] = useState<string | null>(null);
  const known = hoursText(week[day]);
  const isWrong = text !== null && typedHours(text) === null;
  return (
    <div class="week-typed">
      <span class="week-typed-name" aria-hidden="true">
        {name}
      </span>
      <textarea
        class="input"
        rows={Math.max(2, week[day].length)}
        aria-label={tell("hours.day", { day: name })}
        aria-invalid={isWrong}
        placeholder={tell("hours.closed")}
        spellcheck={false}
        value={text ?? known.replaceAll(", ", "\n")}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          const blocks = typedHours(typed);
          if (blocks !== null) onWeek(withHours(week, day, blocks));
        }}
        onBlur={() => {
          if (!isWrong) setText(null);
        }}
      />
      {isWrong && (
        <small class="field-error" role="alert">
          {tell("hours.wrong")}
        </small>
      )}
    </div>
  );
}
