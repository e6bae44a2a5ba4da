/**
 * The one file that knows Chart.js: a line over a paler one on a time axis. Made once per canvas,
 * then only its data change; no animation (UX-33); drawn only when changed and visible.
 */
import {
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ScriptableContext,
} from "chart.js";

Chart.register(Filler, LineController, LineElement, PointElement, LinearScale, CategoryScale);

export interface LineData {
  readonly values: readonly (number | null)[];
  readonly before: readonly (number | null)[];
  /** The last step is still running: its value will grow. */
  readonly openStep: boolean;
  readonly from: number;
  readonly to: number;
  /** Distance between two grid lines. */
  readonly gridStep: number;
  /** One label per step; empty where the axis shows none. */
  readonly labels: readonly string[];
  readonly tick: (value: number) => string;
  /** The step under the pointer or the keyboard. */
  readonly chosen: number | null;
}

export interface Colours {
  readonly line: string;
  /** Under the line. */
  readonly area: string;
  readonly before: string;
  readonly grid: string;
  readonly text: string;
}

export interface LineChart {
  update(data: LineData): void;
  recolour(colours: Colours): void;
  /** The step nearest to a point on the canvas, in CSS pixels from its left. */
  stepAt(x: number): number | null;
  destroy(): void;
}

type Dots = (number | null)[];

/** A dot where the reader is, and where a lone value would otherwise be invisible. */
const radius = (chosen: () => number | null) => (point: ScriptableContext<"line">) => {
  const { data } = point.dataset;
  const index = point.dataIndex;
  if (index === chosen()) return 4;
  const lone = (data[index - 1] ?? null) === null && (data[index + 1] ?? null) === null;
  return lone ? 1.5 : 0;
};

function configuration(
  chosen: () => number | null,
  openFrom: () => number,
): ChartConfiguration<"line", Dots, string> {
  const line = { data: [], pointRadius: radius(chosen), pointHoverRadius: 0, tension: 0 };
  return {
    type: "line",
    data: {
      labels: [],
      datasets: [
        {
          ...line,
          borderWidth: 2,
          order: 0,
          fill: "origin",
          segment: {
            borderDash: ({ p0DataIndex }) => (p0DataIndex >= openFrom() ? [2, 4] : []),
            backgroundColor: ({ p0DataIndex }) =>
              p0DataIndex >= openFrom() ? "transparent" : undefined,
          },
        },
        { ...line, borderWidth: 1.5, borderDash: [3, 3], order: 1 },
      ],
    },
    options: {
      animation: false,
      normalized: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 6, right: 6 } },
      scales: {
        x: {
          grid: { display: false },
          border: { display: false },
          ticks: { autoSkip: true, autoSkipPadding: 12, maxRotation: 0, padding: 4 },
        },
        y: { border: { display: false }, ticks: { padding: 8 } },
      },
    },
  };
}

export function createLineChart(canvas: HTMLCanvasElement, first: Colours): LineChart {
  let data: LineData | null = null;
  let visible = true;
  let dirty = false;
  const chart = new Chart(
    canvas,
    configuration(
      () => data?.chosen ?? null,
      () => (data?.openStep ? data.values.length - 2 : Number.POSITIVE_INFINITY),
    ),
  );

  const draw = () => {
    dirty = !visible;
    if (visible) chart.update("none");
  };
  const watcher = new IntersectionObserver(([entry]) => {
    visible = entry?.isIntersecting ?? true;
    if (visible && dirty) draw();
  });
  watcher.observe(canvas);

  const paint = (colours: Colours) => {
    const [now, before] = chart.data.datasets;
    if (now) {
      const point = { pointBackgroundColor: colours.line, pointBorderColor: colours.line };
      Object.assign(now, { ...point, borderColor: colours.line, backgroundColor: colours.area });
    }
    if (before) {
      Object.assign(before, { borderColor: colours.before, backgroundColor: colours.before });
    }
    const { x, y } = chart.options.scales ?? {};
    const fonts = { family: getComputedStyle(canvas).fontFamily, size: 11 };
    if (x?.ticks) Object.assign(x.ticks, { color: colours.text, font: fonts });
    if (y?.ticks) Object.assign(y.ticks, { color: colours.text, font: fonts });
    if (y?.grid) y.grid.color = colours.grid;
    else if (y) y.grid = { color: colours.grid };
  };
  paint(first);

  return {
    update(next) {
      data = next;
      chart.data.labels = [...next.labels];
      const [now, before] = chart.data.datasets;
      if (now) now.data = [...next.values];
      if (before) before.data = [...next.before];
      const { x, y } = chart.options.scales ?? {};
      Object.assign(y ?? {}, { min: next.from, max: next.to });
      Object.assign(y?.ticks ?? {}, {
        stepSize: next.gridStep,
        callback: (value: number | string) => next.tick(Number(value)),
      });
      if (x?.ticks) x.ticks.callback = (_, index) => next.labels[index] || null;
      draw();
    },
    recolour(colours) {
      paint(colours);
      draw();
    },
    stepAt(x) {
      const value = chart.scales.x?.getValueForPixel(x);
      return value === undefined ? null : Math.round(value);
    },
    destroy() {
      watcher.disconnect();
      chart.destroy();
    },
  };
}
