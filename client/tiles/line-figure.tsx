/** A canvas and its chart, for as long as both live; rendering never touches what is drawn. */
import { useEffect, useRef } from "preact/hooks";
import {
  type Colours,
  createLineChart,
  type LineChart,
  type LineData,
} from "../charts/line-chart.ts";

export type LineFigureData = LineData;

interface LineFigureProps {
  readonly data: LineFigureData;
  /** Type, period, latest value and trend (1.1.1). */
  readonly label: string;
  /** Changes when the colours do. */
  readonly theme: string;
  readonly onChoose: (step: number | null) => void;
}

/** The theme's colours, from the tokens of the style sheet. */
function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    line: token("--line-now"),
    area: token("--line-area"),
    before: token("--line-before"),
    grid: token("--hairline"),
    text: token("--text-quiet"),
  };
}

export function LineFigure({ data, label, theme, onChoose }: LineFigureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<LineChart | null>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const made = createLineChart(canvas.current, coloursOf(canvas.current));
    chart.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => chart.current?.update(data), [data]);
  useEffect(() => {
    if (canvas.current) chart.current?.recolour(coloursOf(canvas.current));
  }, [theme]);
  return (
    <div class="figure">
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        onPointerMove={(event) => onChoose(chart.current?.stepAt(event.offsetX) ?? null)}
        onPointerLeave={() => onChoose(null)}
      />
    </div>
  );
}
