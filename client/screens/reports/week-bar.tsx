/** Which week, and of whom: newest first, each with its dates and its state; arrows go from week to week. */
import { useMemo } from "preact/hooks";
import { datesOf, weekNumber } from "../../../shared/text/report.ts";
import type { ReportWeeks } from "../../../shared/wire/report.ts";
import { useKeys } from "../keyboard.ts";
import { useVoice, type Voice } from "./voice.ts";

interface WeekBarProps {
  readonly found: ReportWeeks;
  readonly period: string;
  readonly onPeriod: (period: string) => void;
  readonly onScope: (scope: string) => void;
}

type Week = ReportWeeks["weeks"][number];

function stateText({ state, revision, pending }: Week, { page }: Voice): string {
  if (state !== "sealed") return page(`week.option.${state}`);
  const key = pending === true ? "week.option.changed" : "week.option.sealed";
  return page(key, { revision: revision ?? 1 });
}

function optionText(week: Week, { zone, scope }: ReportWeeks, voice: Voice): string {
  const dates = datesOf({ ...week, label: week.week, zone }, voice.format.locale);
  const text = voice.page("week.option", { week: weekNumber(week.week) ?? week.week, dates });
  // One's own week is never sealed: nothing to say of one that is over.
  const isPlain = scope.startsWith("agent:") && week.state !== "open";
  return isPlain ? text : `${text} · ${stateText(week, voice)}`;
}

/** What has the arrows for itself: fields, what scrolls, an open sheet. */
const OWN_ARROWS = "input, select, textarea, .table-scroll, .sheet, dialog";
const isFree = (): boolean => document.activeElement?.closest(OWN_ARROWS) === null;

export function WeekBar({ found, period, onPeriod, onScope }: WeekBarProps) {
  const voice = useVoice();
  const { page } = voice;
  const { weeks, scopes, scope } = found;
  const at = weeks.findIndex(({ week }) => week === period);
  const [before, after] = at < 0 ? [undefined, undefined] : [weeks[at + 1], weeks[at - 1]];
  const go = (to: Week | undefined) => to !== undefined && onPeriod(to.week);
  const keys = useMemo(
    () => ({
      arrowleft: () => isFree() && go(before),
      arrowright: () => isFree() && go(after),
    }),
    [before, after],
  );
  useKeys(keys, true);
  return (
    <div class="week-bar">
      <Step
        label={page("week.before")}
        path="M10 3 5 8l5 5"
        onPress={() => go(before)}
        to={before}
      />
      <select
        class="select week-select"
        aria-label={page("week.label")}
        title={page("week.keys")}
        value={period}
        onChange={(event) => onPeriod(event.currentTarget.value)}
      >
        {at < 0 && (
          <option value={period}>{page("week.other", { period: voice.week(period) })}</option>
        )}
        {weeks.map((week) => (
          <option key={week.week} value={week.week}>
            {optionText(week, found, voice)}
          </option>
        ))}
      </select>
      <Step label={page("week.after")} path="m6 3 5 5-5 5" onPress={() => go(after)} to={after} />
      {scopes.length > 1 && (
        <select
          class="select"
          aria-label={page("scope.label")}
          value={scope}
          onChange={(event) => onScope(event.currentTarget.value)}
        >
          {scopes.map(({ label, name }) => (
            <option key={label} value={label}>
              {scopeName(voice, label, name)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** What a scope is called; the id of a team nobody has named. */
export function scopeName({ words, say }: Voice, label: string, name: string | null): string {
  if (label === "centre") return words("scope.centre");
  if (label.startsWith("agent:")) return say("report.own");
  return name ?? label.slice(label.indexOf(":") + 1);
}

interface StepProps {
  readonly label: string;
  readonly path: string;
  readonly to: Week | undefined;
  readonly onPress: () => void;
}

/** Stays where it is at the last week, so that the focus does too. */
function Step({ label, path, to, onPress }: StepProps) {
  return (
    <button
      type="button"
      class="button button-icon"
      aria-label={label}
      title={label}
      aria-disabled={to === undefined}
      onClick={onPress}
    >
      <svg viewBox="0 0 16 16" fill="none" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
