/** Days that differ: holidays to tick, other dates to add. Nothing is applied by itself (D19, SCR-18). */
import { useState } from "preact/hooks";
import { HOLIDAY_COUNTRIES, type HolidayCountry } from "../../../../shared/org/holidays.ts";
import type { Schedule } from "../../../../shared/org/schedule.ts";
import { Check } from "../../../parts/choice.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { isDate } from "../../../settings/dates.ts";
import { nameOf } from "../../../settings/entries.ts";
import { differentDays, suggested, withDay, withoutDay } from "../../../settings/schedules.ts";
import { hoursText, typedHours } from "../../../settings/week.ts";
import { useTongue } from "../../language.ts";
import { Act, ApplyDialog, DateField } from "./fields.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

interface DaysProps {
  readonly arrange: Arrange;
  readonly schedule: Schedule;
}

export function Days({ arrange, schedule }: DaysProps) {
  const tell = useTell();
  const [isNew, setNew] = useState(false);
  const days = differentDays(schedule);
  const remove = (date: string) =>
    arrange.edit((document) => withoutDay(document, schedule.id, date));
  return (
    <div class="arrange-group days">
      <header class="section-head">
        <div>
          <h3>{tell("days.title")}</h3>
          <p>{tell("days.about")}</p>
        </div>
        <button type="button" class="button" onClick={() => setNew(true)}>
          {tell("days.add")}
        </button>
      </header>
      <Rows
        caption={tell("days.title")}
        rows={days}
        keyOf={({ date }) => date}
        empty={tell("days.none")}
        columns={[
          { head: tell("days.date"), cell: ({ date }) => tell.day(date) },
          { head: tell("name"), cell: ({ name }) => name },
          {
            head: tell("days.hours"),
            cell: ({ blocks }) => (blocks.length === 0 ? tell("hours.closed") : hoursText(blocks)),
          },
        ]}
        actionsHead={tell("actions")}
        actions={({ date }) => (
          <Act label={tell("remove")} of={tell.day(date)} onPress={() => remove(date)} />
        )}
      />
      <Holidays arrange={arrange} schedule={schedule} />
      {isNew && <NewDay arrange={arrange} schedule={schedule} onClose={() => setNew(false)} />}
    </div>
  );
}

function Holidays({ arrange, schedule }: DaysProps) {
  const tell = useTell();
  const { language } = useTongue();
  const zone = schedule.zone ?? arrange.draft.organisation.zone;
  const [country, setCountry] = useState<HolidayCountry>(zone.endsWith("Brussels") ? "BE" : "NL");
  const all = suggested(schedule, country, arrange.today, language);
  return (
    <details class="more holidays">
      <summary>{`${tell("days.suggest")} ${tell(`days.${country}`)}`}</summary>
      <div class="segments holidays-of">
        {HOLIDAY_COUNTRIES.map((one) => (
          <label key={one} class="segment">
            <input
              class="hidden"
              type="radio"
              name="country"
              checked={one === country}
              onChange={() => setCountry(one)}
            />
            <span>{tell(`days.${one}`)}</span>
          </label>
        ))}
      </div>
      <div class="holidays-list">
        {all.map(({ date, name, isTaken }) => (
          <Check
            key={date}
            checked={isTaken}
            hint={tell.day(date)}
            onChecked={(on) =>
              arrange.edit((document) =>
                on
                  ? withDay(document, schedule.id, { date, name, blocks: [] })
                  : withoutDay(document, schedule.id, date),
              )
            }
          >
            {name}
          </Check>
        ))}
      </div>
    </details>
  );
}

function NewDay({ arrange, schedule, onClose }: DaysProps & { readonly onClose: () => void }) {
  const tell = useTell();
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  const [hours, setHours] = useState("");
  const blocks = typedHours(hours);
  return (
    <ApplyDialog
      title={`${tell("days.add")}: ${nameOf(schedule)}`}
      isBlocked={!isDate(date) || blocks === null}
      onApply={() =>
        arrange.edit((document) =>
          withDay(document, schedule.id, { date, name: name.trim(), blocks: blocks ?? [] }),
        )
      }
      onClose={onClose}
    >
      <DateField label={tell("days.date")} value={date} onValue={setDate} isRequired />
      <TextField label={tell("name")} value={name} onValue={setName} maxLength={100} isOptional />
      <TextField
        label={tell("days.hours")}
        hint={tell("days.hours.hint")}
        error={blocks === null ? tell("hours.wrong") : null}
        value={hours}
        onValue={setHours}
        isOptional
      />
    </ApplyDialog>
  );
}
