/** A chart's numbers as finished text: labels of the axis, the readout, the table twin. */
import { NOTHING } from "../../shared/text/format.ts";
import { kpiName } from "../../shared/text/words.ts";
import type { ChartItem, HeaderItem } from "../../shared/wire/board.ts";
import type { LineFigureData } from "../tiles/line-figure.tsx";
import type { Row } from "../tiles/table-twin.tsx";
import type { Tongue } from "./language.ts";
import { periodName } from "./names.ts";
import { chartRange, gridStep } from "./range.ts";

const HOUR_MS = 3_600_000;

export interface Step {
  readonly time: string;
  readonly value: string;
  readonly lastWeek: string;
  readonly spoken: string;
}

export interface ChartText {
  readonly name: string;
  readonly label: string;
  readonly caption: string;
  /** What the period is compared with. */
  readonly before: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly steps: readonly Step[];
  /** The last step that has a value. */
  readonly latest: number;
  readonly data: Omit<LineFigureData, "chosen">;
}

/** From so long on a step is told with its day, and compared with a week rather than a day. */
const DAYS_FROM_MS = 36 * HOUR_MS;

/** Hours between two labels of the axis, so that about a dozen fit. */
const labelEvery = (lengthMs: number): number =>
  [1, 2, 3, 6, 12, 24].find((hours) => lengthMs / (hours * HOUR_MS) <= 12) ?? 24;

function axisLabels(chart: ChartItem, count: number, zone: string, { format }: Tongue): string[] {
  const every = labelEvery(count * chart.stepMs);
  return Array.from({ length: count }, (_, index) => {
    const at = chart.from + index * chart.stepMs;
    const time = format.time(at, zone);
    if (count * chart.stepMs > DAYS_FROM_MS)
      return time === "00:00" ? format.weekday(at, zone) : "";
    const [hour = "0", minute] = time.split(":");
    if (count * chart.stepMs < 2 * HOUR_MS) return Number(minute) % 15 === 0 ? time : "";
    return minute === "00" && Number(hour) % every === 0 ? time : "";
  });
}

/** The stretch in which something happened, in whole hours: the night before and after says nothing. */
export function busyStretch(chart: ChartItem): ChartItem {
  const { values, lastWeek, stepMs } = chart;
  const happened = Array.from(
    { length: Math.max(values.length, lastWeek.length) },
    (_, index) => Boolean(values[index]) || Boolean(lastWeek[index]),
  );
  const each = Math.max(1, Math.round(HOUR_MS / stepMs));
  const first = Math.floor(Math.max(0, happened.indexOf(true)) / each) * each;
  const end = Math.ceil((happened.lastIndexOf(true) + 1) / each) * each;
  return {
    ...chart,
    from: chart.from + first * stepMs,
    values: values.slice(first, Math.max(end, values.length)),
    lastWeek: lastWeek.slice(first, end),
  };
}

export function chartText(whole: ChartItem, header: HeaderItem, tongue: Tongue): ChartText {
  const chart = busyStretch(whole);
  const { words, format } = tongue;
  const { zone } = header.period;
  const kpi = kpiName(words, chart.kpi, "long");
  const period = periodName(words, header.period.label, format);
  const count = Math.max(chart.values.length, chart.lastWeek.length);
  const isDays = header.period.to - header.period.from > DAYS_FROM_MS;
  const before = words(isDays ? "chart.week-before" : "chart.last-week");
  const say = (value: number | null | undefined) =>
    value === undefined ? NOTHING : format.value(value, chart.unit, chart.kpi);
  const steps = Array.from({ length: count }, (_, index) => {
    const at = chart.from + index * chart.stepMs;
    const time = (isDays ? `${format.weekday(at, zone)} ` : "") + format.time(at, zone);
    const value = say(chart.values[index]);
    const lastWeek = say(chart.lastWeek[index]);
    const spoken = `${time}: ${value}; ${before} ${lastWeek}`;
    return { time, value, lastWeek, spoken };
  });
  const latest = chart.values.findLastIndex((value) => value !== null);
  const last = steps[latest];
  const range = chartRange(chart);
  return {
    name: kpi,
    label: last
      ? words("chart.label", { kpi, period, ...last })
      : words("chart.label.empty", { kpi, period }),
    caption: words("chart.caption", { kpi, period, step: format.prose(chart.stepMs / 1000) }),
    before,
    columns: [words("chart.time"), words("chart.this"), before],
    rows: steps.map((step, index) => ({
      id: String(index),
      head: step.time,
      cells: [step.value, step.lastWeek],
    })),
    steps,
    latest: Math.max(0, latest),
    data: {
      values: chart.values,
      before: chart.lastWeek,
      openStep: whole.from + whole.values.length * whole.stepMs < header.period.to,
      ...range,
      gridStep: gridStep(range, chart.unit === "s"),
      labels: axisLabels(chart, count, zone, tongue),
      tick: (value) => format.value(value, chart.unit, chart.kpi),
    },
  };
}
