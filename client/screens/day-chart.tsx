/** The chart of the period by interval, with the same day last week beside it, or as a table. */
import { useMemo, useState } from "preact/hooks";
import { kpiName } from "../../shared/text/words.ts";
import type { ChartItem, HeaderItem } from "../../shared/wire/board.ts";
import { LineFigure } from "../tiles/line-figure.tsx";
import { TableTwin } from "../tiles/table-twin.tsx";
import { type ChartText, chartText } from "./chart-text.ts";
import { useTongue } from "./language.ts";

interface DayChartProps {
  readonly charts: readonly ChartItem[];
  readonly header: HeaderItem;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly theme: string;
}

export function DayChart({ charts, header, asTable, onAsTable, theme }: DayChartProps) {
  const tongue = useTongue();
  const [picked, setPicked] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const drawn = charts.filter(({ values, lastWeek }) => values.length + lastWeek.length > 0);
  // A team that writes has no calls: it begins with the first figure that has something to show.
  const chart = drawn.find((each) => each.id === picked) ?? drawn.find(hasHappened) ?? drawn[0];
  const text = useMemo(
    () => (chart ? chartText(chart, header, tongue) : null),
    [chart, header, tongue],
  );
  if (!chart || !text) return null;
  const step = Math.min(chosen ?? text.latest, text.steps.length - 1);
  return (
    <section class="panel chart-panel" aria-label={text.name}>
      <header class="panel-head">
        <ChartPicker charts={drawn} current={chart} onPick={setPicked} />
        <button
          type="button"
          class="button"
          aria-pressed={asTable}
          onClick={() => onAsTable(!asTable)}
        >
          {tongue.words(asTable ? "chart.as-chart" : "chart.as-table")}
        </button>
      </header>
      {asTable ? (
        <TableTwin caption={text.caption} columns={text.columns} rows={text.rows} />
      ) : (
        <>
          <Readout text={text} step={step} />
          <Drawing text={text} step={step} onChoose={setChosen} theme={theme} />
        </>
      )}
    </section>
  );
}

const hasHappened = ({ values, lastWeek }: ChartItem): boolean =>
  [...values, ...lastWeek].some(Boolean);

interface PickerProps {
  readonly charts: readonly ChartItem[];
  readonly current: ChartItem;
  readonly onPick: (id: string) => void;
}

function ChartPicker({ charts, current, onPick }: PickerProps) {
  const { words } = useTongue();
  if (charts.length === 1) return <h2>{kpiName(words, current.kpi, "long")}</h2>;
  return (
    <h2>
      <select
        class="select select-title"
        aria-label={words("chart.choose")}
        value={current.id}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {charts.map((chart) => (
          <option key={chart.id} value={chart.id}>
            {kpiName(words, chart.kpi, "long")}
          </option>
        ))}
      </select>
    </h2>
  );
}

function Readout({ text, step }: { readonly text: ChartText; readonly step: number }) {
  const { words } = useTongue();
  const at = text.steps[step];
  return (
    <p class="readout">
      <span class="readout-time">{at?.time ?? ""}</span>
      <span class="key key-now">{words("chart.this")}</span>
      <span class="readout-value">{at?.value ?? ""}</span>
      <span class="key key-before">{text.before}</span>
      <span class="readout-value">{at?.lastWeek ?? ""}</span>
    </p>
  );
}

interface DrawingProps {
  readonly text: ChartText;
  readonly step: number;
  readonly onChoose: (step: number | null) => void;
  readonly theme: string;
}

/** Arrows step through the points; the line of text above gives the value (2.1.1). */
function Drawing({ text, step, onChoose, theme }: DrawingProps) {
  const data = useMemo(() => ({ ...text.data, chosen: step }), [text, step]);
  const choose = (next: number | null) =>
    onChoose(next === null ? null : Math.max(0, Math.min(text.steps.length - 1, next)));
  const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
  return (
    <div
      class="chart-stops"
      role="slider"
      tabIndex={0}
      aria-label={text.name}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, text.steps.length - 1)}
      aria-valuenow={step}
      aria-valuetext={text.steps[step]?.spoken ?? ""}
      onKeyDown={(event) => {
        const move = moves[event.key];
        if (move === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        choose(step + move);
      }}
      onBlur={() => onChoose(null)}
    >
      <LineFigure data={data} label={text.label} theme={theme} onChoose={choose} />
    </div>
  );
}
