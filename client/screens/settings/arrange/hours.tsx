/** Opening hours: a week that is drawn, from a date on; and the days that differ (SCR-17, KPIS.md 7.4). */
import { useEffect, useState } from "preact/hooks";
import type { Schedule } from "../../../../shared/org/schedule.ts";
import { Check, SelectField } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Section } from "../../../parts/page.tsx";
import { plusDays, startOf } from "../../../settings/dates.ts";
import { nameOf } from "../../../settings/entries.ts";
import {
  addSchedule,
  type Hours,
  hoursOf,
  nameSchedule,
  removeSchedule,
  teamsWith,
  versionOn,
  withHoursFrom,
  withoutVersion,
  zoneSchedule,
} from "../../../settings/schedules.ts";
import { Arranged } from "./arranged.tsx";
import { Days } from "./days.tsx";
import { DateField, fromOf } from "./fields.tsx";
import type { Arrange } from "./use-arrange.ts";
import { WeekEditor } from "./week-editor.tsx";
import { type Tell, useTell } from "./words.ts";

export const HoursSection = () => <Arranged>{(arrange) => <All arrange={arrange} />}</Arranged>;

function All({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const [chosen, setChosen] = useState<string | null>(null);
  const { schedules } = arrange.draft;
  const schedule = schedules.find(({ id }) => id === chosen) ?? schedules[0];
  const choose = (id: string) => {
    const { draft } = arrange;
    arrange.edit(() => draft); // what was being drawn stays in the draft
    arrange.draw(null);
    setChosen(id);
  };
  const add = () => {
    const made = addSchedule(arrange.draft, tell("hours.new.name"));
    arrange.edit(() => made.document);
    arrange.draw(null);
    setChosen(made.id);
  };
  const actions = (
    <button type="button" class="button button-main" onClick={add}>
      {tell("hours.new")}
    </button>
  );
  return (
    <Section title={tell("hours.title")} about={tell("hours.about")} actions={actions}>
      {schedule === undefined && <p class="rows-empty">{tell("hours.none")}</p>}
      {schedules.length > 1 && schedule && (
        <fieldset class="segments hours-which">
          <legend class="hidden">{tell("hours.which")}</legend>
          {schedules.map((one) => (
            <label key={one.id} class="segment">
              <input
                class="hidden"
                type="radio"
                name="schedule"
                checked={one.id === schedule.id}
                onChange={() => choose(one.id)}
              />
              <span>{nameOf(one)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {schedule && <One key={schedule.id} arrange={arrange} schedule={schedule} />}
    </Section>
  );
}

interface OneProps {
  readonly arrange: Arrange;
  readonly schedule: Schedule;
}

/** The versions in words: which hours hold from when. */
const versionLabel = (tell: Tell, from: string | undefined): string => tell.since(from);

function One({ arrange, schedule }: OneProps) {
  const tell = useTell();
  const { saved, today } = arrange;
  const isSaved = saved.schedules.some(({ id }) => id === schedule.id);
  const [shown, setShown] = useState(startOf(versionOn(schedule, today)));
  const [from, setFrom] = useState(isSaved ? plusDays(today, 1) : "");
  const [hours, setHours] = useState<Hours | null>(null);
  const version =
    schedule.versions.find((one) => startOf(one) === shown) ?? versionOn(schedule, today);
  const drawn = hours ?? hoursOf(version);
  const draw = (next: Hours, since: string) => {
    setHours(next);
    arrange.draw((document) => withHoursFrom(document, schedule.id, next, fromOf(since)));
  };
  const show = (start: string) => {
    const { draft } = arrange;
    arrange.edit(() => draft);
    arrange.draw(null);
    setHours(null);
    setShown(start);
    setFrom(start > today ? start : plusDays(today, 1));
  };
  if (hours !== null && !arrange.isChanged) setHours(null);
  useEffect(() => {
    if (arrange.done === "saved" && schedule.versions.some((one) => startOf(one) === from)) {
      setShown(from);
    }
  }, [arrange.done]);
  // What is being drawn is none of those there are to choose from.
  const known = hours === null ? schedule : saved.schedules.find(({ id }) => id === schedule.id);
  const versions = known?.versions ?? [];
  return (
    <div class="hours">
      <Heads arrange={arrange} schedule={schedule} />
      <div class="hours-when">
        {versions.length > 1 && (
          <SelectField
            label={tell("hours.version")}
            value={startOf(version)}
            options={versions.map((one) => ({
              value: startOf(one),
              label: versionLabel(tell, one.from),
            }))}
            onValue={show}
          />
        )}
        <DateField
          value={from}
          onValue={(value) => {
            setFrom(value);
            if (hours !== null) draw(drawn, value);
          }}
        />
        {versions.length > 1 && startOf(version) > today && (
          <Confirm
            label={tell("hours.end-version")}
            sure={tell("sure.remove")}
            of={versionLabel(tell, version.from)}
            onSure={async () => {
              setHours(null);
              arrange.draw(null);
              arrange.edit((document) => withoutVersion(document, schedule.id, startOf(version)));
            }}
          />
        )}
      </div>
      <Check checked={drawn.always} onChecked={(always) => draw({ ...drawn, always }, from)}>
        {tell("hours.always")}
      </Check>
      {!drawn.always && (
        <WeekEditor week={drawn.week} onWeek={(week) => draw({ ...drawn, week }, from)} />
      )}
      {!drawn.always && <Days arrange={arrange} schedule={schedule} />}
    </div>
  );
}

/** Name, zone, who goes by it. */
function Heads({ arrange, schedule }: OneProps) {
  const tell = useTell();
  const { draft } = arrange;
  const [name, setName] = useState(nameOf(schedule));
  const teams = teamsWith(draft, schedule.id);
  const { zone } = draft.organisation;
  const zones = [...new Set([zone, schedule.zone ?? zone, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <>
      <p class="hours-used">
        {teams.length === 0
          ? tell("hours.unused")
          : tell("hours.used", { teams: teams.map(nameOf).join(", ") })}
        {teams.length === 0 && (
          <Confirm
            label={tell("remove")}
            sure={tell("sure.remove")}
            of={nameOf(schedule)}
            onSure={async () => {
              arrange.draw(null);
              arrange.edit((document) => removeSchedule(document, schedule.id));
            }}
          />
        )}
      </p>
      <div class="field-row hours-heads">
        <TextField
          label={tell("name")}
          value={name}
          maxLength={100}
          onValue={(value) => {
            setName(value);
            const text = value.trim();
            if (text !== "") {
              arrange.edit((document) => nameSchedule(document, schedule.id, text));
            }
          }}
        />
        <SelectField
          label={tell("hours.zone")}
          value={schedule.zone ?? ""}
          options={[
            { value: "", label: tell("hours.zone.own", { zone }) },
            ...zones.map((value) => ({ value, label: value.replaceAll("_", " ") })),
          ]}
          onValue={(value) =>
            arrange.edit((document) =>
              zoneSchedule(document, schedule.id, value === "" ? null : value),
            )
          }
        />
      </div>
    </>
  );
}
