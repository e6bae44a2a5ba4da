/**
 * A canvas and its chart, for as long as both live; rendering never touches what is drawn. What draws is
 * fetched with the first chart that is looked at: a screen without one never loads it (UX-31).
 */
import { useEffect, useRef } from "preact/hooks";
import type { Colours, LineChart, LineData } from "../charts/line-chart.ts";

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
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    let isHere = true;
    const draw = ({ createLineChart }: typeof import("../charts/line-chart.ts")) => {
      if (!isHere || canvas.current === null) return;
      chart.current = createLineChart(canvas.current, coloursOf(canvas.current));
      chart.current.update(latest.current);
    };
    import("../charts/line-chart.ts").then(draw, () => {}); // without it the table says the same
    return () => {
      isHere = false;
      chart.current?.destroy();
      chart.current = null;
    };
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
